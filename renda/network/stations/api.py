"""Stations for programs: public facts only."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from renda.ground.kernel.clock import today
from renda.network.stations.models import Station
from renda.network.stations.queries import deputies_of

router = Router(tags=["stations"])
PAGE = 100


class StationOut(Schema):
    code: str
    name: str
    kinds: list[str]
    town: str
    zone: str
    villages: list[str]
    address: str
    lon: float | None
    lat: float | None
    is_invented_point: bool
    phone: str
    hours: str
    reception: str
    state: str
    opened_on: date | None
    intake: str


class StationsOut(Schema):
    rows: list[StationOut]
    next: str


class MemberOut(Schema):
    code: str
    name: str
    level: int
    occupation: str


class StationPageOut(StationOut):
    deputies: list[MemberOut]


class ProblemOut(Schema):
    status: int
    title: str
    detail: str


@router.get("/", auth=None, response=StationsOut, summary="家站")
def list_stations(
    request: HttpRequest,
    town: Annotated[str, Query(max_length=40)] = "",
    q: Annotated[str, Query(max_length=40)] = "",
    after: Annotated[str, Query(max_length=200)] = "",
) -> Any:
    rows = Station.objects.visible_to(request.actor).listed().matching(town=town, words=q.strip())  # type: ignore[attr-defined]
    shown = list(rows.after(after)[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    return {"rows": [_out(row) for row in shown[:PAGE]], "next": f"{last.town}|{last.name}" if last else ""}


@router.get("/{code}", auth=None, response={200: StationPageOut, 404: ProblemOut}, summary="一个家站和在站的代表")
def show_station(request: HttpRequest, code: str) -> Any:
    station = get_object_or_404(Station.objects.visible_to(request.actor), code=code)  # type: ignore[attr-defined]
    return {**_out(station), "deputies": [member.deputy for member in deputies_of(station, today())]}


def _out(station: Station) -> dict[str, Any]:
    names = ("code", "name", "kinds", "town", "zone", "villages", "address", "lon", "lat", "is_invented_point", "hours")
    facts = {name: getattr(station, name) for name in names}
    more = {"phone": station.phone_public, "reception": station.reception, "state": station.state}
    return {**facts, **more, "opened_on": station.opened_on, "intake": f"/o/new?s={station.code}"}
