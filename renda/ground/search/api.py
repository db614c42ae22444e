"""The same search as JSON: what the caller may see, and what everybody may."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from renda.ground.kernel.actor import Actor
from renda.ground.people.web import address_of
from renda.ground.search import finding, services
from renda.ground.search.advice.reply import hints
from renda.ground.search.forms import read_ask
from renda.ground.search.near import near
from renda.ground.search.replies import replying
from renda.ground.search.rules import Piece
from renda.ground.workflow.api import REFUSALS, ProblemOut

router = Router(tags=["搜索"])
REFUSED = {422: ProblemOut, 429: ProblemOut}


class Asked(Schema):
    """q: words, a number (建议第023号), a phrase in quotes, pinyin or initials of a name; order: fit or date; after: of the page before."""

    q: str = ""
    kind: str = ""
    year: str = ""
    org: str = ""
    town: str = ""
    state: str = ""
    order: str = ""
    after: str = ""


class PieceOut(Schema):
    text: str
    is_hit: bool


class HitOut(Schema):
    kind: str
    label: str
    id: str
    title: str
    number: str
    snippet: list[PieceOut]
    href: str
    day: date | None
    org: str
    town: str
    state: str


class ChoiceOut(Schema):
    """count: among the newest 500."""

    value: str
    label: str
    count: int


class FoundOut(Schema):
    """count: up to 500; is_more: there are more. after: of the next page, empty at the end."""

    items: list[HitOut]
    count: int
    is_more: bool
    after: str
    facets: dict[str, list[ChoiceOut]]


@router.get("/search", response=FoundOut, summary="搜索：看得到的都能搜")
def search(request: HttpRequest, asked: Asked = Query(...)) -> Any:  # type: ignore[type-arg]
    return _found(request.actor, asked)  # type: ignore[attr-defined]


@router.get("/public/search", response=FoundOut, auth=None, summary="搜索公开的内容")
def search_public(request: HttpRequest, asked: Asked = Query(...)) -> Any:  # type: ignore[type-arg]
    return _found(Actor(county_id=request.county.pk), asked)  # type: ignore[attr-defined]


class ReplyIn(Schema):
    """kind, id, step: the step that replies, as in `/api/v1/<kind>/<id>`; text: the reply."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(max_length=40)
    id: UUID
    step: str = Field(max_length=40)
    text: str = Field(max_length=20_000)


class HintOut(Schema):
    """kind: missed_request, passed_on, no_date, only_repeats or too_short; sentence: what caused it."""

    kind: str
    text: str
    sentence: str


@router.post("/search/reply-hints", response={200: list[HintOut], **REFUSALS}, summary="答复送出前看看有没有漏")
def check_reply(request: HttpRequest, payload: ReplyIn) -> Any:
    """Advice only: nothing is kept, and nothing is refused for it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    _, _, row, form_class = replying(actor, payload.kind, payload.id, payload.step)
    question, asks = form_class(row=row, actor=actor).replied_to()
    return hints(question, payload.text, asks)


class Written(Schema):
    """text: title and words of the matter, as far as they are written; only the beginning is compared. most: at most 20."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=20_000)
    most: int = Field(5, ge=1, le=20)


class NearOut(Schema):
    """score: 0 to 1; shared: the words both have; is_same: likely the same matter, for a person to decide."""

    kind: str
    label: str
    id: str
    title: str
    state: str
    day: date | None
    href: str
    score: float
    shared: list[str]
    is_same: bool


@router.post("/search/alike", response={200: list[NearOut], **REFUSED}, summary="找说同一件事的旧件")
def alike(request: HttpRequest, written: Written) -> Any:
    return _alike(request.actor, request, written)  # type: ignore[attr-defined]


@router.post(
    "/public/search/alike",
    auth=None,
    response={200: list[NearOut], **REFUSED},
    summary="在公开的内容里找说同一件事的旧件",
)
def alike_public(request: HttpRequest, written: Written) -> Any:
    return _alike(Actor(county_id=request.county.pk), request, written)  # type: ignore[attr-defined]


def _alike(actor: Actor, request: HttpRequest, written: Written) -> list[dict[str, Any]]:
    services.slow_down(actor, address=address_of(request))
    return [{**asdict(one), "id": one.key} for one in near(actor, written.text, most=written.most)]


def _found(actor: Actor, asked: Asked) -> dict[str, Any]:
    found = finding.search(actor, read_ask(asked.dict()))
    return {
        "items": [
            {"kind": hit.kind, "label": hit.label, "id": hit.key, "title": _plain(hit.title), "number": hit.number,
             "snippet": hit.snippet, "href": hit.href, "day": hit.day, "org": hit.org, "town": hit.town, "state": hit.state}
            for hit in found.hits
        ],
        "count": found.count, "is_more": found.is_more, "after": found.after, "facets": found.facets,
    }  # fmt: skip


def _plain(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
