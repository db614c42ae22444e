"""What can be found of opinions: the text, never who gave it. An erased one is found by nobody."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.clock import today
from renda.ground.kernel.prepared import Prepared
from renda.ground.search.declare import Source, Text, bearer, held, holders, seat
from renda.network.stations.models import Membership
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.queries import COUNTY_ROLES, HOLDER_ROLES, STATION_ROLES
from renda.voice.opinions.states import S


def rows() -> Any:
    return Opinion.objects.select_related("station__org", "deputy", "target_org")


def read(row: Opinion) -> Iterator[Text]:
    if row.state == S.ERASED or row.erased_at:
        return
    place = row.station
    keys = holders(*COUNTY_ROLES) | held((*STATION_ROLES,), place.org_id) | held((Role.TOWNSHIP,), place.town_org_id)
    keys |= held(HOLDER_ROLES, row.target_org_id) | bearer(row.pk) | {f"member:{row.station_id}"}
    keys |= seat(row.deputy.user_id) if row.deputy else set()
    words = (row.text, row.place, row.village, row.result)
    yield Text(
        title=row.title_line(), at=row.created_at, href=row.get_absolute_url(), keys=frozenset(keys),
        text="\n".join(word for word in words if word), number=row.number_line(),
        org=row.target_org.label if row.target_org else place.name, town=place.town, state=row.get_state_display(),
    )  # fmt: skip


def keys_of(actor: Actor) -> list[str]:
    """The stations a deputy belongs to today."""
    if not actor.holds(Role.DEPUTY):
        return []
    rows = _MEMBER_OF.rows(county_id=actor.county_id, user_id=actor.user_id, on=today())
    return [f"member:{pk}" for (pk,) in rows]


def _member_of(county_id: int, user_id: int, on: date) -> Any:
    mine = Membership.objects.on(on).filter(county_id=county_id, deputy__user_id=user_id)
    return mine.values_list("station_id")


_MEMBER_OF = Prepared(_member_of)


def visible(actor: Actor) -> Any:
    return Opinion.objects.visible_to(actor)


SOURCES = (Source("opinion", "群众意见", rows, read, visible, keys_of=keys_of, is_request=True, is_steady=True),)
