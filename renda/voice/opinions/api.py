"""The same for JSON: the open intake, the receipt, entry from a queue, the list; steps are derived from the workflow."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from ninja import Schema, Status
from pydantic import ConfigDict, Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import DomainError, Invalid, NotAllowed
from renda.ground.people.queries import names_of
from renda.ground.workflow.api import REFUSALS, ProblemOut, matter_routes
from renda.ground.workflow.queries import history
from renda.network.stations.models import Station
from renda.voice.opinions import services
from renda.voice.opinions.access import is_office
from renda.voice.opinions.forms import EnterForm, SubmitForm
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.queries import stations_to_enter
from renda.voice.opinions.shown import listing, receipt, trail
from renda.voice.opinions.workflow import OPINION

MOST_ENTRIES = 50
MOST_BODY = 256 * 1024
INTAKE_FIELDS: dict[str, Any] = {
    "s": {"type": "string", "maxLength": 24, "description": "家站二维码编号"},
    "text": {"type": "string", "minLength": 4, "maxLength": 2000},
    "place": {"type": "string", "maxLength": 120},
    "phone": {"type": "string", "maxLength": 20},
    "key": {"type": "string", "format": "uuid", "description": "手机生成的UUIDv7；重发用同一个"},
    "altcha": {"type": "string", "maxLength": 4000, "description": "工作量证明，题目取自/o/challenge"},
    "token": {"type": "string", "maxLength": 400, "description": "没有脚本时页面里的限时令牌"},
}
INTAKE_BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": {"type": "object", "required": ["s", "text"], "properties": INTAKE_FIELDS}},
        "multipart/form-data": {"schema": {"type": "object", "required": ["s", "text"], "properties": {
            **INTAKE_FIELDS, "photos": {"type": "array", "items": {"type": "string", "format": "binary"}}}}},
    },
}  # fmt: skip


def show(opinion: Opinion, actor: Actor) -> dict[str, Any]:
    """An opinion's own part of `GET /api/v1/opinion/<id>`; the contact is masked."""
    return {
        "text": opinion.text, "place": opinion.place, "village": opinion.village, "category": opinion.category, "need": opinion.need,
        "station": str(opinion.station), "entry": opinion.entry, "received_on": opinion.received_on,
        "deputy": str(opinion.deputy or ""), "holder": listing.holder_of(opinion), "outcome": opinion.outcome,
        "guidance": opinion.guidance, "guided_to": opinion.guided_to, "result": opinion.result,
        "result_link": opinion.result_link, "became_number": opinion.became_number, "became_title": opinion.became_title,
        "rating": opinion.rating, "contact": listing.masked(opinion), "is_erased": opinion.erased_at is not None,
        "complaint": opinion.complaint if is_office(actor, opinion) else "",
    }  # fmt: skip


router = matter_routes([(OPINION, show)], tag="群众意见", staged=staged_by)


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
    state: str
    headline: str
    stages: list[StageOut]
    result: str
    result_link: str
    rating: str


class EntryIn(Schema):
    """One entry on a resident's behalf, as a phone queued it."""

    model_config = ConfigDict(extra="forbid")

    key: UUID
    station_id: int
    text: str = Field(max_length=2000)
    entry: str
    is_read_back: bool
    place: str = Field("", max_length=120)
    name: str = Field("", max_length=40)
    phone: str = Field("", max_length=20)
    received_on: str = Field("", max_length=10)
    at: UUID | None = None


class EntriesIn(Schema):
    model_config = ConfigDict(extra="forbid")

    items: list[EntryIn] = Field(min_length=1, max_length=MOST_ENTRIES)


class EntryOut(Schema):
    """What became of one entry of the queue; the phone forgets it unless `status` is 429 or 5xx."""

    key: UUID
    status: int
    detail: str = ""
    id: UUID | None = None


class UnmaskIn(Schema):
    model_config = ConfigDict(extra="forbid")

    note: str = Field(min_length=2, max_length=300)


class ContactOut(Schema):
    name: str
    phone: str


class OpinionOut(Schema):
    id: UUID
    number: str
    title: str
    href: str
    state: str
    state_label: str
    category: str
    station: str
    holder: str
    received_on: str
    due_on: str


class PageOut(Schema):
    items: list[OpinionOut]
    next: str


@router.post(
    "/opinions/intake", auth=None, response={201: ReceiptOut, 409: ProblemOut, 422: ProblemOut, 429: ProblemOut},
    openapi_extra={"requestBody": INTAKE_BODY}, summary="不用登录，反映一件事",
)  # fmt: skip
def take_in(request: HttpRequest) -> Any:
    """The same key again gives the same receipt; the same key with other content is 409."""
    data, files = _body(request)
    form = SubmitForm(data, files, actor=request.actor)  # type: ignore[attr-defined]
    if not form.is_valid():
        raise _invalid(form)
    stations = Station.objects.visible_to(request.actor).shown()  # type: ignore[attr-defined]
    station = stations.filter(code=form.cleaned_data["s"].upper()).first()
    if station is None:
        raise Invalid("没有这个二维码的家站，请重新扫码。", field="s")
    return Status(201, _receipt_out(receipt.take_in(request, station, form)))  # type: ignore[arg-type]


@router.get("/opinions/receipts/{code}", auth=None, response={200: TrailOut, 404: ProblemOut}, summary="凭回执查进度")
def read_receipt(request: HttpRequest, code: str) -> Any:
    opinion, bearer = receipt.open_receipt(request, code)  # type: ignore[arg-type]
    steps = history(opinion, bearer, is_party=True)
    deputy = str(opinion.deputy) if opinion.deputy else ""
    marks = trail.resident_marks(steps, names_of({s.user_id for s in steps}), deputy)
    is_told = opinion.state in trail.DONE
    return {
        "code": opinion.code, "state": opinion.state, "headline": trail.headline(opinion), "rating": opinion.rating,
        "stages": [{"label": m.label, "at": m.at.isoformat(), "note": m.note} for m in marks],
        "result": opinion.result if is_told else "", "result_link": opinion.result_link if is_told else "",
    }  # fmt: skip


@router.post("/opinions/entries", response={200: list[EntryOut], **REFUSALS}, summary="代为登记：把手机里存的一起交")
def take_entries(request: HttpRequest, payload: EntriesIn) -> Any:
    """Each item has its own result; an item sent before gives the matter it made then."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    stations = {station.pk: station for station in stations_to_enter(actor)}
    if not stations:
        raise NotAllowed("代为登记由家站的联络员、代表来办。")
    return [_enter_one(actor, stations, item) for item in payload.items]


@router.get("/opinions", response={200: PageOut, 401: ProblemOut}, summary="我能看到的群众意见")
def list_opinions(
    request: HttpRequest, state: str = "", light: str = "", category: str = "", entry: str = "", station: str = "",
    after: str = "", mine: bool = False,
) -> Any:  # fmt: skip
    asked = {"state": state, "light": light, "category": category, "entry": entry, "station": station, "after": after,
             "mine": "1" if mine else ""}  # fmt: skip
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows, next_key = listing.page_of(actor, listing.filters_of(asked))
    return {"items": [_item(row) for row in listing.with_waits(rows, actor)], "next": str(next_key or "")}


@router.post("/opinions/{uuid:pk}/contact", response={200: ContactOut, **REFUSALS}, summary="查看联系方式，要写理由")
def read_contact(request: HttpRequest, pk: UUID, payload: UnmaskIn, response: HttpResponse) -> Any:
    """Takes the step `unmask`, whose reason stays in the history, and shows the contact in this one answer."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    opinion = get_object_or_404(Opinion.objects.visible_to(actor).for_page(), pk=pk)
    shown = services.unmask_opinion(opinion, actor=actor, note=payload.note).unmasked
    response["Cache-Control"] = "no-store"
    return {"name": shown.name if shown else "", "phone": shown.phone if shown else ""}


def _body(request: HttpRequest) -> tuple[Any, Any]:
    """Fields and files, from a form or from JSON. Raises Invalid for anything else."""
    kind = (request.content_type or "").lower()
    if kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        return request.POST, request.FILES
    if kind != "application/json":
        raise Invalid("请用表单（multipart/form-data）或JSON来交。")
    if len(request.body) > MOST_BODY:
        raise Invalid("内容太大了，照片请用表单来交。")
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Invalid("读不懂交来的内容，不是有效的JSON。") from error
    if not isinstance(sent, dict):
        raise Invalid("读不懂交来的内容，应当是一个对象。")
    data = QueryDict(mutable=True)
    for name, value in sent.items():
        if not isinstance(value, str | int | float | bool):
            raise Invalid(f"“{str(name)[:20]}”要填文字。", field=str(name)[:40])
        data[str(name)] = "1" if value is True else "" if value is False else str(value)
    return data, MultiValueDict()


def _invalid(form: Any) -> Invalid:
    errors = {"" if name == "__all__" else name: [str(text) for text in texts] for name, texts in form.errors.items()}
    name, said = next(iter(errors.items()))
    return Invalid(said[0], field=name, errors=errors)


def _receipt_out(opinion: Opinion) -> dict[str, Any]:
    return {"key": opinion.pk, "code": opinion.code, "link": reverse("opinions:receipt", args=[opinion.code]),
            "state": opinion.state, "state_label": OPINION.state_label(opinion.state)}  # fmt: skip


def _enter_one(actor: Actor, stations: dict[int, Station], item: EntryIn) -> dict[str, Any]:
    data = QueryDict(mutable=True)
    data.update({n: "on" if v is True else str(v) for n, v in item.dict().items() if v not in (None, "", False)})
    form = EnterForm(data, MultiValueDict(), actor=actor)
    form.offer_stations(stations.values())
    try:
        if not form.is_valid():
            raise _invalid(form)
        words = form.words()
        opinion = services.enter_opinion(actor=actor, station=stations[words.pop("station_id")], **words)
    except DomainError as refusal:
        return {"key": item.key, "status": refusal.status, "detail": refusal.text}
    return {"key": item.key, "status": 200, "id": opinion.pk}


def _item(row: listing.Row) -> dict[str, Any]:
    opinion, due_on = row.opinion, row.waiting.due_on if row.waiting else None
    return {
        "id": opinion.pk, "number": opinion.number_line(), "title": opinion.title_line(), "href": opinion.get_absolute_url(),
        "state": opinion.state, "state_label": opinion.get_state_display(), "category": opinion.category,
        "station": opinion.station.name, "holder": row.holder, "received_on": opinion.received_on.isoformat(),
        "due_on": due_on.isoformat() if due_on else "",
    }  # fmt: skip
