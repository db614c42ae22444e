"""A year's figures from their cubes: what pages, Excel, JSON, assessments and reports all show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from renda.readings.dashboards.figures import SUGGESTIONS, UNITS, Span
from renda.readings.dashboards.queries import cubes
from renda.readings.dashboards.queries.scope import Scope
from renda.readings.dashboards.rules import Counted, count, count_all, percent, split
from renda.voice.suggestions.states import Category, Period

Figures = dict[str, Counted]
TREND_YEARS = 5
TREND = (
    "registered",
    "session",
    "between",
    "on_time",
    "class_a",
    "done",
    "result_satisfied",
    "result_silent",
    "published",
)


@dataclass(frozen=True)
class Group:
    """Some of the suggestions, by the value of one flag: a category, a time of handing in, a year."""

    key: str
    label: str
    figures: Figures


@dataclass(frozen=True)
class UnitLine:
    """One unit's figures, with the rows of its cube for those who add them up otherwise."""

    org_id: int
    name: str
    label: str
    figures: Figures
    rows: Sequence[dict[str, Any]] = field(default=(), repr=False)


@dataclass(frozen=True)
class Place:
    town: str
    got: int
    told: int


@dataclass(frozen=True)
class Opinions:
    """Residents' opinions received in the year; told: of these, the resident was told the result by the cut-off."""

    got: int
    told: int
    months: list[tuple[int, int, int]]
    places: list[Place]

    @property
    def percent(self) -> int | None:
        return percent(self.told, self.got)


@dataclass(frozen=True)
class Year:
    span: Span
    totals: Figures
    periods: list[Group]
    categories: list[Group]
    units: list[UnitLine]
    opinions: Opinions | None = None


def read_year(scope: Scope, span: Span) -> Year:
    """Two grouped queries, three with the residents' opinions, which the congress's staff alone read."""
    rows = cubes.suggestion_cube(scope, span) if scope.sees_all else []
    opinions = _opinions(scope, span) if scope.is_congress else None
    return Year(span, count_all(SUGGESTIONS, rows), _groups(rows, "period", Period), _groups(rows, "category", Category),
                read_units(scope, span), opinions)  # fmt: skip


def read_units(scope: Scope, span: Span) -> list[UnitLine]:
    """By size of their work, never by a rate. One query."""
    lines = []
    for org_id, rows in split(cubes.unit_cube(scope, span), "org_id").items():
        name, short = rows[0]["unit"], rows[0]["short"]
        lines.append(UnitLine(org_id, name, short or name, count_all(UNITS, rows), rows))
    return sorted(lines, key=lambda line: (-line.figures["handled"].n, -line.figures["co_given"].d, line.name))


def sum_units(lines: Sequence[UnitLine]) -> Figures:
    """All units together: a suggestion that several units answer counts once for each."""
    return count_all(UNITS, [row for line in lines for row in line.rows])


def read_trend(scope: Scope, span: Span) -> list[Group]:
    """The years up to this one, all at the same cut-off. One query."""
    first = span.first.replace(year=span.year - TREND_YEARS + 1)
    by_year = split(cubes.year_cube(scope, Span(first, span.last, span.cut, span.early_days)), "year")
    figures = {key: SUGGESTIONS[key] for key in TREND}
    return [Group(str(year), f"{year}年", count_all(figures, by_year[year])) for year in sorted(by_year)]


def _groups(rows: Sequence[dict[str, Any]], name: str, choices: Any) -> list[Group]:
    parts = split(rows, name)
    words = {str(value): str(label) for value, label in choices.choices}
    return [Group(key, label, count_all(SUGGESTIONS, parts[key])) for key, label in words.items() if key in parts]


def _opinions(scope: Scope, span: Span) -> Opinions:
    rows = cubes.opinion_cube(scope.county_id, span)
    ours = [row for row in rows if row["got_year"] == span.year]
    answered = [row for row in rows if row["told_year"] == span.year and row["is_told"]]
    last = span.cut.month if span.cut.year == span.year else 12
    months = [
        (month, _sum(ours, got_month=month), _sum(answered, told_month=month)) for month in range(1, last + 1)
    ]  # fmt: skip
    places = [Place(town or "全县", _sum(part), _sum(part, is_told=True)) for town, part in split(ours, "town").items()]
    places.sort(key=lambda place: (-place.got, place.town))
    return Opinions(_sum(ours), _sum(ours, is_told=True), months, places)


def _sum(rows: Sequence[dict[str, Any]], **wanted: Any) -> int:
    return sum(int(row["cases"]) for row in rows if all(row[name] == value for name, value in wanted.items()))


def of_unit(line: UnitLine, key: str) -> Counted:
    return count(UNITS[key], line.rows)
