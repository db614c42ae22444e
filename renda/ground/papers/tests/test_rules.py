from datetime import date
from decimal import Decimal

import pytest

from renda.ground.papers.rules import capital_money, chinese_number, paper_day, paper_number


@pytest.mark.parametrize(("number", "words"), [
    (0, "零"), (7, "七"), (10, "十"), (19, "十九"), (20, "二十"), (105, "一百零五"), (110, "一百一十"),
    (1001, "一千零一"), (10000, "一万"), (20030, "二万零三十"), (100000, "十万"), (100010, "十万零一十"),
    (100_000_000, "一亿"), (100_000_001, "一亿零一"), (-3, "负三"),
])  # fmt: skip
def test_numbers_are_written_in_words(number, words):
    assert chinese_number(number) == words


@pytest.mark.parametrize(("yuan", "words"), [
    ("0", "零元整"), ("0.05", "伍分"), ("0.50", "伍角整"), ("1", "壹元整"), ("10.05", "壹拾元零伍分"),
    ("10300.50", "壹万零叁佰元伍角整"), ("1234567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
    ("100000000", "壹亿元整"), ("-5.10", "负伍元壹角整"),
])  # fmt: skip
def test_money_is_written_in_capitals(yuan, words):
    assert capital_money(Decimal(yuan)) == words


@pytest.mark.parametrize("yuan", ["0.001", "10000000000000000"])
def test_money_refuses_what_it_cannot_write(yuan):
    with pytest.raises(ValueError):
        capital_money(Decimal(yuan))


def test_paper_numbers_have_six_cornered_brackets_and_no_padding():
    assert paper_number("高交函", 2026, 8) == "高交函〔2026〕8号"


def test_paper_days_have_no_leading_zero():
    assert paper_day(date(2026, 5, 6)) == "2026年5月6日"
