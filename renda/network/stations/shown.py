"""The network as pages, Excel and JSON show it: the plan by town and quarter, the map's points."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from renda.ground.kernel.actor import Actor
from renda.network.stations import rules
from renda.network.stations.models import Membership, Network, Opening, Station, Tagging
from renda.network.stations.queries import SHOWN, network_of
from renda.network.stations.states import StationKind, StationState

NO_TOWN = "县本级"
NO_LINES = "位置为示意，不表示行政区域界线"
INVENTED = "演示县的位置都是虚构的"


@dataclass
class Group:
    """Places of one town or quarter: how many there are to be (planned ones included), and how far they are."""

    label: str
    planned: int = 0
    building: int = 0
    open: int = 0
    paused: int = 0
    late: int = 0

    @property
    def all(self) -> int:
        return self.planned + self.building + self.open + self.paused


@dataclass
class Plan:
    """towns: every place; quarters: those with a planned day, by it; late and running: the rows themselves."""

    towns: list[Group] = field(default_factory=list)
    quarters: list[Group] = field(default_factory=list)
    total: Group = field(default_factory=lambda: Group("合计"))
    late: list[Opening] = field(default_factory=list)
    running: list[Opening] = field(default_factory=list)


STATES = {
    str(StationState.PLANNED): "planned",
    str(StationState.BUILDING): "building",
    str(StationState.OPENED): "open",
    str(StationState.PAUSED): "paused",
}


def plan_of(actor: Actor, on: date) -> Plan:
    """The county's plan as it stands. Two queries for any number of places."""
    places = Station.objects.filter(county_id=actor.county_id).exclude(state=StationState.CLOSED)
    rows = list(places.values_list("town", "state", "opening__begin_on", "opening__target_on"))
    plan, towns, quarters = Plan(), dict[str, Group](), dict[str, Group]()
    for town, state, begin_on, target_on in rows:
        is_late = rules.is_late(state, begin_on, target_on, on)
        groups = [plan.total, towns.setdefault(town or NO_TOWN, Group(town or NO_TOWN))]
        if target_on:
            quarter = f"{target_on.year}{target_on.month:02}"[:4] + str((target_on.month - 1) // 3)
            groups.append(quarters.setdefault(quarter, Group(rules.quarter_of(target_on))))
        for group in groups:
            _count(group, state, is_late)
    plan.towns = [towns[name] for name in sorted(towns, key=lambda name: (name != NO_TOWN, name))]
    plan.quarters = [quarters[key] for key in sorted(quarters)]
    running = Opening.objects.visible_to(actor).running().select_related("station")
    plan.running = list(running.order_by("target_on", "pk"))
    plan.late = [row for row in plan.running if rules.is_late(row.state, row.begin_on, row.target_on, on)]
    return plan


def _count(group: Group, state: str, is_late: bool) -> None:
    name = STATES[state]
    setattr(group, name, getattr(group, name) + 1)
    group.late += is_late


# --- the map ----------------------------------------------------------------------------------------------------------

FIELDS = ("pk", "code", "name", "town", "kinds", "state", "lon", "lat", "is_invented_point")
Href = Callable[[str], str]


def drawn_as(kinds: Sequence[str]) -> str:
    """How a place is drawn: as the county's home, a town's home or a station."""
    known = (StationKind.COUNTY_HOME, StationKind.TOWN_HOME)
    return next((str(kind) for kind in known if kind in kinds), str(StationKind.STATION))


def map_of(places: Iterable[Mapping[str, Any]], members: Mapping[int, int], network: Network) -> dict[str, Any]:
    """What the drawing needs: the outline (or a ground around the points), and each place with a point.

    places: rows of `FIELDS`; members: place → how many deputies belong to it, which sets its size.
    """
    rows = list(places)
    known = [row for row in rows if row["lon"] is not None]
    points = [_point(row, members.get(row["pk"], 0)) for row in known]
    outline = network.outline or rules.ground([(row["lon"], row["lat"]) for row in known])
    notes = [] if network.outline and network.approval else [NO_LINES]
    notes += [INVENTED] if any(row["is_invented_point"] for row in known) else []
    return {
        "kind": "map", "outline": outline, "is_ground": not network.outline, "points": points, "gaps": [],
        "approval": network.approval if network.outline else "", "note": "；".join(notes),
        "source": network.outline_source if network.outline else "", "unplaced": len(rows) - len(known),
        "counts": _counts(rows), "label": f"全县家站地图，{len(points)}个家站",
    }  # fmt: skip


def _point(row: Mapping[str, Any], deputies: int) -> list[Any]:
    name = row["town"].removesuffix("镇").removesuffix("乡") if drawn_as(row["kinds"]) == StationKind.TOWN_HOME else ""
    address = reverse("portal:station", args=[row["code"]])
    state = "" if row["state"] in SHOWN else row["state"]
    return [row["lon"], row["lat"], drawn_as(row["kinds"]), deputies, row["name"], address, name, state]


def _counts(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    drawn = [drawn_as(row["kinds"]) for row in rows]
    known = (StationKind.COUNTY_HOME, StationKind.TOWN_HOME, StationKind.STATION)
    return {str(kind): drawn.count(str(kind)) for kind in known}


def map_for(county_id: int, rows: Any, on: date) -> dict[str, Any]:
    """The map of a QuerySet of stations: three queries."""
    return map_of(rows.values(*FIELDS), deputies_at(county_id, on), network_of(county_id))


def deputies_at(county_id: int, on: date) -> dict[int, int]:
    """Place → serving deputies whose main station it is."""
    rows = Membership.objects.on(on).filter(county_id=county_id, is_main=True, deputy__serving=True).order_by()
    return dict(rows.values_list("station_id").annotate(n=Count("pk")))


def tags_of(stations: Iterable[Station]) -> dict[int, list[str]]:
    """Place → the names of its tags. One query."""
    found: dict[int, list[str]] = {}
    ours = Q(station_id__in=[row.pk for row in stations])
    rows = Tagging.objects.filter(ours).order_by("tag__sort", "tag__name")
    for station_id, name in rows.values_list("station_id", "tag__name"):
        found.setdefault(station_id, []).append(name)
    return found
