"""Pure parts of the network: which place is nearest and why, days of a plan, what an outline of a county may be."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, inf, radians, sin, sqrt
from typing import Any

from renda.ground.county.rules import Due, RuleBook, say
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.law import Source
from renda.network.stations.states import Basis, StationKind, StationState

EARTH_KM = 6371.0088
DEPUTIES_28 = Source(
    "代表法",
    "第二十八条",
    2025,
    "deputies-law.md#contact",
    says="县级以上人大常委会和乡镇人大主席团按照就地就近的原则，定期组织代表联系人民群众。",
)
PLAN = Source("家站建设计划", "所定日期", is_inferred=True)
REVIEW = Source("编组例外", "所定的复核日", is_inferred=True)
# A place made for one village stands before one made for a zone, and that before a home for a whole town.
RANKS = {str(StationKind.TOWN_HOME): 2, str(StationKind.COUNTY_HOME): 3, str(StationKind.PRACTICE): 3}
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
Point = tuple[float, float]

# --- nearest place ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spot:
    """An open place as the proposal sees it. point: lon, lat in degrees (WGS 84), None if unknown."""

    pk: int
    name: str
    town: str
    villages: frozenset[str]
    point: Point | None
    kinds: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        return min((RANKS.get(kind, 1) for kind in self.kinds), default=1)


@dataclass(frozen=True, slots=True)
class Area:
    """Where a deputy lives or works, as far as the roster says. verb: 住在 or 工作在."""

    verb: str
    town: str
    village: str = ""
    point: Point | None = None

    @property
    def label(self) -> str:
        return f"{self.town}{self.village}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The place proposed, on what grounds, how far as the crow flies (km, None if unknown), and why in words."""

    spot: Spot
    basis: Basis
    km: float | None
    words: str


def km_between(a: Point, b: Point) -> float:
    """Great-circle distance of two points (lon, lat in degrees) in km.

    >>> round(km_between((104.0, 28.0), (104.0, 29.0)))
    111
    """
    (lon_a, lat_a), (lon_b, lat_b) = a, b
    flat = sin(radians(lat_b - lat_a) / 2) ** 2
    round_ = cos(radians(lat_a)) * cos(radians(lat_b)) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(flat + round_)))


def propose(areas: Iterable[Area], spots: Sequence[Spot]) -> Proposal | None:
    """就近就便: for the first area that says something, a place that serves its village (the nearest of several), else the
    nearest place by distance, else one of its town. Ties go to the place made for fewer people, then to the older one.

    Source: 代表法 (2025) art. 28; the order of the three grounds is [inferred].
    """
    ways = (_serving, _nearest, _of_town)
    found = (way(area, spots) for area in areas if area.town for way in ways)
    return next((proposal for proposal in found if proposal), None)


def _serving(area: Area, spots: Sequence[Spot]) -> Proposal | None:
    here = [s for s in spots if area.village and s.town == area.town and area.village in s.villages]
    if not here:
        return None
    best = min(here, key=lambda s: (_far(area, s), s.rank, len(s.villages), s.pk))
    return _made(area, best, Basis.SERVES, f"{area.verb}{area.label}，这里服务这个村（社区）")


def _nearest(area: Area, spots: Sequence[Spot]) -> Proposal | None:
    known = [s for s in spots if s.point]
    if area.point is None or not known:
        return None
    best = min(known, key=lambda s: (_far(area, s), s.rank, s.pk))
    return _made(area, best, Basis.NEAR, f"{area.verb}{area.label}，这是离得最近的家站")


def _of_town(area: Area, spots: Sequence[Spot]) -> Proposal | None:
    here = [s for s in spots if s.town == area.town]
    if not here:
        return None
    best = min(here, key=lambda s: (-s.rank, s.pk))
    missing = "村的位置还不知道" if area.village else "没有写到村"
    return _made(area, best, Basis.TOWN, f"{area.verb}{area.label}，{missing}，先按乡镇编")


def _made(area: Area, spot: Spot, basis: Basis, why: str) -> Proposal:
    far = _far(area, spot)
    km = None if far == inf else round(far, 1)
    return Proposal(spot, basis, km, why + ("。" if km is None else f"，直线距离约{km:g}公里。"))


def _far(area: Area, spot: Spot) -> float:
    return km_between(area.point, spot.point) if area.point and spot.point else inf


# --- the plan ---------------------------------------------------------------------------------------------------------


def begin_due(opening: Any, since: date, _book: RuleBook) -> Due | None:
    """计划的开工日"""
    return _due(opening.begin_on, since, "计划开工")


def target_due(opening: Any, since: date, _book: RuleBook) -> Due | None:
    """计划的启用日"""
    return _due(opening.target_on, since, "计划启用")


def _due(day: date | None, since: date, what: str) -> Due | None:
    if day is None:
        return None
    return Due(day, (f"{what}：{say(day)}。", f"依据：{PLAN}"), PLAN, min(since, day))


def review_due(placing: Any, since: date, _book: RuleBook) -> Due | None:
    """例外的复核日"""
    day = placing.review_on
    return day and Due(day, (f"定的复核日：{say(day)}。", f"依据：{REVIEW}"), REVIEW, min(since, day))


def quarter_of(day: date | None) -> str:
    """`2026年三季度`; no day has none."""
    return f"{day.year}年{QUARTERS[(day.month - 1) // 3]}" if day else "没有定日子"


def is_late(state: str, begin_on: date | None, target_on: date | None, on: date) -> bool:
    """Not begun by the day planned, or not open by the day it was to be."""
    if state == StationState.PLANNED and begin_on is not None and begin_on < on:
        return True
    return state in (StationState.PLANNED, StationState.BUILDING) and target_on is not None and target_on < on


# --- the outline of a county ------------------------------------------------------------------------------------------

MOST_OUTLINE_BYTES = 1024 * 1024
MOST_OUTLINE_POINTS = 20_000
# Degrees within which every county lies.
WEST, EAST, SOUTH, NORTH = 73.0, 136.0, 3.0, 54.0
NUMBER = re.compile(r"^[一-龥A-Za-z]{1,6}[（(〔\[]\d{4}[）)〕\]]\d{1,6}号$")


def read_outline(data: bytes) -> dict[str, Any]:
    """A county's outline from a GeoJSON file as one MultiPolygon. Raises Invalid with what is wrong with it."""
    if len(data) > MOST_OUTLINE_BYTES:
        raise Invalid("文件超过1MB，请先把边界简化再传。", field="file")
    try:
        found = json.loads(data.decode("utf-8-sig"))
        polygons = _polygons(found)
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Invalid("这不是GeoJSON文件；请用Polygon或者MultiPolygon的边界。", field="file") from error
    points = [point for polygon in polygons for ring in polygon for point in ring]
    if not points or any(len(ring) < 4 for polygon in polygons for ring in polygon):
        raise Invalid("边界里没有一个完整的多边形。", field="file")
    if len(points) > MOST_OUTLINE_POINTS:
        raise Invalid(f"边界有{len(points):,}个点，最多{MOST_OUTLINE_POINTS:,}个，请先简化。", field="file")
    if not all(WEST <= lon <= EAST and SOUTH <= lat <= NORTH for lon, lat in points):
        raise Invalid("坐标不在我国范围内；经度在前、纬度在后，用度数（CGCS2000或者WGS 84）。", field="file")
    return {"type": "MultiPolygon", "coordinates": polygons}


def _polygons(found: Any) -> list[list[list[list[float]]]]:
    kind = found["type"]
    if kind == "FeatureCollection":
        return [polygon for feature in found["features"] for polygon in _polygons(feature)]
    if kind == "Feature":
        return _polygons(found["geometry"])
    polygons = {"Polygon": [found.get("coordinates")], "MultiPolygon": found.get("coordinates")}[kind]
    return [[[[_degree(p[0]), _degree(p[1])] for p in ring] for ring in polygon] for polygon in polygons or ()]


def _degree(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 360:
        raise ValueError(value)
    return round(float(value), 5)


def ground(points: Iterable[Point]) -> dict[str, Any] | None:
    """Where a county has loaded no outline: a soft ground around its places, no boundary. None under three points."""
    hull = _around(sorted(set(points)))
    if len(hull) < 3:
        return None
    lon, lat = (sum(p[i] for p in hull) / len(hull) for i in (0, 1))
    wider = [[round(lon + (x - lon) * 1.12, 4), round(lat + (y - lat) * 1.12, 4)] for x, y in hull]
    return {"type": "MultiPolygon", "coordinates": [[[*wider, wider[0]]]]}


def _around(points: Sequence[Point]) -> list[Point]:
    """The convex hull (Andrew's monotone chain), without the points on its edges."""
    return _half(points)[:-1] + _half(points[::-1])[:-1]


def _half(points: Sequence[Point]) -> list[Point]:
    hull: list[Point] = []
    for point in points:
        while len(hull) > 1 and _turn(hull[-2], hull[-1], point) <= 0:
            hull.pop()
        hull.append(point)
    return hull


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def is_inside(point: Point, geometry: dict[str, Any]) -> bool:
    """Whether a point lies in a MultiPolygon (even-odd over all rings)."""
    rings = [ring for polygon in geometry["coordinates"] for ring in polygon]
    return sum(_crossings(point, ring) for ring in rings) % 2 == 1


def _crossings(point: Point, ring: Sequence[Sequence[float]]) -> int:
    x, y = point
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    above = [(a, b) for a, b in pairs if (a[1] > y) != (b[1] > y)]
    return sum(x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in above)
