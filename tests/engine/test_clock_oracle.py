"""The clocks against an oracle written from the law's words: months and working days counted another way, by another library.

Nothing here is shared with `Due`: months are counted by trying days, working days by a public calendar of the State Council's
notices (and by the file the office loads for a year). The walk drives the services with the clock moved and compares every
running wait of the matter after each step. Source: 代表法 (2025) art. 51; 办理 days by the county's rules.
"""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from renda.ground.county.models import Holiday, HolidayDraft, HolidayYear
from renda.ground.county.services import draft_book, draft_holidays
from renda.ground.county.services.books import renew
from renda.ground.kernel import clock
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.services import preview_replay
from renda.ground.workflow.trying import confirm_holidays
from renda.voice.opinions import services as opinions
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.tests.factories import collected
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Handling, Rating, Suggestion
from renda.voice.suggestions.tests.factories import BAD, GOOD, registered, reply

pytestmark = pytest.mark.django_db
# Ends of months, leap days, the days around long holidays and the turn of a year nobody has announced yet.
HARD = [
    date(2023, 11, 29), date(2023, 11, 30), date(2024, 1, 31), date(2024, 2, 29), date(2024, 8, 31), date(2024, 9, 30),
    date(2024, 11, 30), date(2024, 12, 31), date(2025, 1, 26), date(2025, 3, 31), date(2025, 8, 30), date(2025, 10, 1),
    date(2025, 11, 30), date(2026, 2, 14), date(2026, 4, 30), date(2026, 8, 31), date(2026, 9, 29), date(2026, 11, 30),
]  # fmt: skip
DAYS = st.one_of(st.sampled_from(HARD), st.dates(date(2024, 1, 1), date(2026, 12, 15)))
FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
KINDS = ("suggestion", "handling", "rating")


class Oracle:
    """Which days are worked, and the two ways of counting. `loaded`: the days off of a year as the office's file gives them."""

    def __init__(self):
        self.loaded = {}

    def works(self, day):
        if day.year in self.loaded:
            return day.weekday() < 5 and day not in self.loaded[day.year]
        try:
            return chinese_calendar.is_workday(day)
        except NotImplementedError:
            return day.weekday() < 5

    def workdays(self, start, count):
        """The day on which `count` working days are over, the first day not counted."""
        worked, day = [], start
        while len(worked) < count:
            day = day + timedelta(days=1)
            if self.works(day):
                worked.append(day)
        return day

    def months(self, start, count):
        """The same day of the month so many months on; where that month lacks it, its last."""
        year, month = start.year, start.month
        for _ in range(count):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        for number in range(start.day, 0, -1):
            try:
                return date(year, month, number)
            except ValueError:
                continue
        raise AssertionError


def announce(county_id, actor, year, off):
    """Load a year's file; returns what the preview said would move, {(kind, key): day}."""
    lines = [f"{day},{FESTIVALS[i % 7]},休" for i, day in enumerate(sorted(off))]
    draft = draft_holidays(county_id, actor=actor, year=year, text="\n".join(["日期,名称,休或班", *lines]))
    told = {
        (m.waiting.kind, m.waiting.matter_id, m.waiting.holder): m.due.day
        for m in preview_replay(county_id, draft_book(draft))
    }
    return draft, told


def running(county_id):
    rows = Waiting.objects.filter(county_id=county_id).exclude(due_on=None)
    return {(w.kind, w.matter_id, w.holder): w.due_on for w in rows}


def forget_announced(county_id):
    """Each example begins with the packaged years alone."""
    for model in (Holiday, HolidayYear, HolidayDraft):
        model.objects.filter(county_id=county_id).delete()
    renew(county_id)


def year_of_days(year):
    first = date(year, 1, 1)
    return st.sets(st.integers(0, 364), min_size=7, max_size=40).map(
        lambda some: {first + timedelta(days=n) for n in some}
    )


class Replies(RuleBasedStateMachine):
    """One suggestion from its registration to its second handling."""

    cast = None

    @initialize(day=DAYS)
    def register(self, day):
        forget_announced(self.cast.county.pk)
        self.oracle, self.today = Oracle(), day
        with clock.at(day):
            self.pk = registered(self.cast).pk
        self.assigned_on = self.asked_again_on = None
        self.is_complex, self.since = False, {("suggestion", self.pk): day}

    def take(self, verb, *args, **words):
        with clock.at(self.today):
            return verb(*args, **words)

    @property
    def row(self):
        return Suggestion.objects.get(pk=self.pk)

    def handling(self, *states):
        found = Handling.objects.filter(parent_id=self.pk, state__in=states).exclude(state="returned").order_by("pk")
        return found.select_related("parent__proposer", "org").first()

    def state(self):
        return Suggestion.objects.values_list("state", flat=True).get(pk=self.pk)

    def reply_day(self):
        if self.asked_again_on:
            return self.oracle.months(self.asked_again_on, 1)
        return self.oracle.months(self.assigned_on, 6 if self.is_complex else 3)

    @rule(days=st.integers(1, 25))
    def time_goes_by(self, days):
        self.today += timedelta(days=days)

    @precondition(lambda self: self.state() == "registered")
    @rule(is_complex=st.booleans(), back=st.integers(0, 10))
    def assign(self, is_complex, back):
        self.assigned_on = max(self.row.registered_on, self.today - timedelta(days=back))
        self.is_complex = is_complex
        self.take(services.assign_suggestion, self.row, actor=self.cast.office, lead_org_id=self.cast.orgs.water,
                  co_org_ids=[self.cast.orgs.roads], on=self.assigned_on, is_complex=is_complex)  # fmt: skip
        self.note_handlings()

    def note_handlings(self):
        for pk in Handling.objects.filter(parent_id=self.pk, state="pending").values_list("pk", flat=True):
            self.since.setdefault(("handling", pk), self.today)
        self.since["suggestion", self.pk] = self.today

    @precondition(lambda self: self.state() == "assigned" and self.handling("pending"))
    @rule()
    def accept(self):
        row = self.handling("pending")
        clerks = {self.cast.orgs.water: self.cast.clerk, self.cast.orgs.roads: self.cast.co_clerk,
                  self.cast.orgs.town_gov: self.cast.town_gov}  # fmt: skip
        self.take(
            services.accept_handling,
            row,
            actor=clerks[row.org_id],
            leader_name="甲",
            officer_name="乙",
            officer_phone="1",
        )

    @precondition(lambda self: self.state() == "assigned" and not self.asked_again_on and self.may_return())
    @rule(is_granted=st.booleans())
    def ask_to_return_it(self, is_granted):
        row = self.may_return()
        self.take(services.request_return_handling, row, actor=self.cast.clerk, return_reason="不归我们管")
        asked = self.oracle.workdays(self.today, 7)
        assert self.days_of("handling", row.pk) == {asked}
        if is_granted:
            self.take(services.approve_return_handling, row, actor=self.cast.gov, new_org_id=self.cast.orgs.town_gov)
            new = Handling.objects.get(parent_id=self.pk, org_id=self.cast.orgs.town_gov)
            self.since["handling", new.pk] = self.today
        else:
            self.take(services.refuse_return_handling, row, actor=self.cast.gov, return_ruling="就归你们管")

    def may_return(self):
        found = Handling.objects.filter(
            parent_id=self.pk, org_id=self.cast.orgs.water, state__in=["pending", "accepted"]
        )
        row = found.select_related("parent", "org").first()
        return row if row and self.today <= self.oracle.workdays(row.assigned_on, 7) else None

    @precondition(lambda self: self.state() == "assigned" and not self.is_complex and not self.asked_again_on)
    @rule()
    def lengthen(self):
        self.take(services.lengthen_suggestion, self.row, actor=self.cast.office, note="涉及面广")
        self.is_complex = True

    @precondition(lambda self: self.state() == "assigned" and self.lead())
    @rule()
    def answer(self):
        with clock.at(self.today):
            reply(self.cast, self.lead())
        for pk in Rating.objects.filter(parent_id=self.pk, state="open").values_list("pk", flat=True):
            self.since["rating", pk] = self.today

    def lead(self):
        found = Handling.objects.filter(parent_id=self.pk, org_id=self.cast.orgs.water, state="accepted")
        return found.select_related("parent__proposer", "org").first()

    @precondition(lambda self: self.state() == "replied")
    @rule(is_bad=st.booleans())
    def rate(self, is_bad):
        row = Rating.objects.get(parent_id=self.pk, state="open")
        self.take(services.rate_rating, row, actor=self.cast.deputy, **(BAD if is_bad else GOOD))

    @precondition(lambda self: self.state() == "rated" and self.is_bad_once())
    @rule()
    def handle_again(self):
        self.take(services.second_handling_suggestion, self.row, actor=self.cast.office)
        self.asked_again_on = self.today
        self.note_handlings()

    def is_bad_once(self):
        row = self.row
        return row.handling_round == 1 and row.ratings.filter(result="dissatisfied").exists()

    @rule(data=st.data(), year=st.sampled_from([2025, 2026, 2027]))
    def announce_a_year(self, data, year):
        off = data.draw(year_of_days(year))
        county_id = self.cast.county.pk
        with clock.at(self.today):
            before = running(county_id)
            draft, told = announce(county_id, self.cast.office, year, off)
            assert running(county_id) == before  # looking moves nothing
            confirm_holidays(draft, actor=self.cast.office)
        self.oracle.loaded[year] = off
        after = running(county_id)
        assert told == {key: day for key, day in after.items() if before[key] != day}

    def days_of(self, kind, pk):
        return set(
            Waiting.objects.filter(kind=kind, matter_id=pk).exclude(due_on=None).values_list("due_on", flat=True)
        )

    def expected(self, kind, pk):
        since = self.since.get((kind, pk))
        if kind == "rating":
            return since + timedelta(days=10)
        if kind == "suggestion":
            return {"registered": lambda: self.oracle.workdays(since, 10), "assigned": self.reply_day,
                    "replied": lambda: self.oracle.workdays(self.row.replied_on, 20),
                    "rated": lambda: self.oracle.workdays(self.row.replied_on, 20)}[self.state()]()  # fmt: skip
        row = Handling.objects.get(pk=pk)
        if row.state == "pending":
            return self.oracle.workdays(since, 3)
        return self.oracle.months(row.assigned_on, 1) if row.mode == "co" else self.reply_day()

    @invariant()
    def every_running_wait_ends_on_the_oracles_day(self):
        if not hasattr(self, "pk"):
            return
        keys = [self.pk, *Handling.objects.filter(parent_id=self.pk).values_list("pk", flat=True),
                *Rating.objects.filter(parent_id=self.pk).values_list("pk", flat=True)]  # fmt: skip
        for wait in Waiting.objects.filter(kind__in=KINDS, matter_id__in=keys).exclude(due_on=None):
            assert wait.due_on == self.expected(wait.kind, wait.matter_id), (wait.kind, wait.state, self.today)


class Stays(RuleBasedStateMachine):
    """An opinion with the town: paused, run on, extended by working days, and a year announced meanwhile."""

    cast = None

    @initialize(day=DAYS)
    def pass_on(self, day):
        forget_announced(self.cast.county.pk)
        self.oracle, self.today, self.since = Oracle(), day, day
        with clock.at(day):
            self.pk = opinions.pass_to_town_opinion(collected(self.cast), actor=self.cast.liaison).pk
        self.changes = []

    @property
    def row(self):
        return Opinion.objects.get(pk=self.pk)

    def is_paused(self):
        return any(change[0] == "pause" and change[2] is None for change in self.changes)

    @rule(days=st.integers(1, 20))
    def time_goes_by(self, days):
        self.today += timedelta(days=days)

    @precondition(lambda self: not self.is_paused())
    @rule()
    def pause(self):
        with clock.at(self.today):
            opinions.pause_opinion(self.row, actor=self.cast.township, note="等批复")
        self.changes.append(["pause", self.today, None])

    @precondition(lambda self: self.is_paused())
    @rule()
    def run_on(self):
        with clock.at(self.today):
            opinions.resume_opinion(self.row, actor=self.cast.township)
        next(c for c in self.changes if c[0] == "pause" and c[2] is None)[2] = self.today

    @rule(days=st.integers(1, 9))
    def extend(self, days):
        with clock.at(self.today):
            opinions.extend_opinion(self.row, actor=self.cast.township, days=days, note="下雨停工")
        self.changes.append(["extend", days])

    @rule(data=st.data(), year=st.sampled_from([2025, 2026, 2027]))
    def announce_a_year(self, data, year):
        Replies.announce_a_year(self, data, year)

    @invariant()
    def it_ends_on_the_oracles_day(self):
        if not hasattr(self, "pk"):
            return
        day = self.oracle.workdays(self.since, 7)
        for change in self.changes:
            if change[0] == "extend":
                day = self.oracle.workdays(day, change[1])
            elif change[2] is not None:
                day += change[2] - change[1]
        assert Waiting.objects.get(kind="opinion", matter_id=self.pk).due_on == day


def walk(machine, cast, examples):
    machine.cast = cast
    slow = [HealthCheck.too_slow]  # each step is a transaction
    how = settings(
        max_examples=examples, stateful_step_count=14, deadline=None, print_blob=False, suppress_health_check=slow
    )
    run_state_machine_as_test(machine, settings=how)


def test_replies_are_due_on_the_day_the_law_says(cast):
    walk(Replies, cast, 12)


def test_pauses_extensions_and_holidays_add_up_as_counted_by_hand(cast):
    walk(Stays, cast, 15)


@pytest.mark.parametrize(("start", "count", "day"), [
    (date(2026, 11, 30), 3, date(2027, 2, 28)), (date(2023, 11, 30), 3, date(2024, 2, 29)), (date(2024, 2, 29), 6, date(2024, 8, 29)),
    (date(2025, 8, 31), 6, date(2026, 2, 28)), (date(2026, 1, 31), 1, date(2026, 2, 28)),
])  # fmt: skip
def test_the_oracle_itself_counts_months_as_people_do(start, count, day):
    assert Oracle().months(start, count) == day


def test_the_oracle_itself_knows_a_long_holiday():
    assert Oracle().workdays(date(2025, 9, 30), 1) == date(2025, 10, 9)
    assert Oracle().workdays(date(2025, 1, 24), 1) == date(2025, 1, 26)  # a Sunday made up
