"""Calls for observers, who signed up, and their sealed contact."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.chamber.observers.queries import CallQuerySet, SignUpQuerySet
from renda.chamber.observers.states import CallState, How, SignUpState
from renda.ground.kernel.keys import random_code
from renda.ground.kernel.sealed import SealedText
from renda.ground.workflow.models import Matter

ORGANISATION = "people.Organisation"


class Call(Matter):
    """Citizens are asked to observe a meeting (旁听公告). seed: of the lot, shown with the result, so that anybody draws it again.

    Source: DOMAIN R-MT-11
    """

    kind: ClassVar[str] = "observing"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="observer_calls", verbose_name="会议")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="承办机构")
    places = models.PositiveSmallIntegerField("招几人")
    closes_on = models.DateField("报名截止")
    words = models.CharField("报名条件和要求", max_length=500, blank=True, default="")
    how = models.CharField("怎么定人选", max_length=8, choices=How, blank=True, default="")
    seed = models.CharField("抽签号", max_length=24, blank=True, default="")
    chosen_on = models.DateField("定人选日", null=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公民旁听"
        constraints = [
            models.UniqueConstraint(fields=["county", "meeting"], condition=~Q(state=CallState.CANCELLED), name="observing_once"),
            models.CheckConstraint(condition=Q(places__gte=1), name="observing_has_places"),
            models.CheckConstraint(condition=~Q(state=CallState.CHOSEN) | Q(chosen_on__isnull=False), name="observing_chosen_has_day"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.meeting}旁听"

    def get_state_display(self) -> str:
        return CallState(self.state).label

    def title_line(self) -> str:
        return f"{self.meeting.title}公民旁听"

    def get_absolute_url(self) -> str:
        return reverse("observers:call", args=[self.pk])


@dataclass(frozen=True)
class Unmasked:
    """Name and phone in the clear, for the one answer that asked with a reason. Never stored."""

    name: str
    phone: str


class SignUp(Matter):
    """A citizen signs up without an account. Name and phone are sealed beside it; `code` is the receipt."""

    kind: ClassVar[str] = "observer"
    unmasked: Unmasked | None = None

    call = models.ForeignKey(Call, models.PROTECT, related_name="sign_ups", verbose_name="旁听公告")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="承办机构")
    code = models.CharField("回执编号", max_length=24, default=random_code, editable=False)
    intake_digest = models.CharField(max_length=64, blank=True, editable=False)
    erased_at = models.DateTimeField("删除时间", null=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "旁听报名"
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="observer_code")]
        indexes = [models.Index(fields=["call", "id"], name="observer_of_call")]

    def __str__(self) -> str:
        return self.code

    def get_state_display(self) -> str:
        return SignUpState(self.state).label

    def title_line(self) -> str:
        return f"{self.call.meeting.title}旁听报名"

    def get_absolute_url(self) -> str:
        return reverse("observers:sign-up", args=[self.pk])

    @property
    def has_contact(self) -> bool:
        return getattr(self, "contact", None) is not None


class ObserverContact(models.Model):
    """Who signed up, sealed; erasing deletes this row. phone_index: keyed digest, so that one signs up once to a call."""

    sign_up = models.OneToOneField(SignUp, models.CASCADE, primary_key=True, related_name="contact")
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    name = SealedText("姓名")
    phone = SealedText("手机号")
    phone_index = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "旁听人联系方式"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "call", "phone_index"], name="observer_phone_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sign_up_id}"
