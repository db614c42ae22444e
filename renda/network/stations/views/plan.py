"""Pages of the plan: by town and quarter, what is late; a place into the plan; the life of one place."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.people.models import Organisation
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.shown import steps_of
from renda.network.stations import access, services
from renda.network.stations.forms import PlanOpeningForm
from renda.network.stations.models import Opening, Station
from renda.network.stations.shown import Group, plan_of
from renda.network.stations.states import StationKind
from renda.network.stations.workflow import OPENING

CHANGES = ["GET", "HEAD", "POST"]


def _need_reader(request: Request) -> None:
    if not access.reads_plan(request.actor):
        raise NotAllowed("家站建设计划由人大机关和镇人大主席团来看。")


@login_required
@require_safe
def plan(request: Request) -> HttpResponse:
    """一年规划、两年建成: what is planned, being built and open, by town and quarter; what is late."""
    _need_reader(request)
    keeps = access.keeps_stations(request.actor, request.county.pk)
    context = {"plan": plan_of(request.actor, clock.today()), "keeps": keeps, "today": clock.today()}
    return render(request, "stations/plan.html", context)


@login_required
@require_safe
def export(request: Request) -> HttpResponse:
    """The same two tables as Excel."""
    _need_reader(request)
    found = plan_of(request.actor, clock.today())
    columns = [Column("乡镇或者季度", 20), Column("应有", 8), Column("已启用", 8), Column("在建", 8), Column("规划", 8),
               Column("暂停", 8), Column("晚了", 8)]  # fmt: skip
    groups = [*found.towns, found.total, *found.quarters]
    return excel_answer(write_rows(columns, [_cells(group) for group in groups], sheet="家站建设计划"), "stations-plan")


def _cells(group: Group) -> list[Any]:
    return [group.label, group.all, group.open, group.building, group.planned, group.paused, group.late]


@login_required
@require_http_methods(CHANGES)
def plan_new(request: Request) -> HttpResponse:
    """A place into the plan."""
    if not access.keeps_stations(request.actor, request.county.pk):
        raise NotAllowed("家站由县人大代表工委列入计划；要加一个站请告诉他们。")
    form = PlanOpeningForm(request.POST or None, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(services.plan_opening(actor=request.actor, **_planned(form)))
        except (Invalid, Conflict) as error:
            field = getattr(error, "field", "") or "name"
            form.add_error(field if field in form.fields else None, error.text)
    context = {"form": form, "title": "把一个站列入计划", "label": "列入计划", "station": None}
    return render(request, "stations/form.html", context, status=422 if form.is_bound else 200)


def _planned(form: PlanOpeningForm) -> dict[str, Any]:
    facts = {name: value for name, value in form.keywords().items() if name != "seen"}
    town = facts.pop("town_org")
    body = Organisation.objects.filter(county_id=form.actor.county_id, pk=town).first() if town else None
    return {**facts, "town_org": body}


@login_required
@require_safe
def opening(request: Request, pk: UUID) -> HttpResponse:
    """One place: where it stands, the next step, what it was and became."""
    rows = Opening.objects.visible_to(request.actor).select_related("station", "station__town_org", "station__parent")
    row = get_object_or_404(rows, pk=pk)
    context = {
        "row": row, "station": row.station, "offers": OPENING.offers(request.actor, row),
        "history": steps_of(OPENING, row, request.actor), "waiting": Waiting.objects.of(row).order_by("pk").first(),
        "kinds": "、".join(StationKind(kind).label for kind in row.kinds), "was": _was(row, request),
    }  # fmt: skip
    return render(request, "stations/opening.html", context)


def _was(row: Opening, request: Request) -> list[dict[str, Any]]:
    """What the place was called before each upgrade, newest first."""
    steps = [step for step in steps_of(OPENING, row, request.actor) if "kinds" in step.changed]
    return [{"at": s.at, "kinds": "、".join(StationKind(k).label for k in s.changed["kinds"])} for s in steps]


@login_required
@require_safe
def life(request: Request, code: str) -> HttpResponse:
    """To the life of a place; one that has no record yet says how it gets one."""
    _need_reader(request)
    station = get_object_or_404(Station.objects.visible_to(request.actor), code=code)
    row = Opening.objects.visible_to(request.actor).filter(station=station).first()
    if row is not None:
        return redirect(row)
    keeps = access.keeps_stations(request.actor, station.county_id)
    return render(request, "stations/life.html", {"station": station, "keeps": keeps})


@login_required
@require_POST
def record(request: Request, code: str) -> HttpResponse:
    """A place that was open before the platform came gets its record."""
    _need_reader(request)
    station = get_object_or_404(Station.objects.visible_to(request.actor), code=code)
    try:
        return redirect(services.record_opening(actor=request.actor, station=station))
    except Blocked:
        return redirect("stations:life", code)
