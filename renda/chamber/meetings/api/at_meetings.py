"""What happens at a meeting as JSON: materials, speeches."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.chamber.meetings import access, services
from renda.chamber.meetings.api.meetings import router
from renda.chamber.meetings.models import Meeting, Speech
from renda.chamber.meetings.shown import by_item
from renda.ground.workflow.api import REFUSALS, Closed


class MaterialOut(Schema):
    """One version; the newest of a series is what members read."""

    position: int
    title: str
    series: UUID
    version: int
    change: str
    given_at: datetime
    size: int
    href: str


class SpeechOut(Schema):
    id: int
    order: int
    position: int | None
    speaker: str
    words: str
    asked_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    withdrawn_at: datetime | None


class AskIn(Closed):
    """item: position on the agenda."""

    item: int | None = None


class AddSpeechIn(Closed):
    """deputy: one on the list of the meeting; or guest: name and office. A member writes the own speech without either."""

    words: str = Field(min_length=1, max_length=5000)
    item: int | None = None
    deputy: int | None = None
    guest: str = Field("", max_length=80)
    sitting: int | None = None


class WordsIn(Closed):
    words: str = Field(min_length=1, max_length=5000)


@router.get("/meetings/{uuid:pk}/materials", response={200: list[MaterialOut], **REFUSALS}, summary="会议材料")
def list_materials(request: HttpRequest, pk: UUID) -> Any:
    found = []
    for item in by_item(_inside(request, pk)):
        for newest in item["files"]:
            for shown in (newest, *newest["older"]):
                one = shown["material"]
                found.append({
                    "position": item["item"].position, "title": one.title, "series": one.series, "version": one.version,
                    "change": one.change, "given_at": one.given_at, "size": shown["size"], "href": shown["href"],
                })  # fmt: skip
    return found


@router.get("/meetings/{uuid:pk}/speeches", response={200: list[SpeechOut], **REFUSALS}, summary="发言")
def list_speeches(request: HttpRequest, pk: UUID) -> Any:
    return [_said(one) for one in _inside(request, pk).speeches.standing().listed()]


@router.post("/meetings/{uuid:pk}/speeches", response={201: SpeechOut, **REFUSALS}, summary="记一段发言")
def add_speech(request: HttpRequest, pk: UUID, payload: AddSpeechIn) -> Any:
    row = _inside(request, pk)
    speech = services.add_speech(
        row, actor=request.actor, words=payload.words, item_id=_item(row, payload.item), deputy_id=payload.deputy,  # type: ignore[attr-defined]
        guest=payload.guest, sitting_id=payload.sitting,
    )  # fmt: skip
    return Status(201, _said(speech))


@router.post("/meetings/{uuid:pk}/speeches/ask", response={201: SpeechOut, **REFUSALS}, summary="申请发言")
def ask_to_speak(request: HttpRequest, pk: UUID, payload: AskIn) -> Any:
    row = _inside(request, pk)
    speech = services.ask_to_speak(row, actor=request.actor, item_id=_item(row, payload.item))  # type: ignore[attr-defined]
    return Status(201, _said(speech))


@router.post("/meetings/speeches/{int:pk}/words", response={200: SpeechOut, **REFUSALS}, summary="写发言记录")
def note_speech(request: HttpRequest, pk: int, payload: WordsIn) -> Any:
    return _said(services.note_speech(_speech(request, pk), actor=request.actor, words=payload.words))  # type: ignore[attr-defined]


@router.post(
    "/meetings/speeches/{int:pk}/{verb}", response={200: SpeechOut, **REFUSALS}, summary="请发言、说完了、划掉"
)
def take_speech(request: HttpRequest, pk: int, verb: Literal["call", "end", "withdraw"]) -> Any:
    take = {"call": services.call_speech, "end": services.end_speech, "withdraw": services.withdraw_speech}[verb]
    return _said(take(_speech(request, pk), actor=request.actor))  # type: ignore[attr-defined]


def _inside(request: HttpRequest, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")  # type: ignore[attr-defined]
    row = get_object_or_404(rows, pk=pk)
    if not access.is_inside(request.actor, row):  # type: ignore[attr-defined]
        raise Http404
    return row


def _speech(request: HttpRequest, pk: int) -> Speech:
    rows = Speech.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related("meeting__body", "meeting__office", "deputy", "item"), pk=pk)


def _item(row: Meeting, position: int | None) -> int | None:
    """The key of the item at a position; one that is not there matches none."""
    if position is None:
        return None
    return row.items.filter(position=position, dropped_on__isnull=True).values_list("pk", flat=True).first() or -1


def _said(one: Speech) -> dict[str, Any]:
    facts = {
        name: getattr(one, name) for name in ("order", "words", "asked_at", "started_at", "ended_at", "withdrawn_at")
    }
    return {"id": one.pk, "position": one.item.position if one.item else None, "speaker": one.speaker, **facts}
