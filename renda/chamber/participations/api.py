"""Participations as JSON: the list, how an organ asks, and the derived routes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema, Status
from pydantic import AwareDatetime, Field

from renda.chamber.participations import access, rules, services
from renda.chamber.participations.models import Participation
from renda.chamber.participations.states import Sort
from renda.chamber.participations.workflow import PARTICIPATION
from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes

PAGE = 50


class ParticipationLine(Schema):
    id: UUID
    title: str
    organ: str
    sort: str
    starts_at: datetime
    places: int
    named: int
    came: int
    state: str
    href: str


class ParticipationPage(Schema):
    """The latest first; `after` of the next page, empty at the end."""

    rows: list[ParticipationLine]
    after: str


class RequestIn(Closed):
    """towns, trades: wishes, words parted by 、"""

    organ_id: int
    sort: Sort
    title: str = Field(min_length=1, max_length=120)
    starts_at: AwareDatetime
    place: str = Field(min_length=1, max_length=120)
    places: int = Field(ge=1, le=rules.MOST_ASKED)
    towns: str = Field("", max_length=200)
    trades: str = Field("", max_length=200)
    words: str = Field("", max_length=1000)


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_participation(row: Participation, actor: Actor) -> dict[str, Any]:
    """Who was named, who came; what they wrote for the organ and the congress, each deputy the own."""
    reads_views = access.reads_views(actor, row)
    return {
        "organ": row.organ.label, "sort": row.sort, "starts_at": row.starts_at.isoformat(), "place": row.place,
        "places": row.places, "towns": row.towns, "trades": row.trades, "words": row.words, "taken_up": row.taken_up,
        "participants": [
            {"deputy": one.deputy_id, "name": one.deputy.name, "answer": one.answer, "came": one.came,
             "view": one.view if reads_views or one.deputy.user_id == actor.user_id else ""}
            for one in row.participants.listed()
        ],
    }  # fmt: skip


router = matter_routes([(PARTICIPATION, show_participation)], tag="代表参与", staged=staged_by)


@router.get("/participations", response={200: ParticipationPage, 422: ProblemOut}, summary="代表参与的工作和活动")
def list_participations(request: HttpRequest, after: str = "", group: str = "") -> Any:
    rows = Participation.objects.visible_to(request.actor).in_group(group)  # type: ignore[attr-defined]
    found, following = rows.counted().page(after, PAGE)
    lines = [
        {"id": row.pk, "title": row.title, "organ": row.organ.label, "sort": row.sort, "starts_at": row.starts_at,
         "places": row.places, "named": row.named, "came": row.came, "state": row.state, "href": row.get_absolute_url()}
        for row in found
    ]  # fmt: skip
    return {"rows": lines, "after": following}


@router.post("/participations", response={201: MadeOut, **REFUSALS}, summary="请代表参加")
def request_deputies(request: HttpRequest, payload: RequestIn) -> Any:
    actor, once = request.actor, getattr(request, "once", None)  # type: ignore[attr-defined]
    row = services.request_participation(actor=actor, once=once, **payload.dict())
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})
