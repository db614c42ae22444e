"""What runs side by side in a suggestion: each part is a small matter with its own workflow and a parent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.voice.suggestions.models.suggestion import DEPUTY, ORGANISATION, Part, Suggestion
from renda.voice.suggestions.queries import (
    ConsultationQuerySet,
    HandlingQuerySet,
    PublicationQuerySet,
    RatingQuerySet,
    SignatureQuerySet,
)
from renda.voice.suggestions.states import (
    ConsultationWay,
    Disclosure,
    Grade,
    HandlingState,
    Mode,
    PublicationState,
    RatingState,
    ReplyClass,
    SignatureState,
)


class Signature(Part):
    """A deputy's co-signing (联名): by invitation, or on paper with its scan."""

    kind: ClassVar[str] = "signature"

    parent = models.ForeignKey(Suggestion, models.PROTECT, related_name="signatures")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, verbose_name="联名代表", related_name="signature_of")
    signed_at = models.DateTimeField("联名时间", null=True)
    scan = models.ForeignKey("files.StoredFile", models.PROTECT, verbose_name="签名扫描件", related_name="+", null=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "联名"
        verbose_name_plural = "联名"
        constraints = [
            models.UniqueConstraint(fields=["county", "parent", "deputy"], name="signature_once"),
            models.CheckConstraint(name="signature_has_time", condition=~Q(
                state__in=[SignatureState.SIGNED, SignatureState.PAPER]) | Q(signed_at__isnull=False)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["county", "deputy", "state"], name="signature_of_deputy")]

    def __str__(self) -> str:
        return f"{self.deputy} {self.get_state_display()}"

    def get_state_display(self) -> str:
        return SignatureState(self.state).label


class Handling(Part):
    """One unit's work on a suggestion in one round (承办): acceptance, return, opinion or reply.

    answers: one dict per ask, `{"ask", "text", "reply_class", "promised_on", "section"}`, as the deputy numbered them.
    """

    kind: ClassVar[str] = "handling"

    parent = models.ForeignKey(Suggestion, models.PROTECT, related_name="handlings")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="承办单位", related_name="+")
    mode = models.CharField("承办方式", max_length=8, choices=Mode)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    assigned_on = models.DateField("交到本单位之日")

    accepted_on = models.DateField("签收日", null=True)
    leader_name = models.CharField("分管领导", max_length=40, blank=True, default="")
    officer_name = models.CharField("经办人", max_length=40, blank=True, default="")
    officer_phone = models.CharField("联系电话", max_length=30, blank=True, default="")
    plan = models.TextField("办理计划", max_length=2000, blank=True, default="")

    return_reason = models.TextField("退办理由", max_length=1000, blank=True, default="")
    proposed_unit = models.CharField("建议改由谁办", max_length=60, blank=True, default="")
    return_ruling = models.CharField("对退办的答复", max_length=500, blank=True, default="")

    co_opinion = models.TextField("会办意见", max_length=5000, blank=True, default="")
    answers = models.JSONField("逐条答复", default=list)
    closing = models.TextField("其他说明", max_length=2000, blank=True, default="")
    reply_class = models.CharField("答复类别", max_length=1, choices=ReplyClass, blank=True, default="")
    disclosure = models.CharField("公开建议", max_length=8, choices=Disclosure, blank=True, default="")
    disclosure_reason = models.CharField("不全文公开的理由", max_length=300, blank=True, default="")
    signer_name = models.CharField("签发人", max_length=40, blank=True, default="")
    paper_number = models.CharField("发文字号", max_length=60, blank=True, default="")
    done_on = models.DateField("办完日", null=True)
    scan = models.ForeignKey("files.StoredFile", models.PROTECT, verbose_name="盖章扫描件", related_name="+", null=True)

    objects = HandlingQuerySet.as_manager()

    class Meta:
        verbose_name = "承办"
        verbose_name_plural = "承办"
        constraints = [
            models.UniqueConstraint(fields=["county", "parent", "org", "round"], name="handling_once",
                                    condition=~Q(state=HandlingState.RETURNED)),
            models.UniqueConstraint(fields=["county", "parent", "round"], name="handling_one_lead",
                                    condition=Q(mode=Mode.LEAD) & ~Q(state=HandlingState.RETURNED)),
            models.CheckConstraint(name="handling_reply_has_number",
                                   condition=~Q(state=HandlingState.DONE) | Q(mode=Mode.CO) | ~Q(paper_number="")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["county", "org", "state"], name="handling_of_unit")]

    def __str__(self) -> str:
        return f"{self.org} {self.get_mode_display()}"

    def get_state_display(self) -> str:
        return HandlingState(self.state).label

    @property
    def is_co(self) -> bool:
        return self.mode == Mode.CO


class Consultation(models.Model):
    """A talk with the deputy before the reply (面商). Source: 代表法 (2025) art. 51."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    handling = models.ForeignKey(Handling, models.PROTECT, related_name="consultations")
    way = models.CharField("方式", max_length=8, choices=ConsultationWay)
    held_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=100, blank=True, default="")
    people = models.CharField("参加人", max_length=200)
    points = models.TextField("谈了什么", max_length=2000)
    deputy_view = models.TextField("代表意见", max_length=1000)
    recorded_by_id = models.BigIntegerField(default=0)
    recorded_at = models.DateTimeField(default=now)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "面商"
        verbose_name_plural = "面商"
        indexes = [models.Index(fields=["county", "handling"], name="consultation_of")]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.held_at:%Y-%m-%d}"


class Rating(Part):
    """One signatory's rating of one round (评价). The unit sees none before all of the round are final.

    Source: DOMAIN 5.6; two ratings, of the process and of the result.
    """

    kind: ClassVar[str] = "rating"

    parent = models.ForeignKey(Suggestion, models.PROTECT, related_name="ratings")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, verbose_name="代表", related_name="+")
    round = models.PositiveSmallIntegerField("轮次", default=1)
    process = models.CharField("办理过程", max_length=12, choices=Grade, blank=True, default="")
    result = models.CharField("办理结果", max_length=12, choices=Grade, blank=True, default="")
    text = models.TextField("不满意的理由和希望", max_length=1000, blank=True, default="")
    rated_on = models.DateField("评价日", null=True)
    entered_by_id = models.BigIntegerField("代录人", default=0)
    is_by_proxy = models.BooleanField("按纸质征询意见表代录", default=False)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "评价"
        verbose_name_plural = "评价"
        constraints = [
            models.UniqueConstraint(fields=["county", "parent", "deputy", "round"], name="rating_once"),
            models.CheckConstraint(name="rating_silence_is_no_grade",
                                   condition=Q(state=RatingState.FINAL) ^ Q(process="", result="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.deputy} {self.get_result_display() or RatingState(self.state).label}"

    def get_absolute_url(self) -> str:
        """Its own page: the reply and what to say to it."""
        return reverse("suggestions:rating", args=[self.pk])


class Publication(Part):
    """Whether and how far the matter is published (公开). The second person differs from the one who proposed."""

    kind: ClassVar[str] = "publication"

    parent = models.ForeignKey(Suggestion, models.PROTECT, related_name="publications")
    extent = models.CharField("公开方式", max_length=8, choices=Disclosure)
    reason = models.CharField("理由", max_length=300, blank=True, default="")
    summary = models.TextField("公开摘要", max_length=3000, blank=True, default="")
    redactions = models.CharField("隐去的内容", max_length=300, blank=True, default="")
    proposed_by_id = models.BigIntegerField("提出人", default=0)
    decided_by_id = models.BigIntegerField("审定人", default=0)
    decided_on = models.DateField("审定日", null=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "公开"
        verbose_name_plural = "公开"
        constraints = [
            models.UniqueConstraint(fields=["county", "parent"], name="publication_open_once",
                                    condition=Q(state=PublicationState.PROPOSED)),
            models.CheckConstraint(name="publication_second_person", condition=Q(decided_by_id=0)
                                   | ~Q(decided_by_id=models.F("proposed_by_id"))),
            models.CheckConstraint(name="publication_has_reason",
                                   condition=Q(extent=Disclosure.FULL) | ~Q(reason="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_extent_display()
