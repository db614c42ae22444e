"""Decisions as JSON: the list, the county's list of matters, a year's list, how one begins, the derived routes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.chamber.decisions import access, queries, services
from renda.chamber.decisions.models import LONGEST, Decision
from renda.chamber.decisions.shown import year_lines
from renda.chamber.decisions.states import Proposer, Sort
from renda.chamber.decisions.workflow import DECISION
from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes

PAGE = 50


class DecisionLine(Schema):
    id: UUID
    title: str
    number: str
    sort: str
    proposer: str
    state: str
    proposed_on: date
    published_on: date | None
    href: str


class DecisionPage(Schema):
    """The latest first; `after` of the next page, empty at the end."""

    rows: list[DecisionLine]
    after: str


class YearLine(Schema):
    """yes, no, abstain: votes; none where the vote was not taken on the platform."""

    id: UUID
    number: str
    title: str
    form: str
    sort: str
    proposer: str
    meeting: str
    voted_on: date | None
    yes: int | None
    no: int | None
    abstain: int | None
    published_on: date
    organ: str
    report_due_on: date | None
    reported_on: date | None
    state: str
    href: str


class MatterOut(Schema):
    sort: str
    title: str
    source: str


class ProposeIn(Closed):
    """body: its number, as `/meetings/bodies` gives it. papers: files uploaded before."""

    body: int
    sort: Sort
    proposer: Proposer
    title: str = Field(min_length=1, max_length=160)
    reasons: str = Field(min_length=1, max_length=4000)
    basis: str = Field("", max_length=2000)
    plan: str = Field("", max_length=LONGEST)
    text: str = Field("", max_length=LONGEST)
    matter: str = Field("", max_length=120)
    proposer_org_id: int | None = None
    mover_id: int | None = None
    papers: list[UUID] = Field(default_factory=list, max_length=6)


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_decision(row: Decision, actor: Actor) -> dict[str, Any]:
    """What is public; reasons, research, drafts and reports for those who have to do with it."""
    found: dict[str, Any] = {
        "sort": row.sort, "matter": row.matter, "proposer": row.proposer, "proposer_name": row.proposer_name,
        "body": row.body.name, "meeting": str(row.meeting_id) if row.meeting_id else None, "form": row.form,
        "voted_on": row.voted_on, "published_on": row.published_on, "organ": row.organ.label if row.organ else "",
        "report_due_on": row.report_due_on, "reported_on": row.reported_on,
    }  # fmt: skip
    is_party = access.is_party(actor, row)
    if row.published_on or is_party:
        found |= {"text": row.text, "report": row.report if row.reported_on else "",
                  "counts": row.ballot.counts if row.ballot else None}  # fmt: skip
    if is_party:
        movers = row.movers.select_related("deputy").order_by("at", "pk")
        found |= {
            "reasons": row.reasons, "basis": row.basis, "plan": row.plan, "research": row.research, "opinions": row.opinions,
            "deliberation": row.deliberation, "check_note": row.check_note, "movers": [one.deputy.name for one in movers],
            "versions": [{"number": one.number, "why": one.why, "text": one.text} for one in row.texts.order_by("number")],
            "ballot": str(row.ballot_id) if row.ballot_id else None,
        }  # fmt: skip
    return found


router = matter_routes([(DECISION, show_decision)], tag="重大事项决定", staged=staged_by)


@router.get("/decisions", response={200: DecisionPage, 422: ProblemOut}, summary="重大事项决定")
def list_decisions(request: HttpRequest, after: str = "", group: str = "") -> Any:
    rows = Decision.objects.visible_to(request.actor).in_group(group)  # type: ignore[attr-defined]
    found, following = rows.select_related("proposer_org", "mover").page(after, PAGE)
    lines = [
        {"id": row.pk, "title": row.title, "number": row.number, "sort": row.sort, "proposer": row.proposer,
         "state": row.state, "proposed_on": row.proposed_on, "published_on": row.published_on,
         "href": row.get_absolute_url()}
        for row in found
    ]  # fmt: skip
    return {"rows": lines, "after": following}


@router.get("/decisions/matters", response=list[MatterOut], summary="重大事项清单")
def list_matters(request: HttpRequest) -> Any:
    county = request.actor.county_id  # type: ignore[attr-defined]
    return [{"sort": one.sort, "title": one.title, "source": one.source} for one in queries.matters_of(county)]


@router.get("/decisions/year/{int:year}", response=list[YearLine], summary="一年的决定、决议")
def list_year(request: HttpRequest, year: int) -> Any:
    if not 1979 <= year <= 2149:
        return []
    rows = Decision.objects.visible_to(request.actor).of_year(year)  # type: ignore[attr-defined]
    return year_lines(rows.select_related("meeting", "ballot", "organ", "mover", "proposer_org"))


@router.post("/decisions", response={201: MadeOut, **REFUSALS}, summary="提出重大事项")
def propose(request: HttpRequest, payload: ProposeIn) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    facts = payload.dict()
    body = get_object_or_404(queries.deciding_bodies(actor.county_id), pk=facts.pop("body"))
    facts["papers"] = staged_by(actor, facts["papers"])
    row = services.propose_decision(body, actor=actor, once=getattr(request, "once", None), **facts)
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})
