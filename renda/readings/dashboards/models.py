"""What is made from figures and kept: an assessment of units, fixed with its scheme; a drafted report with its figures."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.ground.kernel.keys import uuid7
from renda.readings.dashboards.queries.made import AssessmentQuerySet, ReportQuerySet
from renda.readings.dashboards.states import Phase, ReportKind, ReportState

ORGANISATION = "people.Organisation"


class Assessment(models.Model):
    """An assessment of a congress's units (评估制), as it was on the day it was made. Never changed; made anew it is a new row.

    scheme: items with weight and source, least cases, days of an early reply. units: per unit its name, lines with n, d, weight and
    points (in hundredths), and their sum. digest: SHA-256 over both and the span, so that a recount can be told to be the same.
    Source: DOMAIN 3.2 S-2
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    congress = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="所属人大", related_name="+")
    phase = models.CharField("哪次评估", max_length=8, choices=Phase)
    first_on = models.DateField("立案起")
    last_on = models.DateField("立案止")
    cut_on = models.DateField("数据截至")
    scheme = models.JSONField("办法")
    units = models.JSONField("各单位")
    digest = models.CharField("摘要", max_length=64)
    made_by_id = models.BigIntegerField(default=0)
    made_by_name = models.CharField("由谁做的", max_length=40, default="")
    made_at = models.DateTimeField("做的时间", default=now)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位评估"
        indexes: ClassVar = [models.Index(fields=["county", "congress", "-made_at"], name="assessment_newest")]

    def __str__(self) -> str:
        return f"{self.first_on.year}年{self.get_phase_display()}"

    def get_absolute_url(self) -> str:
        return reverse("dashboards:assessment", args=[self.pk])


class Report(models.Model):
    """A draft made from the record (季度督查通报、办理情况报告) for a person to finish. Source: DOMAIN 3.2 S-4, S-5, 4.3 R-SG-5

    progress: what the worker is at, in percent. figures: the numbers the draft was written with. The files are papers of this row.
    """

    kind: ClassVar[str] = "report"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    congress = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="所属人大", related_name="+")
    body = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="起草机关", related_name="+")
    topic = models.CharField("种类", max_length=8, choices=ReportKind)
    year = models.PositiveSmallIntegerField("年份")
    quarter = models.PositiveSmallIntegerField("季度", default=0)
    cut_on = models.DateField("数据截至")
    state = models.CharField("进度", max_length=8, choices=ReportState, default=ReportState.COUNTING)
    progress = models.PositiveSmallIntegerField("完成百分之几", default=0)
    figures = models.JSONField("所用的数", default=dict)
    once = models.UUIDField(null=True)
    made_by_id = models.BigIntegerField(default=0)
    made_by_name = models.CharField("由谁要的", max_length=40, default="")
    made_at = models.DateTimeField("要的时间", default=now)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报告"
        indexes: ClassVar = [models.Index(fields=["county", "congress", "-made_at"], name="report_newest")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "once"], name="report_once"),
            models.CheckConstraint(condition=models.Q(quarter__lte=4), name="report_quarter"),
        ]

    def __str__(self) -> str:
        quarter = f"第{self.quarter}" if self.quarter else ""
        return f"{self.year}年{quarter}{self.get_topic_display()}"

    def get_absolute_url(self) -> str:
        return reverse("dashboards:report", args=[self.pk])
