"""What is proposed for a deputy: the roster, the places and the villages read once, then the pure rule."""

from collections.abc import Iterable

from renda.network.deputies.models import Deputy
from renda.network.deputies.states import Level
from renda.network.stations.models import Station, Village
from renda.network.stations.rules import Area, Point, Proposal, Spot, propose
from renda.network.stations.states import StationState


def proposals(county_id: int, deputies: Iterable[Deputy]) -> dict[int, Proposal | None]:
    """Deputy's number → the place proposed, None if the roster says nothing of use. Two queries for any number."""
    found, points = spots(county_id), village_points(county_id)
    return {deputy.pk: propose(areas_of(deputy, points), found) for deputy in deputies}


def spots(county_id: int) -> list[Spot]:
    """The open places as proposals see them, the older first."""
    rows = Station.objects.filter(county_id=county_id, state=StationState.OPENED).order_by("pk")
    return [
        Spot(pk, name, town, frozenset(villages), point_of(lon, lat), tuple(kinds))
        for pk, name, town, villages, lon, lat, kinds in rows.values_list(
            "pk", "name", "town", "villages", "lon", "lat", "kinds"
        )
    ]


def village_points(county_id: int) -> dict[tuple[str, str], Point]:
    """(town, village) → where its office is, as far as known."""
    rows = Village.objects.current().filter(county_id=county_id, lon__isnull=False)
    known = rows.values_list("town", "name", "lon", "lat")
    return {(town, name): point for town, name, lon, lat in known if (point := point_of(lon, lat))}


def areas_of(deputy: Deputy, points: dict[tuple[str, str], Point]) -> list[Area]:
    """Home first; for deputies of the province and the nation the workplace first (DOMAIN 3.1 H8)."""
    home = Area("住在", deputy.live_town, deputy.live_village, points.get((deputy.live_town, deputy.live_village)))
    work = Area("工作在", deputy.work_town, deputy.work_village, points.get((deputy.work_town, deputy.work_village)))
    return [work, home] if deputy.level >= Level.PROVINCE else [home, work]


def point_of(lon: float | None, lat: float | None) -> Point | None:
    return None if lon is None or lat is None else (lon, lat)
