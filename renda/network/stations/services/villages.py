"""The county's list of villages as a table (村和社区名单): columns, checks, loading."""

from typing import Any

from renda.ground.kernel.actor import Actor
from renda.ground.papers.excel import Field
from renda.network.deputies.services import Sheet
from renda.network.stations.models import Village
from renda.network.stations.services.sheets import point_faults

FIELDS = (
    Field("town", "乡镇", is_required=True, also=("所属乡镇", "乡镇（街道）")),
    Field("name", "村", is_required=True, also=("村（社区）", "名称")),
    Field("code", "代码", also=("区划代码", "统计用区划代码")),
    Field("lon", "经度"),
    Field("lat", "纬度"),
    Field("merged", "撤并"),
)
MOST = {"town": 40, "name": 40, "code": 12}
Known = dict[tuple[str, str], Village]


def _prepare(county_id: int) -> Known:
    return {(row.town, row.name): row for row in Village.objects.filter(county_id=county_id)}


def _check(values: dict[str, str], _known: Known) -> list[str]:
    faults = [
        f"“{values[name]}”太长了，最多{most}个字。" for name, most in MOST.items() if len(values.get(name, "")) > most
    ]
    if values.get("code") and not values["code"].isdecimal():
        faults.append("代码只写数字。")
    if values.get("merged", "否") not in ("是", "否"):
        faults.append("撤并请写是或者否。")
    return faults + point_faults(values)


def _load(values: dict[str, str], known: Known, *, county_id: int, actor: Actor) -> None:
    """Add the village or correct the one of this town and name; `撤并` takes it off the list, its row stays."""
    facts: dict[str, Any] = {"is_current": values.get("merged") != "是"}
    if values.get("code"):
        facts["code"] = values["code"]
    if values.get("lon"):
        facts |= {"lon": float(values["lon"]), "lat": float(values["lat"]), "is_invented_point": False}
    key = (values["town"], values["name"])
    known[key], _ = Village.objects.update_or_create(county_id=county_id, town=key[0], name=key[1], defaults=facts)


VILLAGES = Sheet("villages", "村和社区名单", FIELDS, ("town", "name"), _prepare, _check, _load)
