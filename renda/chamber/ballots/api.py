"""Votes as JSON: those of a meeting, how one is put, a member's button, a teller's numbers, the derived routes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.chamber.ballots import access, services
from renda.chamber.ballots.api_secret import router as secret
from renda.chamber.ballots.api_secret import show_issuing
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.states import BallotState, Option, Vote, Way
from renda.chamber.ballots.workflow import BALLOT, ISSUING
from renda.chamber.meetings.models import Meeting
from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.api import REFUSALS, Closed, matter_routes


class BallotLine(Schema):
    id: UUID
    question: str
    vote: str
    way: str
    state: str
    outcome: str
    href: str


class PutIn(Closed):
    vote: Vote
    way: Way | None = None
    question: str = Field("", max_length=200)
    item_id: int | None = None


class CastIn(Closed):
    option: Option


class CastOut(Schema):
    option: str


class CountIn(Closed):
    """option → how many hands."""

    counts: dict[Option, int] = Field(max_length=4)


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_ballot(row: Ballot, actor: Actor) -> dict[str, Any]:
    """The counts once it is closed; who chose what for those inside."""
    found: dict[str, Any] = {
        "question": row.question, "vote": row.vote, "way": row.way, "members": row.members, "present": row.present,
        "recused": row.recused, "outcome": row.outcome, "grade": row.grade, "counts": row.counts, "unpressed": row.unpressed,
        "lines": row.lines, "meeting": str(row.meeting_id), "issuing": str(row.issuing_id or ""), "issued": row.issued,
        "digest": row.digest,
    }  # fmt: skip
    if row.state == BallotState.CLOSED and row.way == Way.NAMED and access.reads_choices(actor, row):
        choices = row.choices.select_related("deputy").order_by("pk")
        found["choices"] = [{"deputy": one.deputy.name, "option": one.option} for one in choices]
    return found


router = matter_routes([(BALLOT, show_ballot), (ISSUING, show_issuing)], tag="表决", staged=staged_by)
router.add_router("", secret)


@router.get("/meetings/{uuid:pk}/ballots", response={200: list[BallotLine], **REFUSALS}, summary="一次会议的表决")
def list_ballots(request: HttpRequest, pk: UUID) -> Any:
    rows = Ballot.objects.visible_to(request.actor).filter(meeting=_meeting(request, pk)).listed()  # type: ignore[attr-defined]
    return [
        {"id": row.pk, "question": row.question, "vote": row.vote, "way": row.way, "state": row.state,
         "outcome": row.outcome, "href": row.get_absolute_url()}
        for row in rows
    ]  # fmt: skip


@router.post("/meetings/{uuid:pk}/ballots", response={201: MadeOut, **REFUSALS}, summary="提请表决")
def put(request: HttpRequest, pk: UUID, payload: PutIn) -> Any:
    meeting, facts = _meeting(request, pk), payload.dict()
    facts["way"] = facts["way"] or ""
    row = services.put_ballot(meeting, actor=request.actor, once=getattr(request, "once", None), **facts)  # type: ignore[attr-defined]
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})


@router.post("/ballots/{uuid:pk}/cast", response={200: CastOut, **REFUSALS}, summary="按键表决")
def cast(request: HttpRequest, pk: UUID, payload: CastIn) -> Any:
    found = services.cast_choice(_ballot(request, pk), actor=request.actor, option=str(payload.option))  # type: ignore[attr-defined]
    return {"option": found.option}


@router.post("/ballots/{uuid:pk}/count", response={200: CountIn, **REFUSALS}, summary="计票人报数")
def count(request: HttpRequest, pk: UUID, payload: CountIn) -> Any:
    given = {str(key): number for key, number in payload.counts.items()}
    found = services.count_hands(_ballot(request, pk), actor=request.actor, counts=given)  # type: ignore[attr-defined]
    return {"counts": found.counts}


def _meeting(request: HttpRequest, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")  # type: ignore[attr-defined]
    return get_object_or_404(rows, pk=pk)


def _ballot(request: HttpRequest, pk: UUID) -> Ballot:
    return get_object_or_404(Ballot.objects.visible_to(request.actor).listed(), pk=pk)  # type: ignore[attr-defined]
