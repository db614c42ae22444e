"""What can be found of activities: title and place of what was announced, plan and result by who keeps it or took part."""

from collections.abc import Iterator
from typing import Any

from renda.ground.kernel.actor import Actor, Role
from renda.ground.search.declare import PUBLIC as EVERYBODY
from renda.ground.search.declare import Source, Text, held, holders, seat
from renda.network.activities.models import Activity
from renda.network.activities.queries import COUNTY, STATION
from renda.network.activities.states import PUBLIC


def rows() -> Any:
    return Activity.objects.select_related("station").prefetch_related("attendances__deputy")


def read(row: Activity) -> Iterator[Text]:
    facts: dict[str, Any] = {
        "title": row.title_line(), "at": row.starts_at, "href": row.get_absolute_url(), "town": row.station.town,
        "org": row.station.name, "state": row.get_state_display(), "names": (row.station.name,),
    }  # fmt: skip
    keys = holders(*COUNTY) | held((Role.TOWNSHIP,), row.town_org_id) | held(STATION, row.org_id)
    for one in row.attendances.all():
        keys |= seat(one.deputy.user_id)
    words = (row.place, row.plan, row.result)
    yield Text(**facts, keys=frozenset(keys), text="\n".join(word for word in words if word))
    if row.state in PUBLIC:
        yield Text(**facts, keys=frozenset({EVERYBODY}), text=row.place, part="public")


def visible(actor: Actor) -> Any:
    return Activity.objects.visible_to(actor)


SOURCES = (Source("activity", "家站活动", rows, read, visible),)
