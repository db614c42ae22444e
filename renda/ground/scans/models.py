"""Photographed pages on their way to becoming a matter: a draft that a person confirms."""

import json
from typing import ClassVar

from django.db import models
from django.db.models import Q

from renda.ground.kernel import clock, keys
from renda.ground.kernel.sealed import SealedText
from renda.ground.scans.queries import ScanQuerySet
from renda.ground.scans.rules import Reading, reading_of
from renda.ground.scans.states import OPEN, ScanState


class Scan(models.Model):
    """One page (纸质件). Its picture is a file of this row; `draft` is what was read, sealed, and empty once it is settled.

    digest: of the upload, so that the same picture sent twice is one row; matter_id: what it became.
    """

    kind: ClassVar[str] = "scan"

    id = models.UUIDField(primary_key=True, default=keys.uuid7, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    subject = models.CharField("登记成什么", max_length=20)
    state = models.CharField("状态", max_length=10, choices=ScanState.choices, default=ScanState.QUEUED)
    reason = models.CharField("没有认出来的原因", max_length=200, blank=True)
    draft = SealedText("认出的文字", blank=True, default="")
    digest = models.CharField(max_length=64, editable=False)
    matter_id = models.UUIDField("登记成的事项", null=True)
    uploaded_by = models.BigIntegerField("上传人")
    made_at = models.DateTimeField("上传时间", default=clock.now)

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "纸质件"
        indexes = [models.Index(fields=["made_at"], name="scan_by_age")]
        constraints = [
            models.UniqueConstraint(fields=["county", "subject", "uploaded_by", "digest"], name="scan_once"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN) | Q(draft="", matter_id__isnull=False), name="scan_settled_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"纸质件{clock.day_of(self.made_at):%m月%d日}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def reading(self) -> Reading:
        """What was read; empty before that, and where nothing was."""
        return reading_of(json.loads(self.draft)) if self.draft else Reading()
