"""The county for programs: its rules with their sources, holidays, terms, and how a deadline comes about."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import F
from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from renda.ground.county import services
from renda.ground.county.models import Holiday, HolidayYear, Session, Term
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import NotFound

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
    number: int
    starts_on: date
    ends_on: date
    deadline_at: datetime | None


class TermOut(Schema):
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
    return [
        {
            "congress": term.congress_key,
            "name": term.congress_name,
            "number": term.number,
            "starts_on": term.starts_on,
            "ends_on": term.ends_on,
            "sessions": [session for session in sessions if session.term_id == term.pk],
        }
        for term in Term.objects.visible_to(actor)
    ]


def _county(request: HttpRequest) -> int:
    return request.county.pk  # type: ignore[attr-defined, no-any-return]
