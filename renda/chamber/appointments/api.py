"""Appointments as JSON: proposals, lines from a table, a sheet and its answers, the bank, announced names, derived routes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.chamber.appointments import access, rules, services
from renda.chamber.appointments.models import Appointment, Exam, Nominee
from renda.chamber.appointments.states import Act, ExamState, Proposer, QuestionKind, Row
from renda.chamber.appointments.workflow import APPOINTMENT, EXAM, NOMINEE
from renda.chamber.meetings.models import Meeting
from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes

PAGE = 50


class CaseLine(Schema):
    id: UUID
    title: str
    state: str
    meeting: str
    received_on: date
    href: str


class CasePage(Schema):
    """The latest first; `after` of the next page, empty at the end."""

    rows: list[CaseLine]
    after: str


class PersonIn(Closed):
    name: str = Field(min_length=1, max_length=40)
    act: Act
    organisation: str = Field(min_length=1, max_length=100)
    post: str = Field(min_length=1, max_length=60)
    login: str = Field("", max_length=40)
    cv: str = Field("", max_length=rules.MOST_TEXT)


class OpenIn(Closed):
    meeting_id: UUID
    proposer: Proposer
    proposer_org_id: int | None = None
    signers: int | None = Field(None, ge=1, le=200)
    title: str = Field("", max_length=120)
    persons: list[PersonIn] = Field(default_factory=list, max_length=rules.MOST_LINES)


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


class AnnouncedOut(Schema):
    number: str
    announced_on: date
    meeting: str
    lines: list[str]


class QuestionIn(Closed):
    kind: QuestionKind
    subject: str = Field(min_length=1, max_length=40)
    text: str = Field(min_length=1, max_length=400)
    options: list[str] = Field(default_factory=list, max_length=6)
    key: str = Field(min_length=1, max_length=400)
    source: str = Field("", max_length=80)


class QuestionsIn(Closed):
    questions: list[QuestionIn] = Field(min_length=1, max_length=500)


class CountOut(Schema):
    added: int


class AnswerIn(Closed):
    position: int = Field(ge=1, le=200)
    given: str = Field("", max_length=4000)


class AnswerOut(Schema):
    position: int
    given: str
    saved_at: datetime


class MarksIn(Closed):
    """The number of each short answer → its points."""

    points: dict[int, int] = Field(max_length=10)


def show_appointment(row: Appointment, actor: Actor) -> dict[str, Any]:
    lines = row.lines.visible_to(actor).listed()
    return {
        "meeting": str(row.meeting_id), "proposer": row.proposer, "received_on": row.received_on.isoformat(),
        "announced_on": row.announced_on.isoformat() if row.announced_on else None,
        "lines": [{"id": str(one.pk), "words": one.words, "state": one.state} for one in lines],
    }  # fmt: skip


def show_nominee(row: Nominee, actor: Actor) -> dict[str, Any]:
    """The papers of the person go to whoever sees the line: parties, the candidate, members from the agenda on."""
    found: dict[str, Any] = {
        "case": str(row.parent_id), "name": row.name, "act": row.act, "organisation": row.organisation, "post": row.post,
        "words": row.words, "cv": row.cv, "statement": row.statement, "letter": row.letter,
        "appraisal": row.appraisal if access.reads_appraisal(actor, row) else "",
        "ballot": str(row.ballot_id) if row.ballot_id else None,
        "exams": [{"id": str(one.pk), "state": one.state} for one in row.exams.visible_to(actor).order_by("created_at")],
    }  # fmt: skip
    return found | ({"clash": access.clash_of(row)} if access.has_part(actor, row) else {})


def show_exam(row: Exam, actor: Actor) -> dict[str, Any]:
    """The sheet to who sits it, while it runs, without the key; the score once it is marked."""
    found: dict[str, Any] = {
        "nominee": str(row.parent_id), "sits_on": row.sits_on.isoformat(), "minutes": row.minutes, "is_open_book": row.is_open_book,
        "ends_at": row.ends_at.isoformat() if row.ends_at else None, "score": row.score, "pass_mark": row.pass_mark,
    }  # fmt: skip
    if access.keeps_exam(actor, row):
        found |= {"seed": row.seed, "code": row.code}
    if access.sits(actor, row) and row.state == ExamState.RUNNING and not row.is_up:
        found["items"] = [
            {
                "position": i.position,
                "kind": i.kind,
                "text": i.text,
                "options": i.options,
                "points": i.points,
                "given": i.given,
            }
            for i in row.items.order_by("position")
        ]
    return found


SHOWN: list[Any] = [(APPOINTMENT, show_appointment), (NOMINEE, show_nominee), (EXAM, show_exam)]
router = matter_routes(SHOWN, tag="人事任免", staged=staged_by)


@router.get("/appointments", response={200: CasePage, 422: ProblemOut, **REFUSALS}, summary="任免议案")
def list_cases(request: HttpRequest, after: str = "") -> Any:
    rows = Appointment.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    found, following = rows.page(after, PAGE)
    lines = [
        {"id": row.pk, "title": row.title, "state": row.state, "meeting": row.meeting.title, "received_on": row.received_on,
         "href": row.get_absolute_url()}
        for row in found
    ]  # fmt: skip
    return {"rows": lines, "after": following}


@router.get("/appointments/announced", response=list[AnnouncedOut], summary="公告的任免名单", auth=None)
def list_announced(request: HttpRequest) -> Any:
    rows = Appointment.objects.announced(request.county.pk)  # type: ignore[attr-defined]
    rows = rows.select_related("meeting").prefetch_related("lines").order_by("-announced_on", "-pk")[:PAGE]
    return [
        {"number": row.number, "announced_on": row.announced_on, "meeting": row.meeting.title,
         "lines": [one.words for one in row.lines.all() if access.came_through(one)]}
        for row in rows
    ]  # fmt: skip


@router.post("/appointments", response={201: MadeOut, **REFUSALS}, summary="登记任免议案")
def begin(request: HttpRequest, payload: OpenIn) -> Any:
    actor, facts = request.actor, payload.dict()  # type: ignore[attr-defined]
    persons = facts.pop("persons")
    rows = [Row(n, **one) for n, one in enumerate(persons, 1)]
    meetings = Meeting.objects.visible_to(actor).select_related("body", "office")
    meeting = get_object_or_404(meetings, pk=facts.pop("meeting_id"))
    row = services.open_appointment(meeting, actor=actor, rows=rows, once=getattr(request, "once", None), **facts)
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})


@router.post("/appointments/questions", response={200: CountOut, **REFUSALS}, summary="往题库里加题")
def add_questions(request: HttpRequest, payload: QuestionsIn) -> Any:
    rows = [
        (n, [str(q.kind), q.subject, q.text, "|".join(q.options), q.key, q.source])
        for n, q in enumerate(payload.questions, 1)
    ]
    titles = list(rules.QUESTION_HEADS)
    return {"added": services.load_questions(actor=request.actor, titles=titles, numbered=rows)}  # type: ignore[attr-defined]


@router.post("/exams/{uuid:pk}/answers", response={200: AnswerOut, **REFUSALS}, summary="存一题的答案")
def answer(request: HttpRequest, pk: UUID, payload: AnswerIn) -> Any:
    item = services.save_answer(_exam(request, pk), actor=request.actor, **payload.dict())  # type: ignore[attr-defined]
    return {"position": item.position, "given": item.given, "saved_at": item.saved_at}


@router.post("/exams/{uuid:pk}/marks", response={200: MarksIn, **REFUSALS}, summary="评简答题")
def marks(request: HttpRequest, pk: UUID, payload: MarksIn) -> Any:
    exam, actor = _exam(request, pk), request.actor  # type: ignore[attr-defined]
    if not access.keeps_exam(actor, exam):
        raise NotAllowed(f"简答题由{access.keeps_exam.__doc__}来评。")
    services.give_marks(exam, actor=actor, points=payload.points)
    return {"points": payload.points}


def _exam(request: HttpRequest, pk: UUID) -> Exam:
    related = ("parent", "parent__parent", "parent__parent__office")
    rows = Exam.objects.visible_to(request.actor).select_related(*related)  # type: ignore[attr-defined]
    return get_object_or_404(rows, pk=pk)
