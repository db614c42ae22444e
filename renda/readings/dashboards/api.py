"""The same figures as JSON: n, d, percent, cut-off, and the address of the rows behind each; assessments and reports."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.errors import NotAllowed, NotFound
from renda.ground.workflow.api import ProblemOut
from renda.readings.dashboards import counting, services, shown
from renda.readings.dashboards.access import reads_figures
from renda.readings.dashboards.figures import SUGGESTIONS, UNITS, Span
from renda.readings.dashboards.made import shown_assessment
from renda.readings.dashboards.models import Assessment, Report
from renda.readings.dashboards.queries.rows import Drill, page_behind, rows_behind
from renda.readings.dashboards.queries.scope import Scope, scope_of
from renda.readings.dashboards.rules import EARLY_RULE, Counted, year_span

router = Router(tags=["统计"])
PROBLEMS = {403: ProblemOut, 422: ProblemOut}


class SpanIn(Schema):
    """The year, and the day up to which is counted: as on the pages."""

    year: int | None = Field(None, ge=2000, le=2200)
    cut: date | None = None


class RowsIn(SpanIn):
    """figure: its key; of: the denominator's rows instead; unit: the parts of one unit."""

    figure: str
    of: bool = False
    unit: int = 0
    category: str = ""
    period: str = ""
    after: str = ""


class FigureOut(Schema):
    """percent is null for a count and with fewer than five cases. rows, of_rows: where n and d are listed."""

    key: str
    label: str
    n: int
    d: int
    of: str
    percent: int | None
    rows: str
    of_rows: str


class GroupOut(Schema):
    key: str
    label: str
    figures: list[FigureOut]


class YearOut(Schema):
    first: date
    last: date
    cut: date
    totals: list[FigureOut]
    periods: list[GroupOut]
    categories: list[GroupOut]
    units: list[GroupOut]
    opinions: dict[str, Any] | None


class TrendOut(Schema):
    cut: date
    years: list[GroupOut]


class RowOut(Schema):
    number: str
    title: str
    href: str
    unit: str
    category: str
    registered_on: date | None
    assigned_on: date | None
    due_on: date | None
    done_on: date | None
    pace: str
    klass: str
    result: str
    process: str
    second: bool
    published: bool


class RowsOut(Schema):
    items: list[RowOut]
    after: str


class AssessIn(Schema):
    phase: str = Field(max_length=20)
    year: int = Field(ge=2000, le=2200)


class AssessmentOut(Schema):
    id: UUID
    title: str
    cut: date
    made_at: datetime
    digest: str
    scheme: dict[str, Any]
    units: list[dict[str, Any]]


class ReportIn(Schema):
    kind: str = Field(max_length=20)
    year: int = Field(ge=2000, le=2200)
    quarter: int = Field(0, ge=0, le=4)


class ReportOut(Schema):
    id: UUID
    title: str
    cut: date
    state: str
    progress: int
    figures: dict[str, Any]


def _asked(request: HttpRequest, asked: SpanIn) -> tuple[Scope, Span]:
    actor, today = request.actor, clock.today()  # type: ignore[attr-defined]
    if not reads_figures(actor):
        raise NotAllowed("统计给人大机关、政府督查室看；承办单位看本单位的。")
    early = rule_book(actor.county_id).value(EARLY_RULE, asked.cut or today)
    return scope_of(actor), year_span(asked.year or today.year, asked.cut, today, early)


@router.get("/suggestions", response={200: YearOut, **PROBLEMS}, summary="一年的统计")
def read_year(request: HttpRequest, asked: SpanIn = Query(...)) -> Any:  # type: ignore[type-arg]
    scope, span = _asked(request, asked)
    year = counting.read_year(scope, span)
    opinions = year.opinions
    units = [_group(span, str(u.org_id), u.name, u.figures, UNITS, unit=u.org_id) for u in year.units]
    return {
        "first": span.first, "last": span.last, "cut": span.cut, "units": units,
        "totals": [_figure(span, year.totals[key]) for key in SUGGESTIONS] if scope.sees_all else [],
        "periods": [_group(span, g.key, g.label, g.figures, SUGGESTIONS, period=g.key) for g in year.periods],
        "categories": [_group(span, g.key, g.label, g.figures, SUGGESTIONS, category=g.key) for g in year.categories],
        "opinions": {"n": opinions.told, "d": opinions.got, "percent": opinions.percent,
                     "months": [{"month": m, "got": got, "told": told} for m, got, told in opinions.months]} if opinions else None,
    }  # fmt: skip


@router.get("/suggestions/years", response={200: TrendOut, **PROBLEMS}, summary="历年")
def read_trend(request: HttpRequest, asked: SpanIn = Query(...)) -> Any:  # type: ignore[type-arg]
    scope, span = _asked(request, asked)
    groups = counting.read_trend(scope, span) if scope.sees_all else []
    return {"cut": span.cut, "years": [_group(span, g.key, g.label, g.figures, counting.TREND) for g in groups]}


@router.get("/suggestions/rows", response={200: RowsOut, 404: ProblemOut, **PROBLEMS}, summary="一个数是哪些件")
def list_rows(request: HttpRequest, asked: RowsIn = Query(...)) -> Any:  # type: ignore[type-arg]
    scope, span = _asked(request, asked)
    is_part = bool(asked.unit) or not scope.sees_all
    drill = Drill(asked.figure, asked.of, is_part, asked.unit, asked.category, asked.period, asked.after)
    if drill.declared is None:
        raise NotFound("没有这个数，请看统计页里有哪些。")
    found, after = page_behind(rows_behind(scope, span, drill), drill.after)
    return {"items": [shown.row_line(row) for row in found], "after": after}


@router.get("/assessments", response={200: list[AssessmentOut], **PROBLEMS}, summary="做好的单位评估")
def list_assessments(request: HttpRequest) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    return [_assessment(row, scope_of(actor)) for row in Assessment.objects.visible_to(actor).newest_first()[:20]]


@router.post("/assessments", response={200: AssessmentOut, 409: ProblemOut, **PROBLEMS}, summary="做一次单位评估")
def make_assessment(request: HttpRequest, asked: AssessIn) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    return _assessment(services.make_assessment(actor=actor, phase=asked.phase, year=asked.year), scope_of(actor))


@router.get("/assessments/{uuidstr:pk}", response={200: AssessmentOut, 404: ProblemOut}, summary="一次单位评估")
def read_assessment(request: HttpRequest, pk: str) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    return _assessment(get_object_or_404(Assessment.objects.visible_to(actor), pk=pk), scope_of(actor))


@router.post("/reports", response={200: ReportOut, **PROBLEMS}, summary="起草报告")
def draft_report(request: HttpRequest, asked: ReportIn) -> Any:
    row = services.draft_report(
        actor=request.actor, kind=asked.kind, year=asked.year, quarter=asked.quarter, once=request.once,  # type: ignore[attr-defined]
    )  # fmt: skip
    return _report(row)


@router.get("/reports/{uuidstr:pk}", response={200: ReportOut, 404: ProblemOut}, summary="一份报告做到哪里、用了哪些数")
def read_report(request: HttpRequest, pk: str) -> Any:
    return _report(get_object_or_404(Report.objects.visible_to(request.actor), pk=pk))  # type: ignore[attr-defined]


def _figure(span: Span, counted: Counted, **narrowed: Any) -> dict[str, Any]:
    cell, figure = shown.cell(span, counted, **narrowed), counted.figure
    return {"key": figure.key, "label": figure.label, "n": cell.n, "d": cell.d, "of": figure.of_words, "percent": cell.percent,
            "rows": cell.href, "of_rows": cell.of_href}  # fmt: skip


def _group(span: Span, key: str, label: str, figures: counting.Figures, keys: Any, **narrowed: Any) -> dict[str, Any]:
    return {"key": key, "label": label, "figures": [_figure(span, figures[name], **narrowed) for name in keys]}


def _assessment(row: Assessment, scope: Scope) -> dict[str, Any]:
    found = shown_assessment(row, None if scope.sees_all else scope.units)
    return {"id": row.pk, "title": str(row), "cut": row.cut_on, "made_at": row.made_at, "digest": row.digest, "scheme": row.scheme,
            "units": found["lines"]}  # fmt: skip


def _report(row: Report) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": str(row),
        "cut": row.cut_on,
        "state": row.state,
        "progress": row.progress,
        "figures": row.figures,
    }
