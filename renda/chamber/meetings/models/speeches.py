"""Who asks to speak, who speaks, and the record of the words (审议发言记录)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from renda.chamber.meetings.models.agenda import AgendaItem
from renda.chamber.meetings.models.bodies import DEPUTY
from renda.chamber.meetings.models.meeting import Meeting
from renda.chamber.meetings.models.sittings import Sitting
from renda.chamber.meetings.queries import SpeechQuerySet


class Speech(models.Model):
    """One person speaks once on an item: asked for, called, ended; or noted afterwards. deputy, else `guest`, a name with office.

    words: what was said, in the record's words; order: in which it was asked for in this meeting, from 1. withdrawn_at: taken
    back before it began. Words are read by those inside a meeting alone. Source: DOMAIN 6.2, R-MT-15
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="speeches", verbose_name="会议")
    sitting = models.ForeignKey(Sitting, models.PROTECT, null=True, related_name="speeches", verbose_name="哪一场")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="speeches", verbose_name="议题")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, null=True, related_name="+", verbose_name="谁发言")
    guest = models.CharField("列席人员", max_length=80, blank=True, default="")
    words = models.TextField("说了什么", max_length=5000, blank=True, default="")
    order = models.PositiveSmallIntegerField("次序")
    asked_at = models.DateTimeField("申请时间", null=True)
    started_at = models.DateTimeField("开始发言", null=True)
    ended_at = models.DateTimeField("说完", null=True)
    withdrawn_at = models.DateTimeField("不说了", null=True)

    may_note: bool
    objects = SpeechQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发言"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "meeting", "order"], name="speech_order"),
            models.CheckConstraint(condition=Q(deputy__isnull=False) ^ ~Q(guest=""), name="speech_has_one_speaker"),
            models.CheckConstraint(condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="speech_ends_late"),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | Q(started_at__isnull=True),
                                   name="speech_withdrawn_unsaid"),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["meeting", "item", "order"], name="speech_of_item"),
            models.Index(fields=["county", "deputy", "-id"], name="speech_of_deputy"),
        ]

    def __str__(self) -> str:
        return self.speaker

    @property
    def speaker(self) -> str:
        """Who spoke, as people read it."""
        return self.deputy.name if self.deputy else self.guest

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None
