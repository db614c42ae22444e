"""Excel in and out. Out: one sheet, streamed row by row. In: the first sheet, checked, previewed, never trusted.

A text that a spreadsheet would run as a formula is written as text; what comes in is read as values only.
"""

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

from renda.ground.kernel.errors import Invalid

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_LETTERS = 32_767
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | float | bool | time | date | datetime | timedelta | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export; `width` in characters."""

    title: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an import: its key, its title in the file, other titles seen, and how a cell becomes a value.

    `read` raises ValueError with a sentence for the reader.
    """

    key: str
    title: str
    is_required: bool = False
    also: tuple[str, ...] = ()
    read: Callable[[str], Any] = str

    @property
    def titles(self) -> frozenset[str]:
        return frozenset(_plain(name) for name in (self.title, *self.also))


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it would be taken over: its number in the file, the values, and what is wrong by key."""

    number: int
    values: Mapping[str, Any]
    errors: Mapping[str, str]

    @property
    def is_good(self) -> bool:
        return not self.errors


@dataclass(frozen=True, slots=True)
class Preview:
    rows: tuple[PreviewRow, ...]
    unknown: tuple[str, ...] = ()

    @property
    def good(self) -> tuple[PreviewRow, ...]:
        return tuple(row for row in self.rows if row.is_good)

    @property
    def bad(self) -> tuple[PreviewRow, ...]:
        return tuple(row for row in self.rows if not row.is_good)


def write_rows(columns: Sequence[Column | str], rows: Iterable[Sequence[Any]], *, sheet: str = "表1") -> bytes:
    """An .xlsx with a bold head that stays in sight. `rows` may be a generator: memory stays small."""
    import xlsxwriter

    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet(sheet[:31])
        heads = [Column(column) if isinstance(column, str) else column for column in columns]
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        day, moment = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for place, column in enumerate(heads):
            page.set_column(place, place, column.width)
            page.write_string(0, place, column.title, bold)
        page.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                _write_cell(page, number, place, value, day=day, moment=moment)
    return out.getvalue()


def read_rows(file: BinaryIO | bytes, *, most_rows: int = MOST_ROWS) -> tuple[list[str], list[Sequence[Cell]]]:
    """Titles and rows of the first sheet (.xlsx, .xls, .ods); empty rows left out. Raises Invalid with a sentence."""
    numbered = numbered_rows(file, most_rows)
    titles, rows = numbered[0][1], [row for _, row in numbered[1:]]
    return [cell_text(cell) for cell in titles], rows


def preview(file: BinaryIO | bytes, fields: Sequence[Field], *, most_rows: int = MOST_ROWS) -> Preview:
    """What an import would take over, row by row, with what is wrong in each. Raises Invalid if columns are missing."""
    numbered = numbered_rows(file, most_rows)
    titles = [cell_text(cell) for cell in numbered[0][1]]
    places = _places(titles, fields)
    known = set(places.values())
    rows = tuple(_preview_row(number, row, fields, places) for number, row in numbered[1:])
    return Preview(rows, tuple(title for place, title in enumerate(titles) if title and place not in known))


def cell_text(cell: Cell) -> str:
    """The cell as a person reads it: 13800000000.0 is a telephone number, a day has no clock."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return str(cell).strip()


def read_day(text: str) -> date:
    """A day as offices type it: 2026-5-26, 2026/5/26, 2026.5.26, 2026年5月26日, 20260526. Raises ValueError."""
    digits = "".join(letter if letter.isdecimal() else " " for letter in text).split()
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    try:
        year, month, day = map(int, digits[:3])
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"“{text[:20]}”不是日期，请写成2026-5-26。") from error


def _write_cell(page: Any, number: int, place: int, value: Any, *, day: Any, moment: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(number, place, "是" if value else "否")
    elif isinstance(value, int | float | Decimal):
        page.write_number(number, place, value)
    elif isinstance(value, datetime):
        page.write_datetime(number, place, _county_time(value), moment)
    elif isinstance(value, date):
        page.write_datetime(number, place, value, day)
    else:
        page.write_string(number, place, harmless(str(value)))


def _county_time(moment: datetime) -> datetime:
    from renda.ground.kernel.clock import COUNTY_TIME

    return moment.astimezone(COUNTY_TIME).replace(tzinfo=None) if moment.tzinfo else moment


def harmless(text: str) -> str:
    """Text that some spreadsheet might run when the file is turned into CSV gets an apostrophe in front."""
    risky = text[:1] in ("=", "+", "@", "\t", "\r") or (text[:1] == "-" and not text[1:2].isdecimal())
    return ("'" + text if risky else text)[:MOST_LETTERS]


def numbered_rows(file: BinaryIO | bytes, most_rows: int) -> list[tuple[int, Sequence[Cell]]]:
    """Rows with their number in the file, the titles first: the first row with at least two filled cells."""
    from python_calamine import CalamineError, CalamineWorkbook

    data = file if isinstance(file, bytes) else file.read(MOST_BYTES + 1)
    check_bytes(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        if not book.sheet_names:
            raise Invalid("这个文件里没有工作表。")
        table = book.get_sheet_by_index(0)
        if table.total_height > most_rows + 100 or table.total_width > MOST_COLUMNS:
            size = f"{table.total_height}行{table.total_width}列"
            raise Invalid(f"这张表有{size}，一次最多{most_rows}行{MOST_COLUMNS}列，请分开导入。")
        rows: list[tuple[int, Sequence[Cell]]] = list(enumerate(table.to_python(skip_empty_area=False), start=1))
    except CalamineError as error:
        raise Invalid("打不开这个文件。请用Excel或WPS另存为.xlsx，再传一次；有密码的先去掉密码。") from error
    filled = [(number, row) for number, row in rows if any(cell_text(cell) for cell in row)]
    while len(filled) > 1 and _is_caption(filled[0][1]):
        filled.pop(0)
    if not filled:
        raise Invalid("这张表是空的。")
    return filled


def _is_caption(row: Sequence[Cell]) -> bool:
    """A line such as “2026年代表名册” above the titles of a table with several columns."""
    return len(row) > 1 and sum(1 for cell in row if cell_text(cell)) < 2


def check_bytes(data: bytes) -> None:
    if not data:
        raise Invalid("这个文件是空的。")
    if len(data) > MOST_BYTES:
        raise Invalid(f"文件超过{MOST_BYTES // 1024 // 1024}MB，请分成几份。")
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise Invalid("这个文件不完整，请重新保存后再传。") from error
    if unpacked > MOST_UNPACKED:
        raise Invalid("这个文件解开后太大，不像一张普通的表。")


def _places(titles: Sequence[str], fields: Sequence[Field]) -> dict[str, int]:
    plain = [_plain(title) for title in titles]
    places = {field.key: plain.index(name) for field in fields for name in field.titles if name in plain}
    if missing := [field.title for field in fields if field.is_required and field.key not in places]:
        raise Invalid(f"表里缺这几列：{'、'.join(missing)}。第一行写列名，请对照模板。")
    return places


def _preview_row(number: int, row: Sequence[Cell], fields: Sequence[Field], places: Mapping[str, int]) -> PreviewRow:
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        place = places.get(field.key)
        text = cell_text(row[place]) if place is not None and place < len(row) else ""
        if not text:
            if field.is_required:
                errors[field.key] = f"“{field.title}”没有填。"
            continue
        try:
            values[field.key] = field.read(text)
        except ValueError as error:
            errors[field.key] = str(error) or f"“{field.title}”写的是“{text[:20]}”，看不懂。"
    return PreviewRow(number, values, errors)


def _plain(title: str) -> str:
    """Titles compare without blanks, stars and what stands in brackets."""
    return title.split("（")[0].split("(")[0].replace("*", "").replace(" ", "").replace("\n", "").replace("\u3000", "")
