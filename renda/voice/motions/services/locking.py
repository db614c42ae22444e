"""The order of locks: the motion first, then its co-signing, numbers last."""

from renda.voice.motions.models import Motion


def locked(row: Motion) -> Motion:
    """Hold the motion's row until the transaction ends, so that of two who act at once one sees the other."""
    return Motion.objects.select_for_update(of=("self",)).get(pk=row.pk, county_id=row.county_id)
