"""Deliberation opinions as JSON: the list, how one begins, the derived routes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.chamber.deliberations import access, queries, services
from renda.chamber.deliberations.models import LONGEST, Deliberation
from renda.chamber.deliberations.shown import points_of, rounds_shown
from renda.chamber.deliberations.states import Source
from renda.chamber.deliberations.workflow import DELIBERATION
from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes

PAGE = 50


class DeliberationLine(Schema):
    id: UUID
    title: str
    number: str
    organ: str
    state: str
    grade: str
    handed_on: date | None
    published_on: date | None
    href: str


class DeliberationPage(Schema):
    """The latest first; `after` of the next page, empty at the end."""

    rows: list[DeliberationLine]
    after: str


class DraftIn(Closed):
    """notes: what was said, a paragraph for each who spoke; the sentences that ask for something are points to start from."""

    source: Source
    organ_id: int
    item_id: int | None = None
    committee_id: int | None = None
    title: str = Field("", max_length=160)
    notes: str = Field("", max_length=LONGEST)


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_deliberation(row: Deliberation, actor: Actor) -> dict[str, Any]:
    """Points with their answers, the grades; what was said only for the congress's side and the members."""
    is_party = access.is_party(actor, row)
    rounds = rounds_shown(row, is_party=is_party)
    ratings = row.ratings.exclude(grade="").order_by("round")
    found: dict[str, Any] = {
        "source": row.source, "meeting": str(row.meeting_id), "organ": row.organ.label, "preamble": row.preamble,
        "handed_on": row.handed_on, "due_on": row.due_on, "round": row.round, "published_on": row.published_on,
        "report": row.report if is_party or rounds == row.round else "",
        "points": [
            {"position": one["point"].position, "text": one["point"].text, "organ": one["point"].organ.label,
             "answers": [{"round": a.round, "result": a.result, "words": a.words} for a in one["answers"]]}
            for one in points_of(row, rounds=rounds)
        ],
        "ratings": [{"round": one.round, "grade": one.grade, "ballot": str(one.ballot_id)} for one in ratings],
    }  # fmt: skip
    if is_party:
        found["check_note"] = row.check_note
    if access.reads_notes(actor, row):
        found["notes"] = row.notes
    return found


router = matter_routes([(DELIBERATION, show_deliberation)], tag="审议意见", staged=staged_by)


@router.get("/deliberations", response={200: DeliberationPage, 422: ProblemOut}, summary="审议意见")
def list_deliberations(request: HttpRequest, after: str = "", group: str = "") -> Any:
    rows = Deliberation.objects.visible_to(request.actor).in_group(group)  # type: ignore[attr-defined]
    found, following = rows.page(after, PAGE)
    lines = [
        {"id": row.pk, "title": row.title, "number": row.number, "organ": row.organ.label, "state": row.state,
         "grade": row.grade, "handed_on": row.handed_on, "published_on": row.published_on, "href": row.get_absolute_url()}
        for row in found
    ]  # fmt: skip
    return {"rows": lines, "after": following}


@router.post("/meetings/{uuid:pk}/deliberations", response={201: MadeOut, **REFUSALS}, summary="起草审议意见")
def draft(request: HttpRequest, pk: UUID, payload: DraftIn) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds("committee", *queries.KEEPERS):
        raise NotAllowed("审议意见由委室或者承办会议的机构来起草。")
    meeting = get_object_or_404(queries.meetings_held(actor), pk=pk)
    row = services.draft_deliberation(meeting, actor=actor, once=getattr(request, "once", None), **payload.dict())
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})
