"""The assessment as JSON: cycles, a cycle's stations and grades, its export, how an application, a sheet and an appeal begin."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.workflow.api import REFUSALS, Closed, matter_routes
from renda.network.stations.models import Station
from renda.readings.assessments import access, services, shown
from renda.readings.assessments.export import export_cycle
from renda.readings.assessments.models import Candidacy, Cycle, OfStation, StationAppeal
from renda.readings.assessments.states import PlaceState
from renda.readings.assessments.workflow import APPEAL, CANDIDACY

PAGE = 100


class CycleLine(Schema):
    id: UUID
    name: str
    first_on: date
    last_on: date
    apply_by: date
    scheme: str
    href: str


class PlaceLine(Schema):
    """score: of 100, text with one place; empty before it is composed."""

    id: UUID
    town: str
    station: str
    state: str
    score: str
    grade: str
    href: str


class PlacePage(Schema):
    """By town and name; `after` of the next page, empty at the end."""

    rows: list[PlaceLine]
    after: str


class GradeLine(Schema):
    cycle: str
    town: str
    station: str
    grade: str


class BeginIn(Closed):
    """station: its code."""

    station: str = Field(max_length=24, min_length=1)
    cycle: UUID
    reason: str = Field("", max_length=1000)


class SheetIn(Closed):
    """points, words: by item. The call's Idempotency-Key is the sheet's own key: sent again it is the same sheet."""

    points: dict[str, str] = Field(max_length=100)
    words: dict[str, str] = Field(default_factory=dict, max_length=100)
    visited_on: date


class AppealIn(Closed):
    item: str = Field(max_length=8, min_length=1)
    text: str = Field(max_length=1000, min_length=1)


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_place(row: Candidacy, _actor: Actor) -> dict[str, Any]:
    lines = [line for part in shown.table(row) for line in part.lines]
    return {
        "station": row.station.name, "town": row.station.town, "cycle": row.cycle.name, "grade": row.grade,
        "score": _text(row.score), "digest": row.digest, "cut_on": row.cut_on.isoformat() if row.cut_on else None,
        "items": [
            {"item": line.item["key"], "name": line.item["name"], "most": line.item["points"], "measure": line.item["measure"],
             "counted": line.counted, "own": line.own, "points": _text(line.points)}
            for line in lines
        ],
        "sheets": [
            {"id": str(one.pk), "visited_on": one.visited_on.isoformat(), "points": one.points, "is_adopted": one.is_adopted,
             "is_late": one.is_late, "is_replaced": one.is_replaced}
            for one in row.sheets.order_by("received_at", "pk")
        ],
    }  # fmt: skip


def show_appeal(row: StationAppeal, _actor: Actor) -> dict[str, Any]:
    return {"station": row.station.name, "candidacy": str(row.candidacy_id), "item": row.item, "text": row.text,
            "answer": row.answer, "points": _text(row.points)}  # fmt: skip


def _text(value: Any) -> str:
    return "" if value is None else str(value)


router = matter_routes([(CANDIDACY, show_place), (APPEAL, show_appeal)], tag="家站考评", staged=staged_by)


@router.get("/assessments/grades", response=list[GradeLine], auth=None, summary="公布的家站等次")
def list_grades(request: HttpRequest) -> Any:
    """The newest cycles with an announcement: names of stations and grades, by town and name."""
    cycles = Cycle.objects.visible_to(_actor(request)).newest()[:3]
    return [
        {"cycle": cycle.name, "town": row.station.town, "station": row.station.name, "grade": row.grade}
        for cycle in cycles for _, rows in shown.graded(cycle) for row in rows
    ]  # fmt: skip


@router.get("/assessments/cycles", response={200: list[CycleLine], **REFUSALS}, summary="考评周期")
def list_cycles(request: HttpRequest) -> Any:
    _check_reader(request)
    return [
        {"id": row.pk, "name": row.name, "first_on": row.first_on, "last_on": row.last_on, "apply_by": row.apply_by,
         "scheme": str(row.scheme), "href": row.get_absolute_url()}
        for row in Cycle.objects.visible_to(_actor(request)).newest()[:PAGE]
    ]  # fmt: skip


@router.get("/assessments/cycles/{uuid:pk}/places", response={200: PlacePage, **REFUSALS}, summary="一个周期的家站")
def list_places(request: HttpRequest, pk: UUID, state: str = "", after: str = "") -> Any:
    _check_reader(request)
    if state and state not in PlaceState.values:
        raise Invalid("state 只能是已有的值。", field="state")
    rows = Candidacy.objects.visible_to(_actor(request)).filter(cycle=_cycle(request, pk))
    rows = rows.filter(state=state) if state else rows
    found = list(rows.listed().after(after)[: PAGE + 1])
    last = found[PAGE - 1].station if len(found) > PAGE else None
    lines = [
        {"id": row.pk, "town": row.station.town, "station": row.station.name, "state": row.state, "score": _text(row.score),
         "grade": row.grade, "href": row.get_absolute_url()}
        for row in found[:PAGE]
    ]  # fmt: skip
    return {"rows": lines, "after": f"{last.town}|{last.name}" if last else ""}


@router.get(
    "/assessments/cycles/{uuid:pk}/export",
    response={200: dict[str, Any], **REFUSALS},
    summary="导出一个周期，供另算核对",
)
def read_export(request: HttpRequest, pk: UUID) -> Any:
    if not access.reads_all(_actor(request)):
        raise NotAllowed("整个周期的数据由县人大机关来导出。")
    return export_cycle(_cycle(request, pk))


@router.post("/assessments/places", response={201: MadeOut, **REFUSALS}, summary="准备申报")
def begin(request: HttpRequest, payload: BeginIn) -> Any:
    station = get_object_or_404(Station.objects.visible_to(_actor(request)), code=payload.station)
    cycle = _cycle(request, payload.cycle)
    row = services.begin_candidacy(
        station, actor=_actor(request), cycle=cycle, reason=payload.reason, once=getattr(request, "once", None)
    )
    return Status(201, _made(row))


@router.post("/assessments/places/{uuid:pk}/sheets", response={201: MadeOut, **REFUSALS}, summary="交现场评分表")
def send_sheet(request: HttpRequest, pk: UUID, payload: SheetIn) -> Any:
    row = services.take_sheet(
        _place(request, pk), actor=_actor(request), once=getattr(request, "once", None), **payload.dict()
    )
    return Status(201, _made(row))


@router.post("/assessments/places/{uuid:pk}/appeals", response={201: MadeOut, **REFUSALS}, summary="申诉")
def appeal(request: HttpRequest, pk: UUID, payload: AppealIn) -> Any:
    row = services.file_station_appeal(
        _place(request, pk), actor=_actor(request), once=getattr(request, "once", None), **payload.dict()
    )
    return Status(201, _made(row))


def _place(request: HttpRequest, pk: UUID) -> Candidacy:
    rows = Candidacy.objects.visible_to(_actor(request)).select_related(*CANDIDACY.related)
    return get_object_or_404(rows, pk=pk)


def _cycle(request: HttpRequest, pk: UUID) -> Cycle:
    return get_object_or_404(Cycle.objects.visible_to(_actor(request)).select_related("scheme"), pk=pk)


def _check_reader(request: HttpRequest) -> None:
    if not access.reads_assessment(_actor(request)):
        raise NotAllowed("家站考评由人大机关、镇人大主席团和家站来看。")


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def _made(row: OfStation) -> dict[str, Any]:
    return {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()}
