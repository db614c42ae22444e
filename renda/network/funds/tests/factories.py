"""Makes a year's money by services, as the office would."""

from decimal import Decimal
from typing import Any

from renda.ground.kernel.clock import today
from renda.network.deputies.models import Deputy
from renda.network.funds import services
from renda.network.funds.models import Fund


def planned(cast: Any) -> Fund:
    return services.plan_fund(actor=cast.office, year=today().year, counted_on=today())


def appropriated(cast: Any, yuan: str = "1000.00") -> Fund:
    return services.appropriate_fund(planned(cast), actor=cast.office, amount_yuan=Decimal(yuan))


def paid(cast: Any, fund: Fund | None = None, yuan: str = "100.00", voucher: str = "凭-001", **more: Any) -> Fund:
    said = {"paid_on": today(), "purpose": "activity", "voucher": voucher, "text": "代表小组活动用车", **more}
    return services.spend_fund(fund or appropriated(cast), actor=cast.office, amount_yuan=Decimal(yuan), **said)


def seats(cast: Any, count: int) -> None:
    """So many deputies of the town more."""
    town = Deputy.objects.get(pk=cast.seats.town_deputy.pk)
    Deputy.objects.bulk_create(
        Deputy(county=town.county, name=f"试{n}", level=1, congress=town.congress, term=town.term, district=f"第{n}选区",
               from_on=town.from_on)
        for n in range(count)
    )  # fmt: skip
