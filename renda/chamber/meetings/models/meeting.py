"""A meeting, and each thing of its preparation."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.chamber.meetings.models.bodies import ORGANISATION, Body
from renda.chamber.meetings.queries import MeetingQuerySet, PreparationQuerySet
from renda.chamber.meetings.states import MeetingState, PreparationState
from renda.ground.kernel import clock
from renda.ground.kernel.keys import random_code
from renda.ground.workflow.models import Matter


class Meeting(Matter):
    """One meeting of a body, from its plan to the published summary.

    members: seats filled on the day it was opened, which is what quorum and majority are counted of; code: stands in the QR
    at the door, so that a member signs in. summary: drafted from the record, finished by a person.
    """

    kind: ClassVar[str] = "meeting"

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name="会议主体")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="承办机构")
    session = models.ForeignKey("county.Session", models.PROTECT, related_name="+", null=True, verbose_name="次")
    number = models.PositiveSmallIntegerField("第几次", null=True)
    title = models.CharField("名称", max_length=120)
    starts_on = models.DateField("开会日")
    ends_on = models.DateField("最后一天")
    starts_at = models.TimeField("几点")
    place = models.CharField("地点", max_length=120)
    code = models.CharField("签到编号", max_length=24, default=random_code, editable=False)
    members = models.PositiveSmallIntegerField("组成人员（代表）总数", null=True)
    opened_at = models.DateTimeField("开会时间", null=True)
    closed_at = models.DateTimeField("闭会时间", null=True)
    summary = models.TextField("纪要", max_length=20000, blank=True, default="")
    published_on = models.DateField("印发日", null=True)
    cancel_reason = models.CharField("不开的原因", max_length=200, blank=True, default="")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        constraints = [
            models.UniqueConstraint(fields=["county", "body", "number", "session"], name="meeting_number",
                                    condition=Q(number__isnull=False) & ~Q(state=MeetingState.CANCELLED)),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="meeting_days"),
            models.CheckConstraint(name="meeting_opened_has_members",
                                   condition=Q(opened_at__isnull=True) | Q(members__isnull=False)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "-starts_on", "-id"], name="meeting_by_day"),
            models.Index(fields=["county", "office", "-starts_on"], name="meeting_of_office"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_state_display(self) -> str:
        return MeetingState(self.state).label

    def title_line(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:show", args=[self.pk])

    @property
    def day(self) -> date:
        return self.starts_on

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.starts_on, self.starts_at, tzinfo=clock.COUNTY_TIME)


class Preparation(Matter):
    """One thing to do before or after a meeting, by a day counted from its first day. org: a committee it was given to."""

    kind: ClassVar[str] = "preparation"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="preparations", verbose_name="会议")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="承办机构")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", null=True, verbose_name="交给谁办")
    title = models.CharField("办什么", max_length=80)
    days = models.SmallIntegerField("提前几天")
    source = models.CharField("依据", max_length=80, blank=True, default="")
    done_on = models.DateField("办好的日子", null=True)
    result = models.CharField("怎么办的", max_length=300, blank=True, default="")

    objects = PreparationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议筹备"
        constraints = [
            models.CheckConstraint(name="preparation_done_has_day",
                                   condition=~Q(state=PreparationState.DONE) | Q(done_on__isnull=False)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["meeting", "-days"], name="preparation_of_meeting")]

    def __str__(self) -> str:
        return self.title

    def get_state_display(self) -> str:
        return PreparationState(self.state).label

    @property
    def days_after(self) -> int:
        return -self.days

    def title_line(self) -> str:
        return f"{self.meeting.title}：{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:preparation", args=[self.pk])
