"""Steps of a method as text, numbers that are not written down, days of waits."""

from datetime import date
from types import SimpleNamespace

import pytest

from renda.ground.county.rules import RuleBook
from renda.network.brands import rules
from renda.network.brands.states import DEFAULT_GROUPS


def test_the_packaged_method_has_four_verbs_of_three_steps_and_survives_its_own_text():
    assert [verb for verb, _ in DEFAULT_GROUPS] == ["问", "聚", "督", "助"]
    assert all(len(steps) == 3 for _, steps in DEFAULT_GROUPS)
    again = rules.parse_groups(rules.text_of(DEFAULT_GROUPS))
    assert again == [(verb, list(steps)) for verb, steps in DEFAULT_GROUPS]
    steps = rules.numbered(again)
    assert [step.place for step in steps] == list(range(1, 13))
    assert steps[3].label == "聚：梳理聚焦点"


def test_any_number_of_verbs_with_any_number_of_steps_is_read():
    assert rules.parse_groups("问: 上门问；会上问\n\n办：当场办") == [("问", ["上门问", "会上问"]), ("办", ["当场办"])]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1到12行"),
        ("问：上门\n聚", "第2行"),
        ("：上门", "第1行"),
        ("问：、；", "第1行"),
        (f"问：{'长' * 41}", "太长"),
        (f"问：{'、'.join('步' + str(n) for n in range(13))}", "最多12步"),
        ("\n".join(f"动{n}：一" for n in range(13)), "1到12行"),
    ],
)
def test_steps_that_cannot_be_read_are_named_in_a_sentence(text, said):
    with pytest.raises(ValueError, match=said):
        rules.parse_groups(text)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [("请打13800136021", True), ("身份证51152519900101123X", True), ("2026年11月修好12盏灯", False), ("编号123456789012345678901", False)],
)  # fmt: skip
def test_numbers_of_people_are_found(text, is_told):
    assert rules.tells_a_number(text) is is_told


def test_an_open_case_waits_until_the_planned_day_and_never_before_it_waits():
    row, book = SimpleNamespace(planned_on=date(2026, 12, 1)), RuleBook(())
    due = rules.planned_due(row, date(2026, 11, 2), book)
    assert due.day == date(2026, 12, 1) and "12月1日" in due.lines[0]
    late = rules.planned_due(row, date(2026, 12, 5), book)
    assert late.start <= late.day == date(2026, 12, 5)
