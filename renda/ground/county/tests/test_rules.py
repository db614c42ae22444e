"""Working days and last days, by table. The packaged calendar is compared with an independent one."""

import csv
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from renda.ground.county import data as packaged
from renda.ground.county.rules import Due, Rule, RuleBook, WorkCalendar, add_months, calendar_of
from renda.ground.kernel.law import DEPUTIES_51, Source

LOCAL = Source("高县代表建议办理办法", "第八条")


def _packaged_days():
    with (Path(packaged.__path__[0]) / "holidays.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield date.fromisoformat(row["日期"]), row["休或班"] == "班", row["名称"]


@pytest.fixture(scope="module")
def calendar():
    return calendar_of(_packaged_days(), {2024, 2025, 2026}, {})


def test_every_day_of_three_years_agrees_with_an_independent_calendar(calendar):
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(366 + 365 + 365)]
    assert [day for day in days if calendar.is_workday(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2026, 5, 18), 3, date(2026, 8, 18)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(start, months, day):
    assert Due.months_after(start, months, source=DEPUTIES_51).day == day


def test_a_missing_day_of_the_month_is_explained():
    due = Due.months_after(date(2026, 11, 30), 3, source=DEPUTIES_51)
    assert due.lines == (
        "从2026年11月30日（星期一）起算，满3个月。",
        "2027年2月没有30日，以当月最后一日2027年2月28日（星期日）为止。",
        "依据：代表法（2025）第五十一条",
    )


def test_months_that_end_on_a_holiday_say_so_and_do_not_move(calendar):
    due = Due.months_after(date(2026, 7, 1), 3, source=DEPUTIES_51, calendar=calendar)
    assert due.day == date(2026, 10, 1)
    assert "这天是国庆节，期限不因此顺延，请提前办完。" in due.lines
    assert not due.is_provisional


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        (date(2026, 5, 25), 3, date(2026, 5, 28)),
        (date(2026, 5, 29), 1, date(2026, 6, 1)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 1, 1), 1, date(2026, 1, 4)),
        (date(2025, 12, 30), 2, date(2026, 1, 4)),
        (date(2026, 5, 25), 0, date(2026, 5, 25)),
    ],
)
def test_working_days_skip_holidays_and_count_make_up_days(calendar, start, count, day):
    assert Due.workdays_after(start, count, source=LOCAL, calendar=calendar).day == day


def test_each_holiday_and_make_up_day_has_a_line(calendar):
    due = Due.workdays_after(date(2026, 9, 29), 5, source=LOCAL, calendar=calendar)
    assert due.lines == (
        "从2026年9月29日（星期二）的次日起算，共5个工作日。",
        "2026年10月1日至10月7日：国庆节放假，不计。",
        "2026年10月10日（星期六）：国庆节调休上班，计入。",
        "其间周六、周日1天不计。",
        "第5个工作日是2026年10月12日（星期一）。",
        "依据：高县代表建议办理办法第八条",
    )


def test_a_day_past_the_announced_years_is_provisional(calendar):
    due = Due.workdays_after(date(2026, 12, 28), 10, source=LOCAL, calendar=calendar)
    assert due.is_provisional
    assert due.day == date(2027, 1, 11)
    assert any("2027年的放假安排还没有公布" in line for line in due.lines)


def test_calendar_days_take_holidays_along():
    due = Due.days_after(date(2026, 9, 30), 10, source=LOCAL)
    assert due.day == date(2026, 10, 10)
    assert "节假日不扣除" in due.lines[0]


def test_moving_keeps_the_old_lines_and_adds_the_reason(calendar):
    due = Due.days_after(date(2026, 9, 1), 10, source=LOCAL).moved_by(days=5, reason="现场勘测", source="办法第九条")
    assert due.day == date(2026, 9, 16)
    assert due.lines[-1] == "现场勘测，顺延5日，至2026年9月16日（星期三）（依据：办法第九条）。"
    moved = due.moved_by(workdays=3, reason="等汛期过去", calendar=calendar)
    assert moved.day == date(2026, 9, 20)
    assert any("9月20日（星期日）：国庆节调休上班，计入。" in line for line in moved.lines)


def test_moving_by_working_days_needs_a_calendar():
    with pytest.raises(ValueError, match="calendar"):
        Due.days_after(date(2026, 9, 1), 10, source=LOCAL).moved_by(workdays=5, reason="现场勘测")


@pytest.mark.parametrize(
    ("start", "count", "amber"),
    [
        (date(2026, 6, 1), 5, date(2026, 6, 8)),
        (date(2026, 6, 1), 1, date(2026, 6, 2)),
        (date(2026, 7, 1), 20, date(2026, 7, 24)),
        (date(2026, 3, 2), 60, date(2026, 5, 15)),
    ],
)
def test_amber_is_the_last_fifth_between_one_and_ten_working_days(calendar, start, count, amber):
    due = Due.workdays_after(start, count, source=LOCAL, calendar=calendar)
    assert due.amber_on(calendar) == amber
    assert calendar.workdays_between(amber - timedelta(days=1), due.day) == min(max(count // 5, 1), 10)


def test_amber_never_comes_before_the_start(calendar):
    due = Due.days_after(date(2026, 10, 1), 3, source=LOCAL)
    assert due.amber_on(calendar) == date(2026, 10, 1)


def test_a_county_may_set_how_early_amber_comes():
    own = calendar_of([], {2026}, {"amber_share": 2, "amber_most": 3})
    due = Due.workdays_after(date(2026, 6, 1), 20, source=LOCAL, calendar=own)
    assert own.workdays_between(due.amber_on(own) - timedelta(days=1), due.day) == 3


def _rule(number=5, **changes):
    return Rule("reply_check", number, "workday", LOCAL, **{"valid_from": date(2000, 1, 1), **changes})


@pytest.mark.parametrize(
    ("rules", "on", "number"),
    [
        ([_rule(5)], date(2026, 1, 1), 5),
        ([_rule(5), _rule(7, is_own=True, valid_from=date(2026, 6, 1))], date(2026, 5, 31), 5),
        ([_rule(5), _rule(7, is_own=True, valid_from=date(2026, 6, 1))], date(2026, 6, 1), 7),
        ([_rule(5, valid_to=date(2025, 12, 31)), _rule(6, valid_from=date(2026, 1, 1))], date(2026, 1, 1), 6),
        ([_rule(7, is_own=True), _rule(9, valid_from=date(2026, 1, 1))], date(2026, 6, 1), 7),
        ([_rule(5), _rule(8, level=1)], date(2026, 6, 1), 5),
    ],
)
def test_the_countys_own_rule_in_force_on_the_day_holds(rules, on, number):
    assert RuleBook(tuple(rules)).value("reply_check", on) == number


def test_a_rule_for_townships_stands_before_that_for_all():
    book = RuleBook((_rule(5), _rule(8, level=1)))
    assert book.value("reply_check", date(2026, 6, 1), level=1) == 8


def test_the_book_computes_in_the_rules_unit(calendar):
    book = RuleBook((_rule(2), Rule("co_opinion", 1, "month", LOCAL, date(2000, 1, 1))), calendar)
    assert book.due("reply_check", date(2026, 9, 30)).day == date(2026, 10, 9)
    assert book.due("co_opinion", date(2026, 1, 31)).day == date(2026, 2, 28)
    assert book.source("co_opinion", date(2026, 1, 31)) == LOCAL


def test_an_unknown_rule_is_an_error_of_the_program():
    with pytest.raises(LookupError):
        RuleBook(()).due("nothing", date(2026, 1, 1))


def test_a_share_is_no_length_of_time():
    with pytest.raises(ValueError, match="length"):
        RuleBook((Rule("pass_share", 60, "percent", LOCAL, date(2000, 1, 1)),)).due("pass_share", date(2026, 1, 1))


def test_an_empty_calendar_works_monday_to_friday():
    assert WorkCalendar().add_workdays(date(2026, 5, 29), 1) == date(2026, 6, 1)


def test_months_run_over_the_year():
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)
