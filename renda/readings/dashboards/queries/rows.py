"""The rows behind a figure: the same flags, the same conditions, page by page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from renda.readings.dashboards.figures import ASSESSED, SUGGESTIONS, Figure, Span, Wants
from renda.readings.dashboards.queries.cubes import suggestion_rows, unit_rows
from renda.readings.dashboards.queries.scope import Scope

PAGE = 30
MOST = 20_000
LONG_TEXTS = ("problem", "analysis", "asks", "frozen", "ruling", "summary", "criteria", "proposed")


@dataclass(frozen=True)
class Drill:
    """Which figure is opened. of: its denominator instead of its numerator. is_part: of units' parts; unit: of this one's."""

    figure: str
    of: bool = False
    is_part: bool = False
    unit: int = 0
    category: str = ""
    period: str = ""
    after: str = ""

    @property
    def declared(self) -> Figure | None:
        return (ASSESSED if self.is_part else SUGGESTIONS).get(self.figure)


def condition(wants: Wants) -> Q:
    found = Q()
    for name, values in wants.items():
        found &= Q(**{f"{name}__in": list(values)})
    return found


def rows_behind(scope: Scope, span: Span, drill: Drill) -> QuerySet[Any]:
    """Suggestions, or the parts of one unit, newest paper first; exactly those that the figure counts."""
    figure = drill.declared
    assert figure is not None
    wanted = condition(figure.of if drill.of else figure.wanted)
    rows: QuerySet[Any]
    if drill.is_part:
        parts = unit_rows(scope, span).filter(wanted).select_related("parent__proposer", "org")
        parts = parts.filter(org_id=drill.unit) if drill.unit else parts
        at, rows = "parent__", parts.defer(*(f"parent__{name}" for name in LONG_TEXTS), "answers")
    else:
        rows = suggestion_rows(scope, span).filter(wanted).select_related("proposer", "lead_org").defer(*LONG_TEXTS)
        at = ""
    narrowed = {
        f"{at}{name}": value for name, value in (("category", drill.category), ("period", drill.period)) if value
    }
    return rows.filter(**narrowed).order_by("-pk")


def page_behind(rows: QuerySet[Any], after: str) -> tuple[list[Any], str]:
    """One page after the key given, and the key the next one begins after."""
    if after:
        rows = rows.filter(pk__lt=_key(after))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
