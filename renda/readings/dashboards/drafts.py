"""What a report says: its numbers, from the functions of the statistics pages alone, and the words around them."""

from collections.abc import Callable, Mapping
from typing import Any

from renda.ground.kernel.clock import quarter_span
from renda.ground.papers.rules import paper_day
from renda.readings.dashboards.counting import Figures, read_year
from renda.readings.dashboards.figures import SUGGESTIONS, UNIT_COLUMNS, Span
from renda.readings.dashboards.models import Report
from renda.readings.dashboards.queries.pressed import pressed
from renda.readings.dashboards.queries.quarter import steps_between
from renda.readings.dashboards.queries.rows import Drill, rows_behind
from renda.readings.dashboards.queries.scope import Scope, scope_of_congress
from renda.readings.dashboards.rules import percent
from renda.readings.dashboards.shown import row_line
from renda.readings.dashboards.states import ReportKind

NAMED = ("overdue", "late", "result_dissatisfied", "key")
MOST_NAMED = 200
QUARTERS = ("", "一", "二", "三", "四")


def figures_of(row: Report, span: Span, at: Callable[[int], None]) -> dict[str, Any]:
    """Every number of the report as [n, d]. at: told the percent done, after each part."""
    scope = scope_of_congress(row.county_id, row.congress_id)
    at(10)
    year = read_year(scope, span)
    at(40)
    units = [{"org_id": u.org_id, "name": u.name, "figures": _pairs(u.figures, UNIT_COLUMNS)} for u in year.units]
    found: dict[str, Any] = {
        "totals": _pairs(year.totals, SUGGESTIONS), "units": units, "early_days": span.early_days,
        "periods": [[group.label, _pairs(group.figures, SUGGESTIONS)] for group in year.periods],
        "categories": [[group.label, _pairs(group.figures, SUGGESTIONS)] for group in year.categories],
        "opinions": [year.opinions.told, year.opinions.got] if year.opinions and row.topic != ReportKind.QUARTER else None,
        "named": {key: _named(scope, span, key) for key in NAMED}, "pressed": pressed(scope, span),
    }  # fmt: skip
    at(60)
    if row.topic == ReportKind.QUARTER:
        found["quarter"] = steps_between(scope, quarter_span(row.year, row.quarter)[0], span.cut)
    return found


def _pairs(figures: Figures, keys: Any) -> dict[str, list[int]]:
    return {key: [figures[key].n, figures[key].d] for key in keys}


def _named(scope: Scope, span: Span, key: str) -> list[list[str]]:
    """Number, title and unit of the suggestions behind a figure, oldest first."""
    lines = [row_line(row) for row in rows_behind(scope, span, Drill(key)).order_by("pk")[:MOST_NAMED]]
    return [[line["short"], line["title"], line["unit"]] for line in lines]


def context_of(row: Report, figures: Mapping[str, Any]) -> dict[str, Any]:
    """The words for the template; nothing is counted here."""
    units = [{"name": unit["name"], **_numbers(unit["figures"])} for unit in figures["units"]]
    return {
        "row": row, "county": row.county.name, "congress": row.congress.name, "body": row.body.name, "year": row.year,
        "quarter": QUARTERS[row.quarter], "cut": paper_day(row.cut_on), "half": "上半年" if row.topic == ReportKind.MIDYEAR else "",
        "t": _numbers(figures["totals"]), "said": _said(figures["totals"], SUGGESTIONS), "units": units, "named": figures["named"],
        "categories": _table(figures["categories"]), "periods": _table(figures["periods"]), "q": figures.get("quarter", {}),
        "opinions": _told(figures["opinions"]), "few": sum(1 for unit in units if unit["done_of"] < 5),
        "early_days": figures["early_days"], "p": figures["pressed"],
        "gaps": "、".join(f"第{QUARTERS[quarter]}季度" for quarter in figures["pressed"]["gaps"]),
    }  # fmt: skip


def _numbers(pairs: Mapping[str, list[int]]) -> dict[str, int]:
    """`done` and `done_of` for each figure."""
    return {**{key: n for key, (n, _) in pairs.items()}, **{f"{key}_of": d for key, (_, d) in pairs.items()}}


def _said(pairs: Mapping[str, list[int]], figures: Mapping[str, Any]) -> dict[str, str]:
    """A rate as a report says it: 58件，占已答复126件的46%; under five cases without a rate."""
    return {key: _rate(n, d, figures[key].of_words) for key, (n, d) in pairs.items()}


def _rate(n: int, d: int, of_words: str) -> str:
    share = percent(n, d)
    return f"{n}件（{of_words}{d}件，不足5件，不算比例）" if share is None else f"{n}件，占{of_words}{d}件的{share}%"


def _told(pair: list[int] | None) -> dict[str, Any] | None:
    return {"told": pair[0], "got": pair[1], "percent": percent(*pair)} if pair else None


def _table(groups: list[Any]) -> list[dict[str, Any]]:
    return [{"label": label, **_numbers(pairs)} for label, pairs in groups]
