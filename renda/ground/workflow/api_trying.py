"""A new rule or holiday year for programs: which running matters it moves, then confirmed and replayed in one transaction."""

from datetime import date
from itertools import islice
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from renda.ground.county import services as county
from renda.ground.county.access import may_set
from renda.ground.county.forms import RuleForm
from renda.ground.county.models import HolidayDraft, RuleSet
from renda.ground.county.rules import RuleBook
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request, cleaned, posted
from renda.ground.workflow.api import REFUSALS
from renda.ground.workflow.services import preview_replay
from renda.ground.workflow.trying import confirm_holidays, set_rule

router = Router(tags=["county"])
SHOWN = 200


class RuleIn(Schema, extra="forbid"):
    number: Annotated[int, Field(ge=1, le=10_000)]
    unit: Annotated[str, Field(max_length=8)]
    valid_from: date
    source_name: Annotated[str, Field(min_length=1, max_length=120)]
    source_article: Annotated[str, Field(max_length=60)] = ""
    level: int = 0


class YearIn(Schema, extra="forbid"):
    """`text`: a line a day (日期,名称,休 or 班), or the same as JSON."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    text: Annotated[str, Field(min_length=1, max_length=200_000)]
    source: Annotated[str, Field(max_length=200)] = ""


class MovedOut(Schema):
    """A running matter whose day would move."""

    kind: str
    number: str
    title: str
    href: str
    due_on: date | None
    would_be: date


class PreviewOut(Schema):
    """rest: how many more would move than are listed."""

    moved: list[MovedOut]
    rest: int


class DraftOut(PreviewOut):
    id: int
    year: int
    days: int


class DoneOut(Schema):
    """How many running matters moved."""

    moved: int


@router.post(
    "/rules/{kind}/try", response={200: PreviewOut, **REFUSALS}, summary="试改一条规则，看会移动哪些事项的期限"
)
def try_rule(request: Request, kind: Annotated[str, Field(max_length=40)], body: RuleIn) -> Any:
    return _preview(request.county.pk, county.book_with_rule(request.county.pk, **_rule(request, kind, body)))


@router.post("/rules/{kind}", response={200: DoneOut, **REFUSALS}, summary="改定一条规则")
def change_rule(request: Request, kind: Annotated[str, Field(max_length=40)], body: RuleIn) -> Any:
    return {"moved": set_rule(request.county.pk, actor=request.actor, **_rule(request, kind, body))}


@router.post("/holidays", response={201: DraftOut, **REFUSALS}, summary="载入一年的放假安排，还不生效")
def load_holidays(request: Request, body: YearIn) -> Any:
    _need_office(request)
    draft = county.draft_holidays(request.county.pk, actor=request.actor, **body.dict())
    return Status(201, _draft(draft))


@router.get(
    "/holidays/drafts/{int:pk}", response={200: DraftOut, **REFUSALS}, summary="还没确认的放假安排会移动哪些期限"
)
def show_draft(request: Request, pk: int) -> Any:
    return _draft(_draft_of(request, pk))


@router.post("/holidays/drafts/{int:pk}/confirm", response={200: DoneOut, **REFUSALS}, summary="确认一年的放假安排")
def confirm_draft(request: Request, pk: int) -> Any:
    return {"moved": confirm_holidays(_draft_of(request, pk), actor=request.actor)}


@router.delete("/holidays/drafts/{int:pk}", response={204: None, **REFUSALS}, summary="不要这份安排")
def drop_draft(request: Request, pk: int) -> Any:
    county.drop_draft(_draft_of(request, pk), actor=request.actor)
    return Status(204, None)


def _rule(request: Request, kind: str, body: RuleIn) -> dict[str, Any]:
    """Permission first; then the kind has to be known, and the body goes through the form of the page."""
    _need_office(request)
    get_object_or_404(RuleSet.objects.visible_to(request.actor).filter(county=None), kind=kind)
    return {"kind": kind, **cleaned(RuleForm(posted(body.dict())))}


def _draft_of(request: Request, pk: int) -> HolidayDraft:
    return get_object_or_404(HolidayDraft.objects.visible_to(request.actor), pk=pk)


def _draft(draft: HolidayDraft) -> dict[str, Any]:
    return {
        "id": draft.pk,
        "year": draft.year,
        "days": len(draft.days),
        **_preview(draft.county_id, county.draft_book(draft)),
    }


def _preview(county_id: int, book: RuleBook) -> dict[str, Any]:
    found = preview_replay(county_id, book)
    rows = [
        {"kind": m.waiting.kind, "number": m.waiting.number, "title": m.waiting.title, "href": m.waiting.link,
         "due_on": m.waiting.due_on, "would_be": m.due.day}
        for m in islice(found, SHOWN)
    ]  # fmt: skip
    return {"moved": rows, "rest": sum(1 for _ in found)}


def _need_office(request: Request) -> None:
    if not may_set(request.actor, request.county.pk):
        raise NotAllowed("规则和节假日由县人大代表工委或者管理员来定。")
