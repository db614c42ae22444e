"""Facts about an actor and an assessed station. First line of a docstring: who it is, as pages say it."""

from datetime import date

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.readings.assessments.models import Candidacy, OfStation, Reviewer, StationAppeal
from renda.readings.assessments.queries import COUNTY, INSIDE, STATION
from renda.readings.assessments.rules import typed_items
from renda.readings.assessments.states import STANDING, Grade


def speaks_for(actor: Actor, row: OfStation) -> bool:
    """家站联络员、站长，或者所在镇人大主席团"""
    town = row.town_org_id
    return actor.holds(*STATION, org_id=row.org_id) or (
        actor.holds(Role.TOWNSHIP, org_id=town) if town is not None else actor.holds(Role.OFFICE)
    )


def is_office(actor: Actor, _row: object = None) -> bool:
    """县人大代表工作机构"""
    return actor.holds(Role.OFFICE)


def is_reviewer(actor: Actor, row: Candidacy) -> bool:
    """负责这一片的考评组成员，本乡镇的人回避"""
    return actor.user_id in reviewers_of(row)


def settles(actor: Actor, row: Candidacy) -> bool:
    """负责这一片的考评组成员，或者县人大代表工作机构"""
    return is_office(actor) or is_reviewer(actor, row)


def decides_appeal(actor: Actor, _row: StationAppeal) -> bool:
    """县人大代表工作机构"""
    return actor.holds(Role.OFFICE)


def reviewers_of(row: Candidacy) -> frozenset[int]:
    """Accounts of the group's members who do not come from the station's own town; read once for a row."""
    known: dict[int | None, frozenset[int]] = row.__dict__.setdefault("known_reviewers", {})
    if row.group_id not in known:
        rows = Reviewer.objects.filter(county_id=row.county_id, group_id=row.group_id or 0)
        town = row.station.town
        known[row.group_id] = frozenset(
            user for user, away in rows.values_list("user_id", "own_towns") if not (town and town in away)
        )
    return known[row.group_id]


def reads_assessment(actor: Actor) -> bool:
    """人大机关、镇人大主席团和家站的工作人员"""
    return actor.holds(*INSIDE)


def reads_all(actor: Actor) -> bool:
    return actor.holds(*COUNTY)


# What blocks a step: the reason as the user reads it, empty if there is none.


def is_too_late(row: Candidacy) -> str:
    day = row.cycle.apply_by
    return f"这一周期的申报到{day.month}月{day.day}日为止，已经截止。" if clock.today() > day else ""


def joined_already(row: Candidacy) -> str:
    same = Candidacy.objects.filter(county_id=row.county_id, cycle_id=row.cycle_id, station_id=row.station_id)
    return "这个家站在这一周期已经有一份，请在那一份上办理。" if same.exists() else is_too_late(row)


def has_no_group(row: Candidacy) -> str:
    return "" if row.group_id else "这个乡镇还没有分到考评组，请代表工作机构先分组。"


def is_agreed(row: Candidacy) -> str:
    return "" if differing(row) else "成员的评分没有不一致，不用选。"


def not_composable(row: Candidacy) -> str:
    if items := differing(row):
        return f"成员的评分有{len(items)}项不一致，请考评组先选定用哪一份。"
    return "" if row.sheets.filter(is_adopted=True).exists() else "还没有现场评分。"


def differing(row: Candidacy) -> list[str]:
    """Keys of the items on which members' sheets differ and nobody has chosen one yet."""
    sheets = list(row.sheets.current())
    if len(sheets) < 2 or any(sheet.is_adopted for sheet in sheets):
        return []
    keys = [one["key"] for one in typed_items(row.cycle.scheme.data)]
    return [key for key in keys if len({sheet.points.get(key) for sheet in sheets}) > 1]


def is_lowest(row: Candidacy) -> str:
    return "已经没有可以再降的等次；要撤销，请用“撤销等次”。" if row.grade in (Grade.PASSED, Grade.NONE) else ""


def is_highest(row: Candidacy) -> str:
    return "已经是样板站。" if row.grade == Grade.MODEL else ""


def last_appeal_day(row: Candidacy) -> date | None:
    """Until when a station may appeal: the county's days after the announcement."""
    if row.announced_on is None:
        return None
    return rule_book(row.county_id).due("assessment_appeal", row.announced_on).day


def no_appeal(row: StationAppeal) -> str:
    place = row.candidacy
    last = last_appeal_day(place)
    if place.state not in STANDING or last is None:
        return "等次公布以后才能申诉。"
    if clock.today() > last:
        return f"申诉要在{last.month}月{last.day}日以前提出，已经过了。"
    same = StationAppeal.objects.filter(county_id=row.county_id, candidacy=place, item=row.item, state="filed")
    return "这一项已经提过，正在等答复。" if same.exists() else ""


def is_replaced_by_change(row: StationAppeal) -> str:
    return "" if row.candidacy.state in STANDING else "这个家站的等次已经撤销，不再更正。"
