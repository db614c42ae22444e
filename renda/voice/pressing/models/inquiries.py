"""A letter to a unit: asks in writing for an answer by a day (督办函、函询函)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.voice.pressing.models.acts import ItemAct, of_one_item
from renda.voice.pressing.queries import InquiryQuerySet
from renda.voice.pressing.states import Cause, InquiryState, Letter


class Inquiry(ItemAct):
    """A letter, proposed by the platform or a person, sent by a person, answered by the unit. Source: DOMAIN S-2

    reasons: sentences that say why; round: the handling round it is about, so that the platform proposes once a round.
    """

    kind: ClassVar[str] = "inquiry"

    letter = models.CharField("函种", max_length=8, choices=Letter, default=Letter.INQUIRY)
    cause = models.CharField("起因", max_length=8, choices=Cause, default=Cause.HAND)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    reasons = models.JSONField("理由", default=list)
    questions = models.TextField("要答复的问题", max_length=2000, blank=True, default="")
    number_text = models.CharField("文号", max_length=60, blank=True, default="")
    issued_on = models.DateField("发函日", null=True)
    due_on = models.DateField("答复期限", null=True)
    reminded_on = models.DateField("催复日", null=True)
    escalated_on = models.DateField("升级日", null=True)
    answer = models.TextField("单位答复", max_length=5000, blank=True, default="")
    answered_on = models.DateField("答复日", null=True)
    scan = models.ForeignKey("files.StoredFile", models.PROTECT, verbose_name="盖章件", related_name="+", null=True)
    conclusion = models.CharField("处理意见", max_length=500, blank=True, default="")
    closed_on = models.DateField("了结日", null=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "督办函"
        verbose_name_plural = "督办函"
        constraints = [
            models.UniqueConstraint(fields=["county", "suggestion", "cause", "round"], name="inquiry_proposed_once",
                                    condition=~Q(cause=Cause.HAND)),
            models.UniqueConstraint(fields=["county", "motion", "cause", "round"], name="inquiry_of_motion_once",
                                    condition=~Q(cause=Cause.HAND)),
            of_one_item("inquiry"),
            models.CheckConstraint(name="inquiry_issued_has_number", condition=Q(
                state__in=[InquiryState.PROPOSED, InquiryState.DROPPED])
                | (~Q(number_text="") & Q(issued_on__isnull=False, due_on__isnull=False))),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "suggestion"], name="inquiry_of_suggestion"),
            models.Index(fields=["county", "motion"], name="inquiry_of_motion"),
            models.Index(fields=["county", "org", "state"], name="inquiry_of_unit"),
            models.Index(fields=["county", "state", "-id"], name="inquiry_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.number_text or self.get_letter_display()} {self.item}"

    def get_state_display(self) -> str:
        return InquiryState(self.state).label

    def number_line(self) -> str:
        return self.number_text or f"{self.get_letter_display()}（待定）"

    def get_absolute_url(self) -> str:
        return reverse("pressing:inquiry", args=[self.pk])
