"""Pages of cases: the list of those who work on them, one case with its steps, the beginning of one."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of, files_on_page
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.keys import uuid7
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.people.web import bind
from renda.ground.ui.lists import chip
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due
from renda.network.activities.access import keeps
from renda.network.activities.queries import stations_of
from renda.network.brands import access, forms, services, shown
from renda.network.brands.models import Method, MethodCase
from renda.network.brands.queries import MethodCaseQuerySet
from renda.network.brands.states import CaseState
from renda.network.brands.views.brands import sort_offers
from renda.network.brands.workflow import METHOD_CASE
from renda.network.stations.models import Station

GET_AND_POST = ["GET", "HEAD", "POST"]
PAGE, MOST_ROWS, MOST_STATIONS = 30, 5000, 400
ONWARD = ("tick", "finish", "publish", "propose", "decline", "edit")


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What one works on or oversees, the newest first; narrowed by what stands in the address."""
    rows = _narrowed(request)
    if after := request.GET.get("after", ""):
        rows = rows.filter(pk__lt=_key(after))
    found = list(rows.for_list()[: PAGE + 1])
    context = {
        "lines": found[:PAGE], "after": str(found[PAGE - 1].pk) if len(found) > PAGE else "", "chips": _chips(request),
        "may_begin": stations_of(request.actor).exists(), "town": request.GET.get("town", ""),
    }  # fmt: skip
    return render(request, "brands/cases.html", context)


def _narrowed(request: Request) -> MethodCaseQuerySet:
    wanted = {name: request.GET.get(name, "") for name in ("state", "method", "town", "station")}
    rows: MethodCaseQuerySet = MethodCase.objects.concerning(request.actor)
    return rows.narrowed(**wanted)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("这个地址不完整，请从第一页看起。") from None


def _chips(request: Request) -> list[dict[str, Any]]:
    state, method = request.GET.get("state", ""), request.GET.get("method", "")
    names = ("state", "method", "town", "station")
    chips = [{"label": "全部", "href": "?", "on": not any(request.GET.get(name) for name in names)}]
    chips += [chip(request.GET, "state", str(key), str(label), state) for key, label in CaseState.choices]
    methods = Method.objects.visible_to(request.actor).listed().values_list("pk", "name")[:20]
    return chips + [chip(request.GET, "method", str(pk), name, method) for pk, name in methods]


@login_required
@require_safe
def export(request: Request) -> HttpResponse:
    """The same list as Excel."""
    columns = [Column("乡镇", 14), Column("家站", 30), Column("名称", 40), Column("工作法", 16), Column("第几版", 8), Column("办好几步", 10),
               Column("共几步", 8), Column("开始办", 12), Column("计划办结", 12), Column("办结日", 12), Column("状态", 10)]  # fmt: skip
    rows = _narrowed(request).for_list()[:MOST_ROWS]
    lines = (
        [row.station.town, row.station.name, row.title, row.method_version.method.name, row.method_version.number, row.passed,
         row.of_steps, row.begun_on, row.planned_on, row.finished_on, row.get_state_display()] for row in rows
    )  # fmt: skip
    return excel_answer(write_rows(columns, lines, sheet="工作法事项"), "cases")


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    """The public reads a published one without lines, photos and history."""
    row = _case(request, pk)
    is_inside = access.is_inside_case(request.actor, row)
    offers = sort_offers(METHOD_CASE.offers(request.actor, row), ONWARD)
    waiting = waiting_for(row).first() if is_inside else None
    context = {
        "case": row, "is_inside": is_inside, "verbs": shown.verbs_of(row, files_on_page(row) if is_inside else []),
        "people": list(row.parts.select_related("deputy").order_by("-deputy__level", "deputy__name", "pk")),
        "can_tick": any(offer.step.name == "tick" and not offer.why_not for offer in offers), "once": uuid7,
        "offers": offers, "waiting": waiting, "due": why_due(METHOD_CASE, row, waiting, request.county.version),
        "base": row.get_absolute_url(), "history": steps_of(METHOD_CASE, row, request.actor, is_party=True) if is_inside else [],
    }  # fmt: skip
    return render(request, "brands/case.html", context)


def _case(request: Request, pk: UUID) -> MethodCase:
    rows = MethodCase.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("station", "brand", "method_version__method"), pk=pk)


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    row = _case(request, pk)
    if not access.is_inside_case(request.actor, row):
        raise Http404
    return files_web.stream(get_object_or_404(files_of(row), pk=file_id), request)


@login_required
@require_safe
def choose(request: Request) -> HttpResponse:
    """At which station; with one station there is nothing to choose."""
    places = list(stations_of(request.actor).shown().listed()[:MOST_STATIONS])
    if not places or not keeps(request.actor, places[0]):
        raise NotAllowed("工作法事项由家站联络员、站长，镇人大主席团或者县人大代表工作机构来开始。")
    if len(places) == 1:
        return redirect("brands:begin", places[0].code)
    return render(request, "brands/choose.html", {"places": places})


@login_required
@require_http_methods(GET_AND_POST)
def begin(request: Request, code: str) -> HttpResponse:
    station = get_object_or_404(Station.objects.visible_to(request.actor), code=code)
    if not keeps(request.actor, station):
        raise NotAllowed("工作法事项由本站联络员、站长，镇人大主席团或者县人大代表工作机构来开始。")
    form = bind(request, forms.BeginForm, actor=request.actor, station=station)
    if form.is_valid():
        facts = {name: value for name, value in form.keywords().items() if name != "seen"}
        try:
            return redirect(services.begin_method_case(station, actor=request.actor, **facts))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    context = {"form": form, "heading": "按工作法开始办一件事", "button": "开始办", "crumb": "工作法事项", "back": "brands:cases",
               "place": station.name}  # fmt: skip
    return render(request, "brands/begin.html", context, status=422 if form.errors else 200)
