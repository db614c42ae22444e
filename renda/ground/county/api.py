"""The county for programs: its rules with their sources, holidays, terms, and how a deadline comes about."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import F
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Query, Router, Schema, Status

from renda.ground.county import services
from renda.ground.county.access import may_set
from renda.ground.county.forms import ChangeTermForm, TermForm
from renda.ground.county.models import Holiday, HolidayYear, Session, Term
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import NotAllowed, NotFound
from renda.ground.kernel.web import Request, cleaned, posted

router = Router(tags=["county"])


class CountyOut(Schema):
    code: str
    name: str
    short: str
    is_demo: bool


class RuleOut(Schema):
    kind: str
    label: str
    number: int
    unit: str
    level: int
    source: str
    is_inferred: bool
    is_own: bool
    valid_from: date
    valid_to: date | None


class HolidayOut(Schema):
    day: date
    name: str
    is_workday: bool
    source: str


class YearOut(Schema):
    year: int
    confirmed: bool
    days: list[HolidayOut]


class DueOut(Schema):
    kind: str
    start: date
    day: date
    amber_on: date
    is_provisional: bool
    lines: list[str]
    source: str


class SessionOut(Schema):
    id: int
    number: int
    starts_on: date
    ends_on: date
    deadline_at: datetime | None


class TermOut(Schema):
    id: int
    congress: str
    name: str
    number: int
    starts_on: date
    ends_on: date | None
    sessions: list[SessionOut]


class ProblemOut(Schema):
    status: int
    title: str
    detail: str


class TermIn(Schema, extra="forbid"):
    congress_name: Annotated[str, Field(min_length=1, max_length=100)]
    number: Annotated[int, Field(ge=1, le=99)]
    starts_on: date
    ends_on: date | None = None


class NewTerm(TermIn, extra="forbid"):
    congress_key: Annotated[str, Field(min_length=1, max_length=40)]


class LastDay(Schema, extra="forbid"):
    on: date


class SessionIn(Schema, extra="forbid"):
    number: Annotated[int, Field(ge=1, le=99)]
    starts_on: date
    ends_on: date


REFUSALS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut}


class Start(Schema):
    start: date


@router.get("/", auth=None, response=CountyOut, summary="本县")
def show(request: HttpRequest) -> Any:
    return request.county  # type: ignore[attr-defined]


@router.get("/rules", auth=None, response=list[RuleOut], summary="期限和规则，每条写明依据")
def list_rules(request: HttpRequest, on: date | None = None) -> Any:
    rules = services.rule_book(_county(request)).in_force(on or today())
    return [
        {
            "kind": rule.kind,
            "label": rule.label,
            "number": rule.number,
            "unit": rule.unit,
            "level": rule.level,
            "source": str(rule.source),
            "is_inferred": rule.source.is_inferred,
            "is_own": rule.is_own,
            "valid_from": rule.valid_from,
            "valid_to": rule.valid_to,
        }
        for rule in rules
    ]


@router.get(
    "/rules/{kind}/due", auth=None, response={200: DueOut, 404: ProblemOut}, summary="从某天起算的到期日，逐步说明"
)
def compute_due(request: HttpRequest, kind: Annotated[str, Path(max_length=40)], given: Query[Start]) -> Any:
    book = services.rule_book(_county(request))
    try:
        due = book.due(kind, given.start)
    except (LookupError, ValueError, OverflowError) as error:
        raise NotFound("没有这条规则，或者它不是期限。") from error
    return {
        "kind": kind,
        "start": given.start,
        "day": due.day,
        "amber_on": due.amber_on(book.calendar),
        "is_provisional": due.is_provisional,
        "lines": due.lines,
        "source": str(due.source),
    }


@router.get("/holidays/{year}", auth=None, response={200: YearOut, 404: ProblemOut}, summary="一年的节假日和调休")
def show_year(request: HttpRequest, year: Annotated[int, Path(ge=1, le=9999)]) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    if not HolidayYear.objects.visible_to(actor).filter(year=year).exists():
        raise NotFound(f"{year}年的放假安排还没有载入。")
    rows = Holiday.objects.visible_to(actor).filter(day__year=year)
    days = {row.day: row for row in rows.order_by("day", F("county").asc(nulls_first=True))}
    return {"year": year, "confirmed": True, "days": list(days.values())}


@router.get("/terms", auth=None, response=list[TermOut], summary="届次")
def list_terms(request: HttpRequest) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    sessions = list(Session.objects.visible_to(actor))
    return [_term(term, [s for s in sessions if s.term_id == term.pk]) for term in Term.objects.visible_to(actor)]


@router.post("/terms", response={201: TermOut, **REFUSALS}, summary="加一届")
def open_term(request: Request, body: NewTerm) -> Any:
    _need_office(request)
    wanted = cleaned(TermForm(posted(body.dict())))
    return Status(201, _term(services.open_term(request.county.pk, actor=request.actor, **wanted), []))


@router.put("/terms/{int:pk}", response={200: TermOut, **REFUSALS}, summary="改一届")
def change_term(request: Request, pk: int, body: TermIn) -> Any:
    _need_office(request)
    wanted = cleaned(ChangeTermForm(posted(body.dict())))
    return _with_sessions(request, services.change_term(_term_of(request, pk), actor=request.actor, **wanted))


@router.post("/terms/{int:pk}/close", response={200: TermOut, **REFUSALS}, summary="写上一届届满的日子")
def close_term(request: Request, pk: int, body: LastDay) -> Any:
    _need_office(request)
    return _with_sessions(request, services.close_term(_term_of(request, pk), actor=request.actor, on=body.on))


@router.post("/terms/{int:pk}/sessions", response={201: SessionOut, **REFUSALS}, summary="加一次会议")
def open_session(request: Request, pk: int, body: SessionIn) -> Any:
    _need_office(request)
    return Status(201, services.open_session(_term_of(request, pk), actor=request.actor, **body.dict()))


@router.put("/sessions/{int:pk}", response={200: SessionOut, **REFUSALS}, summary="改一次会议")
def change_session(request: Request, pk: int, body: SessionIn) -> Any:
    _need_office(request)
    session = get_object_or_404(Session.objects.visible_to(request.actor), pk=pk)
    return services.change_session(session, actor=request.actor, **body.dict())


def _term(term: Term, sessions: list[Session]) -> dict[str, Any]:
    return {
        "id": term.pk, "congress": term.congress_key, "name": term.congress_name, "number": term.number,
        "starts_on": term.starts_on, "ends_on": term.ends_on, "sessions": sessions,
    }  # fmt: skip


def _with_sessions(request: Request, term: Term) -> dict[str, Any]:
    return _term(term, list(Session.objects.visible_to(request.actor).filter(term=term)))


def _term_of(request: Request, pk: int) -> Term:
    return get_object_or_404(Term.objects.visible_to(request.actor), pk=pk)


def _need_office(request: Request) -> None:
    """Asked before the body is looked at more closely, so that nobody else learns what it lacks."""
    if not may_set(request.actor, request.county.pk):
        raise NotAllowed("规则、节假日、届次由县人大代表工委或者管理员来定。")


def _county(request: HttpRequest) -> int:
    return request.county.pk  # type: ignore[attr-defined, no-any-return]
