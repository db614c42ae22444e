"""Reports: asked for, watched while the worker makes them, fetched as Word or PDF."""

from typing import Literal
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.states import PaperState
from renda.ground.papers.web import stream
from renda.readings.dashboards import services
from renda.readings.dashboards.access import may_draft
from renda.readings.dashboards.forms import ReportForm
from renda.readings.dashboards.models import Report
from renda.readings.dashboards.queries.scope import scope_of
from renda.readings.dashboards.states import ReportState
from renda.readings.dashboards.views.asked import figures_page

SHOWN = 50


@figures_page
def reports(request: Request) -> HttpResponse:
    _need_all(request)
    return _show_list(request, ReportForm(initial={"year": clock.today().year, "once": uuid4()}))


@login_required
@require_POST
def draft(request: Request) -> HttpResponse:
    """Put it in the queue; the page of the report shows how far it is."""
    if not may_draft(request.actor):
        raise NotAllowed("报告由人大代表工委、镇人大主席团和政府办督查室起草。")
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    try:
        row = services.draft_report(actor=request.actor, **form.cleaned_data)
    except Invalid as error:
        form.add_error(error.field or None, error.text)
        return _show_list(request, form, status=422)
    return redirect(row)


def _show_list(request: Request, form: ReportForm, status: int = 200) -> HttpResponse:
    rows = Report.objects.visible_to(request.actor).newest_first().defer("figures")[:SHOWN]
    context = {
        "rows": rows,
        "form": form,
        "may_draft": may_draft(request.actor),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "dashboards/reports.html", context, status=status)


@figures_page
def report(request: Request, pk: UUID) -> HttpResponse:
    """How far it is, or the files. Asked by htmx it answers with the part that changes."""
    row = get_object_or_404(Report.objects.visible_to(request.actor), pk=pk)
    paper = papers_of(row).last()
    is_made = paper is not None and paper.state == PaperState.MADE
    has_failed = not is_made and (
        row.state == ReportState.FAILED or (paper is not None and paper.state == PaperState.FAILED)
    )
    context = {
        "row": row,
        "is_made": is_made,
        "has_failed": has_failed,
        "percent": 100 if is_made else row.progress,
        "paper": paper,
    }
    template = "dashboards/_progress.html" if request.htmx else "dashboards/report.html"
    return render(request, template, context)


@figures_page
def report_docx(request: Request, pk: UUID) -> HttpResponseBase:
    return _file(request, pk, "docx")


@figures_page
def report_pdf(request: Request, pk: UUID) -> HttpResponseBase:
    return _file(request, pk, "pdf")


def _file(request: Request, pk: UUID, ending: Literal["docx", "pdf"]) -> FileResponse:
    row = get_object_or_404(Report.objects.visible_to(request.actor), pk=pk)
    paper: Paper | None = papers_of(row).last()
    if paper is None:
        raise Http404
    return stream(paper, ending)


def _need_all(request: Request) -> None:
    if not scope_of(request.actor).sees_all:
        raise NotAllowed("报告由人大机关和政府办督查室起草。")
