"""The suggestion itself, the opinions behind it, its supplements, and what every part of it has."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.ground.kernel.clock import now
from renda.ground.workflow.models import Matter, Preview
from renda.voice.suggestions.queries import SuggestionQuerySet
from renda.voice.suggestions.states import Category, Disclosure, Need, Period, ReplyClass, S

if TYPE_CHECKING:
    from renda.voice.opinions.models import Opinion

ORGANISATION = "people.Organisation"
DEPUTY = "deputies.Deputy"


class Suggestion(Matter):
    """A deputy's suggestion (代表建议) from draft to archive.

    office: the congress's office or the town presidium that registers and assigns; government: the body that
    receives the assignment for the government side; helper_org: the station whose liaison officer helps the deputy.
    leader, committee: who supervises it (领衔、跟踪); the units of its handlings are the third (对口).
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
    motion_link = models.CharField("议案页面", max_length=200, blank=True, default="")
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
    key_paper = models.CharField("主任会议决定文号", max_length=60, blank=True, default="")
    key_on = models.DateField("主任会议决定日", null=True)
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="领衔督办领导", related_name="+",
                               null=True, db_index=False)  # fmt: skip
    committee = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="跟踪督办工委", related_name="+", null=True,
                                  db_index=False)  # fmt: skip
    handling_round = models.PositiveSmallIntegerField("办理轮次", default=1)
    second_asked_on = models.DateField("二次办理起算日", null=True)
    referred_on = models.DateField("提请领导督办日", null=True)
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
            models.CheckConstraint(name="suggestion_key_has_paper",
                                   condition=Q(is_key=False) | (~Q(key_paper="") & Q(key_on__isnull=False))),
            models.CheckConstraint(name="suggestion_key_is_supervised",
                                   condition=Q(is_key=False)
                                   | ~Q(state__in=[S.ASSIGNED, S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED])
                                   | Q(leader__isnull=False, committee__isnull=False)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "-created_at", "id"], name="suggestion_newest"),
            models.Index(fields=["county", "office", "state", "-created_at"], name="suggestion_of_office"),
            models.Index(fields=["county", "proposer", "-created_at"], name="suggestion_of_deputy"),
            models.Index(fields=["county", "-published_on", "id"], name="suggestion_published",
                         condition=Q(published_on__isnull=False)),
            models.Index(fields=["county", "leader", "id"], name="suggestion_of_leader",
                         condition=Q(leader__isnull=False)),
            models.Index(fields=["county", "-id"], name="suggestion_key", condition=Q(is_key=True)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number_short} {self.title}".strip()

    def title_line(self) -> str:
        return self.title

    def number_line(self) -> str:
        return self.number_text

    def get_absolute_url(self) -> str:
        return reverse("suggestions:show", args=[self.pk])

    def preview(self) -> Preview:
        units = "、".join(h.org.label for h in self.handlings.select_related("org") if h.org_id != self.lead_org_id)
        assigned = f"{self.assigned_on.month}月{self.assigned_on.day}日" if self.assigned_on else ""
        facts = (("领衔", self.proposer.name), ("主办", self.lead_org.label if self.lead_org else ""), ("会办", units),
                 ("交办", assigned))  # fmt: skip
        return Preview(facts, "反映的问题", self.problem)


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

    def preview(self) -> Preview:
        return self.parent.preview()
