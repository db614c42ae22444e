"""Stations as a table (家站表) and who belongs to them (编组名册): columns, checks, loading."""

import re
from dataclasses import dataclass
from typing import Any

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Conflict, Invalid
from renda.ground.papers.excel import Field, read_day
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.deputies.models import Deputy
from renda.network.deputies.services import Sheet
from renda.network.stations.models import Membership, Opening, Station
from renda.network.stations.rules import EAST, NORTH, SOUTH, WEST
from renda.network.stations.services.members import join_station
from renda.network.stations.services.openings import record_opening, upgrade_opening
from renda.network.stations.services.places import change_station, open_station
from renda.network.stations.states import StationKind

KINDS = {word: kind for kind in StationKind for word in (kind.label, kind.label.replace("人大", ""), kind.value)}
MOST = {
    "name": 80, "town": 40, "zone": 40, "address": 160, "phone_public": 20, "hours": 80, "reception": 160,
}  # fmt: skip
PLACE_FIELDS = (
    Field("name", "名称", is_required=True, also=("家站名称",)),
    Field("kinds", "类别", is_required=True),
    Field("town", "乡镇", also=("所属乡镇",)),
    Field("town_org", "镇人大主席团"),
    Field("parent", "上级家站"),
    Field("zone", "片区"),
    Field("villages", "服务的村", also=("村（社区）", "覆盖村")),
    Field("address", "地址"),
    Field("phone_public", "联系电话", also=("电话",)),
    Field("hours", "开放时间"),
    Field("reception", "代表接待日", also=("接待日",)),
    Field("opened_on", "启用日", also=("建成日期",)),
    Field("lon", "经度"),
    Field("lat", "纬度"),
)
MEMBER_FIELDS = (
    Field("deputy", "代表", is_required=True, also=("姓名",)),
    Field("district", "选区", also=("选举单位",)),
    Field("station", "家站", is_required=True, also=("家站名称", "所在家站")),
    Field("from_on", "编入日"),
    Field("is_main", "主要家站"),
)


@dataclass(frozen=True)
class Places:
    stations: dict[str, Station]
    presidiums: dict[str, Organisation]


@dataclass(frozen=True)
class Members:
    stations: dict[str, Station]
    deputies: dict[str, list[Deputy]]


def _prepare_places(county_id: int) -> Places:
    bodies = Organisation.objects.filter(county_id=county_id, kind=OrgKind.PRESIDIUM)
    return Places(_stations(county_id), {name: body for body in bodies for name in (body.name, body.short) if name})


def _prepare_members(county_id: int) -> Members:
    deputies: dict[str, list[Deputy]] = {}
    for deputy in Deputy.objects.serving().filter(county_id=county_id).order_by("-level", "pk"):
        deputies.setdefault(deputy.name, []).append(deputy)
    return Members(_stations(county_id), deputies)


def _stations(county_id: int) -> dict[str, Station]:
    return {station.name: station for station in Station.objects.filter(county_id=county_id)}


def _check_place(values: dict[str, str], known: Places) -> list[str]:
    faults = [f"“{name}”太长了，最多{most}个字。" for name, most in MOST.items() if len(values.get(name, "")) > most]
    for word in _words(values["kinds"]):
        if word not in KINDS:
            faults.append(f"类别“{word}”看不懂，请写：{'、'.join(StationKind.labels)}。")
    if values.get("town_org") and values["town_org"] not in known.presidiums:
        faults.append(f"没有“{values['town_org']}”这个镇人大主席团。")
    return faults + _day_faults(values, "opened_on") + point_faults(values)


def _check_member(values: dict[str, str], known: Members) -> list[str]:
    found = _fitting(values, known)
    faults = [] if values["station"] in known.stations else [f"没有“{values['station']}”这个家站，请照家站表写全称。"]
    if not found:
        faults.append(f"名册里没有在任的代表“{values['deputy']}”。")
    elif len(found) > 1:
        faults.append(f"有{len(found)}位代表叫“{values['deputy']}”，请写上选区。")
    if values.get("is_main", "是") not in ("是", "否"):
        faults.append("主要家站请写是或者否。")
    return faults + _day_faults(values, "from_on")


def _fitting(values: dict[str, str], known: Members) -> list[Deputy]:
    named, district = known.deputies.get(values["deputy"], []), values.get("district", "")
    return [deputy for deputy in named if not district or deputy.district == district]


def _load_place(values: dict[str, str], known: Places, *, county_id: int, actor: Actor) -> None:
    """Open the station, or correct the one of this name. A higher station may stand earlier in the same table."""
    names = ("town", "zone", "address", "phone_public", "hours", "reception")
    facts: dict[str, Any] = {name: values[name] for name in names if values.get(name)}
    facts["kinds"] = [KINDS[word].value for word in _words(values["kinds"])]
    if values.get("villages"):
        facts["villages"] = _words(values["villages"])
    if values.get("opened_on"):
        facts["opened_on"] = read_day(values["opened_on"])
    if values.get("lon"):
        facts |= {"lon": float(values["lon"]), "lat": float(values["lat"]), "is_invented_point": False}
    if values.get("town_org"):
        facts["town_org"] = known.presidiums[values["town_org"]]
    if values.get("parent"):
        if values["parent"] not in known.stations:
            raise Invalid(f"没有上级家站“{values['parent']}”，请先导入它。")
        facts["parent"] = known.stations[values["parent"]]
    station = known.stations.get(values["name"])
    if station is None:
        station = open_station(county_id=county_id, actor=actor, name=values["name"], **facts)
        known.stations[station.name] = station
    else:
        kinds = facts.pop("kinds")
        change_station(station, actor=actor, **facts)
        _upgrade(station, kinds, actor)


def _upgrade(station: Station, kinds: list[str], actor: Actor) -> None:
    """The table says the place is something else now."""
    if set(kinds) == set(station.kinds):
        return
    row = Opening.objects.filter(county_id=station.county_id, station=station).select_related("station").first()
    upgrade_opening(row or record_opening(station=station, actor=actor), actor=actor, kinds=kinds)


def _load_member(values: dict[str, str], known: Members, *, county_id: int, actor: Actor) -> None:
    """Put the deputy into the station; already there is fine."""
    deputies = _fitting(values, known)
    if len(deputies) != 1:
        raise Conflict("名册在检查以后变了，请重新传。")
    station, deputy = known.stations[values["station"]], deputies[0]
    first = read_day(values["from_on"]) if values.get("from_on") else today()
    if not Membership.objects.not_ended(first).filter(county_id=county_id, deputy=deputy, station=station).exists():
        is_main = values.get("is_main", "是") == "是"
        join_station(station, actor=actor, deputy=deputy, from_on=first, is_main=is_main)


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[、，,;；\s]+", text) if word]


def point_faults(values: dict[str, str]) -> list[str]:
    """A point is two numbers of degrees within the country, longitude first; or nothing."""
    lon, lat = values.get("lon", ""), values.get("lat", "")
    if not lon and not lat:
        return []
    try:
        is_here = WEST <= float(lon) <= EAST and SOUTH <= float(lat) <= NORTH
    except ValueError:
        is_here = False
    return [] if is_here else ["经度、纬度要一起填，用度数，例如104.52和28.44。"]


def _day_faults(values: dict[str, str], name: str) -> list[str]:
    try:
        read_day(values.get(name) or "2000-1-1")
    except ValueError as error:
        return [str(error)]
    return []


PLACES = Sheet("stations", "家站表", PLACE_FIELDS, ("name",), _prepare_places, _check_place, _load_place)
MEMBERS = Sheet(
    "members",
    "编组名册",
    MEMBER_FIELDS,
    ("deputy", "district", "station"),
    _prepare_members,
    _check_member,
    _load_member,
)
