"""四办四评 and 评估: one rating of an item, the county's own words and raters, the days of the two assessments."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renda.voice.pressing.models.acts import ItemAct, body, of_one_item
from renda.voice.pressing.queries import AssessmentQuerySet, EvaluationQuerySet, FourLineQuerySet
from renda.voice.pressing.states import EvaluationState, Half, Mark, Measure, Moment, Rater


class Evaluation(ItemAct):
    """One of the four ratings of an item, by the person whose it is. Never added up, never per person. Source: DOMAIN S-8"""

    kind: ClassVar[str] = "evaluation"

    measure = models.CharField("评什么", max_length=12, choices=Measure)
    rater = models.CharField("谁来评", max_length=12, choices=Rater)
    mark = models.CharField("评价", max_length=8, choices=Mark, blank=True, default="")
    text = models.TextField("说明", max_length=500, blank=True, default="")
    rated_on = models.DateField("评价日", null=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "四评"
        verbose_name_plural = "四评"
        constraints = [
            models.UniqueConstraint(fields=["county", "suggestion", "measure"], name="evaluation_once"),
            models.UniqueConstraint(fields=["county", "motion", "measure"], name="evaluation_of_motion_once"),
            of_one_item("evaluation"),
            models.CheckConstraint(name="evaluation_silence_is_no_mark",
                                   condition=Q(state=EvaluationState.RATED) ^ Q(mark="")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["county", "suggestion"], name="evaluation_of_suggestion")]

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.item}"

    def get_state_display(self) -> str:
        return EvaluationState(self.state).label

    def get_absolute_url(self) -> str:
        return f"{self.item_url()}#evaluation-{self.pk}"


class FourLine(models.Model):
    """The county's own words for one of the four handlings or ratings; without a row our proposal holds (可修改)."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    key = models.CharField("哪一项", max_length=12)
    label = models.CharField("名称", max_length=20)
    rater = models.CharField("谁来评", max_length=12, choices=Rater, blank=True, default="")
    moment = models.CharField("什么时候评", max_length=12, choices=Moment, blank=True, default="")

    objects = FourLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "四办四评"
        constraints = [models.UniqueConstraint(fields=["county", "key"], name="four_line_once")]

    def __str__(self) -> str:
        return self.label


class Assessment(models.Model):
    """The day of an assessment of the year's key items (评估): the matrix shows it. Its figures stand in the reports."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    congress = body("所属人大")
    year = models.PositiveSmallIntegerField("年份")
    half = models.CharField("年中或者年底", max_length=4, choices=Half)
    on = models.DateField("评估日")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评估"
        constraints = [models.UniqueConstraint(fields=["county", "congress", "year", "half"], name="assessment_once")]

    def __str__(self) -> str:
        return f"{self.year}年{self.get_half_display()}评估"
