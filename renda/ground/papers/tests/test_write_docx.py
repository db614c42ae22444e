from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from renda.ground.papers import compose
from renda.ground.papers.docx import write_docx
from renda.ground.papers.markup import parse
from renda.ground.papers.tests.factories import FACTS, use_letter


@pytest.fixture
def letter(monkeypatch):
    use_letter(monkeypatch)
    sheet = compose.preview("tests/reply_letter", {**FACTS, "number": "高交函〔2026〕18号"})
    return Document(BytesIO(write_docx(sheet)))


def find(document, text):
    return next(p for p in document.paragraphs if text in p.text)


def fonts_of(paragraph, run=0):
    return paragraph.runs[run]._r.rPr.rFonts.get(qn("w:eastAsia")), paragraph.runs[run].font.size.pt


def test_paper_and_margins_are_those_of_the_standard(letter):
    section = letter.sections[0]
    assert [round(x.mm) for x in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(x.mm) for x in margins] == [37, 35, 28, 26]


def test_the_grid_has_22_lines_of_28_characters(letter):
    grid = letter.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    lines = 225 / 25.4 * 1440 / int(grid.get(qn("w:linePitch")))
    characters = 156 / 25.4 * 72 / (16 + int(grid.get(qn("w:charSpace"))) / 4096)
    assert (int(lines + 0.05), round(characters)) == (22, 28)


@pytest.mark.parametrize(("text", "font", "size"), [
    ("现答复如下", "仿宋_GB2312", 16), ("一、关于秋季", "黑体", 16), ("第034号建议的答复", "方正小标宋简体", 22),
    ("抄送：", "仿宋_GB2312", 14),
])  # fmt: skip
def test_each_part_has_its_font_and_size(letter, text, font, size):
    assert fonts_of(find(letter, text)) == (font, size)


def test_the_signer_is_written_in_kai(letter):
    assert fonts_of(find(letter, "签发人"), run=1)[0] == "楷体_GB2312"


def test_the_head_is_red_and_shrinks_for_a_long_name(letter):
    run = find(letter, "高县交通运输局").runs[0]
    assert (str(run.font.color.rgb), run.font.size.pt) == ("C8161D", 49)
    long = Document(BytesIO(write_docx(parse("@head 高县人民代表大会常务委员会代表工作委员会"))))
    assert long.paragraphs[0].runs[0].font.size.pt == 22


def test_paragraphs_are_indented_by_two_characters(letter):
    indent = find(letter, "现答复如下")._p.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_stand_outside(letter):
    section = letter.sections[0]
    assert letter.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)
    assert odd._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_the_form_is_a_table_on_its_own_page(letter):
    first, second = letter.tables
    units = [cell.text for cell in first.rows[1].cells]
    assert units == ["主办单位", "高县交通运输局", "会办单位", "县自然资源和规划局\n县公安局"]
    assert second.rows[0].cells[1].text == "满意"


def test_the_foot_is_framed_at_the_bottom(letter):
    frame = find(letter, "抄送：")._p.pPr.find(qn("w:framePr"))
    assert (frame.get(qn("w:vAnchor")), frame.get(qn("w:yAlign"))) == ("margin", "bottom")
