"""A motion, its co-signing, the talks with its movers, and the presidium's deadlines."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.ground.workflow.models import Matter
from renda.voice.motions.queries import CosigningQuerySet, DeadlineQuerySet, MotionQuerySet, TalkQuerySet
from renda.voice.motions.states import (
    BEFORE_VOTE,
    DECIDED,
    Category,
    ConsultationWay,
    CosigningState,
    Decision,
    M,
    MoverKind,
    Vote,
)

if TYPE_CHECKING:
    from renda.network.deputies.models import Deputy

ORGANISATION = "people.Organisation"
DEPUTY = "deputies.Deputy"


class Motion(Matter):
    """A motion (议案): asks the congress itself to decide. Source: 代表法 (2025) art. 15, 地方组织法 (2022) art. 22.

    office: the congress's office (a town's presidium) that keeps its papers and notes what the presidium decides;
    mover: the lead deputy, or `mover_org`: the body whose staff act for a moving body, named by `mover_name`.
    reviewer: who gives the opinion before the decision (the motion group of the session, or a committee);
    committee: to which it goes after the session; unit: the government side's body that does the work, under the
    supervision of `leader` (领衔), the committee (跟踪) and the office.
    """

    kind: ClassVar[str] = "motion"

    congress = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="所属人大", related_name="+")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="受理机构", related_name="+")
    session = models.ForeignKey("county.Session", models.PROTECT, verbose_name="次", related_name="+", null=True)
    mover_kind = models.CharField("提案人", max_length=12, choices=MoverKind, default=MoverKind.DEPUTIES)
    mover = models.ForeignKey(DEPUTY, models.PROTECT, verbose_name="领衔代表", related_name="motions", null=True)
    mover_org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="提案机关", related_name="+", null=True)
    mover_name = models.CharField("提案人名称", max_length=100)
    helper_org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="联络家站", related_name="+", null=True)
    entered_by_id = models.BigIntegerField("录入人", default=0)

    title = models.CharField("标题", max_length=120)
    case = models.TextField("案由", max_length=2000)
    grounds = models.TextField("案据", max_length=5000, blank=True, default="")
    plan = models.TextField("方案", max_length=5000, blank=True, default="")
    category = models.CharField("类别", max_length=20, choices=Category, default=Category.OTHER)
    frozen = models.JSONField("提交时的原件", default=dict)
    submitted_at = models.DateTimeField("提交时间", null=True)
    ruling = models.CharField("退回的理由", max_length=500, blank=True, default="")

    number = models.PositiveIntegerField("流水号", null=True)
    number_text = models.CharField("编号", max_length=60, blank=True, default="")
    number_short = models.CharField("短编号", max_length=30, blank=True, default="")
    received_on = models.DateField("登记日", null=True)

    reviewer = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="提意见的机构", related_name="+", null=True)
    opinion = models.TextField("审议意见", max_length=3000, blank=True, default="")
    advice = models.CharField("建议怎样处理", max_length=12, choices=Decision, blank=True, default="")
    opined_on = models.DateField("提意见日", null=True)

    decision = models.CharField("主席团决定", max_length=12, choices=Decision, blank=True, default="")
    decision_paper = models.CharField("决定文号", max_length=60, blank=True, default="")
    decision_reason = models.CharField("决定的理由", max_length=500, blank=True, default="")
    decided_on = models.DateField("决定日", null=True)
    decided_by_id = models.BigIntegerField("登记决定的人", default=0)
    suggestion = models.ForeignKey(
        "suggestions.Suggestion", models.PROTECT, verbose_name="转成的建议", related_name="+", null=True
    )

    vote = models.CharField("表决", max_length=8, choices=Vote, blank=True, default="")
    votes = models.JSONField("票数", default=dict)
    resolution = models.CharField("决议", max_length=120, blank=True, default="")
    voted_on = models.DateField("表决日", null=True)

    committee = models.ForeignKey(
        ORGANISATION, models.PROTECT, verbose_name="审议的委员会", related_name="+", null=True
    )
    referred_on = models.DateField("交付委员会之日", null=True)
    unit = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="办理单位", related_name="+", null=True)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="领衔领导", related_name="+", null=True
    )
    handed_on = models.DateField("交政府办理之日", null=True)
    unit_result = models.TextField("政府办理情况", max_length=5000, blank=True, default="")
    unit_done_on = models.DateField("报办理情况日", null=True)
    report = models.TextField("审议结果的报告", max_length=5000, blank=True, default="")
    report_paper = models.CharField("报告文号", max_length=60, blank=True, default="")
    reported_on = models.DateField("报告日", null=True)

    result = models.TextField("结果", max_length=2000, blank=True, default="")
    told_session = models.ForeignKey(
        "county.Session", models.PROTECT, verbose_name="报告结果的会议", related_name="+", null=True
    )
    told_on = models.DateField("向大会报告日", null=True)
    closed_on = models.DateField("办结日", null=True)
    withdrawal_reason = models.CharField("要求撤回的理由", max_length=500, blank=True, default="")
    withdrawal_asked_on = models.DateField("要求撤回日", null=True)
    withdrawn_on = models.DateField("撤回日", null=True)
    published_on = models.DateField("公开日", null=True)

    objects = MotionQuerySet.as_manager()

    class Meta:
        verbose_name = "议案"
        verbose_name_plural = "议案"
        constraints = [
            models.UniqueConstraint(fields=["county", "congress", "session", "number"], name="motion_number",
                                    condition=Q(number__isnull=False)),
            models.CheckConstraint(name="motion_has_mover",
                                   condition=Q(mover_kind=MoverKind.DEPUTIES, mover__isnull=False, mover_org__isnull=True)
                                   | (~Q(mover_kind=MoverKind.DEPUTIES) & Q(mover__isnull=True, mover_org__isnull=False))),
            models.CheckConstraint(name="motion_decided_has_decision",
                                   condition=~Q(state__in=DECIDED) | (~Q(decision="") & Q(decided_on__isnull=False))),
            models.CheckConstraint(name="motion_handed_in_has_session",
                                   condition=~Q(state__in=BEFORE_VOTE) | Q(session__isnull=False, submitted_at__isnull=False)),
            models.CheckConstraint(name="motion_referred_has_committee",
                                   condition=~Q(state__in=[M.IN_COMMITTEE, M.WITH_UNIT, M.REPORTED]) | Q(committee__isnull=False)),
            models.CheckConstraint(name="motion_converted_has_suggestion",
                                   condition=~Q(state=M.CONVERTED) | Q(suggestion__isnull=False)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "-created_at", "id"], name="motion_newest"),
            models.Index(fields=["county", "office", "state", "-created_at"], name="motion_of_office"),
            models.Index(fields=["county", "mover", "-created_at"], name="motion_of_deputy"),
            models.Index(fields=["county", "-published_on", "id"], name="motion_published",
                         condition=Q(published_on__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number_text} {self.title}".strip()

    def title_line(self) -> str:
        return self.title

    def number_line(self) -> str:
        return self.number_text

    def get_absolute_url(self) -> str:
        return reverse("motions:show", args=[self.pk])

    def get_state_display(self) -> str:
        return M(self.state).label

    @property
    def is_by_deputies(self) -> bool:
        return self.mover_kind == MoverKind.DEPUTIES

    @property
    def is_asked_back(self) -> bool:
        """The movers asked to withdraw it and the presidium has not said yes or no."""
        return self.withdrawal_asked_on is not None and self.state in BEFORE_VOTE


class Cosigning(Matter):
    """A deputy's co-signing of a motion (联名): by invitation, or on paper with its scan."""

    kind: ClassVar[str] = "cosigning"

    parent = models.ForeignKey(Motion, models.PROTECT, related_name="cosignings")
    deputy: "models.ForeignKey[Deputy]" = models.ForeignKey(
        DEPUTY, models.PROTECT, verbose_name="联名代表", related_name="cosigning_of"
    )
    signed_at = models.DateTimeField("联名时间", null=True)
    scan = models.ForeignKey("files.StoredFile", models.PROTECT, verbose_name="签名扫描件", related_name="+", null=True)

    objects = CosigningQuerySet.as_manager()

    class Meta:
        verbose_name = "议案联名"
        verbose_name_plural = "议案联名"
        constraints = [
            models.UniqueConstraint(fields=["county", "parent", "deputy"], name="cosigning_once"),
            models.CheckConstraint(name="cosigning_has_time", condition=~Q(
                state__in=[CosigningState.SIGNED, CosigningState.PAPER]) | Q(signed_at__isnull=False)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["county", "deputy", "state"], name="cosigning_of_deputy")]

    def __str__(self) -> str:
        return f"{self.deputy} {self.get_state_display()}"

    def title_line(self) -> str:
        return self.parent.title

    def number_line(self) -> str:
        return self.parent.number_text

    def get_absolute_url(self) -> str:
        return f"{self.parent.get_absolute_url()}#{self.kind}-{self.pk}"

    def get_state_display(self) -> str:
        return CosigningState(self.state).label


class Talk(models.Model):
    """A talk with the movers while the motion is considered (听取提案人意见). Source: 代表法 (2025) art. 50."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    motion = models.ForeignKey(Motion, models.PROTECT, related_name="talks")
    way = models.CharField("方式", max_length=8, choices=ConsultationWay)
    held_at = models.DateTimeField("时间")
    people = models.CharField("参加人", max_length=200)
    points = models.TextField("谈了什么", max_length=2000)
    mover_view = models.TextField("提案人意见", max_length=1000)
    recorded_by_id = models.BigIntegerField(default=0)
    recorded_at = models.DateTimeField(default=now)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = "听取提案人意见"
        verbose_name_plural = "听取提案人意见"
        indexes = [models.Index(fields=["county", "motion"], name="motion_talk_of")]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.held_at:%Y-%m-%d}"


class Deadline(models.Model):
    """What a presidium decided about the last moment for motions of a session (议案截止时间), one row each time.

    The session holds the one that counts; these rows say when, by which paper and by whom it came about.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    session = models.ForeignKey("county.Session", models.PROTECT, related_name="motion_deadlines")
    deadline_at = models.DateTimeField("议案截止时间")
    decided_on = models.DateField("主席团决定日")
    paper = models.CharField("决定文号或者会议", max_length=60, blank=True, default="")
    set_by_id = models.BigIntegerField(default=0)
    set_at = models.DateTimeField(default=now)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "议案截止时间"
        verbose_name_plural = "议案截止时间"
        indexes = [models.Index(fields=["county", "session", "-id"], name="motion_deadline_of")]

    def __str__(self) -> str:
        return f"{self.session} {self.deadline_at:%Y-%m-%d %H:%M}"
