"""What the county sets: checklists and texts for the wall, by version; the charts to print."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind
from renda.network.activities.queries import stations_of
from renda.network.standards import forms, services
from renda.network.standards.access import checks_for_county
from renda.network.standards.models import Checklist, WallText
from renda.network.standards.queries import all_wall_on, checklists_on, wall_of, wall_on
from renda.network.stations.models import Station

NEW = "new"
PAPERS = {"a3": "A3", "a4": "A4"}
GET_AND_POST = ["GET", "HEAD", "POST"]
MOST_VERSIONS = 30


def _check_office(request: Request) -> None:
    if not checks_for_county(request.actor):
        raise NotAllowed("标准清单和上墙制度由县人大代表工作机构来定。")


@login_required
@require_safe
def checklists(request: Request) -> HttpResponse:
    """The lists in force, each with its items and where it comes from."""
    context = {
        "lists": checklists_on(request.actor.county_id, clock.today()),
        "may_set": checks_for_county(request.actor),
    }
    return render(request, "standards/checklists.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def checklist(request: Request, key: str) -> HttpResponse:
    """A new version of a list, its items typed as lines; or a new list."""
    _check_office(request)
    row = _of_key(checklists_on(request.actor.county_id, clock.today()), key)
    form = bind(request, forms.ChecklistForm, initial=forms.ChecklistForm.filled(row))
    if form.is_valid():
        try:
            services.save_checklist(actor=request.actor, key="" if row is None else key, **form.keywords())
            return redirect("standards:checklists")
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    old = Checklist.objects.of_key(request.actor.county_id, key)[:MOST_VERSIONS]
    heading = f"改“{row.title}”" if row else "加一种清单"
    note = "存下来是新的一版；已经开始的核查还按原来那一版。"
    return _edit(request, form, heading, note, old, "standards:checklists", "标准清单")


def _of_key(rows: list[Any], key: str) -> Any:
    row = next((one for one in rows if one.key == key), None)
    if row is None and key != NEW:
        raise Http404
    return row


def _edit(request: Request, form: Any, heading: str, note: str, old: Any, back: str, up: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "note": note, "old": old, "back": back, "up": up}
    return render(request, "standards/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def wall(request: Request) -> HttpResponse:
    """All texts for the wall; the county's office changes them, everybody prints."""
    may_set = checks_for_county(request.actor)
    rows = (all_wall_on if may_set else wall_on)(request.actor.county_id, clock.today())
    stations = list(stations_of(request.actor).shown().listed()[:600])
    return render(request, "standards/wall.html", {"rows": rows, "may_set": may_set, "stations": stations})


@login_required
@require_http_methods(GET_AND_POST)
def edit_wall(request: Request, key: str) -> HttpResponse:
    """A new version of a text, or a new text."""
    _check_office(request)
    row = _of_key(all_wall_on(request.actor.county_id, clock.today()), key)
    form = bind(request, forms.WallForm, initial=forms.WallForm.filled(row))
    if form.is_valid():
        try:
            services.save_wall_text(actor=request.actor, key="" if row is None else key, **form.keywords())
            return redirect("standards:wall")
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    old = WallText.objects.of_key(request.actor.county_id, key)[:MOST_VERSIONS]
    heading = f"改“{row.title}”" if row else "加一份制度"
    note = "存下来是新的一版，原来的留着。已经贴出去的要重新打印。"
    return _edit(request, form, heading, note, old, "standards:wall", "制度上墙")


@require_safe
def chart(request: Request, key: str) -> HttpResponse:
    """One text as a sheet for the wall, in large type."""
    rows = [one for one in wall_on(request.county.pk, clock.today()) if one.key == key]
    if not rows:
        raise Http404
    return _sheets(request, rows, None, f"{rows[0].title}")


@require_safe
def charts_of_station(request: Request, code: str) -> HttpResponse:
    """Everything for the wall of one station: its name, reception days and code, then each text that is for its kinds."""
    station = get_object_or_404(Station.objects.visible_to(request.actor).shown().select_related("county"), code=code)
    return _sheets(request, wall_of(station, clock.today()), station, f"{station.name}：制度上墙")


def _sheets(request: Request, rows: list[WallText], station: Station | None, title: str) -> HttpResponse:
    paper = request.GET.get("paper", "a3")
    if paper not in PAPERS:
        raise Invalid("纸张只有A3和A4。")
    context = {"rows": rows, "station": station, "title": title, "paper": paper, "papers": PAPERS.items(),
               "signed_in": request.actor.is_signed_in, "org": request.county.name}  # fmt: skip
    return render(request, "standards/charts.html", context)
