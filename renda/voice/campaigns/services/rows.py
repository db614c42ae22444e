"""What one row of a table says, looked up in what the county knows: the deputy, the town, the village, the category."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from renda.ground.papers.excel import Field
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.deputies.models import Deputy
from renda.network.deputies.states import Level
from renda.voice.campaigns import queries, rules
from renda.voice.campaigns.models import Campaign
from renda.voice.campaigns.queries import Home, Town
from renda.voice.campaigns.states import Category, HandlingLevel

FIELDS = (
    Field("deputy", "代表姓名", is_required=True, also=("代表", "姓名", "提出人")),
    Field("deputy_level", "代表级别", also=("级别", "层级")),
    Field("delegation", "代表团", also=("代表团或选区", "选区", "所属镇")),
    Field("text", "建议内容", is_required=True, also=("内容", "建议", "事项", "意见建议")),
    Field("place", "地点", also=("具体地点",)),
    Field("town", "乡镇", also=("镇", "所在乡镇")),
    Field("village", "村（社区）", also=("村", "社区", "所在村")),
    Field("category", "类别", also=("分类",)),
    Field("level", "办理层级", also=("建议办理层级",)),
)
MOST = {"text": 2000, "place": 100}
LEVELS = {word: level for level in Level for word in (level.label, level.short, level.label[:-2])}
CATEGORIES = {str(label): str(value) for value, label in Category.choices}
HANDLING = {
    "村": HandlingLevel.VILLAGE, "社区": HandlingLevel.VILLAGE, "镇": HandlingLevel.TOWN, "乡": HandlingLevel.TOWN, "乡镇": HandlingLevel.TOWN,
    "县": HandlingLevel.COUNTY, "市": HandlingLevel.CITY, **{str(label): HandlingLevel(value) for value, label in HandlingLevel.choices},
    "村级": HandlingLevel.VILLAGE, "镇级": HandlingLevel.TOWN, "县级": HandlingLevel.COUNTY, "市级": HandlingLevel.CITY,
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What rows are checked against, read once: deputies by name, their homes, towns by name."""

    deputies: Mapping[str, list[Deputy]]
    homes: Mapping[int, Home]
    towns: Mapping[str, Town]
    presidiums: Mapping[int, Organisation]


@dataclass
class Found:
    """What a row means, and what a person has to correct before it can be taken."""

    deputy: Deputy | None = None
    presidium: Organisation | None = None
    helper_org_id: int | None = None
    village_org_id: int | None = None
    category: str = ""
    level: str = ""
    digest: str = ""
    faults: list[str] = field(default_factory=list)


def read_known(campaign: Campaign) -> Known:
    county_id = campaign.county_id
    deputies: dict[str, list[Deputy]] = {}
    for deputy in Deputy.objects.filter(county_id=county_id, serving=True).order_by("-level", "pk"):
        deputies.setdefault(deputy.name, []).append(deputy)
    bodies = Organisation.objects.filter(county_id=county_id, kind=OrgKind.PRESIDIUM).in_use()
    towns = {town.name: town for town in queries.towns_of(county_id)}
    return Known(deputies, queries.homes_in(county_id), towns, {body.pk: body for body in bodies})


def look_up(values: Mapping[str, str], known: Known) -> Found:
    """Nothing is guessed: who or what can't be told apart is a fault that says what to add."""
    found = Found()
    found.faults += [
        f"“{_title(name)}”太长了，最多{most}个字。" for name, most in MOST.items() if len(values.get(name, "")) > most
    ]
    found.deputy = _deputy(values, known, found.faults)
    home = known.homes.get(found.deputy.pk, Home()) if found.deputy else Home()
    found.helper_org_id = home.org_id
    town = _town(values, known, found.faults)
    presidium_id = town.presidium_id if town else home.presidium_id
    found.presidium = known.presidiums.get(presidium_id or 0)
    found.village_org_id = _village(values, known, found)
    found.category = _word(values, "category", CATEGORIES, found.faults)
    found.level = _word(values, "level", HANDLING, found.faults)
    if found.deputy:
        found.digest = rules.digest(found.deputy.pk, values.get("text", ""))
    return found


def _deputy(values: Mapping[str, str], known: Known, faults: list[str]) -> Deputy | None:
    """The serving deputy of this name; of several the one whose level and delegation are given. One person's seats are one."""
    name = values.get("deputy", "").replace(" ", "").replace("\u3000", "")
    named = known.deputies.get(name, [])
    if not named:
        faults.append(f"名册里没有在任代表“{name[:20]}”，请核对姓名。")
        return None
    level = _level(values, faults)
    fitting = [d for d in named if level is None or d.level == level]
    if words := values.get("delegation", ""):
        fitting = [d for d in fitting if words in (d.delegation, d.district) or d.delegation.startswith(words)]
    people = {d.user_id or -d.pk for d in fitting}
    if len(people) == 1:
        return fitting[0]
    if not fitting:
        faults.append(f"名册里的“{name}”不是这个级别或者代表团：{_said(named)}。")
    else:
        faults.append(f"有{len(people)}位代表叫“{name}”，请写明级别和代表团：{_said(fitting)}。")
    return None


def _level(values: Mapping[str, str], faults: list[str]) -> int | None:
    word = values.get("deputy_level", "")
    if word and word not in LEVELS:
        faults.append(f"代表级别“{word[:10]}”看不懂，请写全国代表、省代表、市代表、县代表或者镇代表。")
    return LEVELS.get(word)


def _said(deputies: list[Deputy]) -> str:
    return "、".join(f"{d.get_level_display()}{f'（{d.delegation}）' if d.delegation else ''}" for d in deputies[:4])


def _town(values: Mapping[str, str], known: Known, faults: list[str]) -> Town | None:
    name = values.get("town", "")
    if name and name not in known.towns:
        faults.append(f"没有“{name[:20]}”这个乡镇，请写全称，例如{next(iter(known.towns), '城关镇')}。")
    return known.towns.get(name)


def _village(values: Mapping[str, str], known: Known, found: Found) -> int | None:
    name = values.get("village", "")
    if not name or found.presidium is None:
        return None
    town = next((t for t in known.towns.values() if t.presidium_id == found.presidium.pk), None)
    villages = town.villages if town else {}
    fitting = [
        pk for village, pk in villages.items() if village == name or village.startswith(name.removesuffix("村民委员会"))
    ]
    if not fitting:
        found.faults.append(
            f"{town.name if town else '这个镇'}没有“{name[:20]}”，请写村（社区）的全称，或者把这一格空着。"
        )
    return fitting[0] if fitting else None


def _word(values: Mapping[str, str], name: str, known: Mapping[str, str], faults: list[str]) -> str:
    word = values.get(name, "")
    if word and word not in known:
        faults.append(f"{_title(name)}“{word[:20]}”看不懂，请写：{'、'.join(list(known)[:12])}。")
    return str(known.get(word, ""))


def _title(name: str) -> str:
    return next(column.title for column in FIELDS if column.key == name)
