"""Observers as JSON: calls, the open intake, and the derived routes of a call and a sign-up."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.chamber.meetings.models import Meeting
from renda.chamber.observers import services
from renda.chamber.observers.forms import ApplyForm
from renda.chamber.observers.models import Call, SignUp
from renda.chamber.observers.shown import masked, take_in
from renda.chamber.observers.workflow import OBSERVER, OBSERVING
from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes


class CallOut(Schema):
    id: UUID
    meeting: UUID
    title: str
    starts_on: date
    places: int
    closes_on: date
    state: str
    words: str
    href: str


class AnnounceIn(Closed):
    places: int = Field(ge=1, le=200)
    closes_on: date
    words: str = Field("", max_length=500)


class ApplyIn(Closed):
    """altcha or token: what speaks against a robot, as the page of the call brings it."""

    name: str = Field(min_length=1, max_length=40)
    phone: str = Field(min_length=1, max_length=20)
    key: UUID | None = None
    altcha: str = Field("", max_length=4000)
    token: str = Field("", max_length=400)


class ReceiptOut(Schema):
    code: str
    state: str
    state_label: str


def show_call(row: Call, _actor: Actor) -> dict[str, Any]:
    return {"meeting": str(row.meeting_id), "places": row.places, "closes_on": row.closes_on.isoformat(), "words": row.words,
            "how": row.how, "seed": row.seed}  # fmt: skip


def show_sign_up(row: SignUp, _actor: Actor) -> dict[str, Any]:
    return {"call": str(row.call_id), **masked(row)}


router = matter_routes([(OBSERVING, show_call), (OBSERVER, show_sign_up)], tag="公民旁听", staged=staged_by)


@router.get("/observers/calls", auth=None, response={200: list[CallOut]}, summary="旁听公告")
def list_calls(request: HttpRequest) -> Any:
    rows = Call.objects.visible_to(request.actor).listed()[:50]  # type: ignore[attr-defined]
    return [
        {"id": one.pk, "meeting": one.meeting_id, "title": one.meeting.title, "starts_on": one.meeting.starts_on,
         "places": one.places, "closes_on": one.closes_on, "state": one.state, "words": one.words,
         "href": one.get_absolute_url()}
        for one in rows
    ]  # fmt: skip


@router.post("/observers/meetings/{uuid:pk}", response={201: CallOut, **REFUSALS}, summary="发旁听公告")
def announce(request: HttpRequest, pk: UUID, payload: AnnounceIn) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    meeting = get_object_or_404(Meeting.objects.visible_to(actor).select_related("body", "office"), pk=pk)
    one = services.announce_observing(meeting, actor=actor, once=getattr(request, "once", None), **payload.dict())
    return Status(201, {
        "id": one.pk, "meeting": meeting.pk, "title": meeting.title, "starts_on": meeting.starts_on, "places": one.places,
        "closes_on": one.closes_on, "state": one.state, "words": one.words, "href": one.get_absolute_url(),
    })  # fmt: skip


@router.post(
    "/observers/calls/{uuid:pk}/sign-ups", auth=None, summary="不用登录，报名旁听",
    response={201: ReceiptOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut, 429: ProblemOut},
)  # fmt: skip
def apply(request: HttpRequest, pk: UUID, payload: ApplyIn) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    call = get_object_or_404(Call.objects.visible_to(actor).listed(), pk=pk)
    form = ApplyForm({**payload.dict(), "key": str(payload.key or "")}, actor=actor)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Invalid(str(errors[0]), field=field)
    made = take_in(request, call, form)  # type: ignore[arg-type]
    return Status(201, {"code": made.code, "state": made.state, "state_label": made.get_state_display()})
