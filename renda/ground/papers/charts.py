"""A chart of a paper as Word's own: drawn by the office program, editable, with its small workbook inside.

Written by hand as DrawingML, because python-docx has no charts; no picture, no font of ours, no further library.
"""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm

from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.markup import Chart

COLORS = ("17557A", "A67C2C", "7C8995")
TYPES = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SHEET = "表1"
TEXT = '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1100"/></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'


def add_chart(document: Any, chart: Chart) -> None:
    """A paragraph with the chart at the full width of the text. Its line is as high as the chart, not one of the 22."""
    package, number = document.part.package, _next_number(document)
    made = Part(PackURI(f"/word/charts/chart{number}.xml"), f"{TYPES}.drawingml.chart+xml", b"", package)
    book = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"), f"{TYPES}.spreadsheetml.sheet", _workbook(chart), package
    )
    made._blob = _chart_xml(chart, made.relate_to(book, f"{RELATIONS}/package")).encode()
    key = document.part.relate_to(made, f"{RELATIONS}/chart")
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.add_run()._r.append(parse_xml(_inline_xml(chart, key, number)))


def _next_number(document: Any) -> int:
    return 1 + sum(1 for part in document.part.package.iter_parts() if "/charts/" in part.partname)


def _workbook(chart: Chart) -> bytes:
    columns = [Column(""), *(Column(name) for name in chart.series)]
    rows = [[label, *numbers] for label, numbers in zip(chart.labels, chart.numbers, strict=True)]
    return write_rows(columns, rows, sheet=SHEET)


def _inline_xml(chart: Chart, key: str, number: int) -> str:
    high = min(Mm(18) + Mm(7) * len(chart.labels) * max(len(chart.series), 1), Mm(200))
    return (
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="{DRAWING}/main" '
        f'xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:c="{DRAWING}/chart" xmlns:r="{RELATIONS}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{Mm(154)}" cy="{high}"/>'
        f'<wp:docPr id="{100 + number}" name="Chart {number}" descr={quoteattr(chart.title)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{DRAWING}/chart"><c:chart r:id="{key}"/></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing>"
    )


def _chart_xml(chart: Chart, workbook: str) -> str:
    series = "".join(_series_xml(chart, place) for place in range(len(chart.series)))
    legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{TEXT}</c:legend>' if len(chart.series) > 1 else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main" xmlns:r="{RELATIONS}"><c:roundedCorners val="0"/><c:chart>'
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN" sz="1200" b="0"/><a:t>{escape(chart.title)}</a:t></a:r></a:p>'
        '</c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="60"/>'
        '<c:axId val="111"/><c:axId val="112"/></c:barChart>'
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{TEXT}<c:crossAx val="112"/></c:catAx>'
        '<c:valAx><c:axId val="112"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/>'
        '<c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="none"/><c:crossAx val="111"/></c:valAx></c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/></c:chart><c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _series_xml(chart: Chart, place: int) -> str:
    column, last = chr(ord("B") + place), len(chart.labels) + 1
    labels = "".join(f'<c:pt idx="{i}"><c:v>{escape(label)}</c:v></c:pt>' for i, label in enumerate(chart.labels))
    values = "".join(f'<c:pt idx="{i}"><c:v>{row[place]}</c:v></c:pt>' for i, row in enumerate(chart.numbers))
    count = f'<c:ptCount val="{len(chart.labels)}"/>'
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(chart.series[place])}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{COLORS[place % len(COLORS)]}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls>{TEXT}<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{labels}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{count}{values}</c:numCache></c:numRef></c:val></c:ser>"
    )
