"""Activities of stations, who takes part in them, and the quarterly summaries."""

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.ground.kernel import clock
from renda.ground.workflow.models import Matter
from renda.network.activities.queries import (
    ActivityQuerySet,
    AttendanceQuerySet,
    GapReasonQuerySet,
    SummaryQuerySet,
    WordQuerySet,
    words_of,
)
from renda.network.activities.states import ActivityState, Answer, Family, Sort, SummaryState, Words

STATION = "stations.Station"
ORGANISATION = "people.Organisation"


class StationMatter(Matter):
    """What belongs to a station. org, town_org: copies of its bodies, so that waits and access need not join."""

    station = models.ForeignKey(STATION, models.PROTECT, verbose_name="家站", related_name="+")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="家站机构", related_name="+")
    town_org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="镇人大主席团", related_name="+", null=True)

    class Meta:
        abstract = True

    org_id: int
    town_org_id: int | None


class Activity(StationMatter):
    """What deputies do at a station on a day: planned, announced, recorded once for every book and figure. Source: DOMAIN H20, H22

    starts_at: aware. sort: what books and figures go by; word: the county's own kind of that sort, empty if it has the packaged
    name. tags, topic: keys of the county's words, topic of a study alone. result: what came of it, in the words of whoever was
    there. reminded_on: the day who is on duty was reminded.
    """

    kind: ClassVar[str] = "activity"

    sort = models.CharField("哪一种", max_length=12, choices=Sort, default=Sort.RECEPTION)
    word = models.CharField("本县的种类", max_length=12, blank=True, default="")
    title = models.CharField("名称", max_length=80)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束", null=True)
    place = models.CharField("地点", max_length=120, blank=True, default="")
    plan = models.TextField("安排", max_length=1000, blank=True, default="")
    tags = models.JSONField("标签", default=list)
    topic = models.CharField("学什么", max_length=12, blank=True, default="")
    held_on = models.DateField("开展日", null=True)
    visitors = models.PositiveSmallIntegerField("来了多少群众", null=True)
    result = models.TextField("情况和结果", max_length=3000, blank=True, default="")
    cancel_reason = models.CharField("取消的原因", max_length=200, blank=True, default="")
    reminded_on = models.DateField("提醒日", null=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "家站活动"
        verbose_name_plural = "家站活动"
        constraints = [
            models.UniqueConstraint(fields=["county", "station", "starts_at", "title"], name="activity_once"),
            models.CheckConstraint(name="activity_recorded_has_day",
                                   condition=~Q(state=ActivityState.RECORDED) | Q(held_on__isnull=False)),
            models.CheckConstraint(name="activity_topic_of_a_study", condition=Q(topic="") | Q(sort=Sort.STUDY)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "-starts_at", "-id"], name="activity_by_day"),
            models.Index(fields=["county", "station", "-starts_at"], name="activity_of_station"),
            models.Index(fields=["county", "state", "held_on"], name="activity_held"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.title}"

    @property
    def day(self) -> date:
        return self.held_on or clock.day_of(self.starts_at)

    @cached_property
    def words(self) -> Words:
        return words_of(self.county_id)

    @property
    def kind_label(self) -> str:
        """What the county calls this kind."""
        return self.words.label(Family.KIND, self.word or self.sort)

    @property
    def tag_labels(self) -> list[str]:
        return [self.words.label(Family.TAG, tag) for tag in self.tags]

    @property
    def topic_label(self) -> str:
        return self.words.label(Family.TOPIC, self.topic) if self.topic else ""

    @property
    def is_reception(self) -> bool:
        return self.sort == Sort.RECEPTION

    def get_state_display(self) -> str:
        return ActivityState(self.state).label

    def title_line(self) -> str:
        return f"{self.station.name}：{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("activities:show", args=[self.pk])


class Attendance(models.Model):
    """A deputy of an activity: on duty, invited or simply there. came: unknown until it is recorded. Never added up by person."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="attendances")
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, verbose_name="代表", related_name="+")
    answer = models.CharField("回复", max_length=8, choices=Answer, blank=True, default=Answer.NONE)
    reason = models.CharField("请假的原因", max_length=100, blank=True, default="")
    came = models.BooleanField("到了", null=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参加的代表"
        constraints = [models.UniqueConstraint(fields=["county", "activity", "deputy"], name="attendance_once")]
        indexes = [models.Index(fields=["county", "deputy"], name="attendance_of_deputy")]

    def __str__(self) -> str:
        return str(self.deputy)


class Summary(StationMatter):
    """What a station says of its quarter. figures: read from the record on the day it was drafted. Source: DOMAIN H20"""

    kind: ClassVar[str] = "summary"

    year = models.PositiveSmallIntegerField("年份")
    quarter = models.PositiveSmallIntegerField("季度")
    text = models.TextField("总结", max_length=5000)
    figures = models.JSONField("数字", default=dict)
    confirmed_on = models.DateField("定稿日", null=True)

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name = "季度总结"
        verbose_name_plural = "季度总结"
        constraints = [
            models.UniqueConstraint(fields=["county", "station", "year", "quarter"], name="summary_once"),
            models.CheckConstraint(name="summary_quarter", condition=Q(quarter__gte=1, quarter__lte=4)),
            models.CheckConstraint(name="summary_confirmed_has_day",
                                   condition=~Q(state=SummaryState.CONFIRMED) | Q(confirmed_on__isnull=False)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["county", "year", "quarter", "station"], name="summary_of_quarter")]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return SummaryState(self.state).label

    def title_line(self) -> str:
        return f"{self.station.name}{self.year}年第{'一二三四'[self.quarter - 1]}季度总结"

    def get_absolute_url(self) -> str:
        return reverse("activities:summary", args=[self.pk])


class Word(models.Model):
    """The county's own kind, tag or topic, or its name for a packaged one; without a row the packaged word holds (可修改).

    key: of `Sort`, `Tag`, `Topic`, or begins with `own_`. sort: the packaged kind that books and figures take an own kind for.
    Source: DOMAIN H12, H17, P1
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    family = models.CharField("哪一类", max_length=8, choices=Family)
    key = models.CharField("代码", max_length=12)
    label = models.CharField("名称", max_length=20)
    sort = models.CharField("在簿册和统计里算哪一种", max_length=12, choices=Sort, blank=True, default="")
    is_on = models.BooleanField("在用", default=True)

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动的种类、标签和学习内容"
        constraints = [
            models.UniqueConstraint(fields=["county", "family", "key"], name="activity_word_once"),
            models.CheckConstraint(name="activity_own_kind_has_sort",
                                   condition=~Q(family=Family.KIND) | ~Q(key__startswith="own_") | ~Q(sort="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label


class GapReason(models.Model):
    """Why a station had no activity in a month: the month stays a gap, the reason stands beside it in public. Source: DOMAIN H20"""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    station = models.ForeignKey(STATION, models.PROTECT, related_name="+", verbose_name="家站")
    year = models.PositiveSmallIntegerField("年份")
    month = models.PositiveSmallIntegerField("月份")
    reason = models.CharField("为什么没有活动", max_length=80)
    said_at = models.DateTimeField("写下的时间", default=clock.now)
    said_by_id = models.BigIntegerField(default=0)

    objects = GapReasonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "空着的月份"
        constraints = [
            models.UniqueConstraint(fields=["county", "station", "year", "month"], name="gap_reason_once"),
            models.CheckConstraint(name="gap_reason_month", condition=Q(month__gte=1, month__lte=12)),
        ]

    def __str__(self) -> str:
        return f"{self.month}月没有活动：{self.reason}"
