"""Organisations invited to a meeting or to one of its items (列席), and who of them comes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.chamber.meetings.models.agenda import AgendaItem
from renda.chamber.meetings.models.bodies import ORGANISATION
from renda.chamber.meetings.models.meeting import Meeting
from renda.chamber.meetings.queries import InvitationQuerySet
from renda.chamber.meetings.states import GuestPart, InvitationState
from renda.ground.workflow.models import Matter


class Invitation(Matter):
    """One organisation is asked to attend. who: who comes, as it answered. came: said by the office in the hall.

    Source: DOMAIN R-MT-7, R-MT-8, 地方组织法 (2022) art. 51, 监督法 (2024) art. 46
    """

    kind: ClassVar[str] = "invitation"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations", verbose_name="会议")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="invitations", verbose_name="哪项议题")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="承办机构")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="请哪个单位")
    part = models.CharField("请谁来", max_length=12, choices=GuestPart)
    who = models.CharField("谁来", max_length=120, blank=True, default="")
    is_coming = models.BooleanField("来不来", null=True)
    came = models.BooleanField("到会", default=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "请单位列席"
        constraints = [
            models.UniqueConstraint(fields=["county", "meeting", "org"], name="invitation_to_meeting_once",
                                    condition=Q(item__isnull=True) & ~Q(state=InvitationState.WITHDRAWN)),
            models.UniqueConstraint(fields=["county", "meeting", "org", "item"], name="invitation_to_item_once",
                                    condition=Q(item__isnull=False) & ~Q(state=InvitationState.WITHDRAWN)),
            models.CheckConstraint(name="invitation_answered_is_said",
                                   condition=~Q(state=InvitationState.ANSWERED) | Q(is_coming__isnull=False)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "org", "-id"], name="invitation_of_org"),
            models.Index(fields=["meeting", "id"], name="invitation_of_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.org} {self.meeting}"

    def get_state_display(self) -> str:
        return InvitationState(self.state).label

    def title_line(self) -> str:
        return f"{self.meeting.title}：请{self.org.label}列席"

    def get_absolute_url(self) -> str:
        return reverse("meetings:invitation", args=[self.pk])
