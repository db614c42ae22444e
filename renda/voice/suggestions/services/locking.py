"""The order of locks: the suggestion first, then its parts, numbers last."""

from renda.voice.suggestions.models import Part, Suggestion


def locked(row: Suggestion) -> Suggestion:
    """Hold the suggestion's row until the transaction ends, so that of two parts finishing at once one sees the other."""
    return Suggestion.objects.select_for_update(of=("self",)).get(pk=row.pk, county_id=row.county_id)


def locked_parent(part: Part) -> Suggestion:
    parent = Suggestion.objects.select_for_update(of=("self",)).get(pk=part.parent_id, county_id=part.county_id)
    part.parent = parent
    return parent
