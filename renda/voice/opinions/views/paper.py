"""Paper: the form to print, the upload of a photographed page, the draft beside its picture, confirmed or dropped."""

from io import BytesIO
from uuid import UUID

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.files.queries import files_of
from renda.ground.files.web import stream
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind, carry_out
from renda.ground.scans import reader
from renda.ground.scans import services as scans
from renda.ground.scans.drawing import drawing_of
from renda.ground.scans.models import Scan
from renda.ground.scans.states import ScanState
from renda.network.stations.models import Station
from renda.voice.opinions import rules
from renda.voice.opinions.forms import PaperForm, PictureForm
from renda.voice.opinions.queries import stations_to_enter
from renda.voice.opinions.scanning import OPINION_FORM, SUBJECT
from renda.voice.opinions.shown import listing
from renda.voice.opinions.shown.paper import confirm, doubtful, how_many, initial_of

MOST_SHOWN = 20
ADDRESS = "{intake}?s={place}&f={form}"


@require_safe
def blank(request: Request, code: str) -> HttpResponse:
    """A page to print: the opinion form of a station, one A4 sheet."""
    return render(request, "opinions/blank.html", {"station": _station(request, code), "title": OPINION_FORM.title})


@require_safe
@cache_control(public=True, max_age=3600)
def blank_svg(request: Request, code: str) -> HttpResponse:
    """The sheet itself, drawn from the places by which it is read."""
    station, code_drawn = _station(request, code), BytesIO()
    address = ADDRESS.format(intake=reverse("opinions:new"), place=station.code, form=OPINION_FORM.mark)
    segno.make(request.build_absolute_uri(address), error="m", micro=False).save(
        code_drawn, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True
    )
    context = {"place": station.name, "number": station.code, **drawing_of(OPINION_FORM, code_drawn.getvalue())}
    return render(request, "scans/form.svg", context, content_type="image/svg+xml")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: Request) -> HttpResponse:
    """Photograph a page; below, the pages that still wait for the reader's eye."""
    _check_may_enter(request)
    form = bind(request, PictureForm)
    scan = carry_out(
        form, lambda: scans.receive_scan(form.cleaned_data["picture"], actor=request.actor, subject=SUBJECT)
    )
    if scan is not None:
        return redirect("opinions:paper-draft", scan.pk)
    waiting = Scan.objects.visible_to(request.actor).of(SUBJECT).open().defer("draft")[:MOST_SHOWN]
    context = {
        "form": form, "waiting": list(waiting), "stations": list(stations_to_enter(request.actor)[:MOST_SHOWN]),
        "absent": "" if reader.is_here() else reader.ABSENT, "days": scans.keep_days(request.actor.county_id),
        "emergency": rules.EMERGENCY_NUMBERS,
    }  # fmt: skip
    return render(request, "opinions/paper.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, pk: UUID) -> HttpResponse:
    """The picture and beside it what was read, to correct and confirm. While it is being read the page asks again by itself."""
    _check_may_enter(request)
    scan = _scan(request, pk)
    if scan.matter_id is not None:
        return redirect("opinions:detail", scan.matter_id)
    stations = list(stations_to_enter(request.actor))
    form = bind(request, PaperForm, actor=request.actor, initial=initial_of(scan, stations))
    form.offer_stations(stations)
    opinion = carry_out(form, lambda: confirm(scan, form, stations, request.actor))
    if opinion is not None:
        return redirect("opinions:slip", opinion.pk)
    return _show_draft(request, scan, form)


def _show_draft(request: Request, scan: Scan, form: PaperForm) -> HttpResponse:
    files = list(files_of(scan))
    pictures = [file for file in files if file.is_image]
    context = {
        "scan": scan, "form": form, "is_queued": scan.state == ScanState.QUEUED and not form.is_bound and "by-hand" not in request.GET,
        "pictures": pictures, "others": [file for file in files if not file.is_image] if not pictures else [],
        "doubtful": doubtful(scan.reading), "doubts": how_many(scan.reading), "days": scans.keep_days(scan.county_id),
        "is_form": bool(scan.reading.fields),
    }  # fmt: skip
    return render(request, "opinions/paper_draft.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Pressed twice, the second time finds nothing to do; somebody else's stays hidden."""
    _check_may_enter(request)
    if Scan.objects.of(SUBJECT).filter(pk=pk).exists():
        scans.drop_scan(_scan(request, pk), actor=request.actor)
    return redirect("opinions:paper")


@login_required
@require_safe
def picture(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    return stream(get_object_or_404(files_of(_scan(request, pk)), pk=file_id), request)


def _check_may_enter(request: Request) -> None:
    if not listing.can_enter(request.actor):
        raise NotAllowed("纸质件由家站的联络员、站长、代表和镇人大来登记；您收到的，请交给最近的家站。")


def _scan(request: Request, pk: UUID) -> Scan:
    scan: Scan = get_object_or_404(Scan.objects.visible_to(request.actor).of(SUBJECT), pk=pk)
    return scan


def _station(request: Request, code: str) -> Station:
    return get_object_or_404(Station.objects.visible_to(request.actor).shown(), code=code)
