"""Checks as JSON: checklists, a year's checks and gaps, how checks begin, texts for the wall, and the derived routes of a check."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.api import REFUSALS, Closed, ProblemOut, matter_routes
from renda.network.activities.queries import stations_of
from renda.network.standards import services
from renda.network.standards.models import Check
from renda.network.standards.queries import checklists_on, wall_on
from renda.network.standards.shown import gap_line, narrowed, table
from renda.network.standards.states import CheckState, Fact, GapState, Sort
from renda.network.standards.workflow import CHECK
from renda.network.stations.states import StationKind

PAGE = 50


class ItemIn(Closed):
    """fact: what the platform may know of it by itself; empty for nothing."""

    name: str = Field(max_length=40, min_length=1)
    basis: str = Field("", max_length=120)
    fact: Fact | None = None


class ChecklistIn(Closed):
    """A new version of the list `key`, a new list if it is empty."""

    key: str = Field("", max_length=24)
    title: str = Field(max_length=40, min_length=1)
    sort: Sort = Sort.PLAIN
    items: list[ItemIn] = Field(max_length=40, min_length=1)
    valid_from: date
    source: str = Field("", max_length=120)


class ChecklistOut(Schema):
    key: str
    title: str
    version: int
    sort: str
    items: list[dict[str, Any]]
    valid_from: date
    source: str
    is_packaged: bool


class WallIn(Closed):
    key: str = Field("", max_length=24)
    title: str = Field(max_length=40, min_length=1)
    text: str = Field(max_length=4000, min_length=1)
    kinds: list[StationKind] = Field(default_factory=list, max_length=7)
    valid_from: date
    source: str = Field("", max_length=120)
    is_shown: bool = True


class WallOut(Schema):
    key: str
    title: str
    version: int
    text: str
    kinds: list[str]
    valid_from: date
    source: str
    is_packaged: bool
    is_shown: bool


class BeginIn(Closed):
    """station: its code; without one, all that the caller keeps and that have none yet."""

    key: str = Field(max_length=24, min_length=1)
    year: int = Field(ge=2000, le=2100)
    station: str = Field("", max_length=24)


class BegunOut(Schema):
    """How many were begun; id of the one that was asked for."""

    count: int
    id: UUID | None = None


class CheckLine(Schema):
    id: UUID
    town: str
    station: str
    key: str
    year: int
    state: str
    gaps: list[str]
    href: str


class CheckPage(Schema):
    """By town and station; `after` of the next page, empty at the end."""

    rows: list[CheckLine]
    after: str


class TallyOut(Schema):
    """has of `of` stations have the item; no percent under five."""

    name: str
    has: int
    partly: int
    lacks: int
    of: int
    percent: int | None


class GapsOut(Schema):
    year: int
    key: str
    checked: int
    of: int
    tallies: list[TallyOut]
    gaps: list[dict[str, Any]]


def show_check(row: Check, _actor: Actor) -> dict[str, Any]:
    found = [
        {"item": one["name"], "basis": one["basis"], "answer": one.get("answer", ""), "remark": one.get("remark", ""),
         "m2": one.get("m2"), "lacks": one["lacks"], "fix": one["fix"], "said": dict(one["said"])}
        for one in row.found
    ]  # fmt: skip
    return {
        "station": row.station.code, "station_name": row.station.name, "key": row.key, "title": row.checklist.title,
        "list_version": row.checklist.version, "year": row.year, "items": found, "gaps": row.gaps,
        "done_on": row.done_on.isoformat() if row.done_on else None,
    }  # fmt: skip


router = matter_routes([(CHECK, show_check)], tag="家站标准", staged=staged_by)


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


@router.get("/standards/checklists", response={200: list[ChecklistOut], 401: ProblemOut}, summary="标准清单")
def read_checklists(request: HttpRequest) -> Any:
    return checklists_on(_actor(request).county_id, clock.today())


@router.post("/standards/checklists", response={201: ChecklistOut, **REFUSALS}, summary="改标准清单（新的一版）")
def save_checklist(request: HttpRequest, payload: ChecklistIn) -> Any:
    said = payload.dict()
    items = [{**item, "fact": item["fact"] or ""} for item in said.pop("items")]
    return Status(201, services.save_checklist(actor=_actor(request), items=items, **said))


@router.get("/standards/wall", response=list[WallOut], auth=None, summary="上墙制度")
def read_wall(request: HttpRequest) -> Any:
    return wall_on(request.county.pk, clock.today())  # type: ignore[attr-defined]


@router.post("/standards/wall", response={201: WallOut, **REFUSALS}, summary="改上墙制度（新的一版）")
def save_wall(request: HttpRequest, payload: WallIn) -> Any:
    return Status(201, services.save_wall_text(actor=_actor(request), **payload.dict()))


@router.get("/standards/checks", response={200: CheckPage, **REFUSALS}, summary="一年的家站核查")
def list_checks(
    request: HttpRequest, year: int, key: str = "", state: str = "", town: str = "", after: UUID | None = None
) -> Any:
    if state and state not in CheckState.values:
        raise Invalid("state只能是已有的值。", field="state")
    rows = Check.objects.visible_to(_actor(request)).filter(year=_year(year))
    for name, value in (("key", key), ("state", state), ("station__town", town)):
        rows = rows.filter(**{name: value}) if value else rows
    if after:
        rows = rows.behind(
            get_object_or_404(Check.objects.visible_to(_actor(request)).select_related("station"), pk=after)
        )
    found = list(rows.listed()[: PAGE + 1])
    lines = [
        {"id": one.pk, "town": one.station.town, "station": one.station.name, "key": one.key, "year": one.year,
         "state": one.state, "gaps": one.gaps, "href": one.get_absolute_url()}
        for one in found[:PAGE]
    ]  # fmt: skip
    return {"rows": lines, "after": str(found[PAGE - 1].pk) if len(found) > PAGE else ""}


@router.post("/standards/checks", response={201: BegunOut, **REFUSALS}, summary="开始核查")
def begin(request: HttpRequest, payload: BeginIn) -> Any:
    actor = _actor(request)
    if not payload.station:
        return Status(201, {"count": services.begin_many(actor=actor, key=payload.key, year=payload.year)})
    station = get_object_or_404(stations_of(actor), code=payload.station)
    once = getattr(request, "once", None)
    row = services.begin_station_check(station, actor=actor, key=payload.key, year=payload.year, once=once)
    return Status(201, {"count": 1, "id": row.pk})


@router.get("/standards/gaps/{int:year}", response={200: GapsOut, **REFUSALS}, summary="一年的缺项")
def read_gaps(
    request: HttpRequest, year: int, key: str = "six", town: str = "", item: str = "", state: str = ""
) -> Any:
    if state and state not in GapState.values:
        raise Invalid("state只能是已有的值。", field="state")
    found = table(_actor(request), _year(year), key)
    gaps = [gap_line(gap) for gap in narrowed(found.gaps, town=town, item=item, state=state)]
    return {"year": year, "key": key, "checked": found.checked, "of": found.of, "tallies": found.tallies, "gaps": gaps}


def _year(year: int) -> int:
    if not 2000 <= year <= 2100:
        raise Invalid("请写四位数的年份。", field="year")
    return year
