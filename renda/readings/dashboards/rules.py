"""Adding figures up, rates with their least number of cases, points of a scheme. No database, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from renda.ground.kernel.errors import Invalid
from renda.readings.dashboards.figures import ASSESSED, Figure, Span, Wants
from renda.readings.dashboards.states import Phase

LEAST = 5
FIRST_YEAR, LAST_YEAR = 2000, 2099

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure as counted: n of d."""

    figure: Figure
    n: int
    d: int

    @property
    def percent(self) -> int | None:
        """None where the figure is a count or there are fewer than five cases. Source: LOOKS 8.4"""
        return None if self.figure.is_count else percent(self.n, self.d)


def percent(n: int, d: int, least: int = LEAST) -> int | None:
    """The rate in whole percent, half up; None with fewer than `least` cases.

    >>> percent(58, 126), percent(3, 4)
    (46, None)
    """
    return None if d < least or d == 0 else (200 * n + d) // (2 * d)


def matches(row: Row, wants: Wants) -> bool:
    return all(bool(row[name] in values) for name, values in wants.items())


def count(figure: Figure, rows: Iterable[Row]) -> Counted:
    """Add up a cube: rows of flags with `cases`, how many matters have just these flags."""
    n = d = 0
    for row in rows:
        if matches(row, figure.of):
            d += row["cases"]
            n += row["cases"] if matches(row, figure.has) else 0
    return Counted(figure, n, d)


def count_all(figures: Mapping[str, Figure], rows: Sequence[Row]) -> dict[str, Counted]:
    return {key: count(figure, rows) for key, figure in figures.items()}


def split(rows: Iterable[dict[str, Any]], name: str) -> dict[Any, list[dict[str, Any]]]:
    """The cube by one of its flags, in the order met."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found


def year_span(year: int, cut: date | None, today: date, early_days: int = 15) -> Span:
    """A year up to a cut-off. Without one: the last day of a year that is over, else yesterday. Raises Invalid."""
    if not FIRST_YEAR <= year <= today.year:
        raise Invalid("这一年还没有数，请换一年。", field="year")
    first, last = date(year, 1, 1), date(year, 12, 31)
    day = cut or max(first, min(last, today - timedelta(days=1)))
    if day < first:
        raise Invalid(f"截止日不能早于{year}年1月1日。", field="cut")
    if day > today:
        raise Invalid("截止日不能晚于今天，明天的数还没有。", field="cut")
    return Span(first, last, day, early_days)


# --- assessment of units ----------------------------------------------------------------------------------------------

SCHEME = {
    "assess_on_time": "on_time", "assess_early": "early", "assess_consulted": "consulted", "assess_done": "done",
    "assess_satisfied": "result_satisfied", "assess_content": "content", "assess_process": "process_satisfied",
    "assess_published": "published", "assess_co": "co_given",
}  # fmt: skip
LEAST_RULE, EARLY_RULE = "assess_least", "reply_early"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a scheme: what is counted, how many points it is worth, and who says so."""

    figure: str
    weight: int
    source: str
    is_inferred: bool

    @property
    def label(self) -> str:
        return ASSESSED[self.figure].label


@dataclass(frozen=True, slots=True)
class Scheme:
    """How units are assessed on a day. least: with fewer cases an item gives no points. Source: DOMAIN 3.2 S-2"""

    items: tuple[Item, ...]
    least: int
    early_days: int

    def as_data(self) -> dict[str, Any]:
        items = [[i.figure, i.weight, i.source, i.is_inferred] for i in self.items]
        return {"items": items, "least": self.least, "early_days": self.early_days}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Scheme":
        return cls(tuple(Item(*item) for item in data["items"]), int(data["least"]), int(data["early_days"]))


def assess(scheme: Scheme, rows: Sequence[Row]) -> dict[str, Any]:
    """One unit's lines: each item's n and d and its points; `points` of `full` over the items that had enough cases.

    Points in hundredths, so that a sum is exact: weight x n / d, half up.
    """
    lines: list[dict[str, Any]] = []
    for item in scheme.items:
        got = count(ASSESSED[item.figure], rows)
        is_enough = got.d >= max(scheme.least, 1)
        points = (200 * item.weight * got.n + got.d) // (2 * got.d) if is_enough else None
        lines.append({"figure": item.figure, "n": got.n, "d": got.d, "weight": item.weight, "points": points})
    counted = [line for line in lines if line["points"] is not None]
    full = sum(line["weight"] for line in counted)
    return {"lines": lines, "points": sum(line["points"] for line in counted) if counted else None, "full": full}


def assessment_span(phase: str, year: int, today: date, early_days: int) -> Span:
    """Mid-year counts to 30 June, year-end to 31 December; before that day, to yesterday."""
    end = date(year, 6, 30) if phase == Phase.MIDYEAR else date(year, 12, 31)
    return year_span(year, max(date(year, 1, 1), min(end, today - timedelta(days=1))), today, early_days)
