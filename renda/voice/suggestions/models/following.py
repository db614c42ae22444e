"""What goes on after the reply: promises followed to their end, and the yearly look-back. Each is a part of the suggestion."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from renda.voice.suggestions.models.parts import Handling
from renda.voice.suggestions.models.suggestion import ORGANISATION, Part, Suggestion
from renda.voice.suggestions.queries import LookbackQuerySet, PromiseQuerySet
from renda.voice.suggestions.rules import is_kept_on_time
from renda.voice.suggestions.states import Claim, Grade, LookbackState, PromiseOrigin, PromiseState, ReplyClass

if TYPE_CHECKING:
    from renda.ground.people.models import Organisation


class Point(Part):
    """A part that is about one point of one unit's reply. point: as the letter numbers it; 0 is the matter as a whole."""

    class Meta:
        abstract = True

    parent: "models.ForeignKey[Suggestion]"
    handling: "models.ForeignKey[Handling]"
    org: "models.ForeignKey[Organisation]"
    org_id: int

    def get_absolute_url(self) -> str:
        """Its own page: what it is about and the one thing to do."""
        return reverse(f"suggestions:{self.kind}", args=[self.pk])


class Promise(Point):
    """What a unit promised for a day (承诺): opened by the reply, followed to the deputy's word on it.

    first_promised_on: the day in the letter, which never changes; promised_on: the day that counts now. carried_to_year:
    the year it was rolled into under its old number. answer: what the unit wrote when it was done, a letter of its own.
    Source: DOMAIN R-SG-15, 5.2 row 16
    """

    kind: ClassVar[str] = "promise"

    parent = models.ForeignKey(Suggestion, models.PROTECT, related_name="promises")
    handling = models.ForeignKey(Handling, models.PROTECT, verbose_name="答复", related_name="promises")
    org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="承诺单位", related_name="+")
    origin = models.CharField("来源", max_length=12, choices=PromiseOrigin, default=PromiseOrigin.REPLY)
    point = models.PositiveSmallIntegerField("第几条", default=0)
    ask = models.CharField("代表的建议", max_length=600, blank=True, default="")
    text = models.TextField("承诺的内容", max_length=5000)
    section = models.CharField("责任股室", max_length=60, blank=True, default="")
    first_class = models.CharField("答复时的类别", max_length=1, choices=ReplyClass, blank=True, default="")
    first_promised_on = models.DateField("答复里的承诺日期")
    promised_on = models.DateField("承诺日期")
    carried_to_year = models.PositiveIntegerField("滚动到", null=True)
    carried_to_term = models.ForeignKey(
        "county.Term", models.PROTECT, verbose_name="滚动到的届", related_name="+", null=True
    )
    carried_times = models.PositiveSmallIntegerField("滚动次数", default=0)

    progress = models.TextField("最近进展", max_length=2000, blank=True, default="")
    progressed_on = models.DateField("进展日", null=True)
    answer = models.TextField("再次答复", max_length=3000, blank=True, default="")
    answered_on = models.DateField("再次答复日", null=True)
    paper_number = models.CharField("再次答复文号", max_length=60, blank=True, default="")
    grade = models.CharField("代表评价", max_length=12, choices=Grade, blank=True, default="")
    dispute = models.TextField("不认可的理由", max_length=500, blank=True, default="")
    ruling = models.TextField("核实意见", max_length=500, blank=True, default="")
    is_confirmed = models.BooleanField("代表认可", default=False)
    is_by_proxy = models.BooleanField("代录", default=False)
    settled_on = models.DateField("了结日", null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "承诺"
        verbose_name_plural = "承诺"
        constraints = [
            models.UniqueConstraint(fields=["county", "handling", "point"], name="promise_once"),
            models.CheckConstraint(name="promise_kept_has_answer",
                                   condition=~Q(state=PromiseState.KEPT) | Q(answered_on__isnull=False)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["county", "promised_on", "id"], name="promise_by_day"),
            models.Index(fields=["county", "org", "promised_on"], name="promise_of_unit"),
            models.Index(fields=["county", "state", "promised_on"], name="promise_in_state"),
        ]

    def __str__(self) -> str:
        return f"{self.org} {self.promised_on}"

    def get_state_display(self) -> str:
        return PromiseState(self.state).label

    def words(self) -> str:
        """How it stands, in one phrase: kept, and by how many days late."""
        if self.state == PromiseState.KEPT and self.answered_on:
            how = "" if self.is_confirmed else "，经核实"
            late = (self.answered_on - self.first_promised_on).days
            return f"晚{late}天兑现{how}" if late > 0 else f"按期兑现{how}"
        if self.state == PromiseState.OPEN and self.carried_to_year:
            return f"滚动到{self.carried_to_year}年"
        return self.get_state_display()

    @property
    def is_on_time(self) -> bool | None:
        """Whether the unit was done by the day first promised; None as long as it says nothing."""
        return is_kept_on_time(self.answered_on, self.first_promised_on) if self.answered_on else None


class Lookback(Point):
    """One question of the yearly look-back (回头看): is it really so? The unit says, the office checks.

    promise: the promise it asks about; none where the reply said "solved" (A) and that is to be shown true.
    Source: DOMAIN R-SG-15 and 5.3 (check that a "solved" claim is true), S16
    """

    kind: ClassVar[str] = "lookback"

    parent = models.ForeignKey(Suggestion, models.PROTECT, related_name="lookbacks")
    handling = models.ForeignKey(Handling, models.PROTECT, verbose_name="答复", related_name="lookbacks")
    promise = models.ForeignKey(Promise, models.PROTECT, verbose_name="承诺", related_name="lookbacks", null=True)
    org = models.ForeignKey(ORGANISATION, models.PROTECT, verbose_name="单位", related_name="+")
    year = models.PositiveIntegerField("年份")
    point = models.PositiveSmallIntegerField("第几条")
    ask = models.CharField("代表的建议", max_length=600, blank=True, default="")
    claim = models.CharField("单位说", max_length=8, choices=Claim, blank=True, default="")
    text = models.TextField("现在的情况", max_length=2000, blank=True, default="")
    answered_on = models.DateField("说明日", null=True)
    finding = models.TextField("核实情况", max_length=500, blank=True, default="")
    checked_on = models.DateField("核实日", null=True)

    objects = LookbackQuerySet.as_manager()

    class Meta:
        verbose_name = "回头看"
        verbose_name_plural = "回头看"
        constraints = [
            models.UniqueConstraint(fields=["county", "year", "handling", "point"], name="lookback_once_a_year"),
        ]
        indexes = [models.Index(fields=["county", "org", "state", "year"], name="lookback_of_unit")]

    def __str__(self) -> str:
        return f"{self.year}年回头看 {self.org}"

    def get_state_display(self) -> str:
        return LookbackState(self.state).label

    @property
    def is_about_promise(self) -> bool:
        return self.promise_id is not None
