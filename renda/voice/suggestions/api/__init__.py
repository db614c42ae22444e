"""Suggestions as JSON: the list, how one begins, and the derived routes of the suggestion and its parts."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import File, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.papers.web import csv_answer
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes
from renda.voice.suggestions import access, services
from renda.voice.suggestions.api.following import add_routes, show_lookback, show_promise
from renda.voice.suggestions.models import Handling, Intake, Promise, Publication, Rating, Signature, Suggestion
from renda.voice.suggestions.queries import counts_of_intake
from renda.voice.suggestions.queries.pages import STATES_OF, Filters, filtered
from renda.voice.suggestions.services import exchange
from renda.voice.suggestions.states import Category, Disclosure, Need
from renda.voice.suggestions.workflow import HANDLING, LOOKBACK, PROMISE, PUBLICATION, RATING, SIGNATURE, SUGGESTION

PAGE, BAD_SHOWN = 50, 200


class SuggestionLine(Schema):
    id: UUID
    number: str
    title: str
    state: str
    proposer: str
    category: str
    lead: str
    assigned_on: date | None
    reply_class: str
    replied_on: date | None
    published_on: date | None
    href: str


class SuggestionPage(Schema):
    """Newest first; `after` of the next page, empty at the end."""

    rows: list[SuggestionLine]
    after: str


class DraftIn(Closed):
    title: str = Field(max_length=120, min_length=1)
    problem: str = Field(max_length=5000, min_length=1)
    asks: list[str] = Field(max_length=20, min_length=1)
    analysis: str = Field("", max_length=5000)
    category: Category = Category.OTHER
    need: Need | None = None
    hoped_unit: str = Field("", max_length=60)
    may_be_public: bool = True
    is_researched: bool = False
    deputy_id: int | None = None
    opinion_ids: list[UUID] = Field(default_factory=list, max_length=50)


class PublicationIn(Closed):
    extent: Disclosure
    reason: str = Field("", max_length=300)
    summary: str = Field("", max_length=3000)
    redactions: str = Field("", max_length=300)


class InviteIn(Closed):
    deputy_ids: list[int] = Field(max_length=200, min_length=1)


class MappingIn(Closed):
    """columns: key of our field for each column, empty to leave it out; units, deputies: name → id."""

    columns: list[str] | None = Field(None, max_length=60)
    units: dict[str, int] = Field(default_factory=dict)
    deputies: dict[str, int] = Field(default_factory=dict)


class BadRowOut(Schema):
    row: int
    faults: list[str]


class IntakeOut(Schema):
    """counts: all, ready, bad, loaded. bad: the first rows that can't go in, with their number in the file."""

    id: int
    file_name: str
    titles: list[str]
    columns: list[str]
    counts: dict[str, int]
    unknown_units: dict[str, int]
    unknown_deputies: dict[str, int]
    is_done: bool
    bad: list[BadRowOut]


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def _visible(request: HttpRequest, pk: UUID) -> Suggestion:
    return get_object_or_404(Suggestion.objects.visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]


def _once(request: HttpRequest) -> UUID | None:
    return getattr(request, "once", None)


def _made(row: Any) -> dict[str, Any]:
    return {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()}


def _line(row: Suggestion) -> dict[str, Any]:
    return {
        "id": row.pk, "number": row.number_text, "title": row.title, "state": row.state, "proposer": row.proposer.name,
        "category": row.category, "lead": row.lead_org.name if row.lead_org else "", "assigned_on": row.assigned_on,
        "reply_class": row.reply_class, "replied_on": row.replied_on, "published_on": row.published_on,
        "href": row.get_absolute_url(),
    }  # fmt: skip


def show_suggestion(row: Suggestion, actor: Actor) -> dict[str, Any]:
    """The body of a suggestion; the public reads a summary where only that was published."""
    is_short = not access.is_party(actor, row) and row.disclosure == Disclosure.SUMMARY
    text = (
        {"summary": row.summary} if is_short else {"problem": row.problem, "analysis": row.analysis, "asks": row.asks}
    )
    handlings = Handling.objects.visible_to(actor).filter(parent=row).select_related("org").order_by("round", "pk")
    ratings = Rating.objects.visible_to(actor).filter(parent=row).select_related("deputy").order_by("round", "pk")
    for part in (*handlings, *ratings):
        part.parent = row
    return {
        **_plain_line(row), **text, "round": row.handling_round, "disclosure": row.disclosure,
        "handlings": [show_handling(h, actor) for h in handlings], "ratings": [show_rating(r, actor) for r in ratings],
        **_supervisors(row, actor),
        "promises": [show_promise(p, actor) for p in _promises(row, actor)],
        "publications": [str(p.pk) for p in Publication.objects.visible_to(actor).filter(parent=row)],
        "signatures": [show_signature(s, actor) for s in
                       Signature.objects.visible_to(actor).filter(parent=row).select_related("deputy")],
    }  # fmt: skip


def _supervisors(row: Suggestion, actor: Actor) -> dict[str, Any]:
    """Who presses for it (三督); the public reads only that it is a key one."""
    if not access.is_party(actor, row):
        return {"is_key": row.is_key}
    return {
        "is_key": row.is_key, "key_paper": row.key_paper, "leader": row.leader.name if row.leader else "",
        "committee": row.committee.name if row.committee else "",
    }  # fmt: skip


def _promises(row: Suggestion, actor: Actor) -> list[Promise]:
    found = Promise.objects.visible_to(actor).filter(parent=row).select_related("org", "handling")
    rows = list(found.order_by("handling", "point"))
    for promise in rows:
        promise.parent = row
    return rows


def _plain_line(row: Suggestion) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
        for name, value in _line(row).items()
    }


def show_handling(row: Handling, actor: Actor) -> dict[str, Any]:
    """A unit's part; a reply not yet sent is left out for those who do not work on it."""
    plain = {"id": str(row.pk), "unit": row.org.name, "mode": row.mode, "round": row.round, "state": row.state}
    is_public_summary = not access.is_party(actor, row.parent) and row.parent.disclosure != Disclosure.FULL
    if access.is_kept_from(actor, row) or is_public_summary:
        return plain
    return {
        **plain, "answers": row.answers, "reply_class": row.reply_class, "paper_number": row.paper_number,
        "done_on": row.done_on.isoformat() if row.done_on else None,
        "co_opinion": row.co_opinion if access.is_party(actor, row.parent) else "",
    }  # fmt: skip


def show_rating(row: Rating, actor: Actor) -> dict[str, Any]:
    text = row.text if access.is_party(actor, row.parent) else ""
    return {"id": str(row.pk), "deputy": row.deputy.name, "round": row.round, "state": row.state,
            "process": row.process, "result": row.result, "text": text}  # fmt: skip


def show_signature(row: Signature, _actor: Actor) -> dict[str, Any]:
    return {"id": str(row.pk), "deputy": row.deputy.name, "state": row.state}


def show_publication(row: Publication, actor: Actor) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "extent": row.extent,
        "reason": row.reason if access.is_party(actor, row.parent) else "",
        "state": row.state,
    }


router = matter_routes(
    [
        (SUGGESTION, show_suggestion),
        (HANDLING, show_handling),
        (SIGNATURE, show_signature),
        (RATING, show_rating),
        (PUBLICATION, show_publication),
        (PROMISE, show_promise),
        (LOOKBACK, show_lookback),
    ],
    tag="代表建议",
    staged=staged_by,
)


add_routes(router)


@router.get("/suggestions", response={200: SuggestionPage, 422: ProblemOut}, summary="代表建议列表")
def list_suggestions(
    request: HttpRequest, state: str = "", category: str = "", q: str = "", after: UUID | None = None
) -> Any:
    if state and state not in STATES_OF:
        raise Invalid(f"state 只能是：{'、'.join(STATES_OF)}。", field="state")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    filters = Filters(state=state, category=category, text=q.strip()[:60])
    rows = filtered(Suggestion.objects.visible_to(actor), filters, actor.county_id, clock.today())
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows.select_related("proposer", "lead_org").order_by("-pk")[: PAGE + 1])
    return {"rows": [_line(row) for row in found[:PAGE]], "after": str(found[PAGE - 1].pk) if len(found) > PAGE else ""}


@router.get("/suggestions/export.csv", summary="代表建议全部列，CSV（UTF-8），边读边发")
def export_suggestions(request: HttpRequest, state: str = "", category: str = "", q: str = "") -> Any:
    if state and state not in STATES_OF:
        raise Invalid(f"state 只能是：{'、'.join(STATES_OF)}。", field="state")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    filters = Filters(state=state, category=category, text=q.strip()[:60])
    rows = filtered(Suggestion.objects.visible_to(actor), filters, actor.county_id, clock.today())
    return csv_answer(exchange.TITLES, exchange.export_rows(rows, actor), f"suggestions-{clock.today()}.csv")


@router.post("/suggestions/imports", response={201: IntakeOut, **REFUSALS}, summary="上传旧系统的建议表，先查")
def draft_import(request: HttpRequest, file: UploadedFile = File(...)) -> Any:  # type: ignore[type-arg]
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return Status(201, _intake_out(exchange.draft_intake(file.read(), actor=actor, file_name=file.name or "上传")))


@router.get("/suggestions/imports/{pk}", response={200: IntakeOut, 404: ProblemOut}, summary="导入到哪里了")
def show_import(request: HttpRequest, pk: int) -> Any:
    return _intake_out(_intake(request, pk))


@router.post("/suggestions/imports/{pk}/mapping", response={200: IntakeOut, **REFUSALS}, summary="列和名字对上什么")
def map_import(request: HttpRequest, pk: int, payload: MappingIn) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    intake = _intake(request, pk)
    if payload.columns is not None:
        intake = exchange.map_columns(intake, actor=actor, mapping=payload.columns)
    if payload.units or payload.deputies:
        intake = exchange.match_names(intake, actor=actor, units=payload.units, deputies=payload.deputies)
    return _intake_out(intake)


@router.post("/suggestions/imports/{pk}/load", response={200: IntakeOut, **REFUSALS}, summary="开始导入")
def load_import(request: HttpRequest, pk: int) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return _intake_out(exchange.start_intake(_intake(request, pk), actor=actor))


def _intake(request: HttpRequest, pk: int) -> Intake:
    rows = Intake.objects.visible_to(request.actor).select_related("congress")  # type: ignore[attr-defined]
    return get_object_or_404(rows, pk=pk)


def _intake_out(intake: Intake) -> dict[str, Any]:
    counts = counts_of_intake(intake)
    bad = intake.rows.filter(fate="bad").order_by("number")[:BAD_SHOWN]
    return {
        "id": intake.pk, "file_name": intake.file_name, "titles": intake.titles, "columns": intake.mapping,
        "counts": counts, "unknown_units": dict(intake.unknown_units), "unknown_deputies": dict(intake.unknown_deputies),
        "is_done": intake.done_at is not None, "bad": [{"row": row.number, "faults": row.faults} for row in bad],
    }  # fmt: skip


@router.post("/suggestions", response={201: MadeOut, **REFUSALS}, summary="起草一件建议")
def draft(request: HttpRequest, payload: DraftIn) -> Any:
    fields = {**payload.dict(), "need": payload.need or ""}
    row = services.draft_suggestion(actor=request.actor, once=_once(request), **fields)  # type: ignore[attr-defined]
    return Status(201, _made(row))


@router.post("/suggestions/{uuid:pk}/signatures", response={201: MadeOut, **REFUSALS}, summary="邀请联名")
def invite(request: HttpRequest, pk: UUID, payload: InviteIn) -> Any:
    row = services.invite_signature(
        _visible(request, pk),
        actor=request.actor,  # type: ignore[attr-defined]
        deputy_ids=payload.deputy_ids,
        once=_once(request),
    )
    return Status(201, _made(row))


@router.post("/suggestions/{uuid:pk}/publications", response={201: MadeOut, **REFUSALS}, summary="提出公开方式")
def propose(request: HttpRequest, pk: UUID, payload: PublicationIn) -> Any:
    row = services.propose_publication(
        _visible(request, pk),
        actor=request.actor,  # type: ignore[attr-defined]
        once=_once(request),
        **payload.dict(),
    )
    return Status(201, _made(row))
