"""The arithmetic of campaigns, without database or clock."""

import pytest

from renda.voice.campaigns import rules
from renda.voice.campaigns.rules import Share


def test_a_number_is_county_year_and_serial():
    assert rules.number_text("高", 2026, 127) == "高2026-00127"
    assert rules.number_text("定", 2026, 123456) == "定2026-123456"


def test_a_title_is_the_first_sentence_and_not_too_long():
    assert rules.title_of("路灯坏了。请修。") == "路灯坏了"
    assert len(rules.title_of("路" * 100)) == rules.TITLE


def test_the_same_words_differ_by_nothing_but_punctuation():
    assert rules.digest(1, "路灯坏了，请修。") == rules.digest(1, "路灯坏了 请修")
    assert rules.digest(1, "路灯坏了") != rules.digest(2, "路灯坏了")


def test_what_two_texts_share_is_said_in_whole_passages():
    shared = rules.shared_words("石门村新桥头的路灯坏了，晚上看不见路。", "新桥头路灯坏了四盏。学生晚上看不见路。")
    assert shared == "新桥头、路灯坏了、晚上看不见路"


def test_empty_words_alone_make_nothing_similar():
    one, other = "希望有关部门尽快解决停水问题", "建议有关部门尽快解决修路问题"
    assert rules.alike(rules.pairs(one), rules.pairs(other)) < rules.LEAST_ALIKE
    assert rules.alike(frozenset(), rules.pairs(other)) == 0


@pytest.mark.parametrize(("part", "whole", "percent"), [(58, 126, "46%"), (3, 4, ""), (0, 0, ""), (5, 5, "100%")])
def test_no_rate_under_five_cases(part, whole, percent):
    assert Share(part, whole).percent == percent


def test_a_sheet_shows_the_countys_own_items_in_the_order_of_the_facts():
    title, columns = rules.columns_of("", {}, "assign")
    assert title == "交办单" and columns[0].label == "编号"
    title, columns = rules.columns_of("通知单", {"unit": "责任单位", "number": "序号"}, "assign")
    assert (title, [c.label for c in columns]) == ("通知单", ["序号", "责任单位"])


def test_sums_keep_the_known_order_and_then_the_size():
    rows = [
        {"town": "乙", "n": 2, "is_answered": True, "is_closed": False},
        {"town": "甲", "n": 5, "is_answered": False, "is_closed": False},
        {"town": "", "n": 9, "is_answered": False, "is_closed": False},
    ]
    assert [key for key, _ in rules.sums(rows, "town", [""])] == ["", "甲", "乙"]
    assert dict(rules.sums(rows, "town", []))["乙"] == {"total": 2, "answered": 2, "closed": 0}
