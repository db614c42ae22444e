"""This year's money for deputies' work: the county's and each town's plan, what came of it and what was paid."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from renda.demo.year import People
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.funds import services
from renda.network.funds.models import Fund
from renda.network.stations.models import Station

# Month and day, purpose, what for, the share of the plan it takes in percent.
SPENT = (
    ((3, 20), "activity", "代表小组学习活动", 9), ((6, 12), "survey", "视察农村公路用车和资料", 7),
    ((9, 8), "training", "履职培训", 12), ((10, 30), "activity", "代表接待日茶水、资料", 4),
)  # fmt: skip


class FundYear:
    """Each office plans on New Year's week, gets most of the money in spring and pays through the year."""

    def __init__(self, county: County, people: People) -> None:
        self.county, self.people, self.year = county, people, clock.today().year

    @transaction.atomic
    def load(self) -> None:
        if Fund.objects.filter(county=self.county).exists():
            return
        kinds = {OrgKind.OFFICE: Role.OFFICE, OrgKind.PRESIDIUM: Role.TOWNSHIP}
        offices = Organisation.objects.filter(county=self.county, kind__in=kinds, congress__isnull=False)
        for n, org in enumerate(offices.order_by("pk")):
            role = kinds[OrgKind(org.kind)]
            if self.people.has(role, org.pk):
                self._year(org, self.people.holder(role, org.pk), n)

    def _year(self, org: Organisation, actor: Actor, n: int) -> None:
        with self._on(1, 6):
            fund = services.plan_fund(actor=actor, year=self.year, counted_on=clock.today())
        if not fund.amount_yuan:
            return
        with self._on(3, 2):
            services.appropriate_fund(fund, actor=actor, amount_yuan=_part(fund, 100 if n % 4 else 70))
        place = Station.objects.filter(county=self.county, town_org=org).order_by("pk").first()
        for i, (day, purpose, text, share) in enumerate(SPENT[: 4 - n % 2]):
            if date(self.year, *day) > clock.today():
                continue
            with self._on(*day):
                services.spend_fund(
                    fund, actor=actor, amount_yuan=_part(fund, share), paid_on=clock.today(), purpose=purpose, text=text,
                    voucher=f"记{day[0]:02d}-{i + 11}", station=place.pk if place and purpose == "activity" else None,
                )  # fmt: skip

    def _on(self, month: int, day: int) -> AbstractContextManager[None]:
        moment = datetime(self.year, month, day, 10, tzinfo=clock.COUNTY_TIME)
        return clock.at(min(moment, clock.now()))


def _part(fund: Fund, percent: int) -> Decimal:
    return (fund.amount_yuan * percent / 100).quantize(Decimal("0.01"))
