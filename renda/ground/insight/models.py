"""What was learned of a county's decisions, the advice given, and what units do."""

from django.db import models
from django.db.models import Q

from renda.ground.insight.queries import AdviceQuerySet, DutyQuerySet, LearnedQuerySet
from renda.ground.insight.states import Basis
from renda.ground.kernel.clock import now


class Learned(models.Model):
    """What a county's decided matters teach on one question. Nothing of it is a sentence of a text: words that stand in several, and their weights.

    model: numpy arrays, compressed; empty while it rests on duties. quality: measured on matters held out (`judging.learn_and_judge`): rows, accuracy,
    macro_f1, top3, coverage (share advised on) and sure (share of those that is right); 0 to 1.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    question = models.CharField(max_length=40)
    basis = models.CharField("依据", max_length=10, choices=Basis)
    learned_at = models.DateTimeField("学习时间", default=now)
    examples = models.PositiveIntegerField("学了几件", default=0)
    answers = models.PositiveIntegerField("有几种结论", default=0)
    quality = models.JSONField("检验", default=dict)
    size = models.PositiveIntegerField("字节", default=0)
    model = models.BinaryField(default=bytes)

    objects = LearnedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学到的"
        constraints = [models.UniqueConstraint(fields=["county", "question"], name="insight_learned_once")]

    def __str__(self) -> str:
        return f"{self.question} {self.learned_at:%Y-%m-%d}"


class Advice(models.Model):
    """Advice on one question of one matter, and what a person decided.

    likeliest: [[answer, share], …], the best first; earlier: [[key of a decided matter, its answer], …]; learned_at: of what it rests on.
    decided: the first decision; settled: what it was at the end. Both empty until then.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    question = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    matter_id = models.UUIDField()
    given_at = models.DateTimeField("给出时间", default=now)
    basis = models.CharField("依据", max_length=10, choices=Basis)
    learned_at = models.DateTimeField("学习时间")
    examples = models.PositiveIntegerField(default=0)
    first = models.CharField("参考", max_length=40)
    is_sure = models.BooleanField("有把握", default=False)
    likeliest = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    earlier = models.JSONField(default=list)
    decided = models.CharField("决定", max_length=40, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    settled = models.CharField("最后", max_length=40, blank=True, default="")

    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参考意见"
        constraints = [
            models.UniqueConstraint(fields=["county", "kind", "matter_id", "question"], name="insight_advice_once")
        ]
        indexes = [
            models.Index(fields=["county", "question", "given_at"], name="insight_advice_month"),
            models.Index(fields=["county", "question"], name="insight_undecided", condition=Q(decided="")),
            models.Index(fields=["county", "question"], name="insight_unsettled", condition=Q(settled="")),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.matter_id}"


class Duty(models.Model):
    """What a unit does (职责), in the county's own words; without a row the packaged words stand."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    org = models.OneToOneField("people.Organisation", models.CASCADE, related_name="+", verbose_name="单位")
    text = models.TextField("职责", max_length=2000)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位职责"

    def __str__(self) -> str:
        return f"{self.org_id}"
