"""Reads of the money. The congress side alone: offices their own, the county's office and leaders all."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q, Sum

from renda.ground.kernel.actor import Actor, Role
from renda.network.deputies.models import Deputy
from renda.network.funds.states import DEFAULT_RATES

if TYPE_CHECKING:
    from renda.network.funds.models import Fund, Payment, Rate  # noqa: F401

READERS = (Role.OFFICE, Role.LEADER, Role.COMMITTEE)


class FundQuerySet(models.QuerySet["Fund"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county's office, leaders and committees see all towns; a town's presidium its own."""
        ours = self.filter(county_id=actor.county_id)
        if actor.holds(*READERS):
            return ours
        return ours.filter(office_id__in=actor.orgs(Role.TOWNSHIP))

    def table(self, year: int) -> Self:
        """One year's plans, the higher level first, towns by name."""
        return self.filter(year=year).select_related("congress").order_by("-level", "congress__name", "pk")


class PaymentQuerySet(models.QuerySet["Payment"]):
    def standing(self) -> Self:
        return self.filter(reversed_on__isnull=True)


class RateQuerySet(models.QuerySet["Rate"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)


def rate_of(county_id: int, level: int, year: int) -> Decimal:
    """The county's rate of that year, or the last one before it, or the packaged one."""
    from renda.network.funds.models import Rate

    found = Rate.objects.filter(county_id=county_id, level=level, year__lte=year).order_by("-year").first()
    return found.yuan if found else DEFAULT_RATES[level]


def heads_on(county_id: int, congress_id: int, level: int, day: date) -> int:
    """Deputies of a congress who were in office on that day, by the roster."""
    rows = Deputy.objects.filter(county_id=county_id, congress_id=congress_id, level=level)
    rows = rows.filter(Q(from_on__isnull=True) | Q(from_on__lte=day), Q(serving=True) | Q(to_on__isnull=False))
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=day)).count()


def paid_by_station(funds: Iterable["Fund"]) -> list[dict[str, Any]]:
    """What was paid for each station out of these plans; money not of one station stands first, without a name."""
    from renda.network.funds.models import Payment

    rows = Payment.objects.standing().filter(fund__in=[fund.pk for fund in funds])
    grouped = rows.values("station__name", "station__town").annotate(yuan=Sum("amount_yuan"))
    return list(grouped.order_by("station__town", "station__name"))
