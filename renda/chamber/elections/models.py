"""An election of one kind of post at a session, who is nominated by whom, its votes, and who is elected."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.chamber.ballots.states import Vote
from renda.chamber.elections.queries import ElectionQuerySet, NominationQuerySet
from renda.chamber.elections.states import ElectionState, NominationState, Nominator, Organ, Post
from renda.ground.people.states import OrgKind
from renda.ground.workflow.models import Matter

DEPUTY = "deputies.Deputy"


class Election(Matter):
    """One kind of post filled at one session. Source: 地方组织法 (2022) art. 26 to 30, DOMAIN D8

    title: the post in words (副县长); nominate_until: what the presidium decided; is_term_change: two days of discussion are
    asked; follows: the election whose open seats this one fills at the next session; put_up_on: when the members of the new government
    were put up for appointment.
    """

    kind: ClassVar[str] = "election"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="elections", verbose_name="会议")
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="+", null=True, verbose_name="议题")
    office = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name="承办机构")
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="followed_by", null=True, verbose_name="接着哪次选举"
    )
    organ = models.CharField("哪个机关", max_length=16, choices=Organ)
    post = models.CharField("哪一种职务", max_length=8, choices=Post)
    title = models.CharField("职务名称", max_length=60)
    seats = models.PositiveSmallIntegerField("应选名额")
    is_by_election = models.BooleanField("补选", default=False)
    is_term_change = models.BooleanField("换届", default=False)
    nominate_until = models.DateTimeField("提名截止时间")
    announced_on = models.DateField("公告日", null=True)
    notice_number = models.CharField("公告号", max_length=40, blank=True, default="")
    put_up_on = models.DateField("提请任命政府组成人员", null=True)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "选举"
        constraints = [
            models.UniqueConstraint(fields=["county", "meeting", "organ", "title"], name="election_once",
                                    condition=~Q(state=ElectionState.CALLED_OFF)),
            models.CheckConstraint(condition=Q(seats__gte=1), name="election_has_seats"),
            models.CheckConstraint(name="election_announced_has_day",
                                   condition=~Q(state=ElectionState.ANNOUNCED) | Q(announced_on__isnull=False)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["county", "office", "-created_at"], name="election_of_office")]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return ElectionState(self.state).label

    def title_line(self) -> str:
        return f"{'补选' if self.is_by_election else '选举'}{self.title}"

    def number_line(self) -> str:
        return self.notice_number

    def get_absolute_url(self) -> str:
        return reverse("elections:show", args=[self.pk])

    @property
    def begins_government(self) -> bool:
        """Whether a county's new government must put its members up for appointment. Source: 地方组织法 (2022) art. 71, R-EL-14"""
        is_head = self.organ == Organ.GOVERNMENT and self.post == Post.CHIEF and self.is_term_change
        return is_head and self.office.kind == OrgKind.OFFICE

    @property
    def vote(self) -> Vote:
        return Vote.UPPER_DEPUTIES if self.organ == Organ.UPPER else Vote.LEADERS


class Nomination(Matter):
    """One person named for an election, by the presidium or by deputies together who confirm on their own phones.

    Source: 地方组织法 (2022) art. 26, DOMAIN R-TH-14. position: on the voting paper.
    """

    kind: ClassVar[str] = "nomination"

    election = models.ForeignKey(Election, models.PROTECT, related_name="nominations", verbose_name="选举")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", null=True, verbose_name="本级代表")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="账号")
    name = models.CharField("姓名", max_length=40)
    about = models.CharField("基本情况和提名的理由", max_length=500, blank=True, default="")
    by = models.CharField("谁提名", max_length=12, choices=Nominator)
    by_name = models.CharField("提名的政党、团体", max_length=60, blank=True, default="")
    lead = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", null=True, verbose_name="领衔提名的代表")
    position = models.PositiveSmallIntegerField("排列", default=100)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提名"
        constraints = [
            models.UniqueConstraint(fields=["county", "election", "name"], name="nomination_once",
                                    condition=Q(state__in=[NominationState.STANDING, NominationState.CANDIDATE])),
            models.CheckConstraint(name="nomination_by_deputies_has_lead",
                                   condition=~Q(by=Nominator.DEPUTIES) | Q(lead__isnull=False)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["county", "election", "position"], name="nomination_of_election")]

    def __str__(self) -> str:
        return self.name

    def get_state_display(self) -> str:
        return NominationState(self.state).label

    def title_line(self) -> str:
        return f"{self.election.title_line()}：提名{self.name}"

    def get_absolute_url(self) -> str:
        return reverse("elections:nomination", args=[self.pk])


class Endorsement(models.Model):
    """A deputy asked to nominate together, and when that deputy confirmed or said no. The lead confirms by proposing."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="endorsements", verbose_name="提名")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", verbose_name="代表")
    confirmed_at = models.DateTimeField("联名时间", null=True)
    declined_at = models.DateTimeField("不联名的时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "联名提名"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "nomination", "deputy"], name="endorsement_once"),
            models.CheckConstraint(condition=Q(confirmed_at__isnull=True) | Q(declined_at__isnull=True),
                                   name="endorsement_yes_or_no"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.deputy)


class Round(models.Model):
    """One vote of an election: preliminary, first, again among the tied, another for the seats left open."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    election = models.ForeignKey(Election, models.PROTECT, related_name="rounds", verbose_name="选举")
    number = models.PositiveSmallIntegerField("第几次投票")
    ballot = models.OneToOneField("ballots.Ballot", models.PROTECT, related_name="+", verbose_name="表决")
    is_another = models.BooleanField("另行选举", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "投票"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "election", "number"], name="round_number"),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.number}"


class Winner(models.Model):
    """Who is elected, by which vote, and when that person took the oath. Source: 地方组织法 (2022) art. 29, DOMAIN R-OA-1"""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    election = models.ForeignKey(Election, models.PROTECT, related_name="winners", verbose_name="选举")
    round = models.ForeignKey(Round, models.PROTECT, related_name="winners", verbose_name="哪次投票")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="+", null=True, verbose_name="提名")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, related_name="+", null=True, verbose_name="本级代表")
    name = models.CharField("姓名", max_length=40)
    votes = models.PositiveSmallIntegerField("得票")
    sworn_on = models.DateField("宣誓日", null=True)
    sworn_before = models.CharField("领誓（监誓）人", max_length=40, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "当选人"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "election", "name"], name="winner_once"),
        ]

    def __str__(self) -> str:
        return self.name
