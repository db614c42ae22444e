"""What can be found of activities: title and place of what was announced, plan and result by who keeps it or took part. The summary of a
quarter by its own side, a confirmed one, which is printed for everybody, by all."""

from collections.abc import Iterator
from typing import Any

from renda.ground.kernel.actor import Actor, Role
from renda.ground.search.declare import PUBLIC as EVERYBODY
from renda.ground.search.declare import Source, Text, held, holders, seat
from renda.network.activities.models import Activity, Summary
from renda.network.activities.queries import COUNTY, STATION
from renda.network.activities.states import PUBLIC, SummaryState


def rows() -> Any:
    return Activity.objects.select_related("station").prefetch_related("attendances__deputy")


def read(row: Activity) -> Iterator[Text]:
    facts: dict[str, Any] = {
        "title": row.title_line(), "at": row.starts_at, "href": row.get_absolute_url(), "town": row.station.town,
        "org": row.station.name, "state": row.get_state_display(), "names": (row.station.name,),
    }  # fmt: skip
    keys = _side(row)
    for one in row.attendances.all():
        keys |= seat(one.deputy.user_id)
    words = (row.place, row.plan, row.result)
    yield Text(**facts, keys=frozenset(keys), text="\n".join(word for word in words if word))
    if row.state in PUBLIC:
        yield Text(**facts, keys=frozenset({EVERYBODY}), text=row.place, part="public")


def summaries() -> Any:
    return Summary.objects.select_related("station")


def read_summary(row: Summary) -> Iterator[Text]:
    keys = {EVERYBODY} if row.state == SummaryState.CONFIRMED else _side(row)
    yield Text(
        title=row.title_line(), at=row.created_at, href=row.get_absolute_url(), keys=frozenset(keys), text=row.text,
        town=row.station.town, org=row.station.name, state=row.get_state_display(), names=(row.station.name,),
    )  # fmt: skip


def _side(row: Activity | Summary) -> set[str]:
    """Who keeps or oversees it."""
    return holders(*COUNTY) | held((Role.TOWNSHIP,), row.town_org_id) | held(STATION, row.org_id)


def visible(actor: Actor) -> Any:
    return Activity.objects.visible_to(actor)


def visible_summaries(actor: Actor) -> Any:
    return Summary.objects.visible_to(actor)


SOURCES = (
    Source("activity", "家站活动", rows, read, visible),
    Source("summary", "季度总结", summaries, read_summary, visible_summaries),
)
