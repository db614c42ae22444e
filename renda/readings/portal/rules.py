"""Pure parts of the public pages: how counts become bars, where places stand on the drawing, when a complaint is due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from typing import Any

from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel.law import Source
from renda.network.stations.states import StationKind
from renda.voice.opinions.states import Outcome, Rating, S

COMPLAINT_WORKDAYS = 15
COMPLAINT_SOURCE = Source("个人信息保护法", "第五十条", 2021, "personal-information.md#requests", is_inferred=True)
MAP_SIZE, MAP_EDGE = 400, 40
NAME_WIDE, NAME_HIGH = 34, 17
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart of opinions. tone: done, running or late."""

    label: str
    count: int
    tone: str


RESULTS = {
    "办了，有结果": {Outcome.DEPUTY, Outcome.VILLAGE, Outcome.TOWN, Outcome.COUNTY},
    "当场答复说明": {Outcome.ANSWERED},
    "指到其他渠道": {Outcome.GUIDED_AWAY, Outcome.OTHER_CHANNEL},
    "转为代表建议": {Outcome.SUGGESTION},
    "列入候选和议题": {Outcome.LIVELIHOOD, Outcome.TOPIC, Outcome.LEGISLATION},
    "本人说不用办了": {Outcome.WITHDRAWN},
}
RUNNING = {
    "镇、村正在办": {S.VILLAGE, S.TOWN},
    "县级单位正在办": {S.REFERRED, S.COUNTY},
    "家站和代表在看": {S.COLLECTED, S.SCREENED, S.TAKEN, S.REOPENED},
}
LATE = "超过期限还没人看"
SELDOM = {"列入候选和议题", "本人说不用办了", "其他", LATE}
RATING_WORDS = ((Rating.SATISFIED, "满意"), (Rating.BASIC, "基本满意"), (Rating.DISSATISFIED, "不满意"), ("", "未评价"))


def opinion_bars(counts: Mapping[tuple[str, str], int], late: int) -> list[Bar]:
    """Every opinion in exactly one bar, along its way; `counts` by state and outcome. Seldom bars stay out when empty."""
    sums: dict[str, int] = dict.fromkeys([*RESULTS, *RUNNING, LATE, "其他"], 0)
    for (state, outcome), count in counts.items():
        sums[_bar_of(state, outcome)] += count
    late = min(late, sums["家站和代表在看"])
    sums["家站和代表在看"] -= late
    sums[LATE] += late
    return [Bar(label, n, _tone(label)) for label, n in sums.items() if n or label not in SELDOM]


def _bar_of(state: str, outcome: str) -> str:
    if state == S.SUGGESTION:
        return "转为代表建议"
    if state == S.GUIDED:
        return "指到其他渠道"
    running = next((label for label, states in RUNNING.items() if state in states), "")
    return running or next((label for label, outcomes in RESULTS.items() if outcome in outcomes), "其他")


def _tone(label: str) -> str:
    return "late" if label == LATE else "running" if label in RUNNING else "done"


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of a station's opinions of a year, each of all that were received."""

    received: int
    told: int
    solved: int
    suggested: int


def handled(counts: Iterable[tuple[str, str, int, int]]) -> Handled:
    """`counts`: state, outcome, how many, how many told. Solved is what was done, not what was only explained or sent on."""
    rows = [(_bar_of(state, outcome), count, told) for state, outcome, count, told in counts]
    solved = sum(count for bar, count, _ in rows if bar == "办了，有结果")
    suggested = sum(count for bar, count, _ in rows if bar == "转为代表建议")
    return Handled(sum(count for _, count, _ in rows), sum(told for *_, told in rows), solved, suggested)


def percent(part: int, whole: int) -> str:
    """`47.6%`; under five cases no rate is given (LOOKS 8)."""
    return f"{100 * part / whole:.1f}%" if whole >= 5 else ""


def place_kind(kinds: Sequence[str]) -> str:
    """How a place is drawn: as the county's home, a town's home or a station."""
    known = (StationKind.COUNTY_HOME, StationKind.TOWN_HOME)
    return next((str(kind) for kind in known if kind in kinds), str(StationKind.STATION))


def drawing(places: Iterable[tuple[float, float, str, str]]) -> dict[str, Any]:
    """Places (lon, lat, kind, name) as points of a square drawing with a soft ground behind; empty without points."""
    found = list(places)
    if len(found) < 3:
        return {}
    points = _fit([(lon, lat) for lon, lat, _, _ in found])
    drawn = [
        {
            "x": x,
            "y": y,
            "label_y": y - 14,
            "kind": kind,
            "name": name.removesuffix("镇") if kind == StationKind.TOWN_HOME else "",
        }
        for (x, y), (_, _, kind, name) in zip(points, found, strict=True)
    ]
    _drop_names_in_the_way(drawn)
    order = {str(StationKind.STATION): 0, str(StationKind.TOWN_HOME): 1}
    land = " ".join(f"{x:g},{y:g}" for x, y in _around(points))
    return {"land": land, "places": sorted(drawn, key=lambda place: order.get(str(place["kind"]), 2))}


def _drop_names_in_the_way(drawn: list[dict[str, Any]]) -> None:
    """Of two names that would lie on each other the first stays; the list of places has them all."""
    kept: list[dict[str, Any]] = []
    for place in drawn:
        near = any(abs(place["x"] - k["x"]) < NAME_WIDE and abs(place["y"] - k["y"]) < NAME_HIGH for k in kept)
        place["name"] = "" if near else place["name"]
        kept += [place] if place["name"] else []


def _fit(points: Sequence[Point]) -> list[Point]:
    """Longitude and latitude onto the square, north up, a degree of longitude as long as it is there."""
    middle = sum(lat for _, lat in points) / len(points)
    flat = [(lon * cos(radians(middle)), -lat) for lon, lat in points]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    scale = (MAP_SIZE - 2 * MAP_EDGE) / (max(wide, high) or 1)
    shift_x, shift_y = (MAP_SIZE - wide * scale) / 2, (MAP_SIZE - high * scale) / 2
    return [(round((x - left) * scale + shift_x, 1), round((y - top) * scale + shift_y, 1)) for x, y in flat]


def _around(points: Sequence[Point]) -> list[Point]:
    """The convex hull (Andrew's monotone chain): a ground to stand on, no boundary."""
    ordered = sorted(set(points))
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]


def _half(points: Sequence[Point]) -> list[Point]:
    hull: list[Point] = []
    for point in points:
        while len(hull) > 1 and _turn(hull[-2], hull[-1], point) <= 0:
            hull.pop()
        hull.append(point)
    return hull


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def complaint_due(_complaint: Any, since: date, book: RuleBook) -> Due:
    """收到后15个工作日内答复"""
    return Due.workdays_after(since, COMPLAINT_WORKDAYS, source=COMPLAINT_SOURCE, calendar=book.calendar)
