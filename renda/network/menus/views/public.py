"""The resident's pages: what is offered, order without an account, the receipt with all that can be done from it."""

from io import BytesIO
from typing import Any

from django.db.models import F
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.intake.services import make_challenge, make_token
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.keys import tidy_code, uuid7
from renda.ground.kernel.web import Request
from renda.ground.people.models import Organisation
from renda.ground.people.queries import names_of
from renda.ground.workflow.lookup import form_of, service_of
from renda.ground.workflow.queries import history, waiting_for
from renda.ground.workflow.shown import why_due
from renda.network.menus import rules
from renda.network.menus.forms import FindReceiptForm, PlaceForm
from renda.network.menus.models import Order, ServiceItem
from renda.network.menus.queries import towns_of, towns_with_menu
from renda.network.menus.shown import trail
from renda.network.menus.shown.listing import masked, menu_of, town_name
from renda.network.menus.shown.receipt import open_receipt, qr_of, slip_of, take_in
from renda.network.menus.states import S
from renda.network.menus.workflow import ORDER
from renda.network.stations.models import Station

RESIDENTS_STEPS = ("rate", "cancel", "erase")
GET_AND_POST = ["GET", "HEAD", "POST"]
OWN_FIELDS = ("text", "wanted_on", "phone", "name")


@require_safe
def towns(request: Request) -> HttpResponse:
    """The towns that offer something."""
    found = [{"pk": town.pk, "town_name": town_name(town)} for town in towns_with_menu(request.actor.county_id)]
    return render(request, "menus/towns.html", {"towns": found})


@require_safe
def of_town(request: Request, pk: int) -> HttpResponse:
    town = _town(request, pk)
    return _show_menu(request, town, town_name(town), town.pk)


@require_safe
def of_station(request: Request, code: str) -> HttpResponse:
    station = _station(request, code)
    return _show_menu(request, station, station.name, station.town_org_id)


def _show_menu(request: Request, at: Station | Organisation, name: str, town_org_id: int | None) -> HttpResponse:
    items = ServiceItem.objects.visible_to(request.actor).offered(town_org_id).listed()
    context = {"at": at, "name": name, "menu": menu_of(items), "base": _base(at)}
    return render(request, "menus/menu.html", context)


def _base(at: Station | Organisation) -> str:
    """Where the menu of a place stands; its items' orders stand below it."""
    if isinstance(at, Station):
        return reverse("menus:of-station", args=[at.code])
    return reverse("menus:of-town", args=[at.pk])


@never_cache
@require_http_methods(GET_AND_POST)
def order_in_town(request: Request, pk: int, item: int) -> HttpResponse:
    return _order(request, _town(request, pk), pk, item)


@never_cache
@require_http_methods(GET_AND_POST)
def order_at_station(request: Request, code: str, item: int) -> HttpResponse:
    station = _station(request, code)
    return _order(request, station, station.town_org_id, item)


def _order(request: Request, at: Station | Organisation, town_org_id: int | None, item_id: int) -> HttpResponse:
    items = ServiceItem.objects.visible_to(request.actor).offered(town_org_id).select_related("group")
    item = get_object_or_404(items, pk=item_id)
    if request.method != "POST":
        form = PlaceForm(actor=request.actor, initial={"key": uuid7(), "token": make_token()})
        return _show_form(request, at, item, form)
    form = PlaceForm(request.POST, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if not form.is_valid():
        return _show_form(request, at, item, form, status=422)
    try:
        order = take_in(request, item, at, form)
    except Invalid as error:
        form.add_error(error.field if error.field in OWN_FIELDS else None, error.text)
        return _show_form(request, at, item, form, status=422)
    return redirect("menus:receipt", order.code)


def _show_form(
    request: Request, at: Station | Organisation, item: ServiceItem, form: PlaceForm, status: int = 200
) -> HttpResponse:
    if form.is_bound:
        posted = request.POST.copy()
        posted["token"], posted["altcha"] = make_token(), ""
        form.data = posted
    context = {"at": at, "item": item, "form": form, "ways": list(rules.WHERE_TO_GO.values()), "base": _base(at),
               "place": at.name if isinstance(at, Station) else at.label}  # fmt: skip
    return render(request, "menus/order_form.html", context, status=status)


def _town(request: Request, pk: int) -> Organisation:
    return get_object_or_404(towns_of(request.actor.county_id), pk=pk)


def _station(request: Request, code: str) -> Station:
    rows = Station.objects.visible_to(request.actor).shown().select_related("org", "town_org")
    return get_object_or_404(rows, code=tidy_code(code) or "-")


@never_cache
@require_safe
def challenge(request: Request) -> HttpResponse:
    """A fresh puzzle for the browser, solved while the person writes."""
    return JsonResponse(make_challenge())


@never_cache
@require_http_methods(GET_AND_POST)
def find(request: Request) -> HttpResponse:
    """Type the code of a receipt from paper."""
    form = FindReceiptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("menus:receipt", tidy_code(form.cleaned_data["code"]) or "-")
    return render(request, "menus/find.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def receipt(request: Request, code: str) -> HttpResponse:
    order, bearer = open_receipt(request, code)
    return render(request, "menus/receipt.html", _receipt_context(request, order, bearer))


@require_safe
def receipt_qr(request: Request, code: str) -> HttpResponse:
    """The receipt's QR as a picture to keep."""
    order, _ = open_receipt(request, code)
    drawing = BytesIO()
    qr_of(request, order).save(drawing, kind="svg", scale=8, border=2, light="#fff", xmldecl=False)
    answer = HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="{order.code}.svg"'
    return answer


@never_cache
@require_http_methods(GET_AND_POST)
def receipt_step(request: Request, code: str, name: str) -> HttpResponse:
    """One of the resident's own steps, from the receipt."""
    if name not in RESIDENTS_STEPS:
        raise Http404
    order, bearer = open_receipt(request, code)
    form_class = form_of(ORDER, name)
    if request.method != "POST":
        return _show_step(request, order, bearer, name, form_class(row=order, actor=bearer))
    form = form_class(request.POST, row=order, actor=bearer)
    if not form.is_valid():
        return _show_step(request, order, bearer, name, form, status=422)
    service_of(ORDER, name)(order, actor=bearer, **form.keywords())
    if name == "erase":
        return render(request, "menus/erased.html")
    return redirect("menus:receipt", order.code)


def _receipt_context(request: Request, order: Order, bearer: Actor) -> dict[str, Any]:
    steps = history(order, bearer, is_party=True)
    waiting = waiting_for(order).order_by(F("due_on").asc(nulls_last=True)).first()
    return {
        "order": order, **slip_of(request, order), "headline": trail.headline(order), "waiting": waiting,
        "marks": trail.resident_marks(steps, names_of({s.user_id for s in steps}), str(order.deputy or "")),
        "ahead": trail.ahead(order, waiting.due_on if waiting else None),
        "due": why_due(ORDER, order, waiting, request.county.version), "is_waiting_for_me": order.state == S.SERVED,
        "way": rules.way_for(order.guidance) if order.guidance else None, "contact": masked(order),
        "offers": {offer.step.name: offer for offer in ORDER.offers(bearer, order)},
    }  # fmt: skip


def _show_step(request: Request, order: Order, bearer: Actor, name: str, form: Any, status: int = 200) -> HttpResponse:
    step = ORDER.steps[name]
    offer = next((o for o in ORDER.offers(bearer, order) if o.step is step), None)
    why_not = offer.why_not if offer else f"现在是“{ORDER.state_label(order.state)}”，不能“{step.label}”。"
    context = {"order": order, "step": step, "form": form, "why_not": why_not}
    return render(request, "menus/receipt_step.html", context, status=status)
