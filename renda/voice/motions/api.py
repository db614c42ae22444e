"""Motions as JSON: the list, how one begins, the sessions' deadlines, and the derived routes of motion and co-signing."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.ground.county.models import Session
from renda.ground.files.queries import staged_by
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes
from renda.voice.motions import access, queries, services
from renda.voice.motions.models import Cosigning, Motion
from renda.voice.motions.queries import STATES_OF, Filters, filtered
from renda.voice.motions.states import Category, MoverKind
from renda.voice.motions.workflow import COSIGNING, MOTION

PAGE = 50


class MotionLine(Schema):
    id: UUID
    number: str
    title: str
    state: str
    mover: str
    session: str
    decision: str
    decided_on: date | None
    committee: str
    unit: str
    vote: str
    result: str
    published_on: date | None
    href: str


class MotionPage(Schema):
    """Newest first; `after` of the next page, empty at the end."""

    rows: list[MotionLine]
    after: str


class DraftMotionIn(Closed):
    title: str = Field(max_length=120, min_length=1)
    case: str = Field(max_length=2000, min_length=1)
    grounds: str = Field("", max_length=5000)
    plan: str = Field("", max_length=5000)
    category: Category = Category.OTHER
    mover_kind: MoverKind = MoverKind.DEPUTIES
    deputy_id: int | None = None


class InviteCosigningIn(Closed):
    deputy_ids: list[int] = Field(max_length=200, min_length=1)


class DeadlineIn(Closed):
    """deadline_at: with its offset; without one it is county time."""

    deadline_at: datetime
    decided_on: date
    paper: str = Field("", max_length=60)


class SessionDeadlineOut(Schema):
    id: int
    session: str
    starts_on: date
    ends_on: date
    deadline_at: datetime | None
    is_open: bool


class MadeMotionOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def _line(row: Motion) -> dict[str, Any]:
    return {
        "id": row.pk, "number": row.number_text, "title": row.title, "state": row.state, "mover": row.mover_name,
        "session": str(row.session) if row.session else "", "decision": row.decision, "decided_on": row.decided_on,
        "committee": row.committee.name if row.committee else "", "unit": row.unit.name if row.unit else "",
        "vote": row.vote, "result": row.result, "published_on": row.published_on, "href": row.get_absolute_url(),
    }  # fmt: skip


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
        for name, value in facts.items()
    }


def show_motion(row: Motion, actor: Actor) -> dict[str, Any]:
    """The body of a motion; the public reads title, movers, decision and result, not the text."""
    signed = Cosigning.objects.filter(county_id=row.county_id, parent=row).select_related("deputy").order_by("pk")
    if not access.is_party(actor, row):
        return {**_plain(_line(row)), "votes": row.votes, "signers": [one.deputy.name for one in signed.given()]}
    return {
        **_plain(_line(row)), "votes": row.votes, "case": row.case, "grounds": row.grounds, "plan": row.plan,
        "opinion": row.opinion, "advice": row.advice, "report": row.report, "unit_result": row.unit_result,
        "suggestion": str(row.suggestion_id or ""), "cosignings": [show_cosigning(one, actor) for one in signed],
        "talks": [{"held_at": t.held_at.isoformat(), "people": t.people, "points": t.points, "mover_view": t.mover_view}
                  for t in row.talks.order_by("pk")],
    }  # fmt: skip


def show_cosigning(row: Cosigning, _actor: Actor) -> dict[str, Any]:
    return {"id": str(row.pk), "deputy": row.deputy.name, "state": row.state}


router = matter_routes([(MOTION, show_motion), (COSIGNING, show_cosigning)], tag="议案", staged=staged_by)


@router.get("/motions", response={200: MotionPage, 422: ProblemOut}, summary="议案列表")
def list_motions(request: HttpRequest, state: str = "", q: str = "", after: UUID | None = None) -> Any:
    if state and state not in STATES_OF:
        raise Invalid(f"state 只能是：{'、'.join(STATES_OF)}。", field="state")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = filtered(Motion.objects.visible_to(actor), Filters(state=state, text=q.strip()[:60]))
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows.select_related(*queries.LIST_PARTS).order_by("-pk")[: PAGE + 1])
    return {"rows": [_line(row) for row in found[:PAGE]], "after": str(found[PAGE - 1].pk) if len(found) > PAGE else ""}


@router.post("/motions", response={201: MadeMotionOut, **REFUSALS}, summary="起草一件议案")
def draft(request: HttpRequest, payload: DraftMotionIn) -> Any:
    row = services.draft_motion(actor=request.actor, once=_once(request), **payload.dict())  # type: ignore[attr-defined]
    return Status(201, _made(row))


@router.post("/motions/{uuid:pk}/cosignings", response={201: MadeMotionOut, **REFUSALS}, summary="请代表在议案上联名")
def invite(request: HttpRequest, pk: UUID, payload: InviteCosigningIn) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    row = get_object_or_404(Motion.objects.visible_to(actor), pk=pk)
    return Status(
        201, _made(services.invite_cosigning(row, actor=actor, deputy_ids=payload.deputy_ids, once=_once(request)))
    )


@router.get("/motions/sessions", response=list[SessionDeadlineOut], summary="各次大会的议案截止时间")
def list_deadlines(request: HttpRequest) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return [_session(one) for one in queries.latest_sessions(actor)]


@router.post(
    "/motions/sessions/{pk}/deadline",
    response={200: SessionDeadlineOut, **REFUSALS},
    summary="登记主席团定的议案截止时间",
)
def set_deadline(request: HttpRequest, pk: int, payload: DeadlineIn) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    session = get_object_or_404(Session.objects.visible_to(actor).select_related("term"), pk=pk)
    moment = payload.deadline_at
    aware = moment if moment.tzinfo else moment.replace(tzinfo=clock.COUNTY_TIME)
    services.set_deadline(session, actor=actor, deadline_at=aware, decided_on=payload.decided_on, paper=payload.paper)
    return _session(session)


def _session(one: Session) -> dict[str, Any]:
    now = clock.now()
    is_open = one.ends_on >= clock.day_of(now) and (one.deadline_at is None or one.deadline_at >= now)
    return {"id": one.pk, "session": str(one), "starts_on": one.starts_on, "ends_on": one.ends_on,
            "deadline_at": one.deadline_at, "is_open": is_open}  # fmt: skip


def _once(request: HttpRequest) -> UUID | None:
    return getattr(request, "once", None)


def _made(row: Motion) -> dict[str, Any]:
    return {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()}
