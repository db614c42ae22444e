"""Bodies that meet and who sits in them, meetings with agenda, preparation and attendance."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.chamber.meetings.queries import (
    BodyQuerySet,
    MeetingQuerySet,
    PlanLineQuerySet,
    PreparationQuerySet,
    PresenceQuerySet,
    SeatQuerySet,
)
from renda.chamber.meetings.states import Answer, BodyKind, GuestKind, ItemKind, MeetingState, PreparationState
from renda.ground.kernel import clock
from renda.ground.kernel.keys import random_code
from renda.ground.workflow.models import Matter

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


class AgendaItem(models.Model):
    """An item of a meeting's agenda. position: from 1, no two alike among those that stand."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name="会议")
    position = models.PositiveSmallIntegerField("第几项")
    title = models.CharField("议题", max_length=160)
    sort = models.CharField("哪一种", max_length=12, choices=ItemKind, default=ItemKind.REPORT)
    reporter = models.CharField("报告人", max_length=80, blank=True, default="")
    dropped_on = models.DateField("撤下日", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "议程"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "meeting", "position"], condition=Q(dropped_on__isnull=True),
                                    name="agenda_position"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Presence(models.Model):
    """A member or guest of a meeting. came_at, left_at: the last time of each; who came and has not left since is in the hall."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="presences", verbose_name="会议")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="成员")
    title = models.CharField("职务", max_length=40, blank=True, default="")
    position = models.PositiveSmallIntegerField("排列", default=100)
    guest = models.CharField("列席或者旁听", max_length=12, choices=GuestKind, blank=True, default="")
    answer = models.CharField("回复", max_length=8, choices=Answer, blank=True, default=Answer.NONE)
    reason = models.CharField("请假的原因", max_length=200, blank=True, default="")
    came_at = models.DateTimeField("签到时间", null=True)
    left_at = models.DateTimeField("离开时间", null=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "与会人员"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "meeting", "deputy"], name="presence_once"),
        ]

    def __str__(self) -> str:
        return str(self.deputy)

    @property
    def is_in(self) -> bool:
        return self.came_at is not None and (self.left_at is None or self.left_at < self.came_at)
