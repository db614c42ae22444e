"""Paper as JSON: a page comes in, is asked for until it has been read, is confirmed or dropped. Nothing is recorded before."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import ConfigDict, Field

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.scans import services as scans
from renda.ground.scans.models import Scan
from renda.ground.workflow.api import REFUSALS, ProblemOut
from renda.voice.opinions.forms import PaperForm
from renda.voice.opinions.queries import stations_to_enter
from renda.voice.opinions.scanning import SUBJECT
from renda.voice.opinions.shown import listing
from renda.voice.opinions.shown.paper import confirm, initial_of

router = Router(tags=["群众意见"])


class PieceOut(Schema):
    """Text that was read; `weak` are the positions of its doubtful characters."""

    text: str
    weak: list[int]


class PaperOut(Schema):
    """state: queued, read, unread (`reason` says why), settled (then `opinion`). `words` is what confirming begins with."""

    id: UUID
    state: str
    state_label: str
    reason: str
    opinion: UUID | None
    words: dict[str, Any]
    fields: dict[str, PieceOut]
    lines: list[PieceOut]


class ConfirmIn(Schema):
    model_config = ConfigDict(extra="forbid")

    station_id: int
    text: str = Field(max_length=2000)
    is_read_back: bool
    place: str = Field("", max_length=120)
    name: str = Field("", max_length=40)
    phone: str = Field("", max_length=20)
    received_on: str = Field("", max_length=10)


class ConfirmedOut(Schema):
    opinion: UUID


@router.post(
    "/opinions/paper", response={201: PaperOut, **REFUSALS}, summary="交一页纸质件的照片或扫描PDF；请勿上传涉密内容"
)
def take_paper(request: HttpRequest, picture: File[UploadedFile]) -> Any:
    """The same picture again gives the same page."""
    actor = _actor(request)
    return Status(201, _out(scans.receive_scan(picture, actor=actor, subject=SUBJECT), actor))


@router.get("/opinions/paper/{uuid:pk}", response={200: PaperOut, **REFUSALS}, summary="认出了什么")
def read_paper(request: HttpRequest, pk: UUID) -> Any:
    actor = _actor(request)
    return _out(_scan(actor, pk), actor)


@router.post(
    "/opinions/paper/{uuid:pk}/confirm", response={200: ConfirmedOut, **REFUSALS}, summary="核对好了，登记成群众意见"
)
def confirm_paper(request: HttpRequest, pk: UUID, payload: ConfirmIn) -> Any:
    """Confirmed twice it is the same opinion."""
    actor = _actor(request)
    scan, data, stations = _scan(actor, pk), QueryDict(mutable=True), list(stations_to_enter(actor))
    data.update(
        {name: "on" if word is True else str(word) for name, word in payload.dict().items() if word not in ("", False)}
    )
    form = PaperForm(data, actor=actor)
    form.offer_stations(stations)
    if not form.is_valid():
        name, said = next(iter(form.errors.items()))
        raise Invalid(str(said[0]), field="" if name == "__all__" else name)
    return {"opinion": confirm(scan, form, stations, actor).pk}


@router.delete(
    "/opinions/paper/{uuid:pk}", response={204: None, 401: ProblemOut, 403: ProblemOut}, summary="放弃，删掉图"
)
def drop_paper(request: HttpRequest, pk: UUID) -> Any:
    actor = _actor(request)
    scans.drop_scan(_scan(actor, pk), actor=actor)
    return Status(204, None)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not listing.can_enter(actor):
        raise NotAllowed("纸质件由家站的联络员、站长、代表和镇人大来登记。")
    return actor


def _scan(actor: Actor, pk: UUID) -> Scan:
    scan: Scan = get_object_or_404(Scan.objects.visible_to(actor).of(SUBJECT), pk=pk)
    return scan


def _out(scan: Scan, actor: Actor) -> dict[str, Any]:
    reading = scan.reading
    return {
        "id": scan.pk, "state": scan.state, "state_label": scan.get_state_display(), "reason": scan.reason,
        "opinion": scan.matter_id, "words": initial_of(scan, stations_to_enter(actor)),
        "fields": {name: {"text": piece.text, "weak": list(piece.weak)} for name, piece in reading.fields.items()},
        "lines": [{"text": piece.text, "weak": list(piece.weak)} for piece in reading.lines],
    }  # fmt: skip
