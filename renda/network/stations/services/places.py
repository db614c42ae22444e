"""Places: opened, and kept up to date by who serves there."""

from typing import Any

from django.db import IntegrityError, transaction

from renda.ground.kernel.actor import Actor, clock_actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.people.models import Organisation
from renda.ground.people.services import open_org
from renda.ground.people.states import OrgKind
from renda.network.stations.access import keeps_stations, may_change
from renda.network.stations.models import Opening, Station
from renda.network.stations.states import StationKind
from renda.network.stations.workflow import OPENING

# What those who serve at a station keep themselves; the rest is the office's.
OWN = frozenset({"address", "phone_public", "hours", "reception", "villages"})
FACTS = OWN | {"town", "zone", "parent", "town_org", "opened_on", "lon", "lat", "is_invented_point"}
# What a place is and whether it is open changes by the steps of its life alone (services/openings.py).
FIRST = FACTS | {"kinds", "state"}


@transaction.atomic
def open_station(*, county_id: int, actor: Actor, name: str, kinds: list[str], **facts: Any) -> Station:
    """A new place that is open already, with the record of its life. Raises Conflict if the name is taken."""
    station = make_place(county_id=county_id, actor=actor, name=name, kinds=kinds, **facts)
    row = Opening(county_id=county_id, station=station, kinds=kinds, opened_on=station.opened_on)
    OPENING.start(row, "record", actor=actor)
    return station


def make_place(*, county_id: int, actor: Actor, name: str, kinds: list[str], **facts: Any) -> Station:
    """A place with the organisation its posts are held in. Raises Conflict if the name is taken."""
    if not keeps_stations(actor, county_id):
        raise NotAllowed("家站由县人大代表工委来建；要加一个站请告诉他们。")
    _check_facts(county_id, {"kinds": kinds, **facts}, FIRST)
    check_kinds(kinds)
    name = name.strip()
    try:
        with transaction.atomic():
            return Station.objects.create(
                county_id=county_id, org=_org(county_id, name, facts.get("town_org")), name=name, kinds=kinds, **facts
            )
    except IntegrityError as error:
        raise Conflict(f"“{name}”已经有了，改它的资料请打开那一条。") from error


def change_station(station: Station, *, actor: Actor, **facts: Any) -> Station:
    """Correct what the page says. Those who serve there keep address, telephone, hours, reception days and villages."""
    if not may_change(actor, station):
        raise NotAllowed("这个站的资料由站里的人或者县人大代表工委来改。")
    known = FACTS if keeps_stations(actor, station.county_id) else OWN
    _check_facts(station.county_id, facts, known)
    _check_parent(station, facts.get("parent"))
    for name, value in facts.items():
        setattr(station, name, value)
    station.save(update_fields=list(facts))
    return station


def _check_parent(station: Station, parent: Station | None) -> None:
    """Nothing stands above itself."""
    seen: set[int] = set()
    while parent is not None and parent.pk not in seen:
        if parent.pk == station.pk:
            raise Invalid("上级家站不能是它自己，也不能是它下面的站。", field="parent")
        seen.add(parent.pk)
        parent = parent.parent


def _org(county_id: int, name: str, town_org: Organisation | None) -> Organisation:
    """The organisation of this name, or a new one under the town's presidium."""
    found = Organisation.objects.filter(county_id=county_id, kind=OrgKind.STATION, name=name).first()
    return found or open_org(
        county_id=county_id,
        kind=OrgKind.STATION,
        name=name,
        actor=clock_actor(county_id),
        parent_id=town_org.pk if town_org else None,
        congress_id=town_org.congress_id if town_org else None,
    )


def _check_facts(county_id: int, facts: dict[str, Any], known: frozenset[str]) -> None:
    if unknown := facts.keys() - known:
        raise Invalid("这一项由县人大代表工委来改。", field=min(unknown))
    if (facts.get("lon") is None) != (facts.get("lat") is None):
        raise Invalid("经度和纬度要一起填。", field="lon")
    for name in ("parent", "town_org"):
        if (row := facts.get(name)) is not None and row.county_id != county_id:
            raise Invalid("没有这个上级，请重新选。", field=name)


def check_kinds(kinds: list[str]) -> None:
    if not kinds or set(kinds) - set(StationKind.values):
        raise Invalid("请至少选一个类别。", field="kinds")
