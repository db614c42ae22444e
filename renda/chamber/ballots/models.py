"""A vote of a meeting, what each member pressed, who withdrew from it, what the tellers counted; papers and slips of secret votes."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from renda.chamber.ballots.queries import BallotQuerySet, IssuingQuerySet
from renda.chamber.ballots.rules import options_of
from renda.chamber.ballots.states import BallotState, Counting, Grade, IssuingState, Option, Outcome, Vote, Way
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
            models.UniqueConstraint(fields=["county", "meeting"], name="ballot_one_at_a_time",
                                    condition=Q(state=BallotState.OPEN) & ~Q(way=Way.PAPER)),
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
    def in_order(self) -> list[str]:
        """The keys of `counts` in the order of the paper (PostgreSQL keeps none of its own), names written in behind."""
        names = self.sheet.candidates if self.way == Way.PAPER else []
        order = [key for key in [*names, *map(str, options_of(self.vote))] if key in self.counts]
        written = sorted((key for key in self.counts if key not in order), key=lambda key: (-self.counts[key], key))
        return [*order, *written]

    @property
    def counted(self) -> list[tuple[str, int]]:
        """Each option, or each person or project, in words, with its votes."""
        return [(label_of(key), int(self.counts[key])) for key in self.in_order]


def label_of(key: str) -> str:
    """An option in words; a candidate's name is itself."""
    return str(Option(key).label) if key in Option.values else key


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


class Sheet(models.Model):
    """The papers of a vote (纸质票): what may be chosen, how many were handed out and came back, who watched. Source: DOMAIN 6.5

    candidates: names in the order of the paper, none for a question; seats: how many may be chosen at most; first_number,
    last_number: on the stubs of the printed papers, never on what goes into the box; invalid, against, elected, again, open_seats:
    the tellers' agreed count and what the rules make of it, there when the vote is closed.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="sheet", verbose_name="表决")
    candidates = models.JSONField("候选人（项目）", default=list)
    seats = models.PositiveSmallIntegerField("应选几名", default=1)
    counting = models.CharField("怎么算", max_length=12, choices=Counting, default=Counting.HALF)
    may_write_in = models.BooleanField("可以另选他人", default=False)
    first_number = models.PositiveIntegerField("存根起号", null=True)
    last_number = models.PositiveIntegerField("存根止号", null=True)
    issued = models.PositiveSmallIntegerField("发出几张", null=True)
    scrutineers = models.JSONField("监票人", default=list)
    returned = models.PositiveSmallIntegerField("收回几张", null=True)
    invalid = models.PositiveSmallIntegerField("无效几张", null=True)
    against = models.JSONField("反对", default=dict)
    elected = models.JSONField("当选（入选）", default=list)
    again = models.JSONField("再次投票", default=list)
    open_seats = models.PositiveSmallIntegerField("还缺几名", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "纸质票"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "ballot"], name="sheet_once"),
            models.CheckConstraint(name="sheet_numbers", condition=Q(first_number__isnull=True, last_number__isnull=True)
                                   | Q(first_number__gte=1, last_number__gte=F("first_number"))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.ballot_id)

    @property
    def printed(self) -> int:
        return self.last_number - self.first_number + 1 if self.first_number and self.last_number else 0

    @property
    def valid(self) -> int | None:
        return None if self.returned is None or self.invalid is None else self.returned - self.invalid


class TellerCount(models.Model):
    """What one teller counted of the papers, line by line: the other one never reads it before both agree."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="teller_counts", verbose_name="表决")
    teller = models.ForeignKey("people.User", models.PROTECT, related_name="+", verbose_name="计票人")
    counts: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField("数到多少")
    at = models.DateTimeField("什么时候", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "纸质票计票"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "ballot", "teller"], name="teller_count_once")
        ]

    def __str__(self) -> str:
        return str(self.teller)
