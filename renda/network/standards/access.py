"""Facts about an actor and a check. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel.actor import Actor, Role
from renda.network.activities.access import keeps
from renda.network.standards.models import Check


def reports(actor: Actor, row: Check) -> bool:
    """家站联络员、站长，所在镇人大主席团，或者县人大代表工作机构"""
    return keeps(actor, row)


def checks_for_town(actor: Actor, row: Check) -> bool:
    """所在镇人大主席团；不在镇上的家站由县人大代表工作机构"""
    if row.town_org_id is None:
        return actor.holds(Role.OFFICE)
    return actor.holds(Role.TOWNSHIP, org_id=row.town_org_id)


def checks_for_county(actor: Actor, _row: Check | None = None) -> bool:
    """县人大代表工作机构"""
    return actor.holds(Role.OFFICE)


def oversees(actor: Actor, row: Check) -> bool:
    """所在镇人大主席团，或者县人大代表工作机构"""
    return checks_for_county(actor) or checks_for_town(actor, row)


# What blocks a step: the reason as the user reads it, empty if there is none.


def begun_already(row: Check) -> str:
    same = Check.objects.filter(county_id=row.county_id, station_id=row.station_id, key=row.key, year=row.year)
    return f"{row.year}年的这份核查已经开始了，请在那一份上办理。" if same.exists() else ""


def no_gaps(row: Check) -> str:
    return "" if row.gaps else "没有缺项，不用整改。"


def no_fixes(row: Check) -> str:
    return "" if row.fixes else "还没有记过整改。"
