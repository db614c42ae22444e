"""Meetings as JSON: the list, how one begins, who is in the hall, and the derived routes of meeting and preparation."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.chamber.meetings import access, services
from renda.chamber.meetings.models import Body, Invitation, Meeting, Preparation
from renda.chamber.meetings.workflow import INVITATION, MEETING, PREPARATION
from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes

PAGE = 50


class MeetingLine(Schema):
    id: UUID
    title: str
    body: str
    kind: str
    state: str
    starts_on: date
    place: str
    href: str


class MeetingPage(Schema):
    """The latest first; `after` of the next page, empty at the end."""

    rows: list[MeetingLine]
    after: str


class PlanMeetingIn(Closed):
    """body: its number, as `/meetings/bodies` gives it."""

    body: int
    starts_on: date
    starts_at: time
    place: str = Field(min_length=1, max_length=120)
    ends_on: date | None = None
    number: int | None = Field(None, ge=1, le=200)
    title: str = Field("", max_length=120)


class PreparationIn(Closed):
    title: str = Field(min_length=1, max_length=80)
    days: int = Field(ge=-200, le=200)
    source: str = Field("", max_length=80)


class PresenceIn(Closed):
    """deputy_ids: whom the clerk ticks; or code: the one at the door, for oneself."""

    deputy_ids: list[int] = Field(default_factory=list, max_length=3000)
    code: str = Field("", max_length=24)
    is_leaving: bool = False


class PresenceOut(Schema):
    changed: int
    present: int
    members: int
    needed: int
    is_met: bool
    source: str


class BodyOut(Schema):
    id: int
    name: str
    kind: str


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_meeting(row: Meeting, actor: Actor) -> dict[str, Any]:
    """Day, place and agenda; who is there and the quorum for those inside; the summary once it is published."""
    items = row.items.standing()
    found = {
        "body": row.body.name, "starts_on": row.starts_on.isoformat(), "ends_on": row.ends_on.isoformat(),
        "starts_at": row.starts_at.isoformat("minutes"), "place": row.place, "number": row.number,
        "items": [{"id": i.pk, "position": i.position, "title": i.title, "sort": i.sort, "reporter": i.reporter} for i in items],
    }  # fmt: skip
    if access.is_inside(actor, row):
        counted = access.quorum_of(row)
        found |= {"members": counted.members, "present": counted.present, "needed": counted.needed,
                  "source": str(counted.source), "is_quorate": counted.is_met}  # fmt: skip
    if row.published_on or access.is_inside(actor, row):
        found |= {"summary": row.summary}
    return found


def show_preparation(row: Preparation, _actor: Actor) -> dict[str, Any]:
    return {"meeting": str(row.meeting_id), "days": row.days, "source": row.source, "result": row.result,
            "org": row.org.label if row.org else ""}  # fmt: skip


def show_invitation(row: Invitation, _actor: Actor) -> dict[str, Any]:
    return {"meeting": str(row.meeting_id), "org": row.org.label, "part": row.part, "is_coming": row.is_coming, "who": row.who,
            "item": row.item.title if row.item else "", "came": row.came}  # fmt: skip


router = matter_routes(
    [(MEETING, show_meeting), (PREPARATION, show_preparation), (INVITATION, show_invitation)],
    tag="会议",
    staged=staged_by,
)


@router.get("/meetings", response={200: MeetingPage, 422: ProblemOut}, summary="会议")
def list_meetings(request: HttpRequest, after: str = "") -> Any:
    rows = Meeting.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    found, following = rows.page(after, PAGE)
    lines = [
        {"id": row.pk, "title": row.title, "body": row.body.name, "kind": row.body.kind, "state": row.state,
         "starts_on": row.starts_on, "place": row.place, "href": row.get_absolute_url()}
        for row in found
    ]  # fmt: skip
    return {"rows": lines, "after": following}


@router.get("/meetings/bodies", response={200: list[BodyOut], **REFUSALS}, summary="我承办的会议主体")
def list_bodies(request: HttpRequest) -> Any:
    rows = Body.objects.kept_by(request.actor)  # type: ignore[attr-defined]
    return [{"id": one.pk, "name": one.name, "kind": one.kind} for one in rows]


@router.post("/meetings", response={201: MadeOut, **REFUSALS}, summary="筹备会议")
def plan(request: HttpRequest, payload: PlanMeetingIn) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    facts = payload.dict()
    body = get_object_or_404(Body.objects.kept_by(actor), pk=facts.pop("body"))
    row = services.plan_meeting(body, actor=actor, once=getattr(request, "once", None), **facts)
    return Status(201, _made(row))


@router.post("/meetings/{uuid:pk}/preparations", response={201: MadeOut, **REFUSALS}, summary="加一件要办的事")
def set_up(request: HttpRequest, pk: UUID, payload: PreparationIn) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    facts = {"once": getattr(request, "once", None), **payload.dict()}
    row = services.set_up_preparation(_meeting(request, pk), actor=actor, **facts)
    return Status(201, _made(row))


@router.post("/meetings/{uuid:pk}/presence", response={200: PresenceOut, **REFUSALS}, summary="签到、离开")
def presence(request: HttpRequest, pk: UUID, payload: PresenceIn) -> Any:
    row, facts = _meeting(request, pk), payload.dict()
    take = services.depart if facts.pop("is_leaving") else services.arrive
    changed = take(row, actor=request.actor, **facts)  # type: ignore[attr-defined]
    counted = access.quorum_of(row)
    return {"changed": changed, "present": counted.present, "members": counted.members, "needed": counted.needed,
            "is_met": counted.is_met, "source": str(counted.source)}  # fmt: skip


def _meeting(request: HttpRequest, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")  # type: ignore[attr-defined]
    return get_object_or_404(rows, pk=pk)


def _made(row: Meeting | Preparation) -> dict[str, Any]:
    return {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()}
