"""A year's money for deputies' work (履职经费), its payments, the county's rates."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.ground.workflow.models import Matter
from renda.network.funds.queries import FundQuerySet, PaymentQuerySet, RateQuerySet
from renda.network.funds.states import FundState, Purpose

YUAN = {"max_digits": 12, "decimal_places": 2}
LEVELS = ((1, "乡镇"), (2, "县"))


class Fund(Matter):
    """The plan of one congress and year: heads × rate, what was appropriated and spent of it.

    spent_yuan is the sum of the standing payments. Source: 代表法 (2025) art. 42 (in the budget of the same level)
    """

    kind: ClassVar[str] = "fund"

    congress = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name="人民代表大会")
    office = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name="经办机构")
    level = models.PositiveSmallIntegerField("级别", choices=LEVELS)
    year = models.PositiveSmallIntegerField("年度")
    counted_on = models.DateField("按哪天的名册")
    heads = models.PositiveIntegerField("代表人数")
    rate_yuan = models.DecimalField("标准（元/人/年）", **YUAN)  # type: ignore[arg-type]
    amount_yuan = models.DecimalField("计划（元）", **YUAN)  # type: ignore[arg-type]
    appropriated_yuan = models.DecimalField("已拨付（元）", default=Decimal("0.00"), **YUAN)  # type: ignore[arg-type]
    spent_yuan = models.DecimalField("已支出（元）", default=Decimal("0.00"), **YUAN)  # type: ignore[arg-type]
    settled_on = models.DateField("结算日", null=True)

    objects = FundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "履职经费"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "congress", "year"], name="fund_of_year"),
            models.CheckConstraint(
                name="fund_within_budget",
                condition=Q(spent_yuan__gte=0, spent_yuan__lte=F("appropriated_yuan"))
                & Q(appropriated_yuan__lte=F("amount_yuan")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "year", "-level"], name="fund_table")]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return FundState(self.state).label

    def title_line(self) -> str:
        return f"{self.congress.label}{self.year}年履职经费"

    def get_absolute_url(self) -> str:
        return reverse("funds:fund", args=[self.pk])

    @property
    def left_yuan(self) -> Decimal:
        return self.appropriated_yuan - self.spent_yuan

    @property
    def missing_yuan(self) -> Decimal:
        return self.amount_yuan - self.appropriated_yuan


class Payment(models.Model):
    """One payment with its voucher (支出). A wrong one is reversed, never changed or deleted."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="payments", verbose_name="经费")
    paid_on = models.DateField("支出日")
    amount_yuan = models.DecimalField("金额（元）", **YUAN)  # type: ignore[arg-type]
    purpose = models.CharField("用途", max_length=12, choices=Purpose)
    voucher = models.CharField("凭证号", max_length=40)
    text = models.CharField("事由", max_length=200)
    station = models.ForeignKey("stations.Station", models.PROTECT, null=True, related_name="+", verbose_name="家站")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="凭证扫描件")
    reversed_on = models.DateField("冲回日", null=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "支出"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "fund", "voucher"], condition=Q(reversed_on__isnull=True),
                                    name="payment_voucher_once"),
            models.CheckConstraint(condition=Q(amount_yuan__gt=0), name="payment_is_positive"),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["county", "station", "paid_on"], name="payment_of_station")]

    def __str__(self) -> str:
        return f"{self.voucher} {self.amount_yuan}"


class Rate(models.Model):
    """What the county sets for a level from a year on (元/人/年)."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField("级别", choices=LEVELS)
    year = models.PositiveSmallIntegerField("从哪年起")
    yuan = models.DecimalField("元/人/年", **YUAN)  # type: ignore[arg-type]

    objects = RateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "经费标准"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "level", "year"], name="rate_of_year"),
            models.CheckConstraint(condition=Q(yuan__gt=0), name="rate_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.year} {self.yuan}"
