"""The gaps of a year (缺项): per item, per town, station by station; for page, Excel and JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from renda.ground.kernel.actor import Actor
from renda.network.activities.queries import stations_of
from renda.network.standards import rules
from renda.network.standards.models import Check, label_of
from renda.network.standards.queries import checks_of
from renda.network.standards.rules import Tally
from renda.network.standards.states import LACKING, GapState


@dataclass(frozen=True, slots=True)
class Gap:
    """One item of one station that lacks something, or did and was put right (fix)."""

    check: Check
    item: str
    answer: str
    remark: str
    fix: dict[str, str] | None

    @property
    def state(self) -> str:
        return str(GapState.FIXED if self.fix else GapState.OPEN)

    @property
    def state_label(self) -> str:
        return str(GapState(self.state).label)


@dataclass(frozen=True, slots=True)
class TownLine:
    """A town: how many of its stations are checked, how many of those have each item."""

    town: str
    checked: int
    of: int
    cells: list[Tally]


@dataclass(frozen=True, slots=True)
class Table:
    """checked of `of` open stations have reported. rows: checks that hold answers, by town and name."""

    year: int
    key: str
    checked: int
    of: int
    items: list[str]
    tallies: list[Tally]
    towns: list[TownLine]
    gaps: list[Gap]


def table(actor: Actor, year: int, key: str) -> Table:
    """Everything of a year and list that the actor sees. Two queries; a county has some hundred stations."""
    rows = [row for row in checks_of(actor, year, key) if row.current]
    places = stations_of(actor).filter(state__in=["opened", "paused"]).order_by("town")
    of_town: dict[str, int] = {}
    for town in places.values_list("town", flat=True):
        of_town[town] = of_town.get(town, 0) + 1
    items = list(dict.fromkeys(name for row in rows for name in row.checklist.names))
    checked: dict[str, list[Check]] = {town: [] for town in of_town}
    for row in rows:
        checked.setdefault(row.station.town, []).append(row)
    towns = [
        TownLine(town, len(part), max(of_town.get(town, 0), len(part)), _tallies(items, part))
        for town, part in sorted(checked.items())
    ]
    gaps = [gap for row in rows for gap in gaps_of(row)]
    return Table(year, key, len(rows), sum(one.of for one in towns), items, _tallies(items, rows), towns, gaps)


def _tallies(items: Iterable[str], rows: list[Check]) -> list[Tally]:
    return [rules.tally(name, ((row.current, row.fixes) for row in rows)) for name in items]


def gaps_of(row: Check) -> list[Gap]:
    """Open gaps and those that were put right, in the order of the list."""
    found = []
    for name in row.checklist.names:
        said, fix = row.current.get(name, {}), row.fixes.get(name)
        if said.get("answer") in LACKING or fix:
            found.append(Gap(row, name, label_of(row.current, name), said.get("remark", ""), fix))
    return found


def narrowed(gaps: Iterable[Gap], *, town: str = "", item: str = "", state: str = "") -> list[Gap]:
    """What the address asks for; empty values narrow nothing."""
    return [
        gap
        for gap in gaps
        if (not town or gap.check.station.town == town)
        and (not item or gap.item == item)
        and (not state or gap.state == state)
    ]


def gap_line(gap: Gap) -> dict[str, Any]:
    """A gap as JSON."""
    station = gap.check.station
    return {
        "check": gap.check.pk, "town": station.town, "station": station.name, "code": station.code, "item": gap.item,
        "answer": gap.answer, "remark": gap.remark, "state": gap.state, "href": gap.check.get_absolute_url(),
        "fixed_on": gap.fix["on"] if gap.fix else None, "fixed": gap.fix["text"] if gap.fix else "",
    }  # fmt: skip
