"""Jobs of suggestions."""

from uuid import UUID

from renda.ground.county.models import County
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.jobs import daily, job
from renda.voice.suggestions.services import ask_due
from renda.voice.suggestions.services.archiving import make_archive as make


@job
def make_archive(pk: str, county_id: int, user_id: int) -> None:
    make(UUID(pk), county_id, Actor(county_id=county_id, user_id=user_id, name="归档"))


@daily(hour=4)
def look_back() -> None:
    """In autumn (the county's month) the year's look-back begins by itself; what is asked already is not asked again."""
    for county_id in County.objects.values_list("pk", flat=True):
        ask_due(county_id=county_id)
