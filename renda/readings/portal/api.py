"""The public figures and published suggestions as JSON, for anyone; complaints for those who answer them."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Schema

from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotFound
from renda.ground.workflow.api import ProblemOut, matter_routes
from renda.readings.portal import queries, shown
from renda.readings.portal.models import Complaint
from renda.readings.portal.queries import Filters
from renda.readings.portal.workflow import COMPLAINT
from renda.voice.suggestions.models import Suggestion


class FiguresOut(Schema):
    """Counted by a job every quarter of an hour: the cut-off moment stands beside the numbers."""

    counted_at: datetime
    data: dict[str, Any]


class PublishedOut(Schema):
    """One published suggestion as lists show it."""

    number: str
    title: str
    unit: str
    published_on: date
    reply_class: str
    ratings: dict[str, int]
    result: str
    href: str


class PublishedPage(Schema):
    items: list[PublishedOut]
    after: str


class PublishedWhole(PublishedOut):
    proposer: str
    signers: list[str]
    category: str
    extent: str
    texts: dict[str, str]
    asks: list[str]
    promises: list[dict[str, Any]]
    replies: list[dict[str, Any]]
    days: dict[str, date | None]


class PublishedFilters(Schema):
    """The same filters as the page."""

    reply_class: str = ""
    category: str = ""
    year: str = ""
    words: str = ""
    after: str = ""


def show(complaint: Complaint, _actor: Actor) -> dict[str, Any]:
    return {
        "about": complaint.about,
        "text": complaint.text,
        "has_phone": bool(complaint.phone),
        "answer": complaint.answer,
    }


router = matter_routes([(COMPLAINT, show)], tag="公开", staged=staged_by)


@router.get("/public/figures", response={200: FiguresOut, 404: ProblemOut}, auth=None, summary="公开数字")
def read_figures(request: HttpRequest) -> Any:
    figures = queries.figures_of(_county_id(request))
    if figures is None:
        raise NotFound("数字还没有统计出来，过一刻钟再看。")
    data = {key: value for key, value in figures.data.items() if key != "map"}
    return {"counted_at": figures.counted_at, "data": data}


@router.get("/public/suggestions", response=PublishedPage, auth=None, summary="已公开的代表建议")
def list_published(request: HttpRequest, filters: PublishedFilters = Query(...)) -> Any:  # type: ignore[type-arg]
    rows, after = queries.page_of(queries.published(_county_id(request), Filters(**filters.dict())))
    return {"items": [_listed(row) for row in rows], "after": after}


@router.get(
    "/public/suggestions/{congress}/{number}", response={200: PublishedWhole, 404: ProblemOut}, auth=None,
    summary="一件已公开的代表建议",
)  # fmt: skip
def read_published(request: HttpRequest, congress: str, number: str) -> Any:
    row = queries.find_published(_county_id(request), congress, number)
    if row is None:
        raise Http404
    return {
        **_listed(row), "proposer": row.proposer.name, "signers": shown.signers(row), "category": row.category,
        "extent": row.disclosure, "texts": dict(shown.text_parts(row)), "asks": shown.asks(row),
        "promises": [asdict(promise) for promise in shown.promises(row)],
        "replies": [_reply(reply) for reply in shown.replies(row)],
        "days": {stage.label: stage.on for stage in shown.stages(row)},
    }  # fmt: skip


def _listed(row: Suggestion) -> dict[str, Any]:
    card = shown.card(row)
    return {
        "number": card.number, "title": card.title, "unit": card.unit, "published_on": card.published_on,
        "reply_class": card.letter, "ratings": card.rated.counts if card.rated else {}, "result": card.result,
        "href": reverse("portal:suggestion", args=[card.congress, card.short]),
    }  # fmt: skip


def _reply(reply: shown.Reply) -> dict[str, Any]:
    return {
        "unit": reply.unit, "is_lead": reply.is_lead, "round": reply.round, "reply_class": reply.letter,
        "number": reply.number, "on": reply.on, "points": list(reply.points), "closing": reply.closing,
    }  # fmt: skip


def _county_id(request: HttpRequest) -> int:
    return int(request.county.pk)  # type: ignore[attr-defined]
