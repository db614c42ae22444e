"""Elections as JSON: the list, how one is put on, nominations, the derived routes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.chamber.elections import access, services
from renda.chamber.elections.models import Election, Nomination
from renda.chamber.elections.states import Nominator, Organ, Post
from renda.chamber.elections.workflow import ELECTION, NOMINATION
from renda.chamber.meetings.models import Meeting
from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.api import REFUSALS, Closed, matter_routes

MOST = 200


class ElectionLine(Schema):
    id: UUID
    title: str
    organ: str
    post: str
    seats: int
    state: str
    meeting: UUID
    href: str


class CallIn(Closed):
    organ: Organ
    post: Post
    title: str = Field(min_length=1, max_length=60)
    seats: int = Field(1, ge=1, le=200)
    nominate_until: datetime
    is_by_election: bool = False
    is_term_change: bool = False
    item_id: int | None = None
    follows_id: UUID | None = None


class WhoIn(Closed):
    """deputy_id: a deputy of this congress; name: somebody else."""

    name: str = Field("", max_length=40)
    deputy_id: int | None = None
    about: str = Field("", max_length=500)


class NominateIn(WhoIn):
    by: Nominator = Nominator.PRESIDIUM
    by_name: str = Field("", max_length=60)
    login: str = Field("", max_length=40)


class ProposeIn(WhoIn):
    with_ids: list[int] = Field([], max_length=60)


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_election(row: Election, actor: Actor) -> dict[str, Any]:
    """Who stands for those inside; votes and who is elected for whoever sees it."""
    rounds = row.rounds.select_related("ballot", "ballot__sheet").order_by("number")
    found: dict[str, Any] = {
        "organ": row.organ, "post": row.post, "title": row.title, "seats": row.seats, "is_by_election": row.is_by_election,
        "nominate_until": row.nominate_until.isoformat(), "announced_on": row.announced_on, "notice_number": row.notice_number,
        "meeting": str(row.meeting_id),
        "rounds": [
            {"number": one.number, "ballot": str(one.ballot_id), "question": one.ballot.question, "outcome": one.ballot.outcome,
             "counting": one.ballot.sheet.counting, "counts": one.ballot.counts, "elected": one.ballot.sheet.elected}
            for one in rounds
        ],
        "winners": [
            {"name": one.name, "votes": one.votes, "sworn_on": one.sworn_on} for one in row.winners.order_by("-votes", "pk")
        ],
    }  # fmt: skip
    if access.is_inside(actor, row):
        found["candidates"] = [{"name": one.name, "by": one.by, "state": one.state} for one in row.nominations.named()]
    return found


def show_nomination(row: Nomination, actor: Actor) -> dict[str, Any]:
    joined = row.endorsements.filter(confirmed_at__isnull=False).select_related("deputy").order_by("confirmed_at", "pk")
    return {
        "election": str(row.election_id), "name": row.name, "about": row.about, "by": row.by, "by_name": row.by_name,
        "endorsed": [one.deputy.name for one in joined],
    }  # fmt: skip


router = matter_routes([(ELECTION, show_election), (NOMINATION, show_nomination)], tag="选举", staged=staged_by)


@router.get("/elections", response={200: list[ElectionLine], **REFUSALS}, summary="选举")
def list_elections(request: HttpRequest) -> Any:
    rows = Election.objects.visible_to(request.actor).listed()[:MOST]  # type: ignore[attr-defined]
    return [
        {"id": row.pk, "title": row.title_line(), "organ": row.organ, "post": row.post, "seats": row.seats, "state": row.state,
         "meeting": row.meeting_id, "href": row.get_absolute_url()}
        for row in rows
    ]  # fmt: skip


@router.post("/meetings/{uuid:pk}/elections", response={201: MadeOut, **REFUSALS}, summary="提请选举")
def call(request: HttpRequest, pk: UUID, payload: CallIn) -> Any:
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")  # type: ignore[attr-defined]
    meeting = get_object_or_404(rows, pk=pk)
    return _made(services.call_election(meeting, **_by(request), **payload.dict()))


@router.post("/elections/{uuid:pk}/nominations", response={201: MadeOut, **REFUSALS}, summary="登记主席团的提名")
def nominate(request: HttpRequest, pk: UUID, payload: NominateIn) -> Any:
    return _made(services.nominate_nomination(_election(request, pk), **_by(request), **payload.dict()))


@router.post("/elections/{uuid:pk}/proposals", response={201: MadeOut, **REFUSALS}, summary="代表联名提名")
def propose(request: HttpRequest, pk: UUID, payload: ProposeIn) -> Any:
    return _made(services.propose_nomination(_election(request, pk), **_by(request), **payload.dict()))


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.actor, "once": getattr(request, "once", None)}  # type: ignore[attr-defined]


def _election(request: HttpRequest, pk: UUID) -> Election:
    rows = Election.objects.visible_to(request.actor).select_related("meeting", "meeting__body", "office")  # type: ignore[attr-defined]
    return get_object_or_404(rows, pk=pk)


def _made(row: Election | Nomination) -> Any:
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})
