"""How far the network covers the county: villages, deputies, facts of places, by town with numerator and denominator.

Counted against lists that exist without the network: the county's villages, the roster of serving deputies.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renda.ground.kernel.actor import Actor
from renda.readings.dashboards.queries.network import Facts, Place, Sitting, read_facts

NO_TOWN = "没有写乡镇"
COUNTY = "县本级"


@dataclass(frozen=True)
class Measure:
    """One thing that is covered or not. has: what the numerator counts; gap: what the list behind the rest shows."""

    key: str
    label: str
    gap: str


MEASURES = (
    Measure("village", "村（社区）有家站", "没有家站的村（社区）"),
    Measure("deputy", "代表有主要家站", "没有主要家站的代表"),
    Measure("point", "家站有位置", "没有位置的家站"),
    Measure("hours", "家站有开放时间", "没有开放时间的家站"),
    Measure("reception", "家站有接待日", "没有接待日的家站"),
)
EXCUSED = Measure("excused", "例外", "没有主要家站、写明了例外的代表")
BY_KEY = {measure.key: measure for measure in (*MEASURES, EXCUSED)}


@dataclass(frozen=True, slots=True)
class Share:
    """n of d."""

    n: int = 0
    d: int = 0

    @property
    def missing(self) -> int:
        return self.d - self.n

    def __add__(self, other: "Share") -> "Share":
        return Share(self.n + other.n, self.d + other.d)


@dataclass
class Line:
    """A town: its shares by measure, and how many exceptions."""

    town: str
    shares: dict[str, Share] = field(default_factory=lambda: {measure.key: Share() for measure in MEASURES})
    excused: int = 0


@dataclass(frozen=True)
class Gap:
    """One row behind a number. place: where it stands in the list, for the next page."""

    town: str
    name: str
    note: str
    href: str = ""

    @property
    def place(self) -> str:
        return f"{self.town}|{self.name}|{self.href}"


@dataclass
class Coverage:
    lines: list[Line]
    total: Line
    facts: Facts


def coverage_of(actor: Actor, on: date) -> Coverage:
    """Every town of the county, or a town's own line for its presidium. Seven queries for any size."""
    facts = read_facts(actor, on)
    marks = Counter(_marks(facts))
    lines = {town: Line(town) for _, town, _ in marks}
    for (key, town, is_met), count in marks.items():
        lines[town].shares[key] += Share(count if is_met else 0, count)
    for sitting in facts.deputies:
        if sitting.is_excused and not sitting.has_main:
            lines[sitting.town or NO_TOWN].excused += 1
    ordered = [lines[town] for town in sorted(lines, key=lambda town: (town in (NO_TOWN, COUNTY), town))]
    return Coverage(ordered, _sum(ordered), facts)


def _sum(lines: Iterable[Line]) -> Line:
    total = Line("合计")
    for line in lines:
        total.excused += line.excused
        for key, share in line.shares.items():
            total.shares[key] += share
    return total


def _marks(facts: Facts) -> Iterable[tuple[str, str, bool]]:
    """Measure, town, met or not: one for each village, each deputy, and three for each open place."""
    covered = facts.covered
    for town, name, _ in facts.villages:
        yield "village", town, (town, name) in covered
    for sitting in facts.deputies:
        yield "deputy", sitting.town or NO_TOWN, sitting.has_main
    for place in facts.places:
        for key, is_met in CHECKS.items():
            yield key, place.town or COUNTY, is_met(place)


CHECKS: dict[str, Callable[[Place], bool]] = {
    "point": lambda place: place.has_point,
    "hours": lambda place: bool(place.hours),
    "reception": lambda place: bool(place.reception),
}


def gaps_behind(facts: Facts, key: str, town: str = "") -> list[Gap]:
    """The rows that a measure misses, by town and name; for `excused` the exceptions."""
    found = sorted(_gaps(facts, key), key=lambda gap: gap.place)
    return [gap for gap in found if not town or gap.town == town]


def _gaps(facts: Facts, key: str) -> list[Gap]:
    if key == "village":
        covered = facts.covered
        rows = [(town, name) for town, name, _ in facts.villages if (town, name) not in covered]
        return [Gap(town, name, "名单上有，没有家站写明服务这里") for town, name in rows]
    if key in ("deputy", "excused"):
        return [_deputy(one) for one in facts.deputies if not one.has_main and (key == "deputy" or one.is_excused)]
    return [
        Gap(place.town or COUNTY, place.name, BY_KEY[key].gap, place.href)
        for place in facts.places
        if not CHECKS[key](place)
    ]


def _deputy(one: Sitting) -> Gap:
    note = f"{one.level}，例外" if one.is_excused else one.level
    return Gap(one.town or NO_TOWN, one.name, note, one.href)


def uncovered_points(facts: Facts) -> list[list[Any]]:
    """Villages without a place, as the desk's map draws them: lon, lat, name."""
    covered = facts.covered
    return [
        [point[0], point[1], f"{town}{name}"]
        for town, name, point in facts.villages
        if point is not None and (town, name) not in covered
    ]
