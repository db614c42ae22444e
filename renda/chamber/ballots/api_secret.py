"""Secret votes as JSON: issuing, taking papers, a slip from nobody, what everybody may know now, the result package."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from renda.chamber.ballots import services
from renda.chamber.ballots.models import Ballot, Issuing
from renda.chamber.ballots.package import Slip
from renda.chamber.ballots.queries import now_of
from renda.chamber.ballots.shown import package_shown
from renda.chamber.ballots.states import Way
from renda.chamber.meetings.models import Meeting
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.api import REFUSALS, Closed

MOST_PAPERS = 200
router = Router(tags=["表决"])


class StartedOut(Schema):
    id: UUID
    state: str
    version: int
    href: str
    digest: str


class PapersIn(Closed):
    """vote → blinded token, in base64url without padding."""

    papers: dict[UUID, str] = Field(max_length=MOST_PAPERS)


class PapersOut(Schema):
    """vote → signature of what was sent."""

    papers: dict[str, str]


class SlipIn(Closed):
    ballot: UUID
    token: str = Field(max_length=100)
    prefix: str = Field(max_length=60)
    paper: str = Field(max_length=400)
    choice: str = Field(max_length=12)
    mark: str = Field(max_length=100)


class SlipOut(Schema):
    choice: str


def show_issuing(row: Issuing, _actor: Actor) -> dict[str, Any]:
    keys = {str(one.pk): one.public_key for one in row.ballots.order_by("created_at", "pk")}
    return {"meeting": str(row.meeting_id), "digest": row.digest, "taken": row.taken, "keys": keys}


@router.post("/meetings/{uuid:pk}/issuings", response={201: StartedOut, **REFUSALS}, summary="开始发票")
def start(request: HttpRequest, pk: UUID) -> Any:
    rows = Meeting.objects.visible_to(request.actor).select_related("body", "office")  # type: ignore[attr-defined]
    once = getattr(request, "once", None)
    row = services.start_issuing(get_object_or_404(rows, pk=pk), actor=request.actor, once=once)  # type: ignore[attr-defined]
    href = row.get_absolute_url()
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": href, "digest": row.digest})


@router.post("/issuings/{uuid:pk}/papers", response={200: PapersOut, **REFUSALS}, summary="领票")
def take(request: HttpRequest, pk: UUID, payload: PapersIn) -> Any:
    row = get_object_or_404(Issuing.objects.visible_to(request.actor).listed(), pk=pk)  # type: ignore[attr-defined]
    given = {str(vote): text for vote, text in payload.papers.items()}
    return {"papers": services.take_papers(row, actor=request.actor, blinded=given)}  # type: ignore[attr-defined]


@router.post("/ballots/slips", response={200: SlipOut, **REFUSALS}, auth=None, summary="投一张无记名票（不用登录）")
def cast(request: HttpRequest, payload: SlipIn) -> Any:
    """From nobody: what could tell whose it is was taken off before (middleware.py)."""
    nobody = Actor(request.county.pk if request.county else 0)  # type: ignore[attr-defined]
    row = get_object_or_404(Ballot.objects.visible_to(nobody).filter(way=Way.SECRET), pk=payload.ballot)
    slip = Slip(payload.token, payload.prefix, payload.paper, payload.choice, payload.mark)
    return {"choice": services.cast_slip(row, slip)}


@router.get("/ballots/now/{uuid:pk}", response={200: dict[str, Any], **REFUSALS}, auth=None, summary="会场现在的情况")
def now(request: HttpRequest, pk: UUID) -> Any:
    nobody = Actor(request.county.pk if request.county else 0)  # type: ignore[attr-defined]
    return now_of(get_object_or_404(Meeting.objects.visible_to(nobody), pk=pk).pk)


@router.get("/ballots/{uuid:pk}/package", response={200: dict[str, Any], **REFUSALS}, summary="结果包")
def package(request: HttpRequest, pk: UUID) -> Any:
    return package_shown(get_object_or_404(Ballot.objects.visible_to(request.actor), pk=pk))  # type: ignore[attr-defined]
