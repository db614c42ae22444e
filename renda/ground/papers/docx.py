"""A sheet as .docx by GB/T 9704-2012. Fonts are named, not embedded: the offices have them.

Grid of 22 lines by 28 characters on 156 x 225 mm (5.2), page numbers outside (7.5), 版记 at the foot of the last
page (7.4). Facts that our source could not check against the printed standard are marked in docs/law/paper-layout.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from renda.ground.papers import markup
from renda.ground.papers.charts import add_chart
from renda.ground.papers.markup import Sheet

SONG, FANG, HEI, KAI, NUMBERS = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
SIZE_2, SIZE_3, SIZE_4, HEAD_SIZE = Pt(22), Pt(16), Pt(14), Pt(49)
LINE = Pt(28.95)
CHARACTER = Mm(156 / 28)
RED = RGBColor(0xC8, 0x16, 0x1D)
RED_HEX = "C8161D"
TEXT_WIDTH_TWIPS = 8845
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.JUSTIFY, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
}  # fmt: skip
FIRST_IN_PARAGRAPH = ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore")
GRID = {"type": "linesAndChars", "linePitch": "579", "charSpace": "-847"}


def write_docx(sheet: Sheet) -> bytes:
    """The bytes of the .docx file."""
    document = Document()
    _set_page(document)
    _set_normal(document)
    _write_head(document, sheet)
    _write_title(document, sheet)
    for block in sheet.body:
        _write_block(document, block)
    _write_foot(document, sheet)
    for footer, side in ((document.sections[0].footer, "right"), (document.sections[0].even_page_footer, "left")):
        _number_pages(footer.paragraphs[0], side)
    document.core_properties.title = sheet.title_line
    document.core_properties.author = sheet.head
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Hand:
    """How a run is written."""

    font: str = FANG
    size: Any = SIZE_3
    color: RGBColor | None = None


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(35 - 7 - 5)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    for name, value in GRID.items():
        grid.set(qn(f"w:{name}"), value)
    document.settings.odd_and_even_pages_header_footer = True


def _set_normal(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FANG, SIZE_3
    _name_fonts(style.element.get_or_add_rPr(), FANG)
    layout = style.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    layout.space_before = layout.space_after = Pt(0)
    layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    layout.widow_control = False


def _write_head(document: Any, sheet: Sheet) -> None:
    if sheet.mark:
        _write_corner(document, sheet)
    if sheet.head:
        paragraph = _line(document, sheet.head, Hand(SONG, _head_size(sheet.head), RED), align="center")
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.paragraph_format.space_before = Mm(12)
        paragraph.paragraph_format.space_after = LINE
    if sheet.number or sheet.signer:
        _write_number(document, sheet)


def _head_size(head: str) -> Any:
    """Red head: size 49 pt, less where the name would not fit one line of 442 pt."""
    return Pt(min(49, int(442 / max(markup.measure(head), 1))))


def _write_corner(document: Any, sheet: Sheet) -> None:
    """办理标记: class and openness in a frame in the upper right corner (DOMAIN 5.5)."""
    for text, size in ((sheet.mark, SIZE_2), (sheet.openness, SIZE_3)):
        if text:
            paragraph = _line(document, text, Hand(HEI, size), align="right")
            _frame(paragraph, w="2200", hAnchor="margin", xAlign="right", vAnchor="margin", yAlign="top")


def _write_number(document: Any, sheet: Sheet) -> None:
    """发文字号 and 签发人 above the red line; with a signer the number stands left, without one in the middle."""
    paragraph = document.add_paragraph()
    if sheet.signer:
        _tab_right(paragraph, 27)
        paragraph.paragraph_format.left_indent = CHARACTER
        _write(paragraph, f"{sheet.number}\t签发人：", Hand())
        _write(paragraph, sheet.signer, Hand(KAI))
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, sheet.number, Hand())
    rule = document.add_paragraph()
    rule.paragraph_format.line_spacing = Mm(4)
    _border(rule, "bottom", size=12, color=RED_HEX)


def _write_title(document: Any, sheet: Sheet) -> None:
    for _ in range(2 if sheet.head and sheet.title else 0):
        document.add_paragraph()
    for line in sheet.title:
        _line(document, line, Hand(SONG, SIZE_2), align="center").paragraph_format.line_spacing = Pt(36)
    if sheet.title:
        document.add_paragraph()
    if sheet.to:
        _line(document, sheet.to, Hand())


def _write_block(document: Any, block: markup.Block) -> None:
    match block:
        case markup.Para(text, "indent"):
            _indented(document, text, Hand())
        case markup.Para(text, place):
            _line(document, text, Hand(), align=place)
        case markup.Heading(text, level):
            _indented(document, text, Hand({1: HEI, 2: KAI}.get(level, FANG))).paragraph_format.keep_with_next = True
        case markup.Note(text):
            _indented(document, f"（{text}）", Hand())
        case markup.Table() | markup.Chart():
            _write_table(document, block) if isinstance(block, markup.Table) else add_chart(document, block)
        case markup.Sign():
            _write_sign(document, block)
        case markup.Attach(names):
            _write_attachments(document, names)
        case markup.PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case markup.Gap():
            document.add_paragraph()


def _write_table(document: Any, table: markup.Table) -> None:
    grid = document.add_table(rows=len(table.rows), cols=len(table.rows[0]))
    grid.style, grid.autofit = "Table Grid", False
    for number, texts in enumerate(table.rows):
        for place, text in enumerate(texts):
            cell = grid.rows[number].cells[place]
            cell.width = Mm(156 * table.shares[place] / 100)
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if number < table.heads else WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.line_spacing = Pt(24)
            _write(paragraph, text, Hand(HEI if number < table.heads else FANG, SIZE_4))
        if number < table.heads:
            repeat = OxmlElement("w:tblHeader")
            grid.rows[number]._tr.get_or_add_trPr().append(repeat)


def _write_sign(document: Any, sign: markup.Sign) -> None:
    """署名 over 成文日期, room for the seal above; both stay with the line before (no page of its own)."""
    for _ in range(2):
        document.add_paragraph().paragraph_format.keep_with_next = True
    name_indent, day_indent = sign.indents
    for text, indent in [*((name, name_indent) for name in sign.names), (sign.day, day_indent)]:
        if text:
            paragraph = _line(document, text, Hand(), align="right")
            paragraph.paragraph_format.right_indent = int(CHARACTER * indent)
            paragraph.paragraph_format.keep_with_next = text != sign.day


def _write_attachments(document: Any, names: tuple[str, ...]) -> None:
    document.add_paragraph()
    for number, name in enumerate(names, start=1):
        numbered = f"{number}.{name}" if len(names) > 1 else name
        paragraph = _line(document, f"附件：{numbered}" if number == 1 else numbered, Hand())
        paragraph.paragraph_format.left_indent = int(CHARACTER * (2 if number == 1 else 5))


def _write_foot(document: Any, sheet: Sheet) -> None:
    """版记: a frame at the foot of the last page, thick lines outside and a thin one between."""
    lines = [f"抄送：{sheet.cc_line}"] if sheet.cc else []
    if sheet.issuer or sheet.issued:
        lines.append(f"{sheet.issuer}\t{sheet.issued_line}")
    for number, text in enumerate(lines):
        paragraph = _line(document, text, Hand(FANG, SIZE_4))
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        _tab_right(paragraph, 27)
        _frame(paragraph, w=str(TEXT_WIDTH_TWIPS), hAnchor="margin", xAlign="left", vAnchor="margin", yAlign="bottom")
        _border(paragraph, "top", size=6 if number else 8)
        if number == len(lines) - 1:
            _border(paragraph, "bottom", size=8)


def _number_pages(paragraph: Paragraph, side: str) -> None:
    """`— 1 —` in size 4, one character in from the outer edge."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT
    setattr(paragraph.paragraph_format, f"{side}_indent", Pt(14))
    _write(paragraph, "— ", Hand(NUMBERS, SIZE_4))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("1")
    _dress(run, Hand(NUMBERS, SIZE_4))
    field.append(run._r)
    paragraph._p.append(field)
    _write(paragraph, " —", Hand(NUMBERS, SIZE_4))


def _line(document: Any, text: str, hand: Hand, *, align: str = "left") -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    paragraph.alignment = ALIGNMENTS[align]
    _write(paragraph, text, hand)
    return paragraph


def _indented(document: Any, text: str, hand: Hand) -> Paragraph:
    paragraph = _line(document, text, hand)
    paragraph.paragraph_format.first_line_indent = int(CHARACTER * 2)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    return paragraph


def _write(paragraph: Paragraph, text: str, hand: Hand) -> None:
    _dress(paragraph.add_run(text), hand)


def _dress(run: Any, hand: Hand) -> None:
    run.font.size = hand.size
    if hand.color is not None:
        run.font.color.rgb = hand.color
    _name_fonts(run._r.get_or_add_rPr(), hand.font)


def _name_fonts(properties: Any, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _frame(paragraph: Paragraph, **places: str) -> None:
    frame = OxmlElement("w:framePr")
    for name, value in {"wrap": "around", **places}.items():
        frame.set(qn(f"w:{name}"), value)
    _put_first(paragraph, frame, after=FIRST_IN_PARAGRAPH)


def _border(paragraph: Paragraph, side: str, *, size: int, color: str = "000000") -> None:
    """A line along one side of the paragraph; `size` in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        _put_first(paragraph, borders, after=(*FIRST_IN_PARAGRAPH, "w:framePr", "w:widowControl", "w:numPr"))
    edge = OxmlElement(f"w:{side}")
    for name, value in {"val": "single", "sz": str(size), "space": "1", "color": color}.items():
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)


def _put_first(paragraph: Paragraph, element: Any, *, after: Iterable[str]) -> None:
    """Word wants the children of w:pPr in the order of its schema."""
    properties = paragraph._p.get_or_add_pPr()
    place = sum(1 for child in properties if child.tag in {qn(name) for name in after})
    properties.insert(place, element)


def _tab_right(paragraph: Paragraph, characters: int) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(int(CHARACTER * characters), WD_TAB_ALIGNMENT.RIGHT)
