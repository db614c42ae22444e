"""Lists: the cycles with their trend, one cycle's stations, its grades and papers, and what the public reads."""

from typing import Any, Literal
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.queries import papers_of
from renda.ground.ui.lists import chip
from renda.ground.workflow.batch import BatchStep, steps_fitting
from renda.readings.assessments import access, queries, services
from renda.readings.assessments.export import export_cycle
from renda.readings.assessments.models import Candidacy, Cycle, Reviewer
from renda.readings.assessments.shown import graded
from renda.readings.assessments.states import PlaceState
from renda.readings.assessments.workflow import CANDIDACY

PAGE, MOST_CYCLES = 100, 12
ORDERS = {"notice": services.order_notice, "plaques": services.order_plaques}
Ending = Literal["pdf", "docx"]


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The cycles, the newest first, each with how many stations hold which grade."""
    check_reader(request)
    actor = request.actor
    cycles = list(Cycle.objects.visible_to(actor).newest()[:MOST_CYCLES])
    context = {"cycles": cycles, "trend": queries.trend(actor.county_id), "is_office": access.is_office(actor)}
    return render(request, "assessments/list.html", context)


def check_reader(request: Request) -> None:
    if not access.reads_assessment(request.actor):
        raise NotAllowed("家站考评由人大机关、镇人大主席团和家站来看；公布的等次在公开页上。")


def load_cycle(request: Request, pk: UUID) -> Cycle:
    return get_object_or_404(Cycle.objects.visible_to(request.actor).select_related("scheme", "county"), pk=pk)


@login_required
@require_safe
def cycle(request: Request, pk: UUID) -> HttpResponse:
    """The stations of a cycle that concern the actor, by town and name; the office takes steps on a selection."""
    check_reader(request)
    found, actor, state = load_cycle(request, pk), request.actor, request.GET.get("state", "")
    mine = request.GET.get("mine") == "1"
    rows = Candidacy.objects.visible_to(actor).filter(cycle=found)
    if state in PlaceState.values:
        rows = rows.filter(state=state)
    if mine:
        groups = Reviewer.objects.filter(county_id=actor.county_id, user_id=actor.user_id).values("group_id")
        rows = rows.filter(group_id__in=groups)
    page = list(rows.listed().after(request.GET.get("after", ""))[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    counts, is_office = queries.progress(found, actor), access.is_office(actor)
    chips = [{"label": "全部", "href": "?", "on": not (state or mine)}]
    chips += [chip(request.GET, "mine", "1", "我去考评的", "1" if mine else "")]
    chips += [
        {**chip(request.GET, "state", key, str(PlaceState(key).label), state), "count": times}
        for key, times in counts.items()
    ]
    context = {
        "cycle": found, "lines": [_line(row) for row in page[:PAGE]], "chips": chips, "is_office": is_office,
        "bulk": [BatchStep(CANDIDACY, one) for one in CANDIDACY.steps.values() if one.is_bulk] if is_office else [],
        "address": request.get_full_path(), "after": f"{last.station.town}|{last.station.name}" if last else "",
        "may_begin": clock.today() <= found.apply_by and queries.stations_of(actor).exists(),
    }  # fmt: skip
    return render(request, "assessments/cycle.html", context)


def _line(row: Candidacy) -> dict[str, Any]:
    return {"row": row, "fits": " ".join(steps_fitting("candidacy", row.state)), "state": row.get_state_display()}


@login_required
@require_safe
def grades(request: Request, pk: UUID) -> HttpResponse:
    """The announced grades of a cycle with the plaques, and the papers made of them."""
    check_reader(request)
    found = load_cycle(request, pk)
    groups = [(label, rows) for label, rows in graded(found) if rows]
    context = {
        "cycle": found,
        "groups": groups,
        "is_office": access.is_office(request.actor),
        "papers": list(papers_of(found)),
    }
    return render(request, "assessments/grades.html", context)


@login_required
@require_POST
def order(request: Request, pk: UUID, name: str) -> HttpResponse:
    if name not in ORDERS:
        raise Http404
    found = load_cycle(request, pk)
    ORDERS[name](found, actor=request.actor)
    return redirect("assessments:grades", pk)


@login_required
@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: Ending) -> HttpResponseBase:
    check_reader(request)
    found = get_object_or_404(papers_of(load_cycle(request, pk)), pk=paper_id)
    if ending not in ("pdf", "docx"):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")


@login_required
@require_safe
def export(request: Request, pk: UUID) -> HttpResponse:
    """The whole cycle as JSON, for `recompute.py`."""
    if not access.reads_all(request.actor):
        raise NotAllowed("整个周期的数据由县人大机关来导出。")
    answer = JsonResponse(export_cycle(load_cycle(request, pk)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="assessment.json"'
    return answer


@require_safe
def public(request: Request) -> HttpResponse:
    """What everybody may read: names of stations and their grades, the newest cycle first. No score, no rank."""
    cycles = list(Cycle.objects.visible_to(request.actor).newest()[:3])
    parts = [{"cycle": one, "groups": [(label, rows) for label, rows in graded(one) if rows]} for one in cycles]
    context = {"parts": [part for part in parts if part["groups"]], "frame": "ui/public.html"}
    return render(request, "assessments/public.html", context)
