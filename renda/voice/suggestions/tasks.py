"""Jobs of suggestions."""

from uuid import UUID

from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.jobs import LAST, daily, job
from renda.ground.people.models import User
from renda.ground.people.queries import actor_for
from renda.voice.suggestions.models import Intake
from renda.voice.suggestions.services import ask_due, exchange
from renda.voice.suggestions.services.archiving import make_archive as make


@job
def load_intake(pk: int) -> None:
    """Go on loading a list; the rows that are in stay in."""
    row = Intake.objects.select_related("congress").get(pk=pk)
    user = User.objects.get(pk=row.started_by_id, county_id=row.county_id)
    exchange.load_intake(row, actor=actor_for(user, clock.today()))


@job(priority=LAST)
def make_archive(pk: str, county_id: int, user_id: int) -> None:
    make(UUID(pk), county_id, Actor(county_id=county_id, user_id=user_id, name="归档"))


@daily(hour=4)
def look_back() -> None:
    """In autumn (the county's month) the year's look-back begins by itself; what is asked already is not asked again."""
    for county_id in County.objects.values_list("pk", flat=True):
        ask_due(county_id=county_id)
