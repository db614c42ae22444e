import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.ground.papers import compose, markup
from renda.ground.papers.markup import Attach, Gap, Heading, MarkupError, Note, PageBreak, Para, Sign, Table, parse
from renda.ground.papers.tests.factories import FACTS, use_letter


def test_the_head_is_read_from_its_marks():
    sheet = parse("@class B 公开\n@head 高县交通运输局\n@signer 纪南陵\n@title 甲\n@title 乙\n@to 丙：")
    assert (sheet.mark, sheet.openness, sheet.head, sheet.signer) == ("B", "公开", "高县交通运输局", "纪南陵")
    assert (sheet.title, sheet.title_line, sheet.to) == (("甲", "乙"), "甲乙", "丙：")


def test_the_body_keeps_its_order():
    sheet = parse("一段话。\n\n# 一、标题\n## （一）小标题\n@center 居中\n@gap\n@note 此件公开\n@pagebreak\n")
    assert sheet.body == (
        Para("一段话。"), Heading("一、标题", 1), Heading("（一）小标题", 2), Para("居中", "center"), Gap(),
        Note("此件公开"), PageBreak(),
    )  # fmt: skip


def test_points_numbered_by_hand_become_headings():
    assert parse("一、关于人行道\n（二）经费\n一、这是一句完整的话，有句号。").body == (
        Heading("一、关于人行道", 1), Heading("（二）经费", 2), Para("一、这是一句完整的话，有句号。"),
    )  # fmt: skip


def test_name_and_date_stand_together_name_centred_on_the_date():
    (sign,) = parse("@sign 高县交通运输局\n@date 2026年5月26日").body
    assert sign == Sign(("高县交通运输局",), "2026年5月26日")
    assert sign.indents == (4.0, 4.25)


def test_attachments_are_gathered():
    assert parse("@attach 征询意见表\n@attach 平面图").body == (Attach(("征询意见表", "平面图")),)


@pytest.mark.parametrize("line", ["2026年5月26日", "2026年5月26日印发"])
def test_the_day_of_issue_says_so_once(line):
    assert parse(f"@issued {line}").issued_line == "2026年5月26日印发"


def test_rows_become_a_table_with_widths_and_a_head():
    (table,) = parse("@widths 4 12\n|= 项目 | 说明 |\n| 甲 | 乙 |\n| 丙 |").body
    assert table == Table((("项目", "说明"), ("甲", "乙"), ("丙", "")), heads=1, widths=(4, 12))
    assert table.shares == (25.0, 75.0)


def test_a_cell_may_hold_several_lines():
    (table,) = parse("| 单位 | 甲局\n乙局 |").body
    assert table.rows == (("单位", "甲局\n乙局"),)


def test_an_unknown_mark_is_a_mistake_of_the_template():
    with pytest.raises(MarkupError, match="第2行"):
        parse("好\n@heading 错")


@given(st.text(alphabet="@#|= \n甲一、（）headpagebreak\ue000", max_size=60))
def test_typed_text_never_becomes_a_mark(typed):
    sheet = parse(f"@head 局\n开头\n{markup.fenced(typed)}\n结尾")
    assert sheet.head == "局"
    assert all(isinstance(block, Para | Heading) for block in sheet.body)
    assert "\ue000" not in "".join(markup.texts(sheet))


def test_a_template_fences_what_people_typed(monkeypatch):
    use_letter(monkeypatch)
    point = {"head": "一、甲", "text": "@head 假机关\n# 假标题\n| 假 | 表 |"}
    sheet = compose.preview("tests/reply_letter", {**FACTS, "points": [point]})
    assert sheet.head == "高县交通运输局"
    assert [b.text for b in sheet.body if isinstance(b, Para)][1:4] == ["@head 假机关", "# 假标题", "｜ 假 ｜ 表 ｜"]


def test_nothing_is_escaped_as_html(monkeypatch):
    use_letter(monkeypatch)
    sheet = compose.preview("tests/reply_letter", {**FACTS, "unit": "甲&乙<局>", "number": ""})
    assert sheet.head == "甲&乙<局>"
