"""The network for programs: the map, villages and tags for all; the plan and the decisions for who takes them."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Schema, Status
from pydantic import Field

from renda.ground.files.queries import staged_by
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed
from renda.ground.people.models import Organisation
from renda.ground.workflow.api import REFUSALS, Closed, matter_routes
from renda.ground.workflow.forms import FIRST_YEAR, LAST_YEAR
from renda.network.deputies.models import Deputy
from renda.network.stations import access, queries, services
from renda.network.stations.models import Opening, Placing, Station, Tag, Village
from renda.network.stations.proposals import proposals
from renda.network.stations.shown import map_for, plan_of
from renda.network.stations.states import Excuse
from renda.network.stations.workflow import OPENING, PLACING

PAGE = 100
MOST_KEY = 2**31 - 1
Code = Annotated[str, Field(pattern=r"^[0-9A-Z-]{1,24}$")]
Day = Annotated[date, Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))]


class PointOut(Schema):
    lon: float
    lat: float
    drawn_as: str
    deputies: int
    name: str
    href: str


class MapOut(Schema):
    """outline: GeoJSON MultiPolygon; approval: 审图号, empty as long as the outline has none; note: to stand under the map."""

    outline: dict[str, Any] | None
    is_ground: bool
    approval: str
    source: str
    note: str
    without_point: int
    points: list[PointOut]


class VillageOut(Schema):
    town: str
    name: str
    code: str
    lon: float | None
    lat: float | None
    is_invented_point: bool


class VillagesOut(Schema):
    rows: list[VillageOut]
    next: str


class TagOut(Schema):
    id: int
    sort: str
    name: str
    places: int


class GroupOut(Schema):
    label: str
    all: int
    open: int
    building: int
    planned: int
    paused: int
    late: int


class PlanOut(Schema):
    total: GroupOut
    towns: list[GroupOut]
    quarters: list[GroupOut]
    late: list[UUID]


class PlanIn(Closed):
    name: str = Field(min_length=1, max_length=80)
    kinds: list[str]
    town: str = Field("", max_length=40)
    town_org: int | None = Field(None, ge=1, le=MOST_KEY)
    villages: list[str] = Field(default_factory=list, max_length=60)
    address: str = Field("", max_length=160)
    begin_on: Day
    target_on: Day


class ProposalOut(Schema):
    deputy: str
    name: str
    level: int
    station: str
    station_name: str
    basis: str
    km: float | None
    words: str


class ProposalsOut(Schema):
    total: int
    rows: list[ProposalOut]
    next: str


class AcceptIn(Closed):
    """deputy, station: their public codes."""

    deputy: Code
    station: Code


class ChooseIn(AcceptIn):
    from_on: Day


class ExcuseIn(Closed):
    deputy: Code
    excuse: Excuse
    reason: str = Field(min_length=1, max_length=300)
    review_on: Day


class ExceptionOut(Schema):
    id: UUID
    deputy: str
    name: str
    excuse: str
    reason: str
    review_on: date


class MadeOut(Schema):
    id: UUID
    state: str
    version: int
    href: str


def show_opening(row: Opening, _actor: Actor) -> dict[str, Any]:
    days = {name: value and value.isoformat() for name in DAYS for value in [getattr(row, name)]}
    return {"station": row.station.code, "name": row.station.name, "town": row.station.town, "kinds": row.kinds, **days}


DAYS = ("begin_on", "target_on", "began_on", "opened_on")


def show_placing(row: Placing, _actor: Actor) -> dict[str, Any]:
    """The reason of an exception stands here too: who sees the matter is the congress's side."""
    return {
        "deputy": row.deputy.code, "name": row.deputy.name, "station": row.station.code if row.station else "",
        "from_on": row.from_on and row.from_on.isoformat(), "basis": row.basis, "why": row.why, "excuse": row.excuse,
        "reason": row.reason, "review_on": row.review_on and row.review_on.isoformat(),
    }  # fmt: skip


router = matter_routes([(OPENING, show_opening), (PLACING, show_placing)], tag="家站网络", staged=staged_by)


@router.get("/network/map", auth=None, response=MapOut, summary="家站地图")
def read_map(
    request: HttpRequest,
    town: Annotated[str, Query(max_length=40)] = "",
    kind: Annotated[str, Query(max_length=20)] = "",
    tag: Annotated[int, Query(ge=0, le=MOST_KEY)] = 0,
) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Station.objects.visible_to(actor).shown().matching(town=town).kept(kind=kind, tag=tag)
    drawn = map_for(actor.county_id, rows.order_by("pk"), clock.today())
    names = ("lon", "lat", "drawn_as", "deputies", "name", "href")
    points = [dict(zip(names, point[:6], strict=True)) for point in drawn["points"]]
    return {**drawn, "points": points, "without_point": drawn["unplaced"]}


@router.get("/network/villages", auth=None, response=VillagesOut, summary="村和社区名单")
def list_villages(
    request: HttpRequest,
    town: Annotated[str, Query(max_length=40)] = "",
    after: Annotated[str, Query(max_length=100)] = "",
) -> Any:
    rows = Village.objects.visible_to(request.actor).current().listed()  # type: ignore[attr-defined]
    shown = list((rows.filter(town=town) if town else rows).after(after)[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    return {"rows": shown[:PAGE], "next": f"{last.town}|{last.name}" if last else ""}


@router.get("/network/tags", auth=None, response=list[TagOut], summary="产业标签和家站数")
def list_tags(request: HttpRequest) -> Any:
    return list(Tag.objects.visible_to(request.actor).filter(is_current=True).listed())  # type: ignore[attr-defined]


@router.get("/network/plan", response={200: PlanOut, **REFUSALS}, summary="家站建设计划")
def read_plan(request: HttpRequest) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not access.reads_plan(actor):
        raise NotAllowed("家站建设计划由人大机关和镇人大主席团来看。")
    found = plan_of(actor, clock.today())
    return {
        "total": found.total,
        "towns": found.towns,
        "quarters": found.quarters,
        "late": [row.pk for row in found.late],
    }


@router.post("/network/plan", response={201: MadeOut, **REFUSALS}, summary="把一个站列入计划")
def plan_place(request: HttpRequest, payload: PlanIn) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    facts = payload.dict()
    body = facts.pop("town_org")
    town_org = get_object_or_404(Organisation, county_id=actor.county_id, pk=body) if body else None
    return _made(services.plan_opening(actor=actor, once=_once(request), town_org=town_org, **facts))


@router.get("/network/proposals", response={200: ProposalsOut, **REFUSALS}, summary="没有主要家站的代表和建议")
def list_proposals(request: HttpRequest, after: Annotated[str, Query(max_length=20)] = "") -> Any:
    actor = _decider(request)
    rows = queries.undecided(actor, clock.today()).order_by("-level", "pk")
    shown = list(rows.after(after)[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    found = proposals(actor.county_id, shown[:PAGE])
    codes = Station.objects.filter(county_id=actor.county_id).in_bulk([p.spot.pk for p in found.values() if p])
    return {
        "total": rows.count(), "next": f"{last.level}-{last.pk}" if last else "",
        "rows": [_proposal(row, found[row.pk], codes) for row in shown[:PAGE]],
    }  # fmt: skip


def _proposal(deputy: Deputy, found: Any, codes: dict[int, Station]) -> dict[str, Any]:
    who = {"deputy": deputy.code, "name": deputy.name, "level": deputy.level}
    if found is None:
        return {**who, "station": "", "station_name": "", "basis": "", "km": None, "words": ""}
    place = {"station": codes[found.spot.pk].code, "station_name": found.spot.name}
    return {**who, **place, "basis": found.basis, "km": found.km, "words": found.words}


@router.post("/network/placings/accept", response={201: MadeOut, **REFUSALS}, summary="采纳建议")
def accept(request: HttpRequest, payload: AcceptIn) -> Any:
    """Raises Conflict if another place is proposed by now than the one named."""
    return _decided(
        request, payload, lambda **call: services.accept_placing(station_id=_place(request, payload), **call)
    )


@router.post("/network/placings/choose", response={201: MadeOut, **REFUSALS}, summary="另选家站")
def choose(request: HttpRequest, payload: ChooseIn) -> Any:
    return _decided(
        request, payload,
        lambda **call: services.choose_placing(station=_place(request, payload), from_on=payload.from_on, **call),
    )  # fmt: skip


@router.post("/network/placings/excuse", response={201: MadeOut, **REFUSALS}, summary="记为例外")
def excuse(request: HttpRequest, payload: ExcuseIn) -> Any:
    said = payload.dict(exclude={"deputy"})
    return _decided(request, payload, lambda **call: services.excuse_placing(**said, **call))


@router.get("/network/exceptions", response={200: list[ExceptionOut], **REFUSALS}, summary="编组的例外")
def list_exceptions(request: HttpRequest) -> Any:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not access.reads_plan(actor):
        raise NotAllowed("编组的例外由人大机关和镇人大主席团来看。")
    rows = Placing.objects.visible_to(actor).excused().select_related("deputy").order_by("review_on", "pk")[:500]
    names = ("excuse", "reason", "review_on")
    return [
        {"id": row.pk, "deputy": row.deputy.code, "name": row.deputy.name, **{n: getattr(row, n) for n in names}}
        for row in rows
    ]


def _decided(request: HttpRequest, payload: Any, take: Callable[..., Placing]) -> Any:
    actor = _decider(request)
    deputy = get_object_or_404(Deputy.objects.visible_to(actor).serving(), code=payload.deputy)
    return _made(take(actor=actor, deputy=deputy, once=_once(request)))


def _decider(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not access.decides_some(actor):
        raise NotAllowed("代表编入哪个家站，由县人大代表工委来定；镇代表由本镇人大主席团来定。")
    return actor


def _place(request: HttpRequest, payload: Any) -> int:
    rows = Station.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return get_object_or_404(rows, code=payload.station).pk


def _once(request: HttpRequest) -> UUID | None:
    return getattr(request, "once", None)


def _made(row: Opening | Placing) -> Any:
    return Status(201, {"id": row.pk, "state": row.state, "version": row.version, "href": row.get_absolute_url()})
