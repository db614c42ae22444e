"""Activities of stations, who takes part in them, and the quarterly summaries."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.ground.kernel import clock
from renda.ground.workflow.models import Matter
from renda.network.activities.queries import ActivityQuerySet, AttendanceQuerySet, SummaryQuerySet
from renda.network.activities.states import ActivityState, Answer, Sort, SummaryState, Tag, Topic

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

    starts_at: aware; tags: of `Tag`; topic: of a study alone. result: what came of it, in the words of whoever was there.
    """

    kind: ClassVar[str] = "activity"

    sort = models.CharField("哪一种", max_length=12, choices=Sort, default=Sort.RECEPTION)
    title = models.CharField("名称", max_length=80)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束", null=True)
    place = models.CharField("地点", max_length=120, blank=True, default="")
    plan = models.TextField("安排", max_length=1000, blank=True, default="")
    tags = models.JSONField("标签", default=list)
    topic = models.CharField("学什么", max_length=12, choices=Topic, blank=True, default="")
    held_on = models.DateField("开展日", null=True)
    visitors = models.PositiveSmallIntegerField("来了多少群众", null=True)
    result = models.TextField("情况和结果", max_length=3000, blank=True, default="")
    cancel_reason = models.CharField("取消的原因", max_length=200, blank=True, default="")

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

    @property
    def tag_labels(self) -> list[str]:
        return [str(Tag(tag).label) for tag in self.tags]

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
