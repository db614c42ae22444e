"""The committee that follows an item (跟踪督办), found without asking anybody."""

from renda.voice.suggestions import queries, rules
from renda.voice.suggestions.models import Suggestion, Tracking


def committee_for(row: Suggestion) -> int:
    """The committee that follows this category: as the county set it, else by its name, else the office that assigns."""
    own = Tracking.objects.filter(county_id=row.county_id, category=row.category, committee__congress=row.congress_id)
    if found := own.values_list("committee_id", flat=True).first():
        return found
    names = dict(queries.committees_of(row.county_id, row.congress_id).values_list("pk", "name"))
    return rules.committee_by_name(row.category, names) or row.office_id
