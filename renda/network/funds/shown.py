"""The plan-against-paid table (计划与支付对照), for page, Excel and JSON."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from renda.ground.kernel.actor import Actor
from renda.network.funds import rules
from renda.network.funds.models import Fund
from renda.network.funds.queries import paid_by_station
from renda.network.funds.states import COUNTY, TOWNSHIP

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Sum:
    """What several plans come to."""

    label: str
    heads: int
    amount_yuan: Decimal
    appropriated_yuan: Decimal
    spent_yuan: Decimal

    @property
    def percent(self) -> int:
        return rules.share(self.spent_yuan, self.amount_yuan)


@dataclass(frozen=True, slots=True)
class Table:
    year: int
    rows: list[Fund]
    sums: list[Sum]
    stations: list[dict[str, Any]]


def table(actor: Actor, year: int) -> Table:
    """One year: each congress, the sum of each level, all together, and what went to which station."""
    rows = list(Fund.objects.visible_to(actor).table(year))
    levels = ((COUNTY, "县级合计"), (TOWNSHIP, "乡镇合计"))
    parts = [(label, [row for row in rows if row.level == level]) for level, label in levels]
    sums = [sum_of(label, part) for label, part in [*parts, ("总计", rows)] if part]
    return Table(year, rows, sums, paid_by_station(rows))


def sum_of(label: str, rows: list[Fund]) -> Sum:
    return Sum(
        label, sum(row.heads for row in rows), sum((row.amount_yuan for row in rows), ZERO),
        sum((row.appropriated_yuan for row in rows), ZERO), sum((row.spent_yuan for row in rows), ZERO),
    )  # fmt: skip
