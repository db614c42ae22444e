"""Items as lines, answers that are complete, gaps and tallies: by table."""

import pytest

from renda.ground.kernel.errors import Invalid
from renda.network.standards import rules

ITEMS = [{"name": "有场所", "basis": "", "fact": "address"}, {"name": "有活动", "basis": "第三条", "fact": ""}]
BOTH = [{"item": "有场所", "answer": "yes"}, {"item": "有活动", "answer": "no", "remark": "还没"}]


def test_lines_and_items_say_the_same():
    text = "有场所 ｜ ｜ 地址\n\n有活动 | 第三条\n有制度"
    items = rules.items_of(text)
    assert [item["name"] for item in items] == ["有场所", "有活动", "有制度"]
    assert items[0]["fact"] == "address" and items[1]["basis"] == "第三条"
    assert rules.items_of(rules.lines_of(items)) == items


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "每行一项"),
        ("\n".join(f"第{n}项" for n in range(41)), "每行一项"),
        ("有场所\n有场所", "两次"),
        ("字" * 41, "最长40"),
        ("| 第三条", "要有名称"),
        ("有场所 | 第三条 | 天气", "第三段"),
        ("有场所 | 一 | 地址 | 四", "第三段"),
        (f"有场所 | {'字' * 121}", "最长120"),
    ],
)
def test_bad_lines_are_refused_with_the_reason(text, said):
    with pytest.raises(Invalid, match=said):
        rules.items_of(text)


def test_what_is_not_named_stands_as_before():
    before = {"有场所": {"answer": "yes", "remark": "二楼"}, "有活动": {"answer": "yes", "remark": ""}}
    found = rules.checked_answers(ITEMS, "plain", BOTH[1:], before)
    assert found == {"有场所": {"answer": "yes", "remark": "二楼"}, "有活动": {"answer": "no", "remark": "还没"}}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (BOTH[:1], "有活动"),
        ([*BOTH, {"item": "有水", "answer": "yes"}], "有水"),
        ([{"item": "有场所", "answer": "shared"}, BOTH[1]], "请选"),
        ([{**BOTH[0], "remark": "字" * 201}, BOTH[1]], "最长200"),
        ("有场所", "item和answer"),
        ([{"answer": "yes"}], "item和answer"),
    ],
)
def test_answers_that_are_incomplete_or_strange_are_refused(given, said):
    with pytest.raises(Invalid, match=said):
        rules.checked_answers(ITEMS, "plain", given, {})


@pytest.mark.parametrize(("m2", "kept"), [("40", 40), (40, 40), ("", None), (None, None), (" 7 ", 7)])
def test_rooms_have_whole_square_metres_or_none(m2, kept):
    found = rules.checked_answers(ITEMS[:1], "rooms", [{"item": "有场所", "answer": "own", "m2": m2}], {})
    assert found["有场所"]["m2"] == kept


@pytest.mark.parametrize("m2", ["0", "-3", "4.5", "四十", "100001", "²", "9" * 40])
def test_other_square_metres_are_refused(m2):
    with pytest.raises(Invalid, match="面积"):
        rules.checked_answers(ITEMS[:1], "rooms", [{"item": "有场所", "answer": "shared", "m2": m2}], {})


def test_a_room_that_is_missing_has_no_square_metres():
    found = rules.checked_answers(ITEMS[:1], "rooms", [{"item": "有场所", "answer": "missing", "m2": "40"}], {})
    assert found["有场所"]["m2"] is None


@pytest.mark.parametrize(
    ("answer", "fixed", "is_gap"),
    [("yes", False, False), ("partly", False, True), ("no", False, True), ("no", True, False), ("missing", False, True),
     ("own", False, False), ("shared", False, False)],
)  # fmt: skip
def test_what_counts_as_a_gap(answer, fixed, is_gap):
    fixes = {"有场所": {"on": "2026-06-01", "text": "好了"}} if fixed else {}
    assert rules.open_gaps(ITEMS[:1], {"有场所": {"answer": answer}}, fixes) == (["有场所"] if is_gap else [])


def test_a_fix_ends_when_a_later_check_finds_the_item_lacking():
    fixes = {"有场所": {"text": "好了"}, "有活动": {"text": "好了"}}
    answers = {"有场所": {"answer": "yes"}, "有活动": {"answer": "no"}}
    assert list(rules.standing_fixes(answers, fixes)) == ["有场所"]


def test_a_tally_counts_stations_and_gives_no_rate_of_a_few():
    one, no, partly = ({"有场所": {"answer": answer}} for answer in ("yes", "no", "partly"))
    few = rules.tally("有场所", [(one, {}), (no, {}), (no, {"有场所": {}}), (partly, {}), ({}, {})])
    assert (few.has, few.partly, few.lacks, few.of, few.percent) == (2, 1, 1, 4, None)
    assert rules.tally("有场所", [(one, {})] * 4 + [(no, {})]).percent == 80
