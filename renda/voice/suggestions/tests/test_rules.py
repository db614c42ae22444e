from dataclasses import dataclass
from datetime import date

import pytest

from renda.ground.county.services import rule_book
from renda.ground.kernel import law
from renda.voice.suggestions import rules


@dataclass
class Facts:
    assigned_on: date | None = date(2026, 11, 30)
    is_complex: bool = False
    handling_round: int = 1
    second_asked_on: date | None = None
    replied_on: date | None = None


@pytest.mark.parametrize(
    ("assigned_on", "is_complex", "due"),
    [
        (date(2026, 2, 27), False, date(2026, 5, 27)),
        (date(2026, 11, 30), False, date(2027, 2, 28)),
        (date(2027, 11, 30), False, date(2028, 2, 29)),
        (date(2026, 2, 27), True, date(2026, 8, 27)),
        (date(2026, 8, 31), True, date(2027, 2, 28)),
        (date(2026, 12, 31), False, date(2027, 3, 31)),
    ],
)
def test_the_reply_is_due_on_the_same_day_months_later(county, assigned_on, is_complex, due):
    facts = Facts(assigned_on, is_complex)
    found = rules.reply_due(facts, date(2030, 1, 1), rule_book(county.pk))
    assert (found.day, found.source) == (due, law.DEPUTIES_51)
    assert found.lines


def test_the_second_handling_runs_from_the_day_it_was_asked_for(county):
    facts = Facts(handling_round=2, second_asked_on=date(2026, 6, 10))
    assert rules.reply_due(facts, date(2030, 1, 1), rule_book(county.pk)).day == date(2026, 7, 10)


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (19, "十九"), (20, "二十"), (34, "三十四"), (99, "九十九")]
)
def test_numbers_are_read_in_chinese(number, words):
    assert rules.in_chinese(number) == words


def test_numbers_at_and_between_sessions_have_their_own_form():
    assert rules.session_number(19, 5, 34) == ("第十九届人大第五次会议第034号", "19-5-034")
    assert rules.between_number(2026, 3) == ("闭会2026-003号", "闭会2026-003")
    assert rules.letter_number("高交", 2026, 18) == "高交函〔2026〕18号"


@pytest.mark.parametrize(
    ("classes", "whole"), [("AAA", "A"), ("AB", "B"), ("ABC", "C"), ("D", "D"), ("AD", "A"), ("", "")]
)
def test_the_class_of_the_whole_is_its_least_solved_part(classes, whole):
    assert rules.class_of(classes) == whole


@pytest.mark.parametrize(
    ("process", "result", "is_bad"),
    [("satisfied", "dissatisfied", True), ("dissatisfied", "satisfied", True), ("basic", "satisfied", False),
     ("", "", False)],
)  # fmt: skip
def test_one_not_satisfied_is_enough_and_silence_is_none(process, result, is_bad):
    assert rules.is_dissatisfied(process, result) is is_bad


def test_criteria_not_ticked_are_named_in_their_order():
    assert rules.unmet(["a", "b", "c"], ["b"]) == ["a", "c"]
