"""Tables from other systems, Excel or CSV, read as text cells with their row's number; and CSV written as a stream."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.kernel.errors import Invalid
from renda.ground.papers import excel

CSV_TYPE = "text/csv; charset=utf-8"
ENCODINGS = ("utf-8-sig", "gb18030")
EXCEL_STARTS = (b"PK", b"\xd0\xcf\x11\xe0")
DELIMITERS = ",;\t"
Numbered = list[tuple[int, list[str]]]


def read_table(data: bytes, *, most_rows: int = excel.MOST_ROWS) -> tuple[list[str], Numbered]:
    """Titles and rows, each row with its number in the file; empty rows left out.

    Excel is told by its content; everything else is CSV in UTF-8 or GB18030. Raises Invalid with a sentence.
    """
    if data.startswith(EXCEL_STARTS):
        numbered = [
            (number, [excel.cell_text(cell) for cell in row]) for number, row in excel.numbered_rows(data, most_rows)
        ]
    else:
        numbered = _csv_rows(data, most_rows)
    titles = numbered[0][1]
    return titles, [(number, [plain_text(cell) for cell in row]) for number, row in numbered[1:]]


def plain_text(cell: str) -> str:
    """What stood there before `excel.harmless` put an apostrophe in front."""
    return cell[1:] if cell[:1] == "'" and excel.harmless(cell[1:]) != cell[1:] else cell


def write_csv(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """UTF-8 with its mark in front, so that office programs read it right; one piece for some hundred rows."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    yield b"\xef\xbb\xbf"
    writer.writerow(titles)
    for count, row in enumerate(rows, start=1):
        writer.writerow([excel.harmless(_cell(value)) for value in row])
        if count % 200 == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value.astimezone(COUNTY_TIME):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _csv_rows(data: bytes, most_rows: int) -> Numbered:
    excel.check_bytes(data)
    text = _decoded(data)
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = [(number, [cell.strip() for cell in row]) for number, row in _lines(text, delimiter)]
    except csv.Error as error:
        raise Invalid("打不开这个文件。请用Excel或WPS另存为.xlsx或者CSV UTF-8，再传一次。") from error
    filled = [(number, row) for number, row in rows if any(row)]
    while len(filled) > 1 and len(filled[0][1]) > 1 and sum(bool(cell) for cell in filled[0][1]) < 2:
        filled.pop(0)
    if not filled:
        raise Invalid("这张表是空的。")
    if len(filled) > most_rows + 1 or len(filled[0][1]) > excel.MOST_COLUMNS:
        raise Invalid(f"这张表有{len(filled) - 1}行，一次最多{most_rows}行{excel.MOST_COLUMNS}列，请分开导入。")
    return filled


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line of the file they begin on, as a text program shows it."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Invalid("文件的编码看不懂，请用Excel或WPS另存为.xlsx，再传一次。")
