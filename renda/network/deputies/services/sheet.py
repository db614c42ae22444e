"""The roster as a table (代表名册): its columns, how a row is checked, how it is loaded."""

from dataclasses import dataclass
from typing import Any

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.text import tidy_phone
from renda.ground.papers.excel import Field, read_day
from renda.ground.people.models import Organisation, User
from renda.ground.people.services import phone_key
from renda.ground.people.states import OrgKind
from renda.network.deputies.services.importing import Sheet, Values
from renda.network.deputies.services.roster import change_deputy, enrol_deputy, link_account, same_seat
from renda.network.deputies.states import Gender, Level

LEVELS = {word: level for level in Level for word in (level.label, level.short, level.label[:-2])}
GENDERS = {"男": Gender.MALE, "女": Gender.FEMALE, "": Gender.UNKNOWN}
AREA = ("live_town", "live_village", "work_town", "work_village", "workplace")
MOST = {"name": 40, "district": 60, "delegation": 60, "group": 60, "occupation": 40,
        **dict.fromkeys(AREA, 40), "workplace": 80}  # fmt: skip
FIELDS = (
    Field("name", "姓名", is_required=True),
    Field("level", "级别", is_required=True, also=("代表级别", "层级")),
    Field("congress", "所属人大", also=("人民代表大会",)),
    Field("district", "选区", also=("选举单位",)),
    Field("delegation", "代表团"),
    Field("group", "代表小组"),
    Field("gender", "性别"),
    Field("occupation", "职业", also=("职务", "单位及职务")),
    Field("from_on", "任职日", also=("当选日期",)),
    Field("live_town", "居住乡镇"),
    Field("live_village", "居住村", also=("居住村（社区）",)),
    Field("work_town", "工作乡镇"),
    Field("work_village", "工作村", also=("工作村（社区）",)),
    Field("workplace", "工作单位"),
    Field("login", "登录名"),
    Field("phone", "手机号", also=("电话", "联系电话")),
)


@dataclass(frozen=True)
class Known:
    """What the county has, read once for all rows: congresses by name, its own first; accounts by login and phone."""

    county_congress: Organisation | None
    congresses: dict[str, Organisation]
    logins: dict[str, User]
    phones: dict[str, User]


def _prepare(county_id: int) -> Known:
    bodies = list(Organisation.objects.filter(county_id=county_id, kind=OrgKind.CONGRESS).order_by("pk"))
    users = list(User.objects.of_county(county_id).defer("password"))
    named = {name: body for body in bodies for name in (body.name, body.short) if name}
    return Known(
        next((body for body in bodies if body.parent_id is None), None),
        named,
        {user.login: user for user in users},
        {user.phone_index: user for user in users if user.phone_index},
    )


def _check(values: Values, known: Known) -> list[str]:
    faults = [f"“{name}”太长了，最多{most}个字。" for name, most in MOST.items() if len(values.get(name, "")) > most]
    level = LEVELS.get(values["level"])
    if level is None:
        faults.append(f"级别“{values['level']}”看不懂，请写全国代表、省代表、市代表、县代表或者镇代表。")
    named = values.get("congress", "")
    if named and named not in known.congresses:
        faults.append(f"没有“{named}”这个人民代表大会，请照机构表写全称。")
    elif level == Level.TOWNSHIP and not named:
        faults.append("镇代表要写明所属人大。")
    if values.get("gender", "") not in GENDERS:
        faults.append("性别请写男或者女。")
    if values.get("login") and values["login"] not in known.logins:
        faults.append(f"没有登录名“{values['login']}”，请先建账号，或者把这一格空着。")
    return faults + _day_faults(values)


def _day_faults(values: Values) -> list[str]:
    try:
        read_day(values.get("from_on") or "2000-1-1")
    except ValueError as error:
        return [str(error)]
    return []


def _load(values: Values, known: Known, *, county_id: int, actor: Actor) -> None:
    """Enrol the deputy, or correct the one of this seat; link the account if one is found."""
    level = LEVELS[values["level"]]
    congress = known.congresses.get(values.get("congress", ""))
    if congress is None and level == Level.COUNTY:
        congress = known.county_congress
    facts: dict[str, Any] = {
        name: values[name] for name in ("delegation", "group", "occupation", *AREA) if values.get(name)
    }
    if values.get("gender"):
        facts["gender"] = GENDERS[values["gender"]]
    if values.get("from_on"):
        facts["from_on"] = read_day(values["from_on"])
    district = values.get("district", "")
    deputy = same_seat(county_id, values["name"], level, congress, district)
    if deputy is None:
        deputy = enrol_deputy(
            county_id=county_id,
            actor=actor,
            name=values["name"],
            level=level,
            congress=congress,
            district=district,
            **facts,
        )
    elif facts:
        change_deputy(deputy, actor=actor, **facts)
    if user := _account(values, known):
        link_account(deputy, actor=actor, user=user)


def _account(values: Values, known: Known) -> User | None:
    if values.get("login"):
        return known.logins.get(values["login"])
    phone = tidy_phone(values.get("phone", ""))
    return known.phones.get(phone_key(phone)) if phone else None


ROSTER = Sheet("deputies", "代表名册", FIELDS, ("name", "level", "congress", "district"), _prepare, _check, _load)
