"""Days of a month, gaps of a year, the words of a summary."""

import doctest
from datetime import date

import pytest

from renda.ground.county.services import rule_book
from renda.network.activities import rules


def test_the_examples_hold():
    assert doctest.testmod(rules).failed == 0


def test_a_reception_on_a_holiday_moves_to_the_next_working_day(county):
    calendar = rule_book(county.pk).calendar
    assert rules.reception_days(2026, 10, [1, 8, 31], calendar) == [date(2026, 10, 8), date(2026, 11, 2)]
    assert rules.reception_days(2026, 2, [30], calendar) == []


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
