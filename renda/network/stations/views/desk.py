"""What the office and those who serve at a station keep: facts, members, tables."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import write_rows
from renda.ground.people.web import bind
from renda.network.deputies.forms import EndForm, ImportForm
from renda.network.deputies.models import ImportDraft
from renda.network.deputies.services import Sheet, draft_import, drop_import, load_import
from renda.network.deputies.views import as_file, draft_context, rest_of
from renda.network.stations import access, queries, services
from renda.network.stations.forms import JoinForm, NewStationForm, OwnFactsForm, StationForm
from renda.network.stations.models import Membership, Station

CHANGES = ["GET", "HEAD", "POST"]
SHEETS = {sheet.kind: sheet for sheet in (services.PLACES, services.MEMBERS, services.VILLAGES)}


@login_required
@require_http_methods(CHANGES)
def open_station(request: Request) -> HttpResponse:
    _need_keeper(request)
    form = bind(request, NewStationForm, county_id=request.county.pk)
    if form.is_valid():
        try:
            return redirect(
                services.open_station(county_id=request.county.pk, actor=request.actor, **form.cleaned_data)
            )
        except (Invalid, Conflict) as error:
            form.add_error("name", error.text)
    return _form(request, form, "新建家站", "建这个站")


@login_required
@require_http_methods(CHANGES)
def change(request: Request, code: str) -> HttpResponse:
    """All facts for the office; for those who serve there, what they keep themselves."""
    station = _visible(request, code)
    if not access.may_change(request.actor, station):
        raise NotAllowed("这个站的资料由站里的人或者县人大代表工委来改。")
    keeps = access.keeps_stations(request.actor, station.county_id)
    shape = StationForm if keeps else OwnFactsForm
    initial = {name: getattr(station, name) for name in shape.base_fields} | {"villages": "、".join(station.villages)}
    form = bind(request, shape, initial=initial, **({"county_id": station.county_id} if keeps else {}))
    if form.is_valid():
        try:
            services.change_station(station, actor=request.actor, **form.cleaned_data)
            return redirect(station)
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    return _form(request, form, "改家站的资料", "改好了", station)


@login_required
@require_http_methods(CHANGES)
def join(request: Request, code: str) -> HttpResponse:
    """A deputy joins the station."""
    _need_keeper(request)
    station = _visible(request, code)
    form = bind(request, JoinForm, county_id=station.county_id, initial={"from_on": today()})
    if form.is_valid():
        try:
            services.join_station(station, actor=request.actor, **form.cleaned_data)
            return redirect(station)
        except (Invalid, Conflict) as error:
            form.add_error("deputy", error.text)
    return _form(request, form, "编入代表", "编入这个站", station)


@login_required
@require_http_methods(CHANGES)
def leave(request: Request, pk: int) -> HttpResponse:
    """A deputy leaves the station."""
    _need_keeper(request)
    rows = Membership.objects.visible_to(request.actor).not_ended(today()).select_related("station", "deputy")
    member = get_object_or_404(rows, pk=pk)
    form = bind(request, EndForm, initial={"on": today()})
    if form.is_valid():
        try:
            services.end_membership(member, actor=request.actor, **form.cleaned_data)
            return redirect(member.station)
        except Invalid as error:
            form.add_error("on", error.text)
    return _form(request, form, f"{member.deputy}离开这个站", "确认离站", member.station)


@login_required
@require_safe
def unplaced(request: Request) -> HttpResponse:
    """Serving deputies without a station: the list that should be empty."""
    _need_keeper(request)
    rows = queries.without_station(request.county.pk, today())[:500]
    return render(request, "stations/unplaced.html", {"rows": rows})


@login_required
@require_http_methods(CHANGES)
def start_import(request: Request, kind: str) -> HttpResponse:
    """Upload a table of stations or of who belongs to them; it is only read and checked."""
    _need_keeper(request)
    sheet = _sheet(kind)
    form = bind(request, ImportForm)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = draft_import(sheet, file, county_id=request.county.pk, actor=request.actor, file_name=file.name)
            return redirect("stations:import", kind, draft.pk)
        except Invalid as error:
            form.add_error("file", error.text)
    drafts = ImportDraft.objects.visible_to(request.actor).filter(kind=kind)[:20]
    context = {"form": form, "sheet": sheet, "drafts": drafts}
    return render(request, "stations/import.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show_import(request: Request, kind: str, pk: int) -> HttpResponse:
    draft = _draft(request, kind, pk)
    return render(request, "stations/draft.html", {"draft": draft, **draft_context(draft, _sheet(kind))})


@login_required
@require_POST
def load_rows(request: Request, kind: str, pk: int) -> HttpResponse:
    count = load_import(_draft(request, kind, pk), _sheet(kind), actor=request.actor)
    messages.success(request, f"导入了{count}行。")
    return redirect("stations:import", kind, pk)


@login_required
@require_POST
def drop_rows(request: Request, kind: str, pk: int) -> HttpResponse:
    drop_import(_draft(request, kind, pk), actor=request.actor)
    return redirect("stations:start-import", kind)


@login_required
@require_safe
def export_rest(request: Request, kind: str, pk: int) -> HttpResponse:
    return rest_of(_draft(request, kind, pk), _sheet(kind))


@login_required
@require_safe
def sample(request: Request, kind: str) -> HttpResponse:
    sheet = _sheet(kind)
    return as_file(write_rows(sheet.titles, []), f"{sheet.label}样表.xlsx")


def _form(request: Request, form: Any, title: str, label: str, station: Station | None = None) -> HttpResponse:
    reads = access.reads_plan(request.actor)
    context = {"form": form, "title": title, "label": label, "station": station, "reads_plan": reads}
    return render(request, "stations/form.html", context, status=422 if form.errors else 200)


def _visible(request: Request, code: str) -> Station:
    return get_object_or_404(Station.objects.visible_to(request.actor), code=code)


def _sheet(kind: str) -> Sheet:
    if kind not in SHEETS:
        raise Http404
    return SHEETS[kind]


def _draft(request: Request, kind: str, pk: int) -> ImportDraft:
    _need_keeper(request)
    return get_object_or_404(ImportDraft.objects.visible_to(request.actor).filter(kind=_sheet(kind).kind), pk=pk)


def _need_keeper(request: Request) -> None:
    if not access.keeps_stations(request.actor, request.county.pk):
        raise NotAllowed("家站和编组由县人大代表工委来管；有变动请告诉他们。")
