"""The resident's pages: leave an opinion without an account, and the receipt with all that can be done from it."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.county.services import rule_book
from renda.ground.files.web import stream
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.keys import tidy_code, uuid7
from renda.ground.kernel.text import mask_phone
from renda.ground.kernel.web import Request
from renda.ground.people.queries import names_of
from renda.ground.workflow.lookup import form_of, service_of
from renda.ground.workflow.queries import history, waiting_for
from renda.network.stations.models import Station
from renda.network.stations.queries import open_station
from renda.voice.opinions import rules, services
from renda.voice.opinions.forms import CodeForm, FindReceiptForm, SubmitForm
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.shown import trail
from renda.voice.opinions.shown.receipt import open_receipt, photos_of, qr_of, slip_of, take_in
from renda.voice.opinions.states import S
from renda.voice.opinions.workflow import OPINION

RESIDENTS_STEPS = ("rate", "reopen", "add_word", "complain", "withdraw", "erase")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Leave an opinion at the station whose code stands in the address; without one, choose a station."""
    code = tidy_code(request.POST.get("s") or request.GET.get("s", ""))
    station = _station(request, code)
    if station is None:
        return _choose_station(request, code)
    if request.method != "POST":
        form = SubmitForm(actor=request.actor, initial=_fresh(station))
        return _show_form(request, station, form)
    form = SubmitForm(request.POST, request.FILES, actor=request.actor)
    if not form.is_valid():
        return _show_form(request, station, form, status=422)
    try:
        opinion = take_in(request, station, form)
    except Invalid as error:
        form.add_error(error.field if error.field in ("text", "place", "phone", "photos") else None, error.text)
        return _show_form(request, station, form, status=422)
    return redirect("opinions:receipt", opinion.code)


@never_cache
@require_safe
def challenge(request: Request) -> HttpResponse:
    """A fresh puzzle for the browser, solved while the person writes."""
    return JsonResponse(services.make_challenge())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: Request) -> HttpResponse:
    """Type the code of a receipt from paper."""
    form = FindReceiptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("opinions:receipt", tidy_code(form.cleaned_data["code"]) or "-")
    return render(request, "opinions/find.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def receipt(request: Request, code: str) -> HttpResponse:
    opinion, bearer = open_receipt(request, code)
    return render(request, "opinions/receipt.html", _receipt_context(request, opinion, bearer))


@require_safe
def receipt_qr(request: Request, code: str) -> HttpResponse:
    """The receipt's QR as a picture to keep."""
    opinion, _ = open_receipt(request, code)
    drawing = BytesIO()
    qr_of(request, opinion).save(drawing, kind="svg", scale=8, border=2, light="#fff", xmldecl=False)
    answer = HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="{opinion.code}.svg"'
    return answer


@require_safe
def receipt_photo(request: Request, code: str, file_id: UUID) -> HttpResponseBase:
    opinion, _ = open_receipt(request, code)
    return stream(get_object_or_404(photos_of(opinion), pk=file_id), request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt_step(request: Request, code: str, name: str) -> HttpResponse:
    """One of the resident's own steps, from the receipt."""
    name = name.replace("-", "_")
    if name not in RESIDENTS_STEPS:
        raise Http404
    opinion, bearer = open_receipt(request, code)
    form_class = form_of(OPINION, name)
    if request.method != "POST":
        return _show_step(request, opinion, bearer, name, form_class(row=opinion, actor=bearer))
    form = form_class(request.POST, row=opinion, actor=bearer)
    if not form.is_valid():
        return _show_step(request, opinion, bearer, name, form, status=422)
    service_of(OPINION, name)(opinion, actor=bearer, **form.keywords())
    if name == "erase":
        return render(request, "opinions/erased.html")
    return redirect("opinions:receipt", opinion.code)


@require_POST
def ask_code(request: Request, code: str) -> HttpResponse:
    """Send the code that proves the phone."""
    opinion, bearer = open_receipt(request, code)
    services.ask_phone_code(opinion, actor=bearer)
    return redirect("opinions:confirm-phone", opinion.code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_phone(request: Request, code: str) -> HttpResponse:
    opinion, bearer = open_receipt(request, code)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.confirm_phone(opinion, actor=bearer, code=form.cleaned_data["code"].strip())
        except Invalid as error:
            form.add_error("code", error.text)
        else:
            return redirect("opinions:receipt", opinion.code)
    phone = mask_phone(opinion.contact.phone) if opinion.has_contact else ""
    context = {"opinion": opinion, "form": form, "phone": phone}
    return render(request, "opinions/confirm_phone.html", context, status=422 if form.errors else 200)


@require_safe
def privacy(request: Request) -> HttpResponse:
    """What is done with personal content. Source: 个人信息保护法 arts 17, 35"""
    months = int(rule_book(request.actor.county_id).value("opinion_retention", today()))
    return render(request, "opinions/privacy.html", {"months": months})


def _station(request: Request, code: str) -> Station | None:
    return open_station(request.actor, code) if code else None


def _choose_station(request: Request, code: str) -> HttpResponse:
    stations = Station.objects.visible_to(request.actor).shown().listed()
    context = {"stations": stations, "is_wrong": bool(code)}
    return render(request, "opinions/choose_station.html", context, status=404 if code else 200)


def _fresh(station: Station) -> dict[str, Any]:
    return {"s": station.code, "key": uuid7(), "token": services.make_token()}


def _show_form(request: Request, station: Station, form: SubmitForm, status: int = 200) -> HttpResponse:
    if form.is_bound:
        posted = request.POST.copy()
        posted["token"], posted["altcha"] = services.make_token(), ""
        form.data = posted
    context = {
        "station": station, "form": form, "ways": list(rules.WHERE_TO_GO.values()), "lost_photos": bool(request.FILES),
        "emergency": rules.EMERGENCY_NUMBERS,
    }  # fmt: skip
    return render(request, "opinions/new.html", context, status=status)


def _receipt_context(request: Request, opinion: Opinion, bearer: Actor) -> dict[str, Any]:
    steps = history(opinion, bearer, is_party=True)
    waiting = waiting_for(opinion).order_by(F("due_on").asc(nulls_last=True)).first()
    due_on = waiting.due_on if waiting else None
    deputy = str(opinion.deputy) if opinion.deputy else ""
    marks = trail.resident_marks(steps, names_of({s.user_id for s in steps}), deputy)
    return {
        "opinion": opinion, **slip_of(request, opinion), "marks": marks, "ahead": trail.ahead(opinion, due_on),
        "headline": trail.headline(opinion), "waiting": waiting, "due": trail.why(request, opinion, waiting),
        "is_waiting_for_me": opinion.state in {S.TOLD, S.GUIDED}, "is_told": opinion.state in trail.DONE,
        "way": rules.way_for(opinion.guidance) if opinion.guidance else None, "photos": _photos(opinion),
        "phone": mask_phone(opinion.contact.phone) if opinion.has_contact else "",
        "is_confirmed": opinion.has_contact and opinion.contact.confirmed_at is not None,
        "offers": {o.step.name: o for o in OPINION.offers(bearer, opinion)}, "today": today(),
    }  # fmt: skip


def _photos(opinion: Opinion) -> list[dict[str, Any]]:
    return [
        {
            "href": reverse("opinions:receipt-photo", args=[opinion.code, file.pk]),
            "purpose": file.purpose,
            "name": file.name,
            "is_image": file.is_image,
        }
        for file in photos_of(opinion)
    ]


def _show_step(
    request: Request, opinion: Opinion, bearer: Actor, name: str, form: Any, status: int = 200
) -> HttpResponse:
    step = OPINION.steps[name]
    offer = next((o for o in OPINION.offers(bearer, opinion) if o.step is step), None)
    why_not = offer.why_not if offer else f"现在是“{OPINION.state_label(opinion.state)}”，不能“{step.label}”。"
    context = {"opinion": opinion, "step": step, "form": form, "why_not": why_not}
    return render(request, "opinions/receipt_step.html", context, status=status)
