"""Reads an uploaded table (Excel or OpenDocument) into plain texts, whatever is inside, and writes one back."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.text import tidy_text

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 2000
MOST_LETTERS = 500
NO_TABLE = "这个文件读不出来。请用 Excel 打开，另存为 .xlsx 再传一次。"


def read_table(file: BinaryIO) -> tuple[list[str], list[list[str]]]:
    """Head and rows of the first sheet, each cell as text; empty rows left out. Raises Invalid."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Invalid("文件超过2兆，请分成几个文件。", field="file")
    _refuse_bomb(data)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        cells = sheet.to_python(skip_empty_area=True)
    except (CalamineError, ValueError, IndexError) as error:
        raise Invalid(NO_TABLE, field="file") from error
    rows = [texts for texts in ([cell_text(cell) for cell in row] for row in cells) if any(texts)]
    if len(rows) < 2:
        raise Invalid("表里没有内容：第一行是列名，从第二行起一人（一机构）一行。", field="file")
    if len(rows) - 1 > MOST_ROWS:
        raise Invalid(f"一次最多{MOST_ROWS}行，请分成几个文件。", field="file")
    return rows[0], rows[1:]


def write_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """An Excel file of texts only: no cell is read as a formula."""
    buffer = io.BytesIO()
    import xlsxwriter  # a web process that makes no sheet need not load it

    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate([head, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()
    return buffer.getvalue()


def cell_text(cell: Any) -> str:
    """A phone number stays one, though Excel keeps it as 13800000000.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return tidy_text(str(cell))[:MOST_LETTERS] if cell is not None else ""


def _refuse_bomb(data: bytes) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise Invalid(NO_TABLE, field="file") from error
    if unpacked > MOST_UNPACKED:
        raise Invalid("这个文件解开以后太大，请只留名册那一张表。", field="file")
