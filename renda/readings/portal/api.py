"""The public figures and published suggestions as JSON, for anyone; complaints for those who answer them."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query, Schema

from renda.ground.files.queries import staged_by
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotFound
from renda.ground.workflow.api import ProblemOut, matter_routes
from renda.network.activities.models import Activity
from renda.network.activities.queries import gap_reasons
from renda.readings.portal import queries, rules, shown
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


class StationFacts(Schema):
    """What a station's public page shows. handled: of the opinions received this year; months: how many activities in each."""

    code: str
    name: str
    state: str
    reception: str
    receptions: list[dict[str, Any]]
    handled: dict[str, int]
    months: dict[int, int]
    gaps: dict[int, str]
    results: list[PublishedOut]


@router.get(
    "/public/stations/{code}", response={200: StationFacts, 404: ProblemOut}, auth=None, summary="一个家站的公开情况"
)
def read_station(request: HttpRequest, code: str) -> Any:
    place = get_object_or_404(queries.station_of(Actor(county_id=_county_id(request)), code))
    year = clock.today().year
    days = [day.month for _, day, _ in queries.held_in(place, year)]
    reasons = gap_reasons(place.county_id, year, [place.pk])
    return {
        "code": place.code, "name": place.name, "state": place.state, "reception": place.reception,
        "receptions": [_reception(row) for row in queries.receptions(place.county_id, clock.now(), station=place)],
        "handled": asdict(rules.handled(queries.opinions_at(place, year))),
        "months": {month: days.count(month) for month in range(1, 13)},
        "gaps": {month: reason for (_, month), reason in reasons.items()},
        "results": [_listed(row) for row in queries.published_from(place)[:3]],
    }  # fmt: skip


def _reception(row: Activity) -> dict[str, Any]:
    people = [one.deputy.name for one in row.on_duty]  # type: ignore[attr-defined]
    return {"starts_at": row.starts_at, "ends_at": row.ends_at, "place": row.place, "deputies": people}


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
