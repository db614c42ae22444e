"""A suggestion and its parts. Each part is a small matter with its own workflow and a parent."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.ground.workflow.models import Matter
from renda.voice.suggestions.queries import (
    ConsultationQuerySet,
    HandlingQuerySet,
    PublicationQuerySet,
    RatingQuerySet,
    SignatureQuerySet,
    SuggestionQuerySet,
)
from renda.voice.suggestions.states import (
    Category,
    ConsultationWay,
    Disclosure,
    Grade,
    HandlingState,
    Mode,
    Need,
    Period,
    PublicationState,
    RatingState,
    ReplyClass,
    S,
    SignatureState,
)

if TYPE_CHECKING:
    from renda.voice.opinions.models import Opinion

ORGANISATION = "people.Organisation"
DEPUTY = "deputies.Deputy"


class Suggestion(Matter):
    """A deputy's suggestion (代表建议) from draft to archive.

    office: the congress's office or the town presidium that registers and assigns; government: the body that
    receives the assignment for the government side; helper_org: the station whose liaison officer helps the deputy.
    asks: the concrete proposals, one string each; frozen: the paper as submitted.
    """

    kind: ClassVar[str] = "suggestion"

    congress = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="所属人大", related_name="+")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="交办机构", related_name="+")
    government = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="承接机关", related_name="+", null=True)
    helper_org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="联络家站", related_name="+", null=True)
    proposer = models.ForeignKey(DEPUTY, models.PROTECT, verbose_name="领衔代表", related_name="suggestions")
    entered_by_id = models.BigIntegerField("录入人", default=0)
    opinions: "models.ManyToManyField[Opinion, Origin]" = models.ManyToManyField(
        "opinions.Opinion", through="Origin", related_name="suggestions"
    )

    title = models.CharField("标题", max_length=120)
    problem = models.TextField("反映的问题", max_length=5000)
    analysis = models.TextField("原因分析", max_length=5000, blank=True, default="")
    asks = models.JSONField("具体建议", default=list)
    category = models.CharField("类别", max_length=20, choices=Category, default=Category.OTHER)
    need = models.CharField("需求", max_length=12, choices=Need, blank=True, default="")
    hoped_unit = models.CharField("希望由谁办", max_length=60, blank=True, default="")
    motion_paper = models.CharField("主席团决定文号", max_length=60, blank=True, default="")
    may_be_public = models.BooleanField("可以公开", default=True)
    is_researched = models.BooleanField("做过调研", default=False)
    frozen = models.JSONField("提交时的原件", default=dict)
    submitted_at = models.DateTimeField("提交时间", null=True)

    period = models.CharField("提出时间", max_length=8, choices=Period, default=Period.BETWEEN)
    term = models.ForeignKey("county.Term", models.PROTECT, verbose_name="届", related_name="+", null=True)
    session = models.ForeignKey("county.Session", models.PROTECT, verbose_name="次", related_name="+", null=True)
    criteria = models.JSONField("审核要点", default=list)
    ruling = models.TextField("退回或者不立案的理由", max_length=1000, blank=True, default="")
    merged_into = models.ForeignKey("self", models.PROTECT, verbose_name="并入", related_name="merged_from", null=True)
    number = models.PositiveIntegerField("流水号", null=True)
    number_year = models.PositiveIntegerField("编号年", null=True)
    number_text = models.CharField("编号", max_length=60, blank=True, default="")
    number_short = models.CharField("短编号", max_length=30, blank=True, default="")
    registered_on = models.DateField("立案日", null=True)

    proposed = models.JSONField("预交办方案", default=dict)
    assigned_on = models.DateField("交办之日", null=True)
    is_complex = models.BooleanField("涉及面广、处理难度大", default=False)
    lead_org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="主办单位", related_name="+", null=True)
    is_key = models.BooleanField("重点督办", default=False)
    handling_round = models.PositiveSmallIntegerField("办理轮次", default=1)
    second_asked_on = models.DateField("二次办理起算日", null=True)
    reply_class = models.CharField("答复类别", max_length=1, choices=ReplyClass, blank=True, default="")
    replied_on = models.DateField("答复日", null=True)
    disclosure = models.CharField("公开方式", max_length=8, choices=Disclosure, blank=True, default="")
    summary = models.TextField("公开摘要", max_length=3000, blank=True, default="")
    published_on = models.DateField("公开日", null=True)
    closed_on = models.DateField("办结日", null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = "代表建议"
        verbose_name_plural = "代表建议"
        constraints = [
            models.UniqueConstraint(fields=["county", "congress", "number_text"], name="suggestion_number",
                                    condition=~Q(number_text="")),
            models.CheckConstraint(name="suggestion_assigned_has_lead",
                                   condition=~Q(state__in=[S.ASSIGNED, S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED])
                                   | Q(assigned_on__isnull=False, lead_org__isnull=False)),
            models.CheckConstraint(name="suggestion_registered_has_number",
                                   condition=Q(state__in=[S.DRAFT, S.SUBMITTED, S.RETURNED, S.MERGED, S.REFUSED,
                                                          S.WITHDRAWN]) | ~Q(number_text="")),
            models.CheckConstraint(name="suggestion_published_has_extent",
                                   condition=Q(published_on__isnull=True)
                                   | Q(disclosure__in=[Disclosure.FULL, Disclosure.SUMMARY])),
            models.CheckConstraint(name="suggestion_round", condition=Q(handling_round__in=[1, 2])),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "-created_at", "id"], name="suggestion_newest"),
            models.Index(fields=["county", "office", "state", "-created_at"], name="suggestion_of_office"),
            models.Index(fields=["county", "proposer", "-created_at"], name="suggestion_of_deputy"),
            models.Index(fields=["county", "-published_on", "id"], name="suggestion_published",
                         condition=Q(published_on__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number_short} {self.title}".strip()

    def title_line(self) -> str:
        return self.title

    def number_line(self) -> str:
        return self.number_text

    def get_absolute_url(self) -> str:
        return reverse("suggestions:show", args=[self.pk])


class Origin(models.Model):
    """An opinion behind a suggestion (从哪里来)."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="origins")
    opinion = models.ForeignKey("opinions.Opinion", models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "suggestion", "opinion"], name="origin_once")]

    def __str__(self) -> str:
        return f"{self.opinion_id} → {self.suggestion_id}"


class Supplement(models.Model):
    """Text added after submission (补充说明); the submitted paper stays as it was."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="supplements")
    text = models.TextField("补充说明", max_length=3000)
    added_by_id = models.BigIntegerField(default=0)
    added_by_name = models.CharField(max_length=40, default="")
    added_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["county", "suggestion"], name="supplement_of")]

    def __str__(self) -> str:
        return self.text[:30]


class Part(Matter):
    """What the parts share: their page is the suggestion's page."""

    class Meta:
        abstract = True

    parent: "models.ForeignKey[Suggestion]"
    parent_id: UUID

    def title_line(self) -> str:
        return self.parent.title

    def number_line(self) -> str:
        return self.parent.number_text

    def get_absolute_url(self) -> str:
        return f"{self.parent.get_absolute_url()}#{self.kind}-{self.pk}"


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
