"""Supervision as JSON: the list, the matrix, how one begins, and the derived routes of tour, finding, letter, rating."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes
from renda.voice.pressing import services
from renda.voice.pressing.models import Evaluation, Finding, Inquiry, ItemAct, Tour
from renda.voice.pressing.queries import items
from renda.voice.pressing.shown import Row, matrix
from renda.voice.pressing.states import Letter, Stage
from renda.voice.pressing.workflow import EVALUATION, FINDING, INQUIRY, TOUR
from renda.voice.suggestions.models import Suggestion

PAGE = 50


class ItemLine(Schema):
    """One line of the list (清单)."""

    id: UUID
    number: str
    title: str
    state: str
    is_key: bool
    leader: str
    committee: str
    unit: str
    assigned_on: date | None
    due_on: date | None


class ItemPage(Schema):
    """Newest first; `after` of the next page, empty at the end."""

    rows: list[ItemLine]
    after: str


class CellOut(Schema):
    state: str
    on: date | None


class MatrixLine(Schema):
    leader: str
    number: str
    title: str
    unit: str
    assigned_on: date | None
    quarters: list[CellOut]
    letter: str
    letter_on: date | None
    assessed: dict[str, date | None]
    reply_class: str
    result: str


class TourIn(Closed):
    title: str = Field(max_length=120, min_length=1)
    on: date
    route: str = Field(max_length=2000, min_length=1)
    item_ids: list[UUID] = Field(max_length=60, min_length=1)
    deputy_ids: list[int] = Field(default_factory=list, max_length=100)
    leader_id: int | None = None
    members: str = Field("", max_length=300)
    stage: Stage = Stage.DURING


class InquiryIn(Closed):
    item_id: UUID
    reason: str = Field(max_length=300, min_length=1)
    questions: str = Field(max_length=2000, min_length=1)
    letter: Letter = Letter.INQUIRY


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def _once(request: HttpRequest) -> UUID | None:
    return getattr(request, "once", None)


def _made(row: Any) -> dict[str, Any]:
    return {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def show_tour(row: Tour, actor: Actor) -> dict[str, Any]:
    found = Finding.objects.visible_to(actor).standing().filter(tour=row).select_related("org").order_by("pk")
    return {
        "title": row.title, "on": _day(row.on), "held_on": _day(row.held_on), "route": row.route, "members": row.members,
        "stage": row.stage, "report": row.report, "number": row.number_text, "committee": row.committee.name,
        "leader": row.leader.name if row.leader else "", "findings": [show_finding(one, actor) for one in found],
        "deputies": [{"name": one.deputy.name, "came": one.came} for one in
                     row.invitees.select_related("deputy").order_by("pk")],
    }  # fmt: skip


def _item(row: ItemAct) -> dict[str, Any]:
    """Whose act it is: the key of a suggestion or of a motion, the other is null."""
    return {
        "suggestion": str(row.suggestion_id) if row.suggestion_id else None,
        "motion": str(row.motion_id) if row.motion_id else None,
    }


def show_finding(row: Finding, _actor: Actor) -> dict[str, Any]:
    return {
        "id": str(row.pk), **_item(row), "unit": row.org.name, "state": row.state, "stage": row.stage,
        "text": row.text, "demand": row.demand, "due_on": _day(row.due_on), "answer": row.answer,
        "closed_on": _day(row.closed_on),
    }  # fmt: skip


def show_inquiry(row: Inquiry, _actor: Actor) -> dict[str, Any]:
    return {
        **_item(row), "letter": row.letter, "cause": row.cause, "reasons": row.reasons,
        "questions": row.questions, "number": row.number_text, "unit": row.org.name, "stage": row.stage,
        "issued_on": _day(row.issued_on), "due_on": _day(row.due_on), "answer": row.answer,
        "answered_on": _day(row.answered_on), "conclusion": row.conclusion,
    }  # fmt: skip


def show_evaluation(row: Evaluation, _actor: Actor) -> dict[str, Any]:
    return {**_item(row), "measure": row.measure, "rater": row.rater, "mark": row.mark,
            "text": row.text, "rated_on": _day(row.rated_on)}  # fmt: skip


router = matter_routes(
    [(TOUR, show_tour), (FINDING, show_finding), (INQUIRY, show_inquiry), (EVALUATION, show_evaluation)],
    tag="督办", staged=staged_by,
)  # fmt: skip


@router.get("/pressing/items", response={200: ItemPage, 422: ProblemOut}, summary="督办清单")
def list_items(request: HttpRequest, key: bool = False, mine: bool = False, after: UUID | None = None) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = items.supervised(Suggestion.objects.concerning(actor))
    rows = rows.filter(is_key=True) if key else rows
    rows = rows.filter(leader_id=actor.user_id) if mine else rows
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows.select_related("lead_org", "leader", "committee").order_by("-pk")[: PAGE + 1])
    days = items.due_days(actor.county_id, [row.pk for row in found])
    lines = [_line(row, days.get(row.pk)) for row in found[:PAGE]]
    return {"rows": lines, "after": str(found[PAGE - 1].pk) if len(found) > PAGE else ""}


def _line(row: Suggestion, due_on: date | None) -> dict[str, Any]:
    return {
        "id": row.pk, "number": row.number_text, "title": row.title, "state": row.state, "is_key": row.is_key,
        "leader": row.leader.name if row.leader else "", "committee": row.committee.name if row.committee else "",
        "unit": row.lead_org.name if row.lead_org else "", "assigned_on": row.assigned_on, "due_on": due_on,
    }  # fmt: skip


@router.get("/pressing/matrix/{int:year}", response={200: list[MatrixLine]}, summary="重点督办矩阵")
def read_matrix(request: HttpRequest, year: int) -> Any:
    if not 2000 <= year <= 2100:
        raise Invalid("请写四位数的年份。", field="year")
    led = matrix(request.actor, year, clock.today())  # type: ignore[attr-defined]
    return [_matrix_line(one.leader, row) for one in led for row in one.rows]


def _matrix_line(leader: str, row: Row) -> dict[str, Any]:
    facts = row.facts
    return {
        "leader": leader, "number": facts.number, "title": facts.title, "unit": facts.unit, "assigned_on": facts.given_on,
        "quarters": [{"state": cell.state, "on": cell.on} for cell in row.quarters],
        "letter": row.letter.number_text if row.letter else "", "letter_on": row.letter.issued_on if row.letter else None,
        "assessed": row.assessed, "reply_class": facts.reply_class, "result": facts.result,
    }  # fmt: skip


@router.post("/pressing/tours", response={201: MadeOut, **REFUSALS}, summary="定一次督查")
def plan(request: HttpRequest, payload: TourIn) -> Any:
    row = services.plan_tour(actor=request.actor, once=_once(request), **payload.dict())  # type: ignore[attr-defined]
    return Status(201, _made(row))


@router.post("/pressing/inquiries", response={201: MadeOut, **REFUSALS}, summary="提出发一份函")
def propose(request: HttpRequest, payload: InquiryIn) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    row = services.propose_inquiry(
        items.get_item(actor, payload.item_id), actor=actor, reasons=[payload.reason],
        questions=payload.questions, letter=payload.letter, once=_once(request),
    )  # fmt: skip
    return Status(201, _made(row))
