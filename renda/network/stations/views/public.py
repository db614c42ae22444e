"""What everyone sees: the list, a station's QR code and poster. The page of a station is the portal's: it reads what stands above."""

from io import BytesIO

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from renda.ground.kernel.clock import today
from renda.ground.kernel.web import Request
from renda.network.stations import access, queries
from renda.network.stations.models import Station

PAGE = 60
INTAKE = "/o/new?s="


@require_safe
def index(request: Request) -> HttpResponse:
    """Stations by town, filtered by what the address says, a page at a time by its last row."""
    town, words = request.GET.get("town", "")[:40], request.GET.get("q", "").strip()[:40]
    rows = Station.objects.visible_to(request.actor).listed().matching(town=town, words=words)
    shown = list(rows.after(request.GET.get("after", ""))[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    context = {
        "rows": shown[:PAGE],
        "after": f"{last.town}|{last.name}" if last else "",
        "towns": queries.towns(request.actor),
        "town": town,
        "q": words,
        "keeps": access.keeps_stations(request.actor, request.county.pk),
        "reads_plan": access.reads_plan(request.actor),
    }
    return render(request, "stations/list.html", context)


@require_safe
def of_deputy(request: Request, code: str) -> HttpResponse:
    """To the station where this deputy is met."""
    station = queries.main_station_of(request.actor, code, today())
    if station is None:
        raise Http404("这位代表还没有编入家站。")
    return redirect(station)


@require_safe
@cache_control(public=True, max_age=3600)
def qr_code(request: Request, code: str) -> HttpResponse:
    """The QR code that opens the station's intake page, as SVG."""
    return qr_answer(request.build_absolute_uri(INTAKE + _station(request, code).code))


def qr_answer(address: str) -> HttpResponse:
    """An address as a QR code, SVG: for doors, cards and screens."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", scale=4, border=2, dark="#16222c", light="#ffffff"
    )
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@require_safe
def poster(request: Request, code: str) -> HttpResponse:
    """A page to print and put on the door."""
    return render(request, "stations/poster.html", {"station": _station(request, code)})


def _station(request: Request, code: str) -> Station:
    return get_object_or_404(Station.objects.visible_to(request.actor).select_related("parent", "county"), code=code)
