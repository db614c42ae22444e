"""One station in one cycle: its table of items, the rows behind a figure, its appeals and papers."""

from typing import Any, Literal
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.queries import papers_of
from renda.ground.people.web import bind
from renda.ground.workflow.engine import Workflow
from renda.ground.workflow.models import Matter
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due
from renda.network.stations.models import Station
from renda.readings.assessments import access, forms, queries, services, shown
from renda.readings.assessments.measures import MEASURES
from renda.readings.assessments.models import Candidacy, StationAppeal
from renda.readings.assessments.states import SCORED, STANDING
from renda.readings.assessments.views.listing import load_cycle
from renda.readings.assessments.workflow import APPEAL, CANDIDACY

GET_AND_POST = ["GET", "HEAD", "POST"]
ONWARD = ("apply", "score_self", "visit", "settle", "compose", "approve", "announce")


def load_place(request: Request, pk: UUID) -> Candidacy:
    rows = Candidacy.objects.visible_to(request.actor).select_related(*CANDIDACY.related, "county")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row = load_place(request, pk)
    sheets = list(row.sheets.select_related("user").order_by("received_at", "pk"))
    items = {one["key"]: one["name"] for aspect in row.cycle.scheme.data["aspects"] for one in aspect["items"]}
    context = {
        "place": row, "table": shown.table(row), "sheets": sheets, "differing": [items[key] for key in access.differing(row)],
        "changes": list(row.changes.order_by("pk")), "appeals": [(one, items.get(one.item, "")) for one in row.appeals.order_by("pk")],
        "history_of": shown.history_of(row), "papers": list(papers_of(row)), "is_office": access.is_office(request.actor),
        "is_scored": row.state in SCORED, "last_appeal": access.last_appeal_day(row),
        "may_appeal": row.state in STANDING and access.speaks_for(request.actor, row),
        **_about(request, CANDIDACY, row),
    }  # fmt: skip
    return render(request, "assessments/place.html", context)


def _about(request: Request, workflow: Workflow, row: Matter) -> dict[str, Any]:
    waiting = waiting_for(row).first()
    return {
        "waiting": waiting, "due": why_due(workflow, row, waiting, request.county.version), "base": row.get_absolute_url(),
        "offers": sorted(workflow.offers(request.actor, row), key=_order), "history": steps_of(workflow, row, request.actor),
    }  # fmt: skip


def _order(offer: Any) -> tuple[bool, bool, int]:
    name = offer.step.name
    return bool(offer.why_not), offer.step.is_grave, ONWARD.index(name) if name in ONWARD else len(ONWARD)


@login_required
@require_safe
def rows(request: Request, pk: UUID, key: str) -> HttpResponse:
    """The rows behind one computed point: what counts and what does not."""
    row = load_place(request, pk)
    item = row.cycle.scheme.item(key)
    if item is None or not item["measure"]:
        raise Http404
    found = shown.rows_of(row, key)
    line = next(one for part in shown.table(row) for one in part.lines if one.item["key"] == key)
    context = {"place": row, "item": item, "rows": found, "line": line, "measure": MEASURES.get(item["measure"])}
    return render(request, "assessments/rows.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def begin(request: Request, pk: UUID) -> HttpResponse:
    """A station's own application: the page names those that have no part in the cycle yet."""
    cycle = load_cycle(request, pk)
    stations = list(queries.without_candidacy(request.actor, cycle)[:400])
    if not queries.stations_of(request.actor).exists():
        raise NotAllowed("申报由家站联络员、站长或者镇人大主席团来办。")
    form = bind(request, forms.ApplyForm, actor=request.actor)
    wrong = ""
    if form.is_valid():
        code = request.POST.get("station", "")[:24]
        station = get_object_or_404(Station.objects.visible_to(request.actor), code=code)
        facts = {name: value for name, value in form.keywords().items() if name != "seen"}
        try:
            return redirect(services.begin_candidacy(station, actor=request.actor, cycle=cycle, **facts))
        except (Blocked, Invalid) as error:
            wrong = error.text
    context = {
        "cycle": cycle,
        "form": form,
        "stations": stations,
        "wrong": wrong,
        "chosen": request.POST.get("station", ""),
    }
    return render(request, "assessments/begin.html", context, status=422 if form.errors or wrong else 200)


@login_required
@require_POST
def order_sheet(request: Request, pk: UUID) -> HttpResponse:
    row = load_place(request, pk)
    services.order_score_sheet(row, actor=request.actor)
    return redirect(row)


@login_required
@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: Literal["pdf", "docx"]) -> HttpResponseBase:
    found = get_object_or_404(papers_of(load_place(request, pk)), pk=paper_id)
    if ending not in ("pdf", "docx"):
        raise Http404
    return papers_web.stream(found, ending, is_inline=ending == "pdf")


@login_required
@require_http_methods(GET_AND_POST)
def appeal_against(request: Request, pk: UUID) -> HttpResponse:
    place = load_place(request, pk)
    if not access.speaks_for(request.actor, place):
        raise NotAllowed("申诉由家站联络员、站长或者所在镇人大主席团来提。")
    form = bind(request, forms.FileForm, actor=request.actor, place=place)
    if form.is_valid():
        facts = {name: value for name, value in form.keywords().items() if name != "seen"}
        try:
            return redirect(services.file_station_appeal(place, actor=request.actor, **facts))
        except (Blocked, Invalid) as error:
            form.add_error(None, error.text)
    context = {"place": place, "form": form, "last": access.last_appeal_day(place)}
    return render(request, "assessments/appeal_against.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def appeal(request: Request, pk: UUID) -> HttpResponse:
    rows = StationAppeal.objects.visible_to(request.actor).select_related(*APPEAL.related)
    row = get_object_or_404(rows, pk=pk)
    item = row.candidacy.cycle.scheme.item(row.item)
    line = next((one for part in shown.table(row.candidacy) for one in part.lines if one.item["key"] == row.item), None)
    context = {"appeal": row, "item": item, "line": line, **_about(request, APPEAL, row)}
    return render(request, "assessments/appeal.html", context)
