"""Schemes, cycles, review groups, the stations that take part, what was seen and found of them, appeals."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.ground.kernel.clock import now, today
from renda.ground.kernel.keys import uuid7
from renda.ground.workflow.models import Matter, Preview
from renda.readings.assessments.queries import (
    AppealQuerySet,
    CandidacyQuerySet,
    CycleQuerySet,
    GroupQuerySet,
    SchemeQuerySet,
    SheetQuerySet,
)
from renda.readings.assessments.states import AppealState, Grade, PlaceState

COUNTY, ORGANISATION, STATION = "county.County", "people.Organisation", "stations.Station"
POINTS = {"max_digits": 5, "decimal_places": 1}


class Scheme(models.Model):
    """A version of the county's method (考评办法). One that a cycle uses is never changed: a change is the next version.

    data: aspects with items, cut lines, rounding step (states.default_scheme). Source: DOMAIN H9
    """

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("版本")
    name = models.CharField("名称", max_length=80)
    data = models.JSONField("内容")
    made_on = models.DateField("定于", default=today)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考评办法"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "number"], name="scheme_version")]

    def __str__(self) -> str:
        return f"{self.name}（第{self.number}版）"

    def get_absolute_url(self) -> str:
        return reverse("assessments:scheme", args=[self.pk])

    def item(self, key: str) -> dict[str, Any] | None:
        return next((one for aspect in self.data["aspects"] for one in aspect["items"] if one["key"] == key), None)


class Cycle(models.Model):
    """Two years that are looked at together (考评周期). first_on, last_on: both days included. Source: DOMAIN H9"""

    kind: ClassVar[str] = "station_cycle"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="cycles", verbose_name="考评办法")
    name = models.CharField("名称", max_length=60)
    first_on = models.DateField("从哪天")
    last_on = models.DateField("到哪天")
    apply_by = models.DateField("申报截止日")

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考评周期"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "first_on"], name="station_cycle_once"),
            models.CheckConstraint(condition=Q(last_on__gt=F("first_on")), name="station_cycle_days"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assessments:cycle", args=[self.pk])


class Group(models.Model):
    """A review group of a cycle and its area (考评组). towns: names as stations carry them; empty stands for the county's own."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="groups")
    number = models.PositiveSmallIntegerField("第几组")
    towns = models.JSONField("负责的乡镇", default=list)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考评组"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "cycle", "number"], name="review_group_once")
        ]

    def __str__(self) -> str:
        return f"第{self.number}考评组"


class Reviewer(models.Model):
    """A member of a group. own_towns: towns whose stations this person does not review."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="reviewers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="成员")
    own_towns = models.JSONField("回避的乡镇", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "考评组成员"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "group", "user"], name="reviewer_once")]
        indexes: ClassVar = [models.Index(fields=["county", "user"], name="reviewer_of_user")]

    def __str__(self) -> str:
        return str(self.user)


class OfStation(Matter):
    """org, town_org: copies of the station's bodies, so that waits and access need not join."""

    station = models.ForeignKey(STATION, models.PROTECT, verbose_name="家站", related_name="+")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="家站机构", related_name="+")
    town_org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="镇人大主席团", related_name="+", null=True)

    class Meta:
        abstract = True

    org_id: int
    town_org_id: int | None


class Candidacy(OfStation):
    """One station in one cycle, from its application to its grade and beyond. Source: DOMAIN H9

    own_points, own_words: of the self score, by item, points as text. score: points of all lines; digest: over what it was
    computed from. cut_on: the last day of the record that was read. grade: the one that holds now.
    """

    kind: ClassVar[str] = "candidacy"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="places", verbose_name="考评周期")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="places", verbose_name="考评组")
    reason = models.TextField("申报说明", max_length=1000, blank=True, default="")
    own_points = models.JSONField("自评分", default=dict)
    own_words = models.JSONField("自评说明", default=dict)
    cut_on = models.DateField("数据截至", null=True)
    score = models.DecimalField("得分", null=True, **POINTS)  # type: ignore[arg-type]
    digest = models.CharField("摘要", max_length=64, blank=True, default="")
    grade = models.CharField("等次", max_length=8, choices=Grade, blank=True, default="")
    decided_on = models.DateField("审定日", null=True)
    paper_number = models.CharField("文号", max_length=60, blank=True, default="")
    announced_on = models.DateField("公布日", null=True)
    has_plaque = models.BooleanField("授牌", default=False)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家站考评"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "cycle", "station"], name="candidacy_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100), name="candidacy_score"
            ),
            models.CheckConstraint(
                condition=~Q(state=PlaceState.ANNOUNCED) | Q(announced_on__isnull=False, score__isnull=False),
                name="candidacy_announced",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["county", "cycle", "state"], name="candidacy_of_cycle"),
            models.Index(fields=["county", "station"], name="candidacy_of_station"),
        ]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return PlaceState(self.state).label

    def title_line(self) -> str:
        return f"{self.station.name}：{self.cycle.name}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:place", args=[self.pk])

    def preview(self) -> Preview:
        return Preview((("家站", self.station.name), ("周期", self.cycle.name)), "申报说明", self.reason)


class Line(models.Model):
    """One item of a composed score: its points and, where the record gave them, the rows behind. source: a measure's key or visit."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="lines")
    item = models.CharField("项", max_length=8)
    source = models.CharField("来源", max_length=40)
    n = models.PositiveIntegerField(null=True)
    d = models.PositiveIntegerField(null=True)
    rows = models.JSONField("依据", default=list)
    points = models.DecimalField("分", **POINTS)  # type: ignore[arg-type]

    class Meta:
        verbose_name = verbose_name_plural = "得分项"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "candidacy", "item"], name="line_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.points}"


class VisitSheet(models.Model):
    """What one member scored at one station (现场评分表). The key is made where it was filled in, so that a retry is the same sheet.

    is_adopted: the one that counts; is_replaced: the same member sent a later one; is_late: it came when the visit was over.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="sheets")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="考评组成员")
    visited_on = models.DateField("现场考评日")
    points = models.JSONField("分", default=dict)
    words = models.JSONField("说明", default=dict)
    received_at = models.DateTimeField("收到", default=now)
    is_adopted = models.BooleanField("采用", default=False)
    is_replaced = models.BooleanField("已更新", default=False)
    is_late = models.BooleanField("迟到", default=False)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "现场评分表"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "candidacy"], condition=Q(is_adopted=True), name="sheet_adopted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.visited_on}"


class Correction(models.Model):
    """Points of one item put right after a granted appeal; the line keeps what it was (更正)."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="corrections")
    appeal = models.OneToOneField("StationAppeal", models.PROTECT, related_name="correction")
    item = models.CharField("项", max_length=8)
    before = models.DecimalField("原分", **POINTS)  # type: ignore[arg-type]
    after = models.DecimalField("更正后", **POINTS)  # type: ignore[arg-type]
    reason = models.CharField("理由", max_length=500)
    made_on = models.DateField("更正日", default=today)

    class Meta:
        verbose_name = verbose_name_plural = "更正"

    def __str__(self) -> str:
        return f"{self.item} {self.before} {self.after}"


class Change(models.Model):
    """A grade raised, lowered or revoked after the announcement (动态管理), with its paper and reason."""

    county = models.ForeignKey(COUNTY, models.PROTECT, related_name="+")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="changes")
    before = models.CharField("原等次", max_length=8, choices=Grade)
    after = models.CharField("新等次", max_length=8, choices=Grade)
    decided_on = models.DateField("决定日")
    paper_number = models.CharField("文号", max_length=60)
    reason = models.CharField("理由", max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = "等次调整"

    def __str__(self) -> str:
        return f"{self.before} {self.after}"


class StationAppeal(OfStation):
    """A station asks for a second look at one item (申诉): small matter of its own, decided by the office with a reason."""

    kind: ClassVar[str] = "station_appeal"

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="appeals", verbose_name="家站考评")
    item = models.CharField("对哪一项", max_length=8)
    text = models.TextField("理由", max_length=1000)
    answer = models.TextField("答复", max_length=500, blank=True, default="")
    points = models.DecimalField("更正后的分", null=True, max_digits=5, decimal_places=1)
    answered_on = models.DateField("答复日", null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考评申诉"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "candidacy", "item"], condition=Q(state=AppealState.FILED),
                                    name="appeal_of_item"),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["county", "candidacy"], name="appeal_of_place")]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return AppealState(self.state).label

    def title_line(self) -> str:
        return f"{self.station.name}对考评的申诉"

    def get_absolute_url(self) -> str:
        return reverse("assessments:appeal", args=[self.pk])

    def preview(self) -> Preview:
        return Preview((("家站", self.station.name),), "理由", self.text)
