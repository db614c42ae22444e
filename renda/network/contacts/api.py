"""Contacts as JSON: the list, how a pair begins, the check sheet, the county's words, and the derived routes of a pair."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import cleaned, posted
from renda.ground.workflow.api import REFUSALS, Closed, matter_routes
from renda.network.contacts import access, services
from renda.network.contacts.forms import BeginForm
from renda.network.contacts.models import ContactLog, Pair
from renda.network.contacts.queries import words_of
from renda.network.contacts.shown import Line, sheet
from renda.network.contacts.states import PairState
from renda.network.contacts.workflow import PAIR

PAGE = 50


class PairLine(Schema):
    """A resident is masked."""

    id: UUID
    sort: int
    holder: str
    partner: str
    state: str
    last_on: date | None
    href: str


class PairPage(Schema):
    """In the order they began; `after` of the next page, empty at the end."""

    rows: list[PairLine]
    after: str


class BeginIn(Closed):
    """sort 1: leader, town_org; 2: member, deputy; 3: deputy, name, village, phone if one likes. Keys of the rows."""

    sort: int = Field(ge=1, le=3)
    leader: int | None = None
    town_org: int | None = None
    member: int | None = None
    deputy: int | None = None
    name: str = Field("", max_length=20)
    village: str = Field("", max_length=40)
    phone: str = Field("", max_length=20)


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


class SheetLine(Schema):
    """met of whole; a share is left to the reader."""

    town: str
    whole: int
    met: int
    missing: list[str]


class SheetPart(Schema):
    sort: int
    name: str
    promotes: str
    lines: list[SheetLine]


class SheetOut(Schema):
    """few: deputies by town, met of them with at least `least` residents, the others by name."""

    year: int
    quarter: int
    as_of: date
    parts: list[SheetPart]
    least: int
    least_source: str
    few: list[SheetLine]


class WordsOut(Schema):
    sort: int
    name: str
    promotes: str
    source: str
    is_inferred: bool


class WordsIn(Closed):
    sort: int = Field(ge=1, le=3)
    name: str = Field(min_length=1, max_length=40)
    promotes: str = Field(min_length=1, max_length=40)
    source: str = Field(min_length=1, max_length=120)


class LeastIn(Closed):
    number: int = Field(ge=0, le=100)
    source: str = Field(min_length=1, max_length=120)


class ReasonIn(Closed):
    note: str = Field(min_length=1, max_length=500)


class ResidentOut(Schema):
    name: str
    village: str
    phone: str


def show_pair(row: Pair, _actor: Actor) -> dict[str, Any]:
    """With each contact; the resident masked."""
    ended = row.ended_on.isoformat() if row.ended_on else None
    logs = [_log(one) for one in row.logs.newest_first()]
    return {**_facts(row), "begun_on": row.begun_on.isoformat(), "ended_on": ended, "logs": logs}


def _facts(row: Pair) -> dict[str, Any]:
    return {"sort": row.sort, "holder": row.holder_name, "partner": row.partner_words,
            "last_on": row.last_on.isoformat() if row.last_on else None}  # fmt: skip


def _log(one: ContactLog) -> dict[str, Any]:
    return {"id": one.pk, "on": one.on.isoformat(), "outcome": one.outcome, "words": dict(one.words)}


router = matter_routes([(PAIR, show_pair)], tag="联系", staged=staged_by)


@router.get("/contacts/pairs", response={200: PairPage, **REFUSALS}, summary="联系对子列表")
def list_pairs(request: HttpRequest, sort: int = 0, state: str = "", after: UUID | None = None) -> Any:
    if state and state not in PairState.values:
        raise Invalid("state只能是已有的值。", field="state")
    rows = Pair.objects.visible_to(_actor(request)).of_sort(sort).after(after)
    rows = rows.filter(state=state) if state else rows
    found = list(rows.for_list()[: PAGE + 1])
    lines = [{"id": row.pk, "state": row.state, "href": row.get_absolute_url(), **_facts(row)} for row in found[:PAGE]]
    return {"rows": lines, "after": str(found[PAGE - 1].pk) if len(found) > PAGE else ""}


@router.post("/contacts/pairs", response={201: MadeOut, **REFUSALS}, summary="建立联系")
def begin(request: HttpRequest, payload: BeginIn) -> Any:
    actor = _actor(request)
    access.check_begins(actor, payload.sort)
    form = BeginForm(posted(payload.dict()), actor=actor)
    keywords = {name: value for name, value in cleaned(form).items() if name not in ("seen", "once")}
    row = services.begin_pair(actor=actor, once=getattr(request, "once", None), **keywords)
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})


@router.get(
    "/contacts/sheet/{int:year}/{int:quarter}", response={200: SheetOut, **REFUSALS}, summary="一个季度的督办表"
)
def read_sheet(request: HttpRequest, year: int, quarter: int) -> Any:
    actor = _actor(request)
    if not access.reads_sheet(actor):
        raise NotAllowed("联系情况督办表由人大机关和镇人大主席团来看。")
    found = sheet(actor, year, quarter)
    parts = [
        {"sort": part.sort, "name": part.words.name, "promotes": part.words.promotes, "lines": [_line(one) for one in part.lines]}
        for part in found.parts
    ]  # fmt: skip
    return {"year": year, "quarter": quarter, "as_of": found.as_of, "parts": parts, "least": found.least,
            "least_source": found.least_source, "few": [_line(one) for one in found.few]}  # fmt: skip


@router.post("/contacts/pairs/{uuid:pk}/resident", response={200: ResidentOut, **REFUSALS}, summary="查看群众信息")
def read_resident(request: HttpRequest, pk: UUID, payload: ReasonIn, response: HttpResponse) -> Any:
    """Takes the step `unmask`, whose reason stays in the history, and shows the resident in this one answer."""
    actor = _actor(request)
    rows = Pair.objects.visible_to(actor).select_related("deputy", "resident")
    row = services.unmask_pair(get_object_or_404(rows, pk=pk), actor=actor, note=payload.note)
    response["Cache-Control"] = "no-store"
    return row.unmasked or {"name": "", "village": "", "phone": ""}


def _line(one: Line) -> dict[str, Any]:
    return {
        "town": one.label,
        "whole": one.whole,
        "met": one.met,
        "missing": [*(gap.words for gap in one.gaps), *one.names],
    }


@router.get("/contacts/words", response=list[WordsOut], summary="三种联系的名称")
def read_words(request: HttpRequest) -> Any:
    return [
        {"sort": sort, "name": one.name, "promotes": one.promotes, "source": one.source, "is_inferred": one.is_inferred}
        for sort, one in words_of(_actor(request).county_id).items()
    ]


@router.post("/contacts/words", response={200: list[WordsOut], **REFUSALS}, summary="改一种联系的名称")
def set_words(request: HttpRequest, payload: WordsIn) -> Any:
    services.set_words(actor=_actor(request), **payload.dict())
    return read_words(request)


@router.post("/contacts/least", response={200: LeastIn, **REFUSALS}, summary="改每名县代表至少联系几户")
def set_least(request: HttpRequest, payload: LeastIn) -> Any:
    services.set_least(actor=_actor(request), **payload.dict())
    return payload


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]
