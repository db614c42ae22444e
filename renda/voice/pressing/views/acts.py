"""Pages of one tour and of one letter, their lists, their papers; planning a tour."""

from typing import Any, Literal
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.engine import Workflow
from renda.ground.workflow.models import Matter, Waiting
from renda.ground.workflow.shown import steps_of, why_due
from renda.voice.pressing import services
from renda.voice.pressing.access import may_press
from renda.voice.pressing.forms import PlanForm
from renda.voice.pressing.models import Finding, Inquiry, Tour
from renda.voice.pressing.rules import QUARTERS
from renda.voice.pressing.shown import missing, tours_of_year
from renda.voice.pressing.states import InquiryState
from renda.voice.pressing.views.listing import read_year
from renda.voice.pressing.workflow import FINDING, INQUIRY, TOUR

PAGE = 30
Ending = Literal["pdf", "docx"]
LETTER_CHIPS = (
    ("proposed", "待定"),
    ("issued", "等答复"),
    ("escalated", "已升级"),
    ("answered", "已答复"),
    ("closed", "已了结"),
)


@login_required
@require_safe
def tours(request: Request) -> HttpResponse:
    """A year's tours by quarter; a quarter that went by without one is drawn as a gap."""
    year, today = read_year(request), clock.today()
    rows = list(tours_of_year(request.actor, year)[:200])
    gaps = missing(rows, year, today)
    quarters = [
        {"label": QUARTERS[q - 1], "tours": [row for row in rows if clock.quarter_of(row.held_on or row.on) == q],
         "is_gap": q in gaps, "is_later": clock.quarter_span(year, q)[0] > today}
        for q in range(4, 0, -1)
    ]  # fmt: skip
    context = {"quarters": quarters, "year": year, "years": [today.year - n for n in range(3)], "gaps": [QUARTERS[q - 1] for q in gaps],
               "may_press": may_press(request.actor)}  # fmt: skip
    return render(request, "pressing/tours.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    if not may_press(request.actor):
        raise NotAllowed("督查由人大的工作机构、委室或者常委会领导来定。")
    form = PlanForm(request.POST or None, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan_tour(actor=request.actor, **{k: v for k, v in form.keywords().items() if k != "seen"})
            return redirect(made)
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    status = 422 if form.is_bound else 200
    return render(
        request, "pressing/begin.html", {"form": form, "heading": "定督查计划", "button": "存下来"}, status=status
    )


@login_required
@require_safe
def tour(request: Request, pk: UUID) -> HttpResponse:
    actor = request.actor
    rows = Tour.objects.visible_to(actor).select_related("congress", "office", "committee", "leader")
    row = get_object_or_404(rows, pk=pk)
    findings = list(
        Finding.objects.visible_to(actor)
        .standing()
        .filter(tour=row)
        .select_related("suggestion", "motion", "org", "committee")
        .order_by("pk")
    )
    for one in findings:
        one.tour = row
    context = {
        "tour": row, "findings": [{"row": one, "offers": FINDING.offers(actor, one)} for one in findings],
        "invitees": list(row.invitees.select_related("deputy").order_by("pk")), "papers": list(papers_of(row)),
        **_about(request, TOUR, row),
    }  # fmt: skip
    return render(request, "pressing/tour.html", context)


@login_required
@require_safe
def inquiry(request: Request, pk: UUID) -> HttpResponse:
    rows = Inquiry.objects.visible_to(request.actor).select_related(
        "suggestion", "motion", "org", "committee", "office", "government", "scan"
    )
    row = get_object_or_404(rows, pk=pk)
    context = {"letter": row, "papers": list(papers_of(row)), **_about(request, INQUIRY, row)}
    return render(request, "pressing/inquiry.html", context)


def _about(request: Request, workflow: Workflow, row: Matter) -> dict[str, Any]:
    """Wait, reason of its day, steps and history, the same for each act."""
    waiting = Waiting.objects.of(row).order_by("pk").first()
    return {
        "waiting": waiting, "due": why_due(workflow, row, waiting, request.county.version),
        "offers": workflow.offers(request.actor, row), "history": steps_of(workflow, row, request.actor),
    }  # fmt: skip


@login_required
@require_safe
def inquiries(request: Request) -> HttpResponse:
    """Letters, the newest first; a unit sees those sent to it."""
    state, after = request.GET.get("state", ""), request.GET.get("after", "")
    rows = Inquiry.objects.visible_to(request.actor)
    if state in InquiryState.values:
        rows = rows.filter(state=state)
    if after:
        rows = rows.filter(pk__lt=_key(after))
    found = list(rows.for_list()[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    waits = Waiting.objects.filter(
        county_id=request.actor.county_id, kind="inquiry", matter_id__in=[row.pk for row in found]
    )
    by_key = {wait.matter_id: wait for wait in waits.order_by("-pk")}
    chips = [{"label": "全部", "href": "?", "on": not state}]
    chips += [
        {"label": label, "href": "?" if state == key else f"?state={key}", "on": state == key, "drop": state == key}
        for key, label in LETTER_CHIPS
    ]
    lines = [{"row": row, "waiting": by_key.get(row.pk)} for row in found]
    context = {"lines": lines, "after": str(found[-1].pk) if more else "", "chips": chips, "state": state}
    return render(request, "pressing/inquiries.html", context)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("这个地址不完整，请从第一页看起。") from None


@login_required
@require_safe
def tour_paper(request: Request, pk: UUID, paper_id: UUID, ending: Ending) -> HttpResponseBase:
    return _paper(get_object_or_404(Tour.objects.visible_to(request.actor), pk=pk), paper_id, ending)


@login_required
@require_safe
def inquiry_paper(request: Request, pk: UUID, paper_id: UUID, ending: Ending) -> HttpResponseBase:
    return _paper(get_object_or_404(Inquiry.objects.visible_to(request.actor), pk=pk), paper_id, ending)


def _paper(row: Tour | Inquiry, paper_id: UUID, ending: Ending) -> HttpResponseBase:
    found = get_object_or_404(papers_of(row), pk=paper_id)
    if ending not in ("pdf", "docx"):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")


@login_required
@require_safe
def inquiry_file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    """The sealed paper a unit sent with its answer."""
    row = get_object_or_404(Inquiry.objects.visible_to(request.actor), pk=pk)
    return files_web.stream(get_object_or_404(files_of(row), pk=file_id), request)
