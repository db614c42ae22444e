"""Reports drafted from the record: ordered in the request, counted and laid out by the worker, finished by a person."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.papers.services import order_paper
from renda.readings.dashboards import rules
from renda.readings.dashboards.access import DRAFTERS
from renda.readings.dashboards.drafts import context_of, figures_of
from renda.readings.dashboards.figures import Span
from renda.readings.dashboards.models import Report
from renda.readings.dashboards.services.bodies import body_and_congress
from renda.readings.dashboards.states import ReportKind, ReportState

WRITING = "renda.readings.dashboards.tasks.write_report"
TEMPLATES = {
    ReportKind.QUARTER: "dashboards/quarter_report", ReportKind.MIDYEAR: "dashboards/year_report",
    ReportKind.YEAREND: "dashboards/year_report",
}  # fmt: skip


@transaction.atomic
def draft_report(*, actor: Actor, kind: str, year: int, quarter: int = 0, once: UUID | None = None) -> Report:
    """Ask for a draft; the worker makes it. The same `once` gives the same row. Raises NotAllowed, Invalid."""
    body, congress = body_and_congress(actor, *DRAFTERS)
    known = Report.objects.filter(county_id=actor.county_id, once=once).first() if once else None
    if known is not None:
        return known
    cut = last_day(kind, year, quarter)
    row = Report(
        county_id=actor.county_id, congress=congress, body=body, topic=kind, year=year, cut_on=cut, once=once,
        quarter=quarter if kind == ReportKind.QUARTER else 0, made_by_id=actor.user_id, made_by_name=actor.name,
    )  # fmt: skip
    row.save(force_insert=True)
    jobs.enqueue(WRITING, str(row.pk))
    return row


def last_day(kind: str, year: int, quarter: int) -> date:
    """Up to which day the report counts: the end of its time, or yesterday while that runs. Raises Invalid."""
    ends = {ReportKind.MIDYEAR: date(year, 6, 30), ReportKind.YEAREND: date(year, 12, 31)}
    first, end = (
        clock.quarter_span(year, quarter) if kind == ReportKind.QUARTER else (date(year, 1, 1), ends[ReportKind(kind)])
    )
    today = clock.today()
    if first >= today:
        raise Invalid("这段时间还没有开始，没有可写的。", field="quarter" if kind == ReportKind.QUARTER else "year")
    return min(end, today - timedelta(days=1))


def span_of(row: Report) -> Span:
    """The suggestions of the report's year, as they stood on its last day."""
    early = rule_book(row.county_id).value(rules.EARLY_RULE, row.cut_on)
    return rules.year_span(row.year, row.cut_on, clock.today(), early)


def write_report(report_id: UUID) -> Report | None:
    """Count, keep the numbers, hand the text to the papers' worker. Done again, it finds its work done. None if it is gone."""
    row = Report.objects.select_related("county", "congress", "body").filter(pk=report_id).first()
    if row is None or row.state == ReportState.WRITTEN:
        return row
    try:
        figures = figures_of(row, span_of(row), lambda percent: _at(row, percent))
        context = context_of(row, figures)
        _hand_over(row, figures, context)
    except Exception:
        Report.objects.filter(pk=row.pk).update(state=ReportState.FAILED)
        raise
    row.refresh_from_db()
    return row


def _at(row: Report, percent: int) -> None:
    Report.objects.filter(pk=row.pk).update(progress=percent)


@transaction.atomic
def _hand_over(row: Report, figures: dict[str, Any], context: dict[str, Any]) -> None:
    Report.objects.filter(pk=row.pk).update(state=ReportState.WRITTEN, progress=80, figures=figures)
    actor = Actor(row.county_id, row.made_by_id, row.made_by_name)
    order_paper(row, TEMPLATES[ReportKind(row.topic)], context, actor=actor, purpose="draft")
