"""Pure rules of activities: days of a month, when to announce and to record, gaps of a year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from renda.ground.county.rules import Due, RuleBook, WorkCalendar, say
from renda.ground.kernel import clock
from renda.ground.kernel.law import Source

QUARTERS = ("一季度", "二季度", "三季度", "四季度")
PLANNED_DAY = Source("家站活动安排", "所定日期")
MOST_DAYS = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of one station. state: done, gap (该有没有), later (还没到) or none (还没启用)."""

    state: str
    times: int = 0


def announce_due(row: Any, since: date, book: RuleBook) -> Due:
    """开展以前，提前县定天数公告"""
    day = clock.day_of(row.starts_at)
    ahead = book.value("activity_announce", since)
    due = max(day - timedelta(days=ahead), min(since, day))
    source = book.source("activity_announce", since)
    lines = (f"活动定在：{say(day)}。", f"提前{ahead}天公告，最迟{say(due)}。", f"依据：{source}")
    return Due(due, lines, source, min(since, due))


def record_due(row: Any, since: date, book: RuleBook) -> Due:
    """开展以后，县定工作日内记录"""
    return book.due("activity_record", max(since, clock.day_of(row.starts_at)))


def summary_due(row: Any, since: date, book: RuleBook) -> Due:
    """季末以后，县定工作日内定稿"""
    return book.due("activity_summary", max(since, clock.quarter_span(row.year, row.quarter)[1]))


def days_named(text: str) -> list[int]:
    """Days of the month in a sentence such as a station's own on its reception days.

    >>> days_named("每月10日、25日上午9:00—11:30（遇节假日顺延）")
    [10, 25]
    """
    found = [int(day) for day in re.findall(r"(\d{1,2})\s*[日号]", text)]
    return sorted({day for day in found if 1 <= day <= 31})[:MOST_DAYS]


def reception_days(year: int, month: int, days: Iterable[int], calendar: WorkCalendar) -> list[date]:
    """The dates of a month; one that falls on a rest day moves to the next working day (遇节假日顺延), each once."""
    found: list[date] = []
    for day in days:
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        while not calendar.is_workday(on):
            on += timedelta(days=1)
        if on not in found:
            found.append(on)
    return found


def next_reception(days: Iterable[int], busy: Iterable[date], calendar: WorkCalendar, on: date) -> date:
    """The station's next reception day that is not arranged yet; three days ahead if it has named no days."""
    named, taken = list(days), set(busy)
    months = months_from(on.year, on.month, 4) if named else []
    wanted = [day for year, month in months for day in reception_days(year, month, named, calendar)]
    return next((day for day in wanted if day > on and day not in taken), calendar.add_workdays(on, 3))


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def months_from(year: int, month: int, count: int) -> list[tuple[int, int]]:
    """`count` months, the first included.

    >>> months_from(2026, 11, 3)
    [(2026, 11), (2026, 12), (2027, 1)]
    """
    return [(year + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1) for n in range(count)]


def weeks(year: int, month: int) -> list[list[date | None]]:
    """The month as a calendar shows it: weeks from Monday, None for days of other months."""
    first, last = month_span(year, month)
    days: list[date | None] = [None] * first.weekday()
    days += [first + timedelta(days=n) for n in range(last.day)]
    days += [None] * (-len(days) % 7)
    return [days[n : n + 7] for n in range(0, len(days), 7)]


def month_cell(year: int, month: int, *, times: int, opened_on: date | None, on: date) -> Cell:
    """月月有活动: a month that is over without any is a gap. Source: DOMAIN H20"""
    first, last = month_span(year, month)
    if times:
        return Cell("done", times)
    if opened_on and opened_on > last - timedelta(days=15):
        return Cell("none")
    return Cell("gap") if last < on else Cell("later") if first > on else Cell("now")


def summary_lines(name: str, year: int, quarter: int, figures: dict[str, Any], sorts: dict[str, str]) -> str:
    """The first draft of a quarter's summary, from the record; a person goes on from there."""
    parts = "，".join(f"{sorts[key]}{times}次" for key, times in figures["sorts"].items())
    head = f"{year}年{QUARTERS[quarter - 1]}，{name}开展活动{figures['count']}次{f'：{parts}' if parts else ''}。"
    if figures["visitors"]:
        head += f"接待群众{figures['visitors']}人次。"
    lines = [f"{_short(day)}，{title}{f'：{result}' if result else '。'}" for day, title, result in figures["lines"]]
    return "\n".join([head, *lines]) if figures["count"] else f"{head}本季度没有记录活动，请说明原因和补救打算。"


def _short(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.month}月{day.day}日"
