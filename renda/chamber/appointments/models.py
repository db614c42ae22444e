"""A proposal of appointments, one line per person, the exams before it, the county's questions, and oaths."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.chamber.appointments.queries import (
    AppointmentQuerySet,
    ExamQuerySet,
    NomineeQuerySet,
    QuestionQuerySet,
)
from renda.chamber.appointments.states import (
    BEGINNINGS,
    Act,
    CaseState,
    ExamState,
    LineState,
    Proposer,
    QuestionKind,
)
from renda.ground.kernel import clock
from renda.ground.kernel.keys import random_code
from renda.ground.kernel.sealed import SealedText
from renda.ground.workflow.models import Matter

ORGANISATION = "people.Organisation"
USER = "people.User"


class Appointment(Matter):
    """What one proposer puts before one meeting of the standing committee (任免议案). Source: DOMAIN 3.4 D2"""

    kind: ClassVar[str] = "appointment"

    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="承办机构")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="+", verbose_name="会议")
    proposer = models.CharField("谁提请", max_length=16, choices=Proposer)
    proposer_org = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", null=True, verbose_name="提请机构")
    signers = models.PositiveSmallIntegerField("联名人数", null=True)
    title = models.CharField("名称", max_length=120)
    received_on = models.DateField("收到日")
    item_id = models.BigIntegerField("议题", null=True)
    number = models.CharField("公告字号", max_length=80, blank=True, default="")
    announced_on = models.DateField("公告日", null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任免议案"
        constraints: ClassVar = [
            models.CheckConstraint(name="appointment_announced_has_day",
                                   condition=~Q(state=CaseState.ANNOUNCED) | Q(announced_on__isnull=False)),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["county", "-received_on", "-id"], name="appointment_by_day"),
            models.Index(fields=["county", "-announced_on"], name="appointment_announced"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_state_display(self) -> str:
        return CaseState(self.state).label

    def title_line(self) -> str:
        return self.title

    def number_line(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("appointments:show", args=[self.pk])


class Oath(models.Model):
    """An oath that was taken, alone or together (宣誓记录). Source: DOMAIN R-OA-1, R-OA-2"""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    sworn_on = models.DateField("哪天")
    place = models.CharField("在哪里", max_length=120)
    leader = models.CharField("领誓人", max_length=40, blank=True, default="")
    supervisor = models.CharField("监誓人", max_length=80)
    words = models.TextField("誓词", max_length=600)

    class Meta:
        verbose_name = verbose_name_plural = "宣誓记录"
        indexes: ClassVar = [models.Index(fields=["county", "-sworn_on"], name="oath_by_day")]

    def __str__(self) -> str:
        return f"{self.sworn_on} {self.place}"


class Nominee(Matter):
    """One person's line: to be appointed to a post or to leave it. Its page and papers are those of the person alone.

    user: the account if the person has one; post_held: the post in `people` that it begins or ends; again_of: the line that
    failed at an earlier meeting.
    """

    kind: ClassVar[str] = "nominee"

    parent = models.ForeignKey(Appointment, models.PROTECT, related_name="lines", verbose_name="任免议案")
    position = models.PositiveSmallIntegerField("排列", default=1)
    act = models.CharField("任免", max_length=8, choices=Act)
    name = models.CharField("姓名", max_length=40)
    user = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True, verbose_name="账号")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", null=True, verbose_name="平台里的机构")
    organisation = models.CharField("机构", max_length=100)
    post = models.CharField("职务", max_length=60)
    cv = SealedText("简历", blank=True, default="")
    appraisal = SealedText("考察情况", blank=True, default="")
    statement = SealedText("供职发言", blank=True, default="")
    exempt_reason = models.CharField("免考理由", max_length=200, blank=True, default="")
    again_of = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, verbose_name="上次没有通过的")
    ballot = models.OneToOneField("ballots.Ballot", models.PROTECT, related_name="+", null=True, verbose_name="表决")
    letter = models.CharField("任命书编号", max_length=60, blank=True, default="")
    oath = models.ForeignKey(Oath, models.PROTECT, related_name="lines", null=True, verbose_name="宣誓")
    post_held = models.ForeignKey("people.Post", models.PROTECT, related_name="+", null=True, verbose_name="任职")

    objects = NomineeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任免人选"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "parent", "name", "organisation", "post"], name="nominee_once",
                                    condition=~Q(state=LineState.WITHDRAWN)),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["parent", "position"], name="nominee_of_case"),
            models.Index(fields=["county", "name"], name="nominee_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.post}"

    def get_state_display(self) -> str:
        return LineState(self.state).label

    def title_line(self) -> str:
        return self.words

    def number_line(self) -> str:
        return self.letter

    def get_absolute_url(self) -> str:
        return reverse("appointments:line", args=[self.pk])

    @property
    def begins(self) -> bool:
        return self.act in BEGINNINGS

    @property
    def full_post(self) -> str:
        """The post with its body: 县水利局局长, unless the post already says so."""
        return self.post if self.post.startswith(self.organisation) else f"{self.organisation}{self.post}"

    @property
    def words(self) -> str:
        """How it is read out: 决定任命张三为县水利局局长; 免去李四的县水利局局长职务."""
        if self.begins:
            return f"{self.get_act_display()}{self.name}为{self.full_post}"
        verb = "免去" if self.act == Act.REMOVE else "撤销"
        return f"{verb}{self.name}的{self.full_post}职务"


class Question(models.Model):
    """A question of the county's bank. key: letters, 对 or 错, or a model answer; source: the article it comes from."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField("题型", max_length=10, choices=QuestionKind)
    subject = models.CharField("法律", max_length=40)
    text = models.CharField("题目", max_length=400)
    options = models.JSONField("选项", default=list)
    key = models.JSONField("答案", default=list)
    source = models.CharField("出处", max_length=80)
    is_used = models.BooleanField("在用", default=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考题"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "kind", "text"], name="question_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Exam(Matter):
    """One sitting of one person. seed: what the paper was drawn with; code: opens it without an account; score: of a hundred."""

    kind: ClassVar[str] = "exam"

    parent = models.ForeignKey(Nominee, models.PROTECT, related_name="exams", verbose_name="人选")
    seed = models.BigIntegerField("抽题种子")
    code = models.CharField("考试编号", max_length=24, default=random_code, editable=False)
    sits_on = models.DateField("哪天考")
    minutes = models.PositiveSmallIntegerField("考多少分钟")
    is_open_book = models.BooleanField("开卷", default=False)
    pass_mark = models.PositiveSmallIntegerField("合格分")
    began_at = models.DateTimeField("开考时间", null=True)
    ends_at = models.DateTimeField("到时间", null=True)
    handed_in_at = models.DateTimeField("交卷时间", null=True)
    score = models.PositiveSmallIntegerField("得分", null=True)

    objects = ExamQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任前考试"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "code"], name="exam_code"),
            models.UniqueConstraint(fields=["county", "parent"], name="exam_one_at_a_time",
                                    condition=Q(state__in=[ExamState.SET, ExamState.RUNNING, ExamState.MARKING])),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["state", "ends_at"], name="exam_running")]

    def __str__(self) -> str:
        return str(self.parent)

    def get_state_display(self) -> str:
        return ExamState(self.state).label

    def title_line(self) -> str:
        return f"{self.parent.name}的任前考试"

    def get_absolute_url(self) -> str:
        return reverse("appointments:exam", args=[self.pk])

    @property
    def is_up(self) -> bool:
        """Whether the time has run out by the clock."""
        return self.ends_at is not None and clock.now() >= self.ends_at

    @property
    def ends(self) -> datetime | None:
        return self.ends_at


class ExamItem(models.Model):
    """A question as it stood when the paper was drawn, and what was answered. given: letters joined by commas, or words; sealed."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    exam = models.ForeignKey(Exam, models.PROTECT, related_name="items", verbose_name="考试")
    position = models.PositiveSmallIntegerField("第几题")
    kind = models.CharField("题型", max_length=10, choices=QuestionKind)
    text = models.CharField("题目", max_length=400)
    options = models.JSONField("选项", default=list)
    key = models.JSONField("答案", default=list)
    source = models.CharField("出处", max_length=80)
    points = models.PositiveSmallIntegerField("分值")
    given = SealedText("答了什么", blank=True, default="")
    saved_at = models.DateTimeField("存下时间", null=True)
    got = models.PositiveSmallIntegerField("得分", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "试题"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "exam", "position"], name="exam_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}．{self.text}"


class Mark(models.Model):
    """What one person of the office gives a short answer. Two of them are needed; the mean counts."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    item = models.ForeignKey(ExamItem, models.PROTECT, related_name="marks", verbose_name="试题")
    marker = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="评分人")
    points = models.PositiveSmallIntegerField("给分")

    class Meta:
        verbose_name = verbose_name_plural = "评分"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "item", "marker"], name="mark_once"),
        ]

    def __str__(self) -> str:
        return str(self.points)
