"""The county's list of major matters; a matter from its proposal to the report on what became of it; its texts and signers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.chamber.decisions.queries import DecisionQuerySet, MatterLineQuerySet
from renda.chamber.decisions.states import DecisionState, Form, Proposer, Sort
from renda.ground.kernel import clock
from renda.ground.workflow.models import Matter

ORGANISATION = "people.Organisation"
DEPUTY = "deputies.Deputy"
LONGEST = 20000


class MatterLine(models.Model):
    """One line of the county's own list of major matters; without any the packaged list holds (可修改). Source: DOMAIN 3.4 D1"""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("第几行")
    sort = models.CharField("类别", max_length=8, choices=Sort)
    title = models.CharField("事项", max_length=120)
    source = models.CharField("依据", max_length=120, blank=True, default="")

    objects = MatterLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "重大事项清单"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "position"], name="matter_line_position")]

    def __str__(self) -> str:
        return self.title


class Decision(Matter):
    """A major matter laid before a body that decides. Source: 地方组织法 (2022) art. 50, DOMAIN 3.4 D1

    sort, matter: what the county's list said when it was proposed; text: the draft as it stands, its earlier versions in
    DecisionText; voted_version: the one that was voted on; organ: who carries it out and reports by report_due_on.
    """

    kind: ClassVar[str] = "decision"

    body = models.ForeignKey("meetings.Body", models.PROTECT, related_name="+", verbose_name="由谁决定")
    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="承办机构")
    sort = models.CharField("类别", max_length=8, choices=Sort)
    matter = models.CharField("清单里的事项", max_length=120, blank=True, default="")
    proposer = models.CharField("谁提出", max_length=12, choices=Proposer)
    proposer_org = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", null=True, verbose_name="提出机关")
    mover = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", null=True, verbose_name="领衔的组成人员")
    title = models.CharField("事项", max_length=160)
    reasons = models.TextField("理由", max_length=4000)
    basis = models.TextField("依据", max_length=2000, blank=True, default="")
    plan = models.TextField("方案", max_length=LONGEST, blank=True, default="")
    proposed_on = models.DateField("提出日")
    committee = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", null=True, verbose_name="研究的委室")
    research = models.TextField("研究意见", max_length=LONGEST, blank=True, default="")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="+", null=True, verbose_name="会议")
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="+", null=True, verbose_name="议题")
    deliberation = models.TextField("审议情况", max_length=LONGEST, blank=True, default="")
    text = models.TextField("决定文本", max_length=LONGEST, blank=True, default="")
    version_number = models.PositiveSmallIntegerField("第几稿", default=0)
    voted_version = models.PositiveSmallIntegerField("表决的是第几稿", null=True)
    ballot = models.OneToOneField("ballots.Ballot", models.PROTECT, related_name="+", null=True, verbose_name="表决")
    voted_on = models.DateField("表决日", null=True)
    form = models.CharField("决定还是决议", max_length=12, choices=Form, blank=True, default="")
    number = models.CharField("文号", max_length=80, blank=True, default="")
    published_on = models.DateField("公布日", null=True)
    organ = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", null=True, verbose_name="落实的机关")
    report_due_on = models.DateField("哪天以前报告", null=True)
    opinions = models.TextField("送出的意见", max_length=LONGEST, blank=True, default="")
    report = models.TextField("落实情况", max_length=LONGEST, blank=True, default="")
    reported_on = models.DateField("报告日", null=True)
    check_note = models.TextField("怎么看这份报告", max_length=2000, blank=True, default="")
    ended_on = models.DateField("办结日", null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "重大事项决定"
        constraints = [
            models.CheckConstraint(name="decision_announced_has_number",
                                   condition=Q(published_on__isnull=True) | ~Q(number="") & Q(voted_version__isnull=False)),
            models.CheckConstraint(name="decision_due_has_organ",
                                   condition=Q(report_due_on__isnull=True) | Q(organ__isnull=False)),
            models.CheckConstraint(name="decision_voted_version",
                                   condition=Q(voted_version__isnull=True) | Q(voted_version__lte=F("version_number"))),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "-proposed_on", "-id"], name="decision_by_day"),
            models.Index(fields=["county", "published_on"], name="decision_of_year"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_state_display(self) -> str:
        return DecisionState(self.state).label

    def title_line(self) -> str:
        return self.title

    def number_line(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("decisions:show", args=[self.pk])

    @property
    def proposer_name(self) -> str:
        """The organ, the leading member with “等”, or the kind of proposer."""
        if self.mover is not None:
            return f"{self.mover.name}等常委会组成人员"
        return self.proposer_org.label if self.proposer_org is not None else str(Proposer(self.proposer).label)


class DecisionText(models.Model):
    """One version of the text, from the first draft to the one voted on. Kept as it was."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="texts", verbose_name="重大事项")
    number = models.PositiveSmallIntegerField("第几稿")
    text = models.TextField("文本", max_length=LONGEST)
    why = models.CharField("改了什么", max_length=200, blank=True, default="")
    made_at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "决定文本"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "decision", "number"], name="decision_text_number")
        ]

    def __str__(self) -> str:
        return f"第{self.number}稿"


class Mover(models.Model):
    """A member who signed a proposal of members. is_on_paper: the office keeps the signature. Source: 地方组织法 (2022) art. 52"""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="movers", verbose_name="重大事项")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="组成人员")
    is_on_paper = models.BooleanField("纸上签的", default=False)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "联名人"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "decision", "deputy"], name="decision_mover_once")
        ]

    def __str__(self) -> str:
        return str(self.deputy)
