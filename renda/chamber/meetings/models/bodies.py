"""Bodies that meet, who sits in them, and the county's plan of preparation."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from renda.chamber.meetings.queries import BodyQuerySet, PlanLineQuerySet, SeatQuerySet
from renda.chamber.meetings.states import BodyKind

ORGANISATION = "people.Organisation"
DEPUTY = "deputies.Deputy"


class Body(models.Model):
    """A body that meets: a congress, its standing committee, council or presidium. office: who prepares its meetings."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    congress = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="人民代表大会")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="承办机构")
    kind = models.CharField("类别", max_length=12, choices=BodyKind)
    name = models.CharField("名称", max_length=80)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议主体"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "congress", "kind"], name="body_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A member of a standing committee, council or presidium (组成人员), since when and until when.

    Members are deputies of the congress. A congress itself keeps none: its roster says who sits. Source: 地方组织法 (2022) art. 47
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name="会议主体")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="成员")
    title = models.CharField("职务", max_length=40, blank=True, default="")
    position = models.PositiveSmallIntegerField("排列", default=100)
    from_on = models.DateField("任职日")
    to_on = models.DateField("止职日", null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组成人员"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "body", "deputy"], condition=Q(to_on__isnull=True), name="seat_once"),
            models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="seat_days"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.deputy} {self.title}"


class PlanLine(models.Model):
    """One line of the county's own plan of preparation; without any the packaged plan holds (可修改). Source: DOMAIN 6.1 to 6.4"""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField("哪种会议", max_length=12, choices=BodyKind)
    days = models.SmallIntegerField("提前几天")
    title = models.CharField("办什么", max_length=80)
    source = models.CharField("依据", max_length=80, blank=True, default="")

    objects = PlanLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "筹备方案"
        indexes: ClassVar = [models.Index(fields=["county", "kind", "-days"], name="plan_line_of_kind")]

    def __str__(self) -> str:
        return f"{self.days} {self.title}"
