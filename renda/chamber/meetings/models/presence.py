"""Who is at a meeting: members and guests, in delegations or groups."""

from typing import ClassVar

from django.db import models

from renda.chamber.meetings.models.bodies import DEPUTY
from renda.chamber.meetings.models.meeting import Meeting
from renda.chamber.meetings.queries import PresenceQuerySet
from renda.chamber.meetings.states import Answer, GuestKind


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
    group = models.CharField("代表团（组）", max_length=80, blank=True, default="")
    seat = models.CharField("座位", max_length=20, blank=True, default="")
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


class Group(models.Model):
    """A delegation or a group of one meeting (代表团、分组), made for it. Who belongs to it says `Presence.group`, its name."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="groups", verbose_name="会议")
    name = models.CharField("代表团（组）", max_length=80)
    head = models.ForeignKey(DEPUTY, models.PROTECT, null=True, related_name="+", verbose_name="团长（召集人）")
    place = models.CharField("讨论地点", max_length=120, blank=True, default="")
    position = models.PositiveSmallIntegerField("排列", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "代表团和分组"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "meeting", "name"], name="group_of_meeting")]

    def __str__(self) -> str:
        return self.name
