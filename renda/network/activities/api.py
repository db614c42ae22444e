"""Activities as JSON: the list, how one begins, the month's duties, and the derived routes of activity and summary."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import AwareDatetime, Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes
from renda.network.activities import access, queries, services
from renda.network.activities.models import Activity, Summary
from renda.network.activities.states import FOUR, ActivityState, Family, Words
from renda.network.activities.workflow import ACTIVITY, SUMMARY
from renda.network.stations.models import Station

PAGE = 50


class ActivityLine(Schema):
    """sort: what books and figures go by; kind: what the county calls it."""

    id: UUID
    station: str
    sort: str
    kind: str
    title: str
    state: str
    starts_at: datetime
    place: str
    href: str


class ActivityPage(Schema):
    """The latest first; `after` of the next page, empty at the end."""

    rows: list[ActivityLine]
    after: str


class PlanActivityIn(Closed):
    """station: its code. starts_at, ends_at: with their offset. sort, tags, topic: keys of the county's words."""

    station: str = Field(max_length=24, min_length=1)
    sort: str = Field("reception", max_length=12)
    title: str = Field("", max_length=80)
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    place: str = Field("", max_length=120)
    plan: str = Field("", max_length=1000)
    tags: list[str] = Field(default_factory=list, max_length=20)
    topic: str | None = Field(None, max_length=12)
    deputy_ids: list[int] = Field(default_factory=list, max_length=200)
    announce: bool = False


class RosterIn(Closed):
    station: str = Field(max_length=24, min_length=1)
    year: int = Field(ge=2000, le=2100)
    month: int = Field(ge=1, le=12)
    days: list[int] = Field(max_length=8, min_length=1)
    starts: time
    ends: time | None = None
    each: int = Field(2, ge=1, le=10)
    months: int = Field(1, ge=1, le=3)
    announce: bool = False


class GapIn(Closed):
    station: str = Field(max_length=24, min_length=1)
    year: int = Field(ge=2000, le=2100)
    month: int = Field(ge=1, le=12)
    reason: str = Field(max_length=80, min_length=1)


class WordIn(Closed):
    """key: empty for a new word. sort: of a new kind, what books and figures take it for."""

    key: str = Field("", max_length=12)
    label: str = Field(max_length=20, min_length=1)
    sort: str = Field("", max_length=12)
    is_on: bool = True


class WordOut(Schema):
    """is_set: said by the county; otherwise our proposal holds (可修改)."""

    family: str
    key: str
    label: str
    sort: str
    is_on: bool
    is_set: bool


class SummaryIn(Closed):
    station: str = Field(max_length=24, min_length=1)
    year: int = Field(ge=2000, le=2100)
    quarter: int = Field(ge=1, le=4)


class MadeActivityOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_activity(row: Activity, actor: Actor) -> dict[str, Any]:
    """The public reads when, where and who is on duty; what came of it those of the station and of the congress."""
    people = row.attendances.all().for_page()
    found = {
        "station": row.station.name, "sort": row.sort, "kind": row.kind_label, "title": row.title, "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat() if row.ends_at else None, "place": row.place, "tags": row.tags, "topic": row.topic,
        "tag_labels": row.tag_labels,
        "held_on": row.held_on.isoformat() if row.held_on else None, "deputies": [one.deputy.name for one in people],
    }  # fmt: skip
    if access.is_inside(actor, row):
        found |= {
            "plan": row.plan, "result": row.result, "visitors": row.visitors, "cancel_reason": row.cancel_reason,
            "people": [{"deputy": one.deputy.name, "answer": one.answer, "came": one.came} for one in people],
        }  # fmt: skip
    return found


def show_summary(row: Summary, _actor: Actor) -> dict[str, Any]:
    return {"station": row.station.name, "year": row.year, "quarter": row.quarter, "text": row.text, "figures": row.figures,
            "confirmed_on": row.confirmed_on.isoformat() if row.confirmed_on else None}  # fmt: skip


router = matter_routes([(ACTIVITY, show_activity), (SUMMARY, show_summary)], tag="家站活动", staged=staged_by)


@router.get("/activities", response={200: ActivityPage, 422: ProblemOut}, auth=None, summary="家站活动列表")
def list_activities(request: HttpRequest, state: str = "", sort: str = "", after: UUID | None = None) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if (state and state not in ActivityState.values) or (
        sort and not queries.words_of(actor.county_id).find(Family.KIND, sort)
    ):
        raise Invalid("state、sort 只能是已有的值。", field="state")
    rows = Activity.objects.visible_to(actor).of_kind(sort)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows.for_list().order_by("-pk")[: PAGE + 1])
    return {"rows": [_line(row) for row in found[:PAGE]], "after": str(found[PAGE - 1].pk) if len(found) > PAGE else ""}


def _line(row: Activity) -> dict[str, Any]:
    return {"id": row.pk, "station": row.station.name, "sort": row.sort, "kind": row.kind_label, "title": row.title, "state": row.state,
            "starts_at": row.starts_at, "place": row.place, "href": row.get_absolute_url()}  # fmt: skip


@router.post("/activities", response={201: MadeActivityOut, **REFUSALS}, summary="安排一次活动")
def plan(request: HttpRequest, payload: PlanActivityIn) -> Any:
    facts = payload.dict()
    station = _station(request, facts.pop("station"))
    facts["topic"] = facts["topic"] or ""
    return Status(201, _made(services.plan_activity(station, actor=request.actor, once=_once(request), **facts)))  # type: ignore[attr-defined]


@router.post("/activities/roster", response={201: list[MadeActivityOut], **REFUSALS}, summary="排一到三个月的值班表")
def plan_roster(request: HttpRequest, payload: RosterIn) -> Any:
    facts = payload.dict()
    station = _station(request, facts.pop("station"))
    return Status(201, [_made(row) for row in services.plan_receptions(station, actor=request.actor, **facts)])  # type: ignore[attr-defined]


@router.post("/activities/summaries", response={201: MadeActivityOut, **REFUSALS}, summary="起草季度总结")
def draft_summary(request: HttpRequest, payload: SummaryIn) -> Any:
    station = _station(request, payload.station)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    row = services.draft_summary(station, actor=actor, year=payload.year, quarter=payload.quarter, once=_once(request))
    return Status(201, _made(row))


@router.get("/activities/calendar/{int:year}", summary="月月有活动、季季有总结", response=list[dict[str, Any]])
def read_calendar(request: HttpRequest, year: int) -> Any:
    """months: how many were recorded; gaps: month → why it stayed empty; four: quarter → how often each of the four (四在家站)."""
    if not 2000 <= year <= 2100:
        raise Invalid("请写四位数的年份。", field="year")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    stations = list(queries.stations_of(actor).listed()[:400])
    rows = Activity.objects.filter(county_id=actor.county_id, station__in=stations)
    counted, four = queries.months(rows, year), queries.four_of(rows, year)
    reasons = queries.gap_reasons(actor.county_id, year, [one.pk for one in stations])
    return [
        {
            "station": one.code, "name": one.name, "months": counted.get(one.pk, {}),
            "gaps": {month: reasons[one.pk, month] for month in range(1, 13) if (one.pk, month) in reasons},
            "four": {q: four.get((one.pk, q), dict.fromkeys(map(str, FOUR), 0)) for q in (1, 2, 3, 4)},
        }
        for one in stations
    ]  # fmt: skip


@router.post("/activities/gaps", response={201: dict[str, Any], **REFUSALS}, summary="说明哪个月为什么没有活动")
def explain_gap(request: HttpRequest, payload: GapIn) -> Any:
    facts = payload.dict()
    row = services.explain_gap(_station(request, facts.pop("station")), actor=request.actor, **facts)  # type: ignore[attr-defined]
    return Status(201, {"year": row.year, "month": row.month, "reason": row.reason})


@router.get("/activities/words", response=list[WordOut], auth=None, summary="活动的种类、标签和学习内容")
def read_words(request: HttpRequest) -> Any:
    return _said(queries.words_of(request.actor.county_id))  # type: ignore[attr-defined]


@router.post("/activities/words/{family}", response={200: list[WordOut], **REFUSALS}, summary="改名、增加、停用")
def set_words(request: HttpRequest, family: str, payload: list[WordIn]) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return _said(services.set_words(actor.county_id, actor=actor, family=family, lines=[one.dict() for one in payload]))


def _said(words: Words) -> list[dict[str, Any]]:
    return [
        {name: getattr(line, name) for name in ("family", "key", "label", "sort", "is_on", "is_set")}
        for line in words.lines
    ]


def _station(request: HttpRequest, code: str) -> Station:
    return get_object_or_404(Station.objects.visible_to(request.actor), code=code)  # type: ignore[attr-defined]


def _once(request: HttpRequest) -> UUID | None:
    return getattr(request, "once", None)


def _made(row: Activity | Summary) -> dict[str, Any]:
    return {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()}
