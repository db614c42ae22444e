"""An organ of the county asks for deputies to take part in its work; who was named, came, and what they observed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.chamber.participations.queries import ParticipantQuerySet, ParticipationQuerySet
from renda.chamber.participations.states import Answer, ParticipationState, Sort
from renda.ground.workflow.models import Matter

ORGANISATION = "people.Organisation"


class Participation(Matter):
    """One event of an organ that deputies are asked to. Source: 代表法 (2025) art. 46, DOMAIN P3

    office: names the deputies; places: how many the organ wishes; towns, trades: from where and of which trades, as the organ
    wishes; taken_up: how the organ has dealt with what the deputies wrote.
    """

    kind: ClassVar[str] = "participation"

    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="安排代表的机构")
    organ = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="哪个机关请")
    sort = models.CharField("参加什么", max_length=12, choices=Sort)
    title = models.CharField("名称", max_length=120)
    starts_at = models.DateTimeField("什么时候")
    place = models.CharField("在哪里", max_length=120)
    places = models.PositiveSmallIntegerField("请几名代表")
    towns = models.CharField("最好是哪些乡镇的", max_length=200, blank=True, default="")
    trades = models.CharField("最好是哪些行业的", max_length=200, blank=True, default="")
    words = models.CharField("安排", max_length=1000, blank=True, default="")
    taken_up = models.TextField("采纳情况", max_length=4000, blank=True, default="")

    named: int
    came: int
    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表参与工作和活动"
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1), name="participation_has_places"),
            models.CheckConstraint(name="participation_taken_up_has_words",
                                   condition=~Q(state=ParticipationState.TAKEN_UP) | ~Q(taken_up="")),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "-starts_at", "-id"], name="participation_by_moment"),
            models.Index(fields=["county", "organ", "-starts_at"], name="participation_of_organ"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_state_display(self) -> str:
        return ParticipationState(self.state).label

    def title_line(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participations:show", args=[self.pk])


class Participant(models.Model):
    """A deputy named for it. came: as the organ noted it; view: what the deputy observed, for the organ and the office.

    reason: of a leave, the office's alone. A substitute is one more row; who asked for leave stays in the list.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="participants", verbose_name="活动")
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, related_name="participations", verbose_name="代表")
    answer = models.CharField("回复", max_length=8, choices=Answer, blank=True, default=Answer.NONE)
    reason = models.CharField("请假原因", max_length=200, blank=True, default="")
    came = models.BooleanField("到场", default=False)
    view = models.TextField("看到的和意见", max_length=4000, blank=True, default="")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参加的代表"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participation", "deputy"], name="participant_once"),
            models.CheckConstraint(condition=Q(view="") | Q(came=True), name="participant_view_after_coming"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id}"
