"""Pairs that keep in touch (联系对子), the resident of a pair, each contact, the county's names of the three kinds."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from renda.ground.kernel.clock import today
from renda.ground.kernel.sealed import SealedText
from renda.ground.kernel.text import mask_name, mask_phone, mask_phones
from renda.ground.workflow.models import Matter, Preview
from renda.network.contacts.queries import ContactLogQuerySet, KindWordsQuerySet, PairQuerySet, main_station
from renda.network.contacts.states import Outcome, PairSort, PairState
from renda.network.stations.models import Station

DEPUTY = "deputies.Deputy"
LEADER, MEMBER, RESIDENT = PairSort.LEADER_TOWN, PairSort.MEMBER_DEPUTY, PairSort.DEPUTY_RESIDENT
ACTIVE = Q(state=PairState.ACTIVE)


@dataclass(frozen=True)
class Unmasked:
    """The resident in the clear, for the one answer that asked with a reason. Never stored."""

    name: str
    village: str
    phone: str


class Pair(Matter):
    """Who keeps in touch with whom: leader ↔ town_org, member ↔ deputy, deputy ↔ resident. Source: DOMAIN H10

    place: which resident of the deputy it is, 1 and up, so that titles need no name. asked_on: the first day of the quarter in
    which a contact is next expected. resident_index: keyed digest of name and village, against doubles.
    """

    kind: ClassVar[str] = "pair"
    unmasked: Unmasked | None = None

    sort = models.PositiveSmallIntegerField("哪一种", choices=PairSort)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="常委会领导"
    )
    town_org = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="镇人大主席团"
    )
    member = models.ForeignKey(DEPUTY, models.PROTECT, null=True, related_name="+", verbose_name="常委会组成人员")
    deputy = models.ForeignKey(DEPUTY, models.PROTECT, null=True, related_name="+", verbose_name="代表")
    place = models.PositiveSmallIntegerField("第几户", default=0)
    resident_index = models.CharField(max_length=64, blank=True, default="", editable=False)
    begun_on = models.DateField("开始联系")
    asked_on = models.DateField("从哪天起等联系")
    last_on = models.DateField("最近一次联系", null=True)
    ended_on = models.DateField("结束日", null=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联系对子"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pair_has_its_two",
                condition=Q(sort=LEADER, leader__isnull=False, town_org__isnull=False, member=None, deputy=None)
                | Q(sort=MEMBER, leader=None, town_org=None, member__isnull=False, deputy__isnull=False)
                | Q(sort=RESIDENT, leader=None, town_org=None, member=None, deputy__isnull=False),
            ),
            models.CheckConstraint(name="pair_not_with_oneself", condition=~Q(member=models.F("deputy"))),
            models.CheckConstraint(
                name="pair_ended_has_day", condition=ACTIVE & Q(ended_on=None) | ~ACTIVE & Q(ended_on__isnull=False)
            ),
            models.UniqueConstraint(fields=["county", "leader", "town_org"], condition=ACTIVE & Q(sort=LEADER),
                                    name="pair_of_a_town_once"),
            models.UniqueConstraint(fields=["county", "member", "deputy"], condition=ACTIVE & Q(sort=MEMBER),
                                    name="pair_of_a_member_once"),
            models.UniqueConstraint(fields=["county", "deputy", "resident_index"], condition=ACTIVE & Q(sort=RESIDENT),
                                    name="pair_of_a_resident_once"),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["county", "state", "sort", "id"], name="pair_list"),
            models.Index(fields=["county", "deputy", "sort"], name="pair_of_deputy"),
            models.Index(fields=["county", "member"], name="pair_of_member"),
            models.Index(fields=["county", "leader"], name="pair_of_leader"),
            models.Index(fields=["county", "town_org"], name="pair_of_town"),
        ]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return PairState(self.state).label

    def title_line(self) -> str:
        """A resident is never named here: titles go to inboxes and messages."""
        if self.sort == PairSort.DEPUTY_RESIDENT:
            return f"{self.holder_name}代表联系的第{self.place}户"
        if self.sort == PairSort.MEMBER_DEPUTY:
            return f"{self.holder_name}联系{self.deputy}代表"
        return f"{self.holder_name}联系{self.town_org.label if self.town_org else ''}"

    def get_absolute_url(self) -> str:
        return reverse("contacts:pair", args=[self.pk])

    def preview(self) -> Preview:
        return Preview((("联系人", self.holder_name), ("联系", self.partner_words)))

    @property
    def holder_name(self) -> str:
        """Who keeps in touch."""
        who = {PairSort.LEADER_TOWN: self.leader, PairSort.MEMBER_DEPUTY: self.member}.get(
            PairSort(self.sort), self.deputy
        )
        return who.name if who else ""

    @property
    def holder_user_id(self) -> int:
        """The account of who keeps in touch; 0 for a deputy without one."""
        if self.sort == PairSort.LEADER_TOWN:
            return self.leader_id or 0
        seat = self.member if self.sort == PairSort.MEMBER_DEPUTY else self.deputy
        return (seat.user_id or 0) if seat else 0

    @property
    def partner_words(self) -> str:
        """With whom, as lists show it: a resident masked."""
        if self.sort == PairSort.LEADER_TOWN:
            return self.town_org.label if self.town_org else ""
        if self.sort == PairSort.MEMBER_DEPUTY:
            return f"{self.deputy}代表"
        return self.resident.masked if self.has_resident else f"第{self.place}户"

    @property
    def has_resident(self) -> bool:
        return getattr(self, "resident", None) is not None

    @property
    def is_with_resident(self) -> bool:
        return self.sort == PairSort.DEPUTY_RESIDENT

    @cached_property
    def main_station(self) -> Station | None:
        """The main station of the pair's deputy today; read once for a row."""
        return main_station(self.deputy_id, today()) if self.deputy_id else None


class Resident(models.Model):
    """The resident of a pair, sealed: no more than it takes to find the person. Erasing the pair deletes this row."""

    pair = models.OneToOneField(Pair, models.CASCADE, primary_key=True, related_name="resident")
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    name = SealedText("姓名")
    village = SealedText("村（社区）")
    phone = SealedText("手机号", blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "联系的群众"

    def __str__(self) -> str:
        return f"{self.pair_id}"

    @property
    def masked(self) -> str:
        return mask_name(self.name)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)


class ContactLog(models.Model):
    """One contact (联系一次): when, where, about what, what came of it. Its words are sealed and erased with the resident's data.

    entered_by: who wrote it down; somebody else than who keeps in touch if it was done for him.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.PROTECT, related_name="logs", verbose_name="联系对子")
    on = models.DateField("哪天")
    outcome = models.CharField("怎么样", max_length=10, choices=Outcome)
    place = SealedText("在哪里", blank=True, default="")
    topic = SealedText("谈了什么", blank=True, default="")
    problem = SealedText("反映的问题", blank=True, default="")
    follow_up = SealedText("后来怎么办", blank=True, default="")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="谁记的"
    )

    objects = ContactLogQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联系记录"
        indexes: ClassVar = [
            models.Index(fields=["county", "pair", "-on"], name="contact_log_of_pair"),
            models.Index(fields=["county", "on"], name="contact_log_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_outcome_display()}"

    @property
    def words(self) -> list[tuple[str, str]]:
        """What was written down, field by field, telephone numbers masked."""
        said = (
            ("在哪里", self.place),
            ("谈了什么", self.topic),
            ("反映的问题", self.problem),
            ("后来", self.follow_up),
        )
        return [(label, mask_phones(text)) for label, text in said if text]


class KindWords(models.Model):
    """How the county calls a kind of pairs and what it is to further, with the source (三联三促)."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    sort = models.PositiveSmallIntegerField("哪一种", choices=PairSort)
    name = models.CharField("名称", max_length=40)
    promotes = models.CharField("促什么", max_length=40)
    source = models.CharField("依据", max_length=120)

    objects = KindWordsQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联系的名称"
        constraints: ClassVar = [models.UniqueConstraint(fields=["county", "sort"], name="kind_words_once")]

    def __str__(self) -> str:
        return self.name
