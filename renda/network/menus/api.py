"""Menus and orders as JSON: what is offered, the open intake, the receipt and its steps, lists and counts."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import day_of
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.keys import tidy_code
from renda.ground.people.models import Organisation
from renda.ground.people.queries import names_of
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes
from renda.ground.workflow.lookup import form_of, service_of
from renda.ground.workflow.queries import history
from renda.network.menus import services
from renda.network.menus.forms import EnterForm, PlaceForm
from renda.network.menus.models import Order, ServiceItem
from renda.network.menus.queries import stations_to_enter, towns_of, towns_with_menu
from renda.network.menus.shown import listing, receipt, trail
from renda.network.menus.workflow import ORDER
from renda.network.stations.models import Station

OPEN_REFUSALS = {404: ProblemOut, 409: ProblemOut, 422: ProblemOut, 429: ProblemOut}


class TownOut(Schema):
    id: int
    name: str


class ItemOut(Schema):
    id: int
    field: str
    group: str
    title: str
    offer: str
    times: str
    edition: int


class WordsIn(Closed):
    """What every order says. key: made by the sender (UUIDv7); the same again gives the same order."""

    text: str = Field(max_length=500)
    wanted_on: str = Field("", max_length=10)
    phone: str = Field("", max_length=20)
    name: str = Field("", max_length=40)
    key: UUID | None = None


class PlaceIn(WordsIn):
    """station: its code, or town: its number; altcha: proof of work for a puzzle of /menus/challenge/, or token: of a page."""

    item: int
    station: str = Field("", max_length=24)
    town: int | None = None
    altcha: str = Field("", max_length=4000)
    token: str = Field("", max_length=400)


class EnterIn(WordsIn):
    item: int
    station: str = Field(max_length=24, min_length=1)
    entry: Literal["visit", "phone"] = "visit"


class ReceiptOut(Schema):
    """What the resident keeps. `link` is the receipt's page."""

    key: UUID
    code: str
    link: str
    state: str
    state_label: str


class StageOut(Schema):
    label: str
    at: str
    note: str


class TrailOut(Schema):
    code: str
    item: str
    state: str
    headline: str
    stages: list[StageOut]
    served_on: str
    result: str
    guided_to: str
    rating: str
    steps: list[str]


class ReceiptStepIn(Closed):
    """rating: for `rate`; note: a word with it; is_sure: for `erase`."""

    rating: str = Field("", max_length=16)
    note: str = Field("", max_length=300)
    is_sure: bool = False


class UnmaskIn(Closed):
    note: str = Field(min_length=2, max_length=300)


class ContactOut(Schema):
    name: str
    phone: str


class OrderOut(Schema):
    id: UUID
    number: str
    item: str
    group: str
    place: str
    href: str
    state: str
    state_label: str
    deputy: str
    wanted_on: str
    ordered_on: str
    due_on: str


class PageOut(Schema):
    items: list[OrderOut]
    next: str


class CountOut(Schema):
    """Of one item and quarter; `served` of `ordered`, and what those served were rated."""

    quarter: str
    item: str
    group: str
    ordered: int
    served: int
    open: int
    guided: int
    satisfied: int
    basic: int
    dissatisfied: int
    silent: int
    asked: int


def show(order: Order, _actor: Actor) -> dict[str, Any]:
    """An order's own part of `GET /api/v1/order/<id>`; the contact is masked."""
    return {
        "item": order.item_title, "offer": order.item_offer, "times": order.item_times, "edition": order.item_edition,
        "group": order.group.name, "place": order.place, "text": order.text, "entry": order.entry,
        "wanted_on": _day(order.wanted_on), "deputy": str(order.deputy or ""), "served_on": _day(order.served_on),
        "result": order.result, "guidance": order.guidance, "guided_to": order.guided_to, "rating": order.rating,
        "contact": listing.masked(order), "is_erased": order.erased_at is not None,
    }  # fmt: skip


router = matter_routes([(ORDER, show)], tag="服务菜单", staged=staged_by)


@router.get("/menus/towns", auth=None, response=list[TownOut], summary="有服务菜单的镇")
def list_towns(request: HttpRequest) -> Any:
    return [{"id": town.pk, "name": listing.town_name(town)} for town in towns_with_menu(_actor(request).county_id)]


@router.get(
    "/menus/towns/{int:pk}", auth=None, response={200: list[ItemOut], 404: ProblemOut}, summary="一个镇的服务菜单"
)
def menu_of_town(request: HttpRequest, pk: int) -> Any:
    return _menu(request, get_object_or_404(towns_of(_actor(request).county_id), pk=pk).pk)


@router.get(
    "/menus/stations/{code}", auth=None, response={200: list[ItemOut], 404: ProblemOut}, summary="一个家站的服务菜单"
)
def menu_of_station(request: HttpRequest, code: str) -> Any:
    return _menu(request, _station(request, code).town_org_id)


@router.post("/menus/orders", auth=None, response={201: ReceiptOut, **OPEN_REFUSALS}, summary="不用登录，约一项服务")
def place(request: HttpRequest, payload: PlaceIn) -> Any:
    """The same key again gives the same receipt; the same key with other content is 409."""
    at = _place(request, payload)
    town = at.town_org_id if isinstance(at, Station) else at.pk
    offered = ServiceItem.objects.visible_to(_actor(request)).offered(town).select_related("group")
    item = offered.filter(pk=payload.item).first()
    if item is None:
        raise Invalid("这项服务不在这里的菜单上，请另选一项。", field="item")
    form = PlaceForm(_posted(payload), actor=_actor(request))
    _check(form)
    return Status(201, _receipt_out(receipt.take_in(request, item, at, form)))  # type: ignore[arg-type]


@router.post("/menus/entries", response={201: ReceiptOut, **REFUSALS}, summary="替群众约一项服务")
def enter(request: HttpRequest, payload: EnterIn) -> Any:
    actor = _actor(request)
    station = stations_to_enter(actor).filter(code=tidy_code(payload.station)).first()
    if station is None:
        raise NotAllowed("代为预约由家站的联络员、站长和镇人大来办，在自己的家站。")
    item = ServiceItem.objects.visible_to(actor).offered(station.town_org_id).select_related("group").filter(
        pk=payload.item).first()  # fmt: skip
    if item is None:
        raise Invalid("这项服务不在这里的菜单上，请另选一项。", field="item")
    form = EnterForm(_posted(payload, station_id=station.pk, item_id=item.pk), actor=actor)
    form.offer([station], [item])
    _check(form)
    once = getattr(request, "once", None)
    return Status(
        201, _receipt_out(services.enter_order(actor=actor, item=item, at=station, once=once, **form.words()))
    )


@router.get("/menus/receipts/{code}", auth=None, response={200: TrailOut, 404: ProblemOut}, summary="凭回执查进度")
def read_receipt(request: HttpRequest, code: str) -> Any:
    return _trail_out(*receipt.open_receipt(request, code))  # type: ignore[arg-type]


@router.post("/menus/receipts/{code}/steps/{name}", auth=None, response={200: TrailOut, **OPEN_REFUSALS},
             summary="凭回执取消、评价、删除个人信息")  # fmt: skip
def take_receipt_step(
    request: HttpRequest, code: str, name: Literal["cancel", "rate", "erase"], payload: ReceiptStepIn
) -> Any:
    order, bearer = receipt.open_receipt(request, code)  # type: ignore[arg-type]
    form = form_of(ORDER, name)(_posted(payload), row=order, actor=bearer)
    _check(form)
    service_of(ORDER, name)(order, actor=bearer, **form.keywords())
    return _trail_out(order, bearer)


@router.get("/menus/orders", response={200: PageOut, **REFUSALS}, summary="我能看到的服务预约")
def list_orders(request: HttpRequest, state: str = "", scope: str = "", after: str = "") -> Any:
    """scope: group (open ones of my groups), mine (what I took), or all."""
    filters = listing.filters_of({"state": state, "scope": scope, "after": after})
    rows, next_key = listing.page_of(_actor(request), filters)
    return {"items": [_item(row) for row in rows], "next": str(next_key or "")}


@router.get("/menus/counts/{int:year}", response={200: list[CountOut], **REFUSALS}, summary="一年的服务，按项目和季度")
def read_counts(request: HttpRequest, year: int) -> Any:
    actor = _actor(request)
    if not actor.is_staff:
        raise NotAllowed("服务统计由家站和人大机关来看。")
    rows = listing.counted(actor, listing.year_of(str(year)))
    return [{**row, "item": row["item__title"], "group": row["group__name"]} for row in rows]


@router.post(
    "/menus/orders/{uuid:pk}/contact", response={200: ContactOut, **REFUSALS}, summary="查看联系方式，要写理由"
)
def read_contact(request: HttpRequest, pk: UUID, payload: UnmaskIn, response: HttpResponse) -> Any:
    """Takes the step `unmask`, whose reason stays in the history, and shows the contact in this one answer."""
    actor = _actor(request)
    order = get_object_or_404(Order.objects.visible_to(actor).for_page(), pk=pk)
    shown = services.unmask_order(order, actor=actor, note=payload.note).unmasked
    response["Cache-Control"] = "no-store"
    return {"name": shown.name if shown else "", "phone": shown.phone if shown else ""}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _menu(request: HttpRequest, town_org_id: int | None) -> list[dict[str, Any]]:
    items = ServiceItem.objects.visible_to(_actor(request)).offered(town_org_id).listed()
    return [{"id": item.pk, "field": item.group.field, "group": item.group.name, "title": item.title, "offer": item.offer,
             "times": item.times, "edition": item.edition} for item in items]  # fmt: skip


def _station(request: HttpRequest, code: str) -> Station:
    return get_object_or_404(Station.objects.visible_to(_actor(request)).shown(), code=tidy_code(code) or "-")


def _place(request: HttpRequest, payload: PlaceIn) -> Station | Organisation:
    if payload.station:
        return _station(request, payload.station)
    if payload.town is None:
        raise Invalid("请说明在哪个家站或者哪个镇约。", field="station")
    return get_object_or_404(towns_of(_actor(request).county_id), pk=payload.town)


def _posted(payload: Schema, **more: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    said = {**payload.dict(), **more}
    data.update(
        {name: "on" if value is True else str(value) for name, value in said.items() if value not in (None, "", False)}
    )
    return data


def _check(form: Any) -> None:
    if form.is_valid():
        return
    errors = {"" if name == "__all__" else name: [str(text) for text in texts] for name, texts in form.errors.items()}
    name, said = next(iter(errors.items()))
    raise Invalid(said[0], field=name, errors=errors)


def _receipt_out(order: Order) -> dict[str, Any]:
    return {"key": order.pk, "code": order.code, "link": reverse("menus:receipt", args=[order.code]), "state": order.state,
            "state_label": ORDER.state_label(order.state)}  # fmt: skip


def _trail_out(order: Order, bearer: Actor) -> dict[str, Any]:
    steps = history(order, bearer, is_party=True)
    marks = trail.resident_marks(steps, names_of({s.user_id for s in steps}), str(order.deputy or ""))
    open_steps = [] if order.erased_at else [step.name for step in ORDER.open_to(bearer, order)]
    return {
        "code": order.code, "item": order.item_title, "state": order.state, "headline": trail.headline(order),
        "stages": [{"label": m.label, "at": m.at.isoformat(), "note": m.note} for m in marks], "result": order.result,
        "served_on": _day(order.served_on), "guided_to": order.guided_to, "rating": order.rating, "steps": open_steps,
    }  # fmt: skip


def _item(row: Order) -> dict[str, Any]:
    wait = row.light  # type: ignore[attr-defined]
    return {
        "id": row.pk, "number": row.number_line(), "item": row.item_title, "group": row.group.name, "place": row.place,
        "href": row.get_absolute_url(), "state": row.state, "state_label": row.get_state_display(),
        "deputy": str(row.deputy or ""), "wanted_on": _day(row.wanted_on), "due_on": _day(wait.due_on if wait else None),
        "ordered_on": day_of(row.created_at).isoformat(),
    }  # fmt: skip


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
