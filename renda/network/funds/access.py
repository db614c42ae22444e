"""Facts about an actor and a year's money. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel.actor import Actor, Role
from renda.network.funds.models import Fund

KEEPERS = (Role.OFFICE, Role.TOWNSHIP)


def keeps_fund(actor: Actor, fund: Fund) -> bool:
    """本级人大的工作机构或者镇人大主席团"""
    return actor.holds(*KEEPERS, org_id=fund.office_id)


def sets_rates(actor: Actor) -> bool:
    """县人大代表工作机构"""
    return actor.holds(Role.OFFICE)


def reads_funds(actor: Actor) -> bool:
    """人大机关的工作人员"""
    return actor.holds(Role.OFFICE, Role.TOWNSHIP, Role.LEADER, Role.COMMITTEE)


def planned_already(fund: Fund) -> str:
    same = Fund.objects.filter(county_id=fund.county_id, congress_id=fund.congress_id, year=fund.year)
    return f"{fund.year}年的经费计划已经有了，请在那一份上办理。" if same.exists() else ""


def nothing_left(fund: Fund) -> str:
    """No payment without money that was appropriated. Source: 代表法 (2025) art. 42"""
    return "" if fund.left_yuan > 0 else "已拨付的钱已经用完；要再支出，请先拨付。"


def fully_given(fund: Fund) -> str:
    return "" if fund.missing_yuan > 0 else "计划的钱已经全部拨付；要增加，请先按名册改下一年的计划。"


def nothing_paid(fund: Fund) -> str:
    return "" if fund.spent_yuan > 0 else "还没有支出，没有可以冲回的。"
