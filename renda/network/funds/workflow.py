"""A year's money: planned, appropriated, spent, settled. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key
from renda.ground.workflow.declare import step, waits
from renda.ground.workflow.engine import Workflow
from renda.network.funds.access import fully_given, keeps_fund, nothing_left, nothing_paid, planned_already
from renda.network.funds.models import Fund
from renda.network.funds.states import FundState

S = FundState


def keeper(fund: Fund) -> Iterable[str]:
    return [holder_key(Role.TOWNSHIP if fund.level == 1 else Role.OFFICE, fund.office_id)]


FUND = Workflow(
    "fund", S, model=Fund, related=["congress"],
    steps=[
        step("plan", "定经费计划", [], S.PLANNED, allow=keeps_fund, blocked=planned_already),
        step("recount", "按名册重算", [S.PLANNED], None, allow=keeps_fund),
        step("appropriate", "记拨付", [S.PLANNED], S.APPROPRIATED, allow=keeps_fund, blocked=fully_given),
        step("spend", "记支出", [S.APPROPRIATED, S.SPENT], S.SPENT, allow=keeps_fund, blocked=nothing_left),
        step("add", "记再次拨付", [S.APPROPRIATED, S.SPENT], None, allow=keeps_fund, blocked=fully_given),
        step("reverse", "冲回支出", [S.SPENT], None, allow=keeps_fund, blocked=nothing_paid, is_grave=True),
        step("settle", "结算", [S.APPROPRIATED, S.SPENT], S.SETTLED, allow=keeps_fund, is_grave=True),
    ],
    waits=[
        waits(S.PLANNED, for_=keeper, until=None, ask="等您记拨付"),
        waits(S.APPROPRIATED, for_=keeper, until=None, ask="经费在用，年底请结算"),
        waits(S.SPENT, for_=keeper, until=None, ask="经费在用，年底请结算"),
    ],
)  # fmt: skip
