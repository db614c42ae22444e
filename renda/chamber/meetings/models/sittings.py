"""The sittings of a meeting (全体会议、预备会议、主席团会议、代表团审议), and who was at each."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from renda.chamber.meetings.models.bodies import DEPUTY
from renda.chamber.meetings.models.meeting import Meeting
from renda.chamber.meetings.states import SittingKind


class Sitting(models.Model):
    """One sitting of a meeting, with its own day, hour and place. group: the delegation that sits, if it is one of theirs.

    present, members: fixed when it is closed. Who is in the hall now is kept by the meeting. Source: docs/decisions/0045
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sittings", verbose_name="会议")
    sort = models.CharField("哪一种", max_length=12, choices=SittingKind)
    number = models.PositiveSmallIntegerField("第几次")
    group = models.CharField("代表团（组）", max_length=80, blank=True, default="")
    starts_at = models.DateTimeField("什么时候")
    place = models.CharField("地点", max_length=120)
    topic = models.CharField("议什么", max_length=300, blank=True, default="")
    opened_at = models.DateTimeField("开始时间", null=True)
    closed_at = models.DateTimeField("结束时间", null=True)
    members = models.PositiveSmallIntegerField("应到", null=True)
    present = models.PositiveSmallIntegerField("实到", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "各场会议"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "meeting", "sort", "group", "number"], name="sitting_number"),
            models.CheckConstraint(condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                                   name="sitting_closed_late"),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["meeting", "starts_at"], name="sitting_of_meeting")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """第二次全体会议, 庆符镇代表团第一次审议."""
        which = f"第{self.number}次"
        label = str(SittingKind(self.sort).label)
        return f"{self.group}{which}{label}" if self.sort != SittingKind.PREPARATORY else label

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class SittingPresence(models.Model):
    """Who was at a sitting; written when it is closed, or ticked for a delegation."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="presences", verbose_name="哪一场")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="成员")
    came_at = models.DateTimeField("签到时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "各场到会"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "sitting", "deputy"], name="sitting_presence_once"),
        ]

    def __str__(self) -> str:
        return str(self.deputy)
