"""Arithmetic of contacts: quarters, what is due by when, shares. No database, no clock."""

from datetime import date, timedelta
from typing import Any

from renda.ground.county.rules import Due, RuleBook, say
from renda.ground.kernel.clock import quarter_of, quarter_span
from renda.ground.kernel.law import Source
from renda.network.contacts.states import SOURCE

QUARTERLY = Source(SOURCE, "每季度督办", says="依托县人大常委会工作机构，每季度督办联系情况。")
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
# Under so many cases no share is told: one pair more or less would turn it over. Source: LOOKS 8
LEAST_CASES = 5


def quarter_due(row: Any, since: date, book: RuleBook) -> Due:
    """这一季度的最后一天；联系过了，就是下一季度的

    Counted from `row.asked_on`, the first day of the quarter in which a contact is next expected (or the day the pair began).
    Source: DOMAIN H10 (quarterly supervision)
    """
    start: date = row.asked_on
    last = quarter_span(start.year, quarter_of(start))[1]
    lines = (
        f"每季度至少联系一次，{start.year}年{QUARTERS[quarter_of(start) - 1]}到{say(last)}为止。",
        f"依据：{QUARTERLY}",
    )
    return Due(last, lines, QUARTERLY, start)


def quarter_after(day: date) -> date:
    """First day of the quarter after the one of `day`.

    >>> quarter_after(date(2026, 12, 31))
    datetime.date(2027, 1, 1)
    """
    return quarter_span(day.year, quarter_of(day))[1] + timedelta(days=1)


def quarter_begins(day: date) -> date:
    """>>> quarter_begins(date(2026, 11, 26))
    datetime.date(2026, 10, 1)
    """
    return quarter_span(day.year, quarter_of(day))[0]


def share(part: int, whole: int) -> int | None:
    """Whole percent of `whole`, rounded down; None under five cases."""
    return part * 100 // whole if whole >= LEAST_CASES else None
