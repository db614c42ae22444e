"""A vote of a meeting, what each member pressed, who withdrew from it, what the tellers counted; papers and slips of secret votes."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.chamber.ballots.queries import BallotQuerySet, IssuingQuerySet
from renda.chamber.ballots.states import BallotState, Grade, IssuingState, Option, Outcome, Vote, Way
from renda.ground.kernel import clock
from renda.ground.workflow.models import Matter

DEPUTY = "deputies.Deputy"


class Ballot(Matter):
    """One question put to the vote. Source: DOMAIN 6.5

    members, present, recused: fixed when it is opened; counts: option → votes, worked out when it is closed and never typed as a
    result; lines: how the result came about, the last one names its source. Of a secret vote: where its papers are given out, the
    key they are signed under (DER in base64url), how many were taken, the SHA-256 of its result package.
    """

    kind: ClassVar[str] = "ballot"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="ballots", verbose_name="会议")
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="+", null=True, verbose_name="议题")
    office = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name="承办机构")
    vote = models.CharField("表决什么", max_length=16, choices=Vote)
    way = models.CharField("怎么表决", max_length=8, choices=Way, default=Way.NAMED)
    question = models.CharField("表决事项", max_length=200)
    members = models.PositiveSmallIntegerField("全体人数", null=True)
    present = models.PositiveSmallIntegerField("到会人数", null=True)
    recused = models.PositiveSmallIntegerField("回避人数", default=0)
    counts = models.JSONField("计票", default=dict)
    unpressed = models.PositiveSmallIntegerField("未按", null=True)
    outcome = models.CharField("结果", max_length=8, choices=Outcome, blank=True, default="")
    grade = models.CharField("等次", max_length=12, choices=Grade, blank=True, default="")
    lines = models.JSONField("怎么算的", default=list)
    opened_at = models.DateTimeField("开始时间", null=True)
    closed_at = models.DateTimeField("截止时间", null=True)
    issuing = models.ForeignKey("Issuing", models.PROTECT, related_name="ballots", null=True, verbose_name="发票")
    public_key = models.TextField("公钥", max_length=600, blank=True, default="")
    issued = models.PositiveSmallIntegerField("发出票数", null=True)
    digest = models.CharField("结果包摘要", max_length=64, blank=True, default="")

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "表决"
        constraints = [
            models.UniqueConstraint(fields=["county", "meeting"], condition=Q(state=BallotState.OPEN), name="ballot_one_at_a_time"),
            models.CheckConstraint(name="ballot_closed_has_outcome",
                                   condition=~Q(state=BallotState.CLOSED) | ~Q(outcome="")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["meeting", "created_at"], name="ballot_of_meeting")]

    def __str__(self) -> str:
        return self.question

    def get_state_display(self) -> str:
        return BallotState(self.state).label

    def title_line(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("ballots:show", args=[self.pk])

    @property
    def needs_papers(self) -> bool:
        return self.way == Way.SECRET and self.state == BallotState.READY and self.issuing_id is None

    @property
    def may_cast(self) -> int:
        """Of how many: papers taken for a secret vote, else those present who have not withdrawn."""
        return self.issued or 0 if self.way == Way.SECRET else (self.present or 0) - self.recused

    @property
    def counted(self) -> list[tuple[str, int]]:
        """Each option with its votes, in the order of the options."""
        return [(str(Option(key).label), int(number)) for key, number in self.counts.items()]


class Choice(models.Model):
    """What a member pressed. Once and for good: pressed again the same it is the same, another one is refused."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="choices", verbose_name="表决")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="成员")
    option = models.CharField("按了什么", max_length=12, choices=Option)
    at = models.DateTimeField("什么时候", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "按键"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "ballot", "deputy"], name="choice_once")]

    def __str__(self) -> str:
        return str(self.ballot_id)


class Recusal(models.Model):
    """A member who withdraws from one vote (回避). It lowers no line. Source: DOMAIN 6.5"""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="recusals", verbose_name="表决")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="成员")

    class Meta:
        verbose_name = verbose_name_plural = "回避"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "ballot", "deputy"], name="recusal_once")]

    def __str__(self) -> str:
        return str(self.deputy)


class HandCount(models.Model):
    """What one teller counted of raised hands: option → number. Two tellers must agree before there is a result."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="hand_counts", verbose_name="表决")
    teller = models.ForeignKey("people.User", models.PROTECT, related_name="+", verbose_name="计票人")
    counts: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField("数到多少")

    class Meta:
        verbose_name = verbose_name_plural = "计票"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "ballot", "teller"], name="hand_count_once")]

    def __str__(self) -> str:
        return str(self.teller)


class Issuing(Matter):
    """Papers of all secret votes that lie ready are given out to the members in the hall, once. Source: DOMAIN 6.5

    digest: SHA-256 over the public keys of all its votes, shown in the hall; taken: members who took papers, when it is over.
    """

    kind: ClassVar[str] = "issuing"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="issuings", verbose_name="会议")
    office = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name="承办机构")
    digest = models.CharField("公钥摘要", max_length=64)
    taken = models.PositiveSmallIntegerField("领票人数", null=True)

    objects = IssuingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发票"
        constraints = [
            models.UniqueConstraint(fields=["county", "meeting"], condition=Q(state=IssuingState.RUNNING), name="issuing_one_at_a_time"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.meeting)

    def get_state_display(self) -> str:
        return IssuingState(self.state).label

    def title_line(self) -> str:
        return f"{self.meeting.title}：发无记名票"

    def get_absolute_url(self) -> str:
        return reverse("ballots:issuing", args=[self.pk])


class PaperTaken(models.Model):
    """A member took the paper of a vote: what was signed cannot be read, what it was signed to is kept for a lost answer.

    No time, a random key: the rows of an issuing are written anew in the order of `blinded` when it ends.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="papers", verbose_name="表决")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="成员")
    blinded = models.CharField(max_length=400)
    signed = models.CharField(max_length=400)

    class Meta:
        verbose_name = verbose_name_plural = "领票"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "ballot", "deputy"], name="paper_once")]

    def __str__(self) -> str:
        return str(self.ballot_id)


class Slip(models.Model):
    """A slip of a secret vote: nobody's. The words of its parts: package.Slip.

    No time, no voter, a random key: the rows of a vote are written anew in the order of their random tokens when it closes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="slips", verbose_name="表决")
    token = models.CharField(max_length=100)
    prefix = models.CharField(max_length=60)
    paper = models.CharField(max_length=400)
    choice = models.CharField(max_length=12, choices=Option)
    mark = models.CharField(max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "无记名票"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "ballot", "token"], name="slip_once")]

    def __str__(self) -> str:
        return str(self.ballot_id)
