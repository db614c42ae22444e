"""Blank paper forms: chosen and printed, brought back as a photo through the code on them."""

from typing import Any
from uuid import UUID

import segno
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.kernel.keys import tidy_code
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind
from renda.ground.workflow.shown import steps_of
from renda.network.stations.models import Station
from renda.readings.duty import access, services
from renda.readings.duty.facts import COLUMNS
from renda.readings.duty.forms import BlankForm, PhotoForm
from renda.readings.duty.models import PaperForm
from renda.readings.duty.queries import books_of
from renda.readings.duty.shown import columns_of
from renda.readings.duty.states import PaperFormState
from renda.readings.duty.views.books import station_of
from renda.readings.duty.workflow import PAPER_FORM

SHOWN = 60
GET_AND_POST = ["GET", "HEAD", "POST"]
# How much room a column gets on paper: what is written in sentences six lines, names and places three.
ROOM = {"what": 6, "result": 6, "deputies": 3, "place": 1}
# What the platform adds by itself is not asked on paper.
KNOWN = {"sort", "number", "stage", "handler", "told", "rating", "tags", "entry"}


@login_required
@require_http_methods(GET_AND_POST)
def index(request: Request, code: str) -> HttpResponse:
    """Print so many of a book; below, where the last ones are."""
    year = clock.today().year
    station = _kept(request, code)
    plans = [plan for plan in books_of(station.county_id, year) if services.feeds_of(plan)]
    form = bind(request, BlankForm, books=plans)
    if form.is_valid():
        try:
            new = services.print_forms(station, actor=request.actor, year=year, **form.cleaned_data)
            numbers = urlencode({"from": str(new[0].number), "to": str(new[-1].number), "book": new[0].book})
            return redirect(f"{reverse('duty:sheets', args=[station.code])}?{numbers}")
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    rows = PaperForm.objects.filter(county_id=station.county_id, station=station).order_by("-created_at", "-number")[
        :SHOWN
    ]
    context = {"station": station, "form": form, "rows": rows, "year": year}
    return render(request, "duty/blank.html", context, status=422 if form.errors else 200)


def _kept(request: Request, code: str) -> Station:
    station = station_of(request, code, clock.today().year)
    if not access.keeps(request.actor, station):
        raise NotAllowed("空白单由本站联络员、站长，镇人大主席团或者代表工作机构来印。")
    return station


@login_required
@require_safe
def sheets(request: Request, code: str) -> HttpResponse:
    """The forms just numbered, one a page, to print; those still blank alone."""
    station = _kept(request, code)
    first, last = (_number(request.GET.get(name, "")) for name in ("from", "to"))
    rows = PaperForm.objects.filter(
        county_id=station.county_id, station=station, book=request.GET.get("book", "")[:20], number__gte=first,
        number__lte=min(last, first + 19), year=clock.today().year, state=PaperFormState.PRINTED,
    ).order_by("number")  # fmt: skip
    forms = [{"row": row, "qr": _qr(request, row), "fields": _fields(row)} for row in rows]
    return render(request, "duty/sheets.html", {"station": station, "forms": forms})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _qr(request: Request, row: PaperForm) -> str:
    address = request.build_absolute_uri(row.get_absolute_url())
    found: str = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2, light="#fff")
    return found


def _fields(row: PaperForm) -> list[dict[str, Any]]:
    """The columns of the book that a person writes, each with its room."""
    plan = next((one for one in books_of(row.county_id, row.year) if one.key == row.book), None)
    keys = [key for key in columns_of(plan) if key not in KNOWN] if plan else ["day", "what", "result"]
    label = {"who": "群众姓名（愿意留的才写）", "what": "说了什么、做了什么"}
    return [{"label": label.get(key, COLUMNS[key].label), "room": ROOM.get(key, 1)} for key in keys]


@login_required
@require_http_methods(GET_AND_POST)
def form(request: Request, code: str) -> HttpResponse:
    """What the code on a paper leads to: the place for its photo, or where it went."""
    row = _form(request, code)
    upload = bind(request, PhotoForm, row=row, actor=request.actor)
    if request.method == "POST" and upload.is_valid():
        try:
            services.take_paper(row, actor=request.actor, **upload.keywords())
            return redirect(row)
        except Invalid as error:
            upload.add_error("photo", error.text)
    elif request.method == "POST" and row.state != PaperFormState.PRINTED:
        raise Conflict(f"这张单的照片已经交过，现在是“{row.get_state_display()}”；没有再存一份。")
    context = {
        "paper": row, "form": upload, "is_printed": row.state == PaperFormState.PRINTED, "photos": list(files_of(row)),
        "offers": [one for one in PAPER_FORM.offers(request.actor, row) if one.step.name in ("enter", "void")],
        "base": f"/duty/paper/{row.pk}/", "keeps": access.keeps(request.actor, row), "history": steps_of(PAPER_FORM, row, request.actor),
    }  # fmt: skip
    return render(request, "duty/form.html", context, status=422 if upload.errors else 200)


def _form(request: Request, code: str) -> PaperForm:
    if not services.is_ours(code):
        raise Http404
    rows = PaperForm.objects.visible_to(request.actor).select_related("station", "activity", "opinion")
    return get_object_or_404(rows, code=tidy_code(code))


@login_required
@require_safe
def photo(request: Request, code: str, file_id: UUID) -> HttpResponseBase:
    return files_web.stream(get_object_or_404(files_of(_form(request, code)), pk=file_id), request)
