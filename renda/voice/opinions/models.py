"""Tables of opinions: the opinion, and the sealed contact of who gave it."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from renda.ground.kernel.clock import today
from renda.ground.kernel.keys import random_code
from renda.ground.kernel.sealed import SealedText
from renda.ground.kernel.text import mask_phones
from renda.ground.workflow.models import Matter, Preview
from renda.voice.opinions.queries import Member, OpinionQuerySet, station_members
from renda.voice.opinions.states import Category, Entry, Guidance, Need, Outcome, Rating, S, ToldWay

TITLE_LENGTH = 40


@dataclass(frozen=True)
class Unmasked:
    """Name and phone in the clear, for the one answer that asked with a reason. Never stored."""

    name: str
    phone: str


def title_of(text: str, *, is_erased: bool) -> str:
    """The first sentence, shortened; telephone numbers in it are masked because lists and notices show it."""
    if is_erased:
        return "（内容已按规定删除）"
    first = text.strip().split("\n")[0].split("。")[0]
    return mask_phones(first if len(first) <= TITLE_LENGTH else f"{first[: TITLE_LENGTH - 1]}…")


def number_of(code: str) -> str:
    return f"意见{code[:9].replace('-', ' ')}"


class Opinion(Matter):
    """One thing a resident said to a station (群众意见). `text`, `place` and `result` are erasable."""

    kind: ClassVar[str] = "opinion"
    unmasked: Unmasked | None = None

    code = models.CharField("回执编号", max_length=24, default=random_code, editable=False)
    text = models.TextField("什么事，希望怎么办")
    place = models.CharField("在哪里", max_length=120, blank=True)
    village = models.CharField("村（社区）", max_length=60, blank=True)
    category = models.CharField("类别", max_length=20, choices=Category, blank=True)
    need = models.CharField("需求", max_length=12, choices=Need, blank=True, default="")
    station = models.ForeignKey("stations.Station", models.PROTECT, related_name="opinions", verbose_name="家站")
    activity = models.ForeignKey(
        "activities.Activity", models.PROTECT, null=True, related_name="+", verbose_name="在哪次接待上说的"
    )
    entry = models.CharField("来源", max_length=10, choices=Entry, default=Entry.QR)
    received_on = models.DateField("收到日期", default=today)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代为登记"
    )
    is_read_back = models.BooleanField("已念给本人听并同意", default=False)
    intake_digest = models.CharField(max_length=64, blank=True, editable=False)
    deputy = models.ForeignKey(
        "deputies.Deputy", models.PROTECT, null=True, related_name="opinions", verbose_name="代表"
    )
    target_org = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="在办单位"
    )
    guidance = models.CharField("为什么代表不能办", max_length=20, choices=Guidance, blank=True)
    guided_to = models.CharField("可以找哪里", max_length=200, blank=True)
    outcome = models.CharField("去向", max_length=20, choices=Outcome, blank=True)
    other_number = models.CharField("其他渠道的编号", max_length=60, blank=True)
    result = models.TextField("结果", blank=True)
    result_link = models.CharField("公开地址", max_length=200, blank=True)
    became_number = models.CharField("建议编号", max_length=60, blank=True)
    became_title = models.CharField("建议标题", max_length=200, blank=True)
    told_way = models.CharField("告知方式", max_length=10, choices=ToldWay, blank=True)
    told_on = models.DateField("告知日期", null=True)
    rating = models.CharField("评价", max_length=16, choices=Rating, blank=True)
    reopened = models.PositiveSmallIntegerField("再办次数", default=0)
    complaint = models.TextField("投诉", blank=True, default="")
    erased_at = models.DateTimeField("删除时间", null=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "群众意见"
        constraints = [
            models.UniqueConstraint(fields=["county", "code"], name="opinion_code"),
            models.CheckConstraint(condition=Q(reopened__lte=1), name="opinion_reopened_once"),
            models.CheckConstraint(condition=~Q(state=S.GUIDED) | ~Q(guidance=""), name="opinion_guided_has_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=[S.VILLAGE, S.TOWN, S.COUNTY]) | Q(target_org__isnull=False),
                name="opinion_passed_on_has_holder",
            ),
            models.CheckConstraint(condition=~Q(state=S.TAKEN) | Q(deputy__isnull=False), name="opinion_taken_by_one"),
            models.CheckConstraint(condition=~Q(state=S.TOLD) | Q(told_on__isnull=False), name="opinion_told_on_a_day"),
            models.CheckConstraint(condition=Q(erased_at__isnull=True) | Q(text=""), name="opinion_erased_is_empty"),
        ]
        indexes = [
            models.Index(fields=["county", "-id"], name="opinion_newest"),
            models.Index(fields=["county", "station", "-id"], name="opinion_of_station"),
            models.Index(fields=["county", "state", "-id"], name="opinion_in_state"),
            models.Index(fields=["county", "deputy", "-id"], name="opinion_of_deputy"),
            models.Index(fields=["county", "target_org", "-id"], name="opinion_of_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title_line()}"

    def title_line(self) -> str:
        """The first sentence, shortened; telephone numbers in it are masked because lists and notices show it."""
        return title_of(self.text, is_erased=self.erased_at is not None)

    def number_line(self) -> str:
        return number_of(self.code)

    def get_absolute_url(self) -> str:
        return reverse("opinions:detail", args=[self.pk])

    def preview(self) -> Preview:
        facts = (("家站", self.station.org.label), ("来源", self.get_entry_display()),
                 ("代表", str(self.deputy or "")), ("在办", self.target_org.label if self.target_org else ""))  # fmt: skip
        return Preview(facts, "群众说的事", mask_phones(self.text))

    def get_state_display(self) -> str:
        return str(S(self.state).label)

    @property
    def has_contact(self) -> bool:
        return getattr(self, "contact", None) is not None

    @cached_property
    def members(self) -> list[Member]:
        """The deputies who belong to the station today; read once for a row."""
        return station_members(self.station_id, today())

    @property
    def member_user_ids(self) -> frozenset[int]:
        """Their accounts; deputies without one are left out."""
        return frozenset(member.user_id for member in self.members if member.user_id)


class Contact(models.Model):
    """Who gave the opinion, sealed. Erasing an opinion deletes this row.

    phone_index: keyed digest of the number, to find it by; confirmed_at: the number answered with the code sent to it.
    """

    opinion = models.OneToOneField(Opinion, models.CASCADE, primary_key=True, related_name="contact")
    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    name = SealedText("称呼", blank=True, default="")
    phone = SealedText("手机号", blank=True, default="")
    phone_index = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField("手机号已核实", null=True)
    asked_digest = models.CharField(max_length=64, blank=True, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "联系方式"
        indexes = [models.Index(fields=["county", "phone_index"], name="contact_by_phone")]

    def __str__(self) -> str:
        return f"{self.opinion_id}"
