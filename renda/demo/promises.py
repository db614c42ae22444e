"""What became of the promises in the demo year: kept, late, disputed, unanswered, carried over, still open; the look-back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from renda.demo.cast import Cast
from renda.demo.year import Diary, People
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.network.deputies.models import Deputy
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Lookback, Promise, Suggestion

LOOK_BACK_ON = date(2026, 9, 14)
PROGRESS = ("已完成选址和设计，正在办用地手续。", "资金已经落实，施工单位已进场。", "主体完工七成，雨季后继续。")
DONE = "承诺的工程已经完工并投入使用，现场可以核对。"
FATES = ("kept", "kept", "kept", "late", "late", "disputed", "verified", "waiting", "carried", "open")


class PromiseYear:
    """Each promise meets its fate by its place in the year, the same each time."""

    def __init__(self, county: County, people: People, cast: Cast, proposers: list[tuple[Deputy, Actor]]) -> None:
        self.county, self.people, self.cast = county, people, cast
        self.actors = {deputy.pk: actor for deputy, actor in proposers}

    def follow(self, row: Suggestion, diary: Diary) -> bool:
        """Live on with the promises of a published suggestion. Returns whether it can be closed."""
        for promise in Promise.objects.for_page().filter(parent=row, state="open").order_by("pk"):
            self._follow(promise, diary)
        return not Promise.objects.filter(parent=row).not_carried().exists()

    def _follow(self, promise: Promise, diary: Diary) -> None:
        fate = diary.dice.choice(FATES)
        if diary.dice.random() < 0.6:
            with diary.later(5, 25):
                services.progress_promise(promise, actor=self._clerk(promise), progress=diary.dice.choice(PROGRESS))
        if fate == "carried":
            self._move_to(diary, promise.promised_on)
            with diary.later(0, 2):
                services.carry_over_promise(promise, actor=self.cast.office, note="年底前办不完，滚动到下一年继续办。")
        elif fate != "open":
            self._answer(promise, diary, fate)

    def _answer(self, promise: Promise, diary: Diary, fate: str) -> None:
        """The unit answers again by the day, or some weeks after it; not before it could."""
        late = diary.dice.randint(4, 40) if fate == "late" else -diary.dice.randint(0, 9)
        day = promise.promised_on + timedelta(days=late)
        if fate == "late" and day > diary.now.date():
            return  # its day has not come, or it is overdue today
        self._move_to(diary, day)
        with diary.later(0, 0):
            services.answer_promise(promise, actor=self._clerk(promise), answer=DONE)
        deputy = self.actors[promise.parent.proposer_id]
        if fate in ("kept", "late"):
            with diary.later(1, 6):
                services.confirm_promise(promise, actor=deputy, grade=diary.dice.choice(["satisfied", "basic", ""]))
        elif fate == "disputed":
            with diary.later(1, 6):
                services.dispute_promise(promise, actor=deputy, note="只修了一半，下雨仍然积水。")
        elif fate == "verified":
            with diary.later(16, 16):
                services.lapse_promise(promise, actor=clock_actor(self.county.pk))
            with diary.later(2, 6):
                services.verify_promise(promise, actor=self.cast.office, note="到现场看过，已经办成。")

    def _move_to(self, diary: Diary, day: date) -> None:
        wanted = datetime(day.year, day.month, day.day, 9, tzinfo=clock.COUNTY_TIME)
        diary.moment = min(max(diary.moment, wanted), diary.now)

    def look_back(self) -> None:
        """The year's questions go out in September; some are said, most of those checked, a few found untrue."""
        day = min(LOOK_BACK_ON, clock.today())
        if Lookback.objects.filter(county=self.county).exists():
            return
        with clock.at(day):
            services.ask_lookbacks(self.county.pk, actor=clock_actor(self.county.pk), year=day.year)
        rows = Lookback.objects.for_page().filter(county=self.county).order_by("pk")
        for i, row in enumerate(rows):
            self._say(row, i, day)

    def _say(self, row: Lookback, i: int, day: date) -> None:
        if i % 3 == 2 or not self.people.has(Role.CLERK, row.org_id):
            return
        claim = "going" if row.is_about_promise else "done"
        text = "正在施工，按新的日期办成。" if row.is_about_promise else "办成以后一直在用，没有反复。"
        with clock.at(day + timedelta(days=3 + i % 9)):
            services.answer_lookback(row, actor=self.people.holder(Role.CLERK, row.org_id), claim=claim, text=text)
        if i % 4 == 1:
            return
        with clock.at(day + timedelta(days=20 + i % 12)):
            if i % 10 == 4:
                services.refute_lookback(row, actor=self.cast.office, note="现场看过，只做了一部分，请限期补齐。")
            else:
                services.verify_lookback(row, actor=self.cast.office, note="到现场核对过。")

    def _clerk(self, promise: Promise) -> Actor:
        return self.people.holder(Role.CLERK, promise.org_id)
