"""Deliberation opinions: what members said of an item, point by point, who must act, what each answered, how it was rated."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.chamber.ballots.states import Grade
from renda.chamber.deliberations.queries import DeliberationQuerySet, PointQuerySet
from renda.chamber.deliberations.states import DeliberationState, Result, Source
from renda.ground.kernel import clock
from renda.ground.workflow.models import Matter

ORGANISATION = "people.Organisation"
USER = "people.User"
LONGEST = 20000


class Deliberation(Matter):
    """The opinions of one item of a meeting. Source: 监督法 (2024) art. 17, DOMAIN 6.2

    organ: reports for all who must act; round: from 1, one more each time it is handled again; is_returned: this round's
    report was sent back once; due_on: a day named on handing, else the county's rule; notes: what was said, for those inside.
    """

    kind: ClassVar[str] = "deliberation"

    office = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="承办机构")
    committee = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", null=True, verbose_name="起草的委室")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="+", verbose_name="会议")
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="+", null=True, verbose_name="议题")
    source = models.CharField("审议的是什么", max_length=12, choices=Source)
    organ = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="报告的机关")
    title = models.CharField("名称", max_length=160)
    notes = models.TextField("发言记录", max_length=LONGEST, blank=True, default="")
    preamble = models.TextField("总的评价", max_length=4000, blank=True, default="")
    number = models.CharField("文号", max_length=80, blank=True, default="")
    handed_on = models.DateField("交办日", null=True)
    handed_by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True, verbose_name="交办人")
    due_on = models.DateField("哪天以前报告", null=True)
    round = models.PositiveSmallIntegerField("第几次办理", default=1)
    is_returned = models.BooleanField("报告退回过", default=False)
    report = models.TextField("处理情况报告", max_length=LONGEST, blank=True, default="")
    reported_on = models.DateField("报告日", null=True)
    check_note = models.TextField("委室的意见", max_length=2000, blank=True, default="")
    rating_meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, related_name="+", null=True, verbose_name="测评的会议"
    )
    rating_item = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, related_name="+", null=True, verbose_name="测评议题"
    )
    grade = models.CharField("测评结果", max_length=12, choices=Grade, blank=True, default="")
    published_on = models.DateField("公开日", null=True)
    ended_on = models.DateField("办结日", null=True)

    objects = DeliberationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审议意见"
        constraints = [
            models.CheckConstraint(name="deliberation_handed_has_number",
                                   condition=Q(handed_on__isnull=True) | ~Q(number="")),
            models.CheckConstraint(name="deliberation_published_was_handed",
                                   condition=Q(published_on__isnull=True) | Q(handed_on__isnull=False)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["county", "-created_at", "-id"], name="deliberation_by_time")]

    def __str__(self) -> str:
        return self.title

    def get_state_display(self) -> str:
        return DeliberationState(self.state).label

    def title_line(self) -> str:
        return self.title

    def number_line(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("deliberations:show", args=[self.pk])


class Point(models.Model):
    """One opinion and who must act on it. position: from 1."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    deliberation = models.ForeignKey(Deliberation, models.PROTECT, related_name="points", verbose_name="审议意见")
    position = models.PositiveSmallIntegerField("第几条")
    text = models.TextField("意见", max_length=1000)
    organ = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", verbose_name="由谁办")

    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审议意见条目"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "deliberation", "position"], name="deliberation_point_position"),
        ]

    def __str__(self) -> str:
        return f"{self.position}．{self.text[:30]}"


class Answer(models.Model):
    """What an organ says of one point in one round. In a round it may be corrected until the report is in."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    point = models.ForeignKey(Point, models.PROTECT, related_name="answers", verbose_name="条目")
    round = models.PositiveSmallIntegerField("第几次办理")
    result = models.CharField("办得怎样", max_length=8, choices=Result)
    words = models.TextField("怎么办的", max_length=4000)
    answered_on = models.DateField("答复日", default=clock.today)

    class Meta:
        verbose_name = verbose_name_plural = "逐条处理情况"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "point", "round"], name="deliberation_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.round}"


class Rating(models.Model):
    """A satisfaction vote on the handling in one round; its grade stays when it is handled again. Source: DOMAIN 6.5"""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    deliberation = models.ForeignKey(Deliberation, models.PROTECT, related_name="ratings", verbose_name="审议意见")
    ballot = models.OneToOneField("ballots.Ballot", models.PROTECT, related_name="+", verbose_name="表决")
    round = models.PositiveSmallIntegerField("第几次办理")
    grade = models.CharField("结果", max_length=12, choices=Grade, blank=True, default="")
    rated_on = models.DateField("测评日", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "满意度测评"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "deliberation", "round"], condition=~Q(grade=""),
                                    name="deliberation_rating_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.deliberation_id} {self.grade}"
