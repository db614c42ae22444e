import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.ground.search import rules, times
from renda.ground.search.rules import pieces, read_question, words_of_name, words_of_text


def test_the_examples_hold():
    assert doctest.testmod(rules).failed == doctest.testmod(times).failed == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("长乐", "changle"),
        ("单县", "shanxian"),
        ("高县", "gaoxian"),
        ("张建国", "zjg"),
        ("庆符镇", "qingfu"),
        ("庆符镇", "qf"),
        ("珙县", "gx"),
    ],
)
def test_a_name_is_found_by_how_it_is_said(name, said):
    assert said in words_of_name(name)


@pytest.mark.parametrize("typed", ["建议第023号", "建议第 23 号", "第０２３号", "023号"])
def test_a_number_is_found_however_it_is_written(typed):
    assert ("#n:23",) in read_question(typed).groups
    assert "#n:23" in words_of_text("关于路灯的建议", "", number="高人大建〔2026〕第023号")


@given(st.text(alphabet="路灯城区河道污水村民 ，。ＡＢab12（）\"'\\&|!:*", max_size=60))
def test_whatever_is_typed_gives_plain_words(typed):
    """No word of a question can be anything but a word to either database."""
    words = [word for group in read_question(typed).groups for word in group]
    assert all(word.removeprefix("#n:").isalnum() for word in words)


@given(st.text(max_size=200), st.lists(st.sampled_from(["路灯", "a", "<b>"]), max_size=3))
def test_pieces_are_the_text_and_nothing_else(text, marks):
    shown = "".join(piece.text for piece in pieces(text, marks)).strip("…")
    assert shown in " ".join(text.split()) + "…"


def test_the_words_asked_for_are_lit_in_full_width_too():
    assert [piece.text for piece in pieces("编号ＡＢ１２的路灯", ["ab12"]) if piece.is_hit] == ["ＡＢ１２"]
