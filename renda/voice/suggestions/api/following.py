"""Promises, the look-back and the closed loop as JSON."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut
from renda.voice.suggestions import access, queries, services
from renda.voice.suggestions.models import Lookback, Promise
from renda.voice.suggestions.queries import PromiseFilters
from renda.voice.suggestions.queries.following import STATES
from renda.voice.suggestions.shown.whole import whole_of

PAGE = 50


class PromiseLine(Schema):
    """first_promised_on: the day in the letter; promised_on: the day that counts now."""

    id: UUID
    suggestion: UUID
    number: str
    title: str
    unit: str
    point: int
    ask: str
    first_promised_on: date
    promised_on: date
    carried_to_year: int | None
    answered_on: date | None
    state: str
    is_on_time: bool | None
    href: str


class PromisePage(Schema):
    """The soonest promised day first; `after` of the next page, empty at the end. figures: of all of them on `counted_on`."""

    rows: list[PromiseLine]
    after: str
    figures: dict[str, int]
    counted_on: date


class EntryOut(Schema):
    at: datetime
    phase: str
    label: str
    who: str
    acted_as: str
    words: str


class WholeOut(Schema):
    """The closed loop of one suggestion: every step in order, and its promises as they stand."""

    id: UUID
    number: str
    title: str
    reply_class: str
    entries: list[EntryOut]
    promises: list[PromiseLine]


class BeginIn(Closed):
    """The year asked about is the running one."""

    year: int = Field(ge=2000, le=2200)


class BegunOut(Schema):
    asked: int


def _line(row: Promise) -> dict[str, Any]:
    parent = row.parent
    return {
        "id": row.pk, "suggestion": parent.pk, "number": parent.number_text, "title": parent.title, "unit": row.org.name,
        "point": row.point, "ask": row.ask, "first_promised_on": row.first_promised_on, "promised_on": row.promised_on,
        "carried_to_year": row.carried_to_year, "answered_on": row.answered_on, "state": row.state,
        "is_on_time": row.is_on_time, "href": row.get_absolute_url(),
    }  # fmt: skip


def show_promise(row: Promise, actor: Actor) -> dict[str, Any]:
    """The promise as it stands; what unit and deputy wrote later is for those concerned."""
    plain = {name: str(v) if isinstance(v, UUID | date) else v for name, v in _line(row).items()}
    plain |= {"text": row.text, "section": row.section, "origin": row.origin}
    if not access.is_party(actor, row.parent):
        return plain if row.origin == "reply" else {**plain, "text": ""}
    return {
        **plain, "progress": row.progress, "answer": row.answer, "paper_number": row.paper_number, "grade": row.grade,
        "dispute": row.dispute, "ruling": row.ruling, "is_confirmed": row.is_confirmed,
    }  # fmt: skip


def show_lookback(row: Lookback, actor: Actor) -> dict[str, Any]:
    plain = {
        "suggestion": str(row.parent_id), "unit": row.org.name, "year": row.year, "point": row.point, "ask": row.ask,
        "promise": str(row.promise_id) if row.promise_id else None, "claim": row.claim, "state": row.state,
    }  # fmt: skip
    return {**plain, "text": row.text, "finding": row.finding} if access.is_party(actor, row.parent) else plain


def add_routes(router: Router) -> None:
    """The lists that no step gives: the board, the start of the look-back, the closed loop."""
    router.add_api_operation(
        "/promises", ["GET"], list_promises, response={200: PromisePage, 422: ProblemOut}, summary="承诺台账"
    )
    router.add_api_operation(
        "/lookbacks", ["POST"], begin_lookback, response={200: BegunOut, **REFUSALS}, summary="开始今年的回头看"
    )
    router.add_api_operation(
        "/suggestions/{uuid:pk}/whole", ["GET"], read_whole, response={200: WholeOut, 404: ProblemOut},
        summary="一件建议的全过程",
    )  # fmt: skip


def list_promises(
    request: HttpRequest, state: str = "", unit: int = 0, year: int = 0, q: str = "", light: str = "", after: str = ""
) -> Any:
    if state not in STATES:
        raise Invalid(f"state 只能是：{'、'.join(key for key in STATES if key)}。", field="state")
    if light not in ("", "red", "amber"):
        raise Invalid("light 只能是 red 或者 amber。", field="light")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    filters, today = (
        PromiseFilters(state, light, unit, year if 1900 < year < 2300 else 0, q.strip()[:60]),
        clock.today(),
    )
    rows = Promise.objects.concerning(actor)
    shown = rows.filtered(filters, today).later_than(_place(after))
    found = list(shown.for_board(actor.county_id).order_by("promised_on", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return {
        "rows": [_line(row) for row in found[:PAGE]], "after": f"{last.promised_on}_{last.pk}" if last else "",
        "figures": queries.promise_figures(rows, today), "counted_on": today,
    }  # fmt: skip


def _place(after: str) -> tuple[date, UUID] | None:
    day, _, key = after.partition("_")
    try:
        return (date.fromisoformat(day), UUID(key)) if after else None
    except ValueError:
        raise Invalid("after 要照上一页给的填。", field="after") from None


def begin_lookback(request: HttpRequest, payload: BeginIn) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if payload.year != clock.today().year:
        raise Invalid("只能开始今年的回头看。", field="year")
    offices = actor.orgs(Role.OFFICE, Role.TOWNSHIP)
    asked = services.ask_lookbacks(actor.county_id, actor=actor, year=payload.year, office_ids=offices)
    return {"asked": asked}


def read_whole(request: HttpRequest, pk: UUID) -> Any:
    whole = whole_of(request.actor, pk)  # type: ignore[attr-defined]
    row = whole.suggestion
    for promise in whole.promises:
        promise.parent = row
    return {
        "id": row.pk, "number": row.number_text, "title": row.title, "reply_class": row.reply_class,
        "entries": [
            {"at": e.at, "phase": e.phase, "label": e.label, "who": e.who, "acted_as": e.acted_as, "words": e.words}
            for e in whole.entries
        ],
        "promises": [_line(promise) for promise in whole.promises],
    }  # fmt: skip
