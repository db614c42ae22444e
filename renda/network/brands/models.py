"""Brands of towns and themed stations, the county's methods with their versions, and cases worked on by a method."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.ground.kernel import clock
from renda.ground.workflow.models import Matter, Preview
from renda.network.activities.models import StationMatter
from renda.network.brands.queries import (
    BrandQuerySet,
    MethodCaseQuerySet,
    MethodQuerySet,
    MethodVersionQuerySet,
    ThemeQuerySet,
    TickQuerySet,
)
from renda.network.brands.rules import Step, numbered
from renda.network.brands.states import BrandSort, BrandState, CaseState

COUNTY = "county.County"
ORGANISATION = "people.Organisation"


class Theme(models.Model):
    """What brands are about in this county (主题). A brand keeps the words it was named with."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    name = models.CharField("主题", max_length=20)
    place = models.PositiveSmallIntegerField("次序", default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "品牌主题"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "name"], name="theme_name")]

    def __str__(self) -> str:
        return self.name


class Method(models.Model):
    """A working method (工作法), the county's or a town's own. Its steps stand in its versions. Source: DOMAIN H16"""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    town_org = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+", verbose_name="镇人大主席团")
    name = models.CharField("名称", max_length=40)
    is_used = models.BooleanField("在用", default=True)

    objects = MethodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作法"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "name"], condition=Q(town_org__isnull=True), name="method_of_county"
            ),
            models.UniqueConstraint(
                fields=["county", "town_org", "name"], condition=Q(town_org__isnull=False), name="method_of_town"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("brands:method", args=[self.pk])

    @property
    def owner(self) -> str:
        return self.town_org.name if self.town_org else "全县"

    @property
    def newest(self) -> "MethodVersion":
        return self.versions.order_by("-number")[0]


class MethodVersion(models.Model):
    """The steps of a method from a day on; never changed, a change is the next one. groups: [verb, [step, …]] in order."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    method = models.ForeignKey(Method, models.PROTECT, related_name="versions", verbose_name="工作法")
    number = models.PositiveSmallIntegerField("第几版")
    groups = models.JSONField("步骤")
    made_on = models.DateField("定于", default=clock.today)
    made_by = models.BigIntegerField("定的人", default=0)

    objects = MethodVersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作法的版本"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "method", "number"], name="method_version_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="method_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.number}"

    @property
    def steps(self) -> list[Step]:
        return numbered(self.groups)


class Brand(Matter):
    """A town's brand (一镇一品牌) or a themed station (特色站点): applied for, named, looked at once a year. Source: DOMAIN H15

    org, town_org, office: who keeps it and who decides. applied_on stays when it was sent back: the county has seen it.
    """

    kind: ClassVar[str] = "brand"

    sort = models.CharField("哪一种", max_length=8, choices=BrandSort)
    station = models.ForeignKey("stations.Station", models.PROTECT, null=True, related_name="+", verbose_name="家站")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+", verbose_name="家站机构")
    town_org = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+", verbose_name="镇人大主席团")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="县人大代表工作机构")
    town = models.CharField("乡镇", max_length=40, blank=True, default="")
    title = models.CharField("名称", max_length=40)
    theme = models.CharField("主题", max_length=20)
    text = models.TextField("做法", max_length=1000)
    method = models.ForeignKey(Method, models.PROTECT, null=True, related_name="+", verbose_name="工作法")
    is_from_station = models.BooleanField("家站起草", default=False)
    applied_on = models.DateField("申请日", null=True)
    named_on = models.DateField("命名日", null=True)
    reviewed_on = models.DateField("上次复核", null=True)
    reason = models.CharField("撤下的原因", max_length=200, blank=True, default="")

    objects = BrandQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "品牌"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "town_org"],
                condition=Q(sort=BrandSort.TOWN, state=BrandState.NAMED),
                name="brand_one_of_a_town",
            ),
            models.CheckConstraint(
                name="brand_of_town_or_station",
                condition=Q(sort=BrandSort.TOWN, town_org__isnull=False, station__isnull=True)
                | Q(sort=BrandSort.STATION, station__isnull=False, org__isnull=False),
            ),
            models.CheckConstraint(
                name="brand_named_has_day", condition=~Q(state=BrandState.NAMED) | Q(named_on__isnull=False)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "town", "-sort", "id"], name="brand_list")]

    org_id: int | None
    town_org_id: int | None

    def __str__(self) -> str:
        return self.title

    @property
    def is_of_town(self) -> bool:
        return self.sort == BrandSort.TOWN

    @property
    def of(self) -> str:
        """Whose it is, in words."""
        return self.station.name if self.station else self.town

    def get_state_display(self) -> str:
        return BrandState(self.state).label

    def title_line(self) -> str:
        return f"{self.of}：{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("brands:show", args=[self.pk])

    def preview(self) -> Preview:
        return Preview((("哪一种", str(BrandSort(self.sort).label)), ("主题", self.theme)), "做法", self.text)


class MethodCase(StationMatter):
    """A piece of work of a station along a method (工作法事项): its steps ticked off, a result, perhaps a model for others.

    method_version: the one it began with, whatever comes later. passed: how many steps are ticked. summary: what the public reads;
    proposed_by: number of the account, since a second person publishes. Source: DOMAIN H16, H15 (cases)
    """

    kind: ClassVar[str] = "method_case"

    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="县人大代表工作机构")
    method_version = models.ForeignKey(MethodVersion, models.PROTECT, related_name="+", verbose_name="工作法")
    brand = models.ForeignKey(Brand, models.PROTECT, null=True, related_name="+", verbose_name="品牌")
    title = models.CharField("名称", max_length=80)
    text = models.TextField("什么事", max_length=2000)
    begun_on = models.DateField("开始办")
    planned_on = models.DateField("计划办结日")
    passed = models.PositiveSmallIntegerField("办好几步", default=0)
    result = models.TextField("结果", max_length=2000, blank=True, default="")
    finished_on = models.DateField("办结日", null=True)
    summary = models.TextField("对外介绍", max_length=2000, blank=True, default="")
    proposed_by = models.BigIntegerField("推荐的人", default=0)
    published_on = models.DateField("发布日", null=True)

    objects = MethodCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作法事项"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="case_shown_has_brand",
                condition=~Q(state__in=[CaseState.PROPOSED, CaseState.PUBLISHED])
                | Q(brand__isnull=False) & ~Q(summary=""),
            ),
            models.CheckConstraint(
                name="case_published_has_day", condition=~Q(state=CaseState.PUBLISHED) | Q(published_on__isnull=False)
            ),
            models.CheckConstraint(
                name="case_open_or_finished",
                condition=Q(state__in=[CaseState.OPEN, CaseState.STOPPED]) | Q(finished_on__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["county", "station", "-id"], name="case_of_station"),
            models.Index(fields=["county", "method_version", "state"], name="case_of_version"),
            models.Index(fields=["county", "brand", "state", "-published_on"], name="case_of_brand"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def of_steps(self) -> int:
        return len(self.method_version.steps)

    @property
    def is_shown(self) -> bool:
        return self.state == CaseState.PUBLISHED

    def get_state_display(self) -> str:
        return CaseState(self.state).label

    def title_line(self) -> str:
        return f"{self.station.name}：{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("brands:case", args=[self.pk])

    def preview(self) -> Preview:
        facts = (("工作法", self.method_version.method.name), ("办好", f"{self.passed} / {self.of_steps}步"))
        return Preview(facts, "什么事", self.text)


class Tick(models.Model):
    """A step of a case that is done: on which day, with a line if one likes. Who ticked it stands in the history."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    case = models.ForeignKey(MethodCase, models.PROTECT, related_name="ticks", verbose_name="事项")
    place = models.PositiveSmallIntegerField("第几步")
    done_on = models.DateField("哪天办的")
    line = models.CharField("说明", max_length=200, blank=True, default="")

    objects = TickQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办好的一步"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "case", "place"], name="tick_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="tick_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.place}"


class Part(models.Model):
    """A deputy who takes part in a case. Never added up by person."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    case = models.ForeignKey(MethodCase, models.PROTECT, related_name="parts", verbose_name="事项")
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, related_name="+", verbose_name="代表")

    class Meta:
        verbose_name = verbose_name_plural = "参加的代表"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "case", "deputy"], name="part_once")]
        indexes: ClassVar = [models.Index(fields=["county", "deputy"], name="part_of_deputy")]

    def __str__(self) -> str:
        return str(self.deputy)
