"""An inspection tour (督查), whom it invites and what it finds of each item."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.voice.pressing.models.acts import Act, ItemAct, of_one_item
from renda.voice.pressing.queries import FindingQuerySet, InviteeQuerySet, TourQuerySet
from renda.voice.pressing.states import FindingState, TourState


class Tour(Act):
    """A tour of places and units, at least one a quarter. Source: DOMAIN S-4

    on: the day planned; members: who goes beside the leader and the invited deputies, as written in the notice.
    """

    kind: ClassVar[str] = "tour"

    title = models.CharField("督查名称", max_length=120)
    on = models.DateField("督查日")
    route = models.TextField("路线和地点", max_length=2000)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="带队领导", related_name="+", null=True
    )
    members = models.CharField("督查组成员", max_length=300, blank=True, default="")
    held_on = models.DateField("开展日", null=True)
    report = models.TextField("督查情况", max_length=5000, blank=True, default="")
    number_text = models.CharField("通报文号", max_length=60, blank=True, default="")
    reported_on = models.DateField("通报日", null=True)

    objects = TourQuerySet.as_manager()

    class Meta:
        verbose_name = "督查"
        verbose_name_plural = "督查"
        constraints = [
            models.CheckConstraint(name="tour_held_has_day", condition=~Q(
                state__in=[TourState.HELD, TourState.REPORTED]) | Q(held_on__isnull=False)),
            models.CheckConstraint(name="tour_reported_has_number",
                                   condition=~Q(state=TourState.REPORTED) | ~Q(number_text="")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["county", "congress", "-on", "-id"], name="tour_by_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.title}"

    @property
    def day(self) -> object:
        return self.held_on or self.on

    def get_state_display(self) -> str:
        return TourState(self.state).label

    def title_line(self) -> str:
        return self.title

    def number_line(self) -> str:
        return self.number_text

    def get_absolute_url(self) -> str:
        return reverse("pressing:tour", args=[self.pk])


class Invitee(models.Model):
    """A deputy invited to a tour; came: unknown until it was held."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    tour = models.ForeignKey(Tour, models.PROTECT, related_name="invitees")
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, verbose_name="代表", related_name="+")
    came = models.BooleanField("到了", null=True)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "受邀代表"
        constraints = [models.UniqueConstraint(fields=["county", "tour", "deputy"], name="invitee_once")]
        indexes = [models.Index(fields=["county", "deputy"], name="invitee_of_deputy")]

    def __str__(self) -> str:
        return str(self.deputy)


class Finding(ItemAct):
    """What the tour saw of one item, and what the unit does about it (整改、销号)."""

    kind: ClassVar[str] = "finding"

    tour = models.ForeignKey(Tour, models.PROTECT, related_name="findings")
    text = models.TextField("发现", max_length=2000, blank=True, default="")
    demand = models.TextField("整改要求", max_length=1000, blank=True, default="")
    due_on = models.DateField("整改到", null=True)
    answer = models.TextField("整改情况", max_length=2000, blank=True, default="")
    answered_on = models.DateField("报整改日", null=True)
    closed_on = models.DateField("销号日", null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "督查发现"
        verbose_name_plural = "督查发现"
        constraints = [
            models.UniqueConstraint(fields=["county", "tour", "suggestion"], name="finding_once"),
            models.UniqueConstraint(fields=["county", "tour", "motion"], name="finding_of_motion_once"),
            of_one_item("finding"),
            models.CheckConstraint(name="finding_open_has_day", condition=~Q(
                state__in=[FindingState.OPEN, FindingState.ANSWERED]) | Q(due_on__isnull=False)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "suggestion"], name="finding_of_suggestion"),
            models.Index(fields=["county", "motion"], name="finding_of_motion"),
            models.Index(fields=["county", "org"], name="finding_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.tour} {self.item}"

    def get_state_display(self) -> str:
        return FindingState(self.state).label

    def get_absolute_url(self) -> str:
        return f"{self.tour.get_absolute_url()}#finding-{self.pk}"
