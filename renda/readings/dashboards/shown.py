"""Figures as pages show them: each number with its link to exactly its rows, columns of tables, bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from renda.readings.dashboards.counting import Figures, Group, Opinions, UnitLine, sum_units
from renda.readings.dashboards.figures import SUGGESTIONS, UNITS, Figure, Span
from renda.readings.dashboards.rules import LEAST, Counted
from renda.readings.dashboards.states import Pace, Verdict
from renda.voice.suggestions.states import CLASS_SHORT

UNITS_SHOWN = 12


@dataclass(frozen=True)
class Cell:
    """One number of a table: n of d, both leading to their rows."""

    n: int
    d: int
    percent: int | None
    href: str
    of_href: str
    is_count: bool


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]
    href: str = ""


@dataclass(frozen=True)
class Pair:
    """Done beside satisfied, on one scale; few: too few cases for a rate."""

    label: str
    whole: Cell
    done: Cell
    satisfied: Cell
    silent: Cell
    few: int = 0


def link(span: Span, figure: str, *, of: bool = False, **narrowed: Any) -> str:
    asked = {"year": span.year, "cut": span.cut.isoformat(), "figure": figure}
    more = {name: value for name, value in narrowed.items() if value}
    return f"{reverse('dashboards:rows')}?{urlencode({**asked, **more, **({'of': 1} if of else {})})}"


def cell(span: Span, counted: Counted, **narrowed: Any) -> Cell:
    key, is_count = counted.figure.key, counted.figure.is_count
    of_href = "" if is_count else link(span, key, of=True, **narrowed)
    return Cell(counted.n, counted.d, counted.percent, link(span, key, **narrowed), of_href, is_count)


def sum_cell(counted: Counted) -> Cell:
    """Several units added up: no list of rows is just these."""
    return Cell(counted.n, counted.d, counted.percent, "", "", counted.figure.is_count)


def line(span: Span, label: str, figures: Figures, keys: Iterable[str], **narrowed: Any) -> Line:
    return Line(label, tuple(cell(span, figures[key], **narrowed) for key in keys))


def group_lines(span: Span, groups: Sequence[Group], keys: Sequence[str], name: str) -> list[Line]:
    return [line(span, group.label, group.figures, keys, **{name: group.key}) for group in groups]


def unit_lines(span: Span, lines: Sequence[UnitLine], keys: Sequence[str]) -> list[Line]:
    return [line(span, each.label, each.figures, keys, unit=each.org_id) for each in lines]


def heads(keys: Iterable[str], figures: dict[str, Figure] = SUGGESTIONS) -> list[Figure]:
    return [figures[key] for key in keys]


def pairs(span: Span, lines: Sequence[UnitLine]) -> list[Pair]:
    """Each unit with five replies or more; the others together, without a rate. Source: LOOKS 8.4"""
    large = [each for each in lines if each.figures["done"].d >= LEAST]
    small = [each for each in lines if each.figures["done"].d < LEAST and each.figures["handled"].n]
    found = [_pair(span, each.label, each.figures, unit=each.org_id) for each in large]
    if small:
        found.append(_pair(span, f"其他{len(small)}个单位", sum_units(small), few=len(small)))
    return found


def _pair(span: Span, label: str, figures: Figures, unit: int = 0, few: int = 0) -> Pair:
    keys = ("handled", "done", "result_satisfied", "result_silent")
    whole, done, satisfied, silent = (
        sum_cell(figures[key]) if few else cell(span, figures[key], unit=unit) for key in keys
    )
    return Pair(label, whole, done, satisfied, silent, few)


def month_chart(opinions: Opinions) -> dict[str, Any]:
    rows = [[f"{month}月", got, told] for month, got, told in opinions.months]
    return {
        "kind": "columns",
        "rows": rows,
        "series": ["收到", "反馈"],
        "head": "月份",
        "label": "群众意见每月收到与反馈",
    }


def trend_chart(groups: Sequence[Group]) -> dict[str, Any]:
    rows = [[g.label, g.figures["registered"].n, g.figures["done"].n] for g in groups]
    return {"kind": "columns", "rows": rows, "series": ["立案", "办成"], "head": "年份", "label": "各年立案与办成"}


def row_line(row: Any) -> dict[str, Any]:
    """A suggestion or a unit's part of it, as the lists behind a figure show it."""
    whole = getattr(row, "parent", row)
    unit = row.org if hasattr(row, "org") else whole.lead_org
    return {
        "title": whole.title, "number": whole.number_text, "short": whole.number_short, "href": whole.get_absolute_url(),
        "proposer": whole.proposer.name, "unit": unit.label if unit else "", "category": whole.get_category_display(),
        "registered_on": whole.registered_on, "assigned_on": whole.assigned_on,
        "due_on": row.due_on if whole.assigned_on else None, "done_on": _then(row.done_day, row.pace),
        "pace": Pace(row.pace).label, "klass": row.klass, "class_word": CLASS_SHORT.get(row.klass, ""),
        "result": Verdict(row.result).label, "process": Verdict(row.process).label, "published": row.published,
        "second": row.second,
    }  # fmt: skip


def _then(day: date | None, pace: str) -> date | None:
    """The day of the reply, if it was given by the cut-off."""
    return day if pace in (Pace.EARLY, Pace.ON_TIME, Pace.LATE) else None


def unit_heads(keys: Iterable[str]) -> list[Figure]:
    return heads(keys, UNITS)
