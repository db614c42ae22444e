"""Files of an announced year: what is taken, and what is said when something is wrong."""

import json
from datetime import date

import pytest

from renda.ground.county.holiday_files import HolidayDay, from_rows, read_holidays
from renda.ground.kernel.errors import Invalid

NAMES = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]
GOOD = "日期,名称,休或班\n" + "".join(f"2027-0{n}-01,{name},休\n" for n, name in enumerate(NAMES, start=1))


def test_a_csv_file_is_read():
    days = read_holidays("\ufeff" + GOOD + "2027/02/07,春节,班\n", 2027)
    assert days[0] == HolidayDay(date(2027, 1, 1), "元旦", False)
    assert HolidayDay(date(2027, 2, 7), "春节", True) in days
    assert len(days) == 8


def test_a_json_file_is_read():
    days = [{"name": name, "date": f"2027-0{n}-01", "isOffDay": True} for n, name in enumerate(NAMES, start=1)]
    assert len(read_holidays(json.dumps({"year": 2027, "days": days}), 2027)) == 7


def test_days_of_other_years_are_left_out_but_for_the_turn_of_the_year():
    days = read_holidays(GOOD + "2026-12-31,元旦,休\n2026-10-01,国庆节,休\n", 2027)
    assert days[0].day == date(2026, 12, 31)
    assert all(day.day != date(2026, 10, 1) for day in days)


def test_a_draft_keeps_the_days_as_they_are():
    days = read_holidays(GOOD, 2027)
    assert from_rows([day.as_row() for day in days]) == days


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "空的"),
        ("2027-01-01,元旦,休", "第1行要写明列名"),
        ("日期,名称\n2027-01-01,元旦", "缺少休或班"),
        (GOOD.replace("2027-01-01", "一月一日"), "第2行的日期“一月一日”看不懂"),
        (GOOD.replace("元旦,休", "元旦,假"), "第2行的“休或班”只能写"),
        (GOOD.replace("元旦", ""), "第2行要写节日名称"),
        (GOOD.replace("端午节", "龙舟节"), "没有找到端午"),
        (GOOD + "2027-01-01,元旦,休\n", "写了两次"),
        (GOOD + "2027-02-08,春节,班\n", "本来就是上班的日子"),
        (GOOD.replace("2027", "2028"), "没有2027年的日子"),
        ("{", "JSON"),
        ('{"days": [{"date": 5}]}', "JSON"),
        ("[1]", "JSON"),
    ],
)
def test_a_fault_is_named(text, words):
    with pytest.raises(Invalid, match=words) as caught:
        read_holidays(text, 2027)
    assert caught.value.field == "file"
