"""Pages of one check, and how checks begin."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due
from renda.network.activities.access import keeps
from renda.network.activities.queries import stations_of
from renda.network.standards import forms, services
from renda.network.standards.models import Check
from renda.network.standards.queries import checklists_on
from renda.network.standards.workflow import CHECK
from renda.network.stations.models import Station

MOST_STATIONS = 600


@login_required
@require_safe
def check(request: Request, pk: UUID) -> HttpResponse:
    row = _check(request, pk)
    waiting = waiting_for(row).first()
    offers = sorted(CHECK.offers(request.actor, row), key=lambda offer: (bool(offer.why_not), offer.step.is_grave))
    context = {
        "check": row, "found": row.found, "waiting": waiting, "due": why_due(CHECK, row, waiting, request.county.version),
        "offers": offers, "base": row.get_absolute_url(), "history": steps_of(CHECK, row, request.actor),
        "has_m2": row.checklist.sort == "rooms", "sum_m2": sum(one.get("m2") or 0 for one in row.current.values()),
        "files": [{"name": one.name, "href": reverse("standards:file", args=[row.pk, one.pk]), "size": one.size,
                   "icon": "image"} for one in files_of(row)],
    }  # fmt: skip
    return render(request, "standards/check.html", context)


def _check(request: Request, pk: UUID) -> Check:
    rows = Check.objects.visible_to(request.actor).select_related("station", "checklist")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    return files_web.stream(get_object_or_404(files_of(_check(request, pk)), pk=file_id), request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """A year's check of one station, or of all that have none yet."""
    stations = [one for one in stations_of(request.actor).shown().listed()[:MOST_STATIONS] if keeps(request.actor, one)]
    if not stations:
        raise NotAllowed("核查由家站联络员、站长，镇人大主席团或者县人大代表工作机构来开始。")
    lists = checklists_on(request.actor.county_id, clock.today())
    form = bind(request, forms.BeginForm, lists=lists, stations=[(one.code, one.name) for one in stations],
                initial={"station": request.GET.get("station", "")})  # fmt: skip
    if form.is_valid():
        try:
            return _begun(request, stations, form.cleaned_data)
        except (Invalid, Blocked) as error:
            form.add_error("station" if isinstance(error, Blocked) else error.field, error.text)
    context = {"form": form, "heading": "开始核查", "button": "开始"}
    return render(request, "standards/begin.html", context, status=422 if form.errors else 200)


def _begun(request: Request, stations: list[Station], said: dict[str, Any]) -> HttpResponse:
    key, year, code = said["key"], said["year"], said["station"]
    station = next((one for one in stations if one.code == code), stations[0] if len(stations) == 1 else None)
    if station is not None:
        return redirect(services.begin_station_check(station, actor=request.actor, key=key, year=year))
    if not services.begin_many(actor=request.actor, key=key, year=year):
        raise Invalid(f"{year}年这份核查，您管的家站都已经开始了。", field="station")
    return redirect(f"{reverse('standards:list')}?year={year}&list={key}")
