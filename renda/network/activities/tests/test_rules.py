"""Days of a month, gaps of a year, the words of a summary."""

import doctest
from datetime import date, datetime
from types import SimpleNamespace

import pytest

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.network.activities import rules


def test_the_examples_hold():
    assert doctest.testmod(rules).failed == 0


def test_a_reception_on_a_holiday_moves_to_the_next_working_day(county):
    calendar = rule_book(county.pk).calendar
    assert rules.reception_days(2026, 10, [1, 8, 31], calendar) == [date(2026, 10, 8), date(2026, 11, 2)]
    assert rules.reception_days(2026, 2, [30], calendar) == []


def test_days_that_no_month_has_and_too_many_are_left_out():
    assert rules.days_named("每月32日、0日、99号和15日") == [15]
    assert rules.days_named("、".join(f"{day}日" for day in range(20, 0, -1))) == list(range(1, 9))


def test_a_record_and_a_summary_are_due_after_the_day_even_if_planned_long_before(county):
    book, long_before = rule_book(county.pk), date(2026, 1, 5)
    activity = SimpleNamespace(starts_at=datetime(2026, 6, 10, 9, tzinfo=clock.COUNTY_TIME))
    assert rules.record_due(activity, long_before, book).day == book.due("activity_record", date(2026, 6, 10)).day
    assert rules.record_due(activity, date(2026, 7, 1), book).day == book.due("activity_record", date(2026, 7, 1)).day
    summary = SimpleNamespace(year=2026, quarter=2)
    assert rules.summary_due(summary, long_before, book).day == book.due("activity_summary", date(2026, 6, 30)).day


@pytest.mark.parametrize(
    ("month", "times", "opened", "state"),
    [
        (3, 2, None, "done"),
        (3, 0, None, "gap"),
        (6, 0, None, "now"),
        (9, 0, None, "later"),
        (3, 0, date(2026, 4, 1), "none"),
    ],
)
def test_a_month_without_any_is_a_gap_once_it_is_over(month, times, opened, state):
    cell = rules.month_cell(2026, month, times=times, opened_on=opened, on=date(2026, 6, 15))
    assert cell.state == state
