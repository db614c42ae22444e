"""The markup of official papers: one small line-based source, parsed once, written as .docx, PDF and preview.

A template `papers/<app>/<name>.gw` is a Django text template whose lines are read like this:

    @head 高县交通运输局          机关标志           # 关于…       一级标题（黑体）
    @number 高交函〔2026〕18号    发文字号           ## 关于…      二级标题（楷体）
    @signer 纪南陵               签发人             | 甲 | 乙 |   表格的一行；`|= 甲 | 乙 |` 是表头
    @class B 公开                右上角的办理标记    @widths 4 20  下一张表各列的字数
    @title 关于…的答复            标题，可以多行      @gap          空一行
    @to 罗秋禾代表：              主送               @center @left 居中、顶格的一行
    @attach 征询意见表            附件说明           @sign @date   署名、成文日期
    @note 此件公开发布            附注               @pagebreak    另起一页
    @chart 各单位件数             上面那张表画成条形图（只画整列都是数的列）
    @cc 县人大常委会              抄送               @issuer @issued 印发机关、印发日期

Any other line is a paragraph; empty lines only part the source. What people typed is fenced by `fenced`, so that a
line of theirs that begins like a mark stays a paragraph. Source: GB/T 9704-2012; DOMAIN 5.5 for the reply letter.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar

FENCE = "\ue000"
MARKS = ("@", "#")
MOST_DRAWN = 16
FIRST_LEVEL = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；]{1,40}$")
SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；]{1,40}$")


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `place`: indent (左空二字), left (顶格), center."""

    kind: ClassVar = "para"
    text: str
    place: str = "indent"


@dataclass(frozen=True, slots=True)
class Heading:
    kind: ClassVar = "heading"
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length; `widths` in characters of the line, all columns alike if empty."""

    kind: ClassVar = "table"
    rows: tuple[tuple[str, ...], ...]
    heads: int = 0
    widths: tuple[int, ...] = ()

    @property
    def head_rows(self) -> tuple[tuple[str, ...], ...]:
        return self.rows[: self.heads]

    @property
    def body_rows(self) -> tuple[tuple[str, ...], ...]:
        return self.rows[self.heads :]

    @property
    def shares(self) -> tuple[float, ...]:
        """The columns' parts of the line in percent, together 100."""
        widths = self.widths or (1,) * len(self.rows[0])
        return tuple(round(100 * width / sum(widths), 2) for width in widths)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a drawn chart, in the units of its `view`: where it lies, its text and the number at its end."""

    series: int
    y: float
    width: float
    number: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The table above drawn as lying bars: one label a row, one bar for each column of numbers."""

    kind: ClassVar = "chart"
    title: str
    labels: tuple[str, ...]
    series: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]

    FULL: ClassVar = 84.0
    LEFT: ClassVar = 60.0
    TOP: ClassVar = 17.0
    HIGHEST: ClassVar = 190.0

    @property
    def step(self) -> float:
        """From one bar of a row to the next: less where there are many, so that the whole fits a page."""
        return round(min(6.0, (self.HIGHEST / len(self.labels) - 3) / len(self.series)), 2)

    @property
    def thick(self) -> float:
        return self.step * 0.85

    @property
    def row_height(self) -> float:
        return self.step * len(self.series) + 3

    @property
    def height(self) -> float:
        return self.TOP + self.row_height * len(self.labels)

    @property
    def rows(self) -> Iterator[tuple[str, float, list[Bar]]]:
        """Label, its baseline, its bars; the longest bar fills the width."""
        most = max((n for row in self.numbers for n in row), default=0) or 1
        for place, (label, numbers) in enumerate(zip(self.labels, self.numbers, strict=True)):
            top = self.TOP + place * self.row_height
            bars = [Bar(i, top + i * self.step, round(self.FULL * n / most, 2), n) for i, n in enumerate(numbers)]
            yield label, top + self.row_height / 2, bars


@dataclass(frozen=True, slots=True)
class Sign:
    """署名与成文日期: stand together, the name centred over the date."""

    kind: ClassVar = "sign"
    names: tuple[str, ...] = ()
    day: str = ""

    @property
    def indents(self) -> tuple[float, float]:
        """Right indents of name and date in characters: the wider one four in, the other centred on it."""
        day, name = measure(self.day), max(map(measure, self.names), default=0.0)
        wide = max(day, name)
        return 4 + (wide - name) / 2, 4 + (wide - day) / 2


@dataclass(frozen=True, slots=True)
class Attach:
    kind: ClassVar = "attach"
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    kind: ClassVar = "note"
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    kind: ClassVar = "gap"


@dataclass(frozen=True, slots=True)
class PageBreak:
    kind: ClassVar = "pagebreak"


Block = Para | Heading | Table | Chart | Sign | Attach | Note | Gap | PageBreak


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole paper: 版头, 主体, 版记."""

    head: str = ""
    number: str = ""
    signer: str = ""
    mark: str = ""
    openness: str = ""
    title: tuple[str, ...] = ()
    to: str = ""
    body: tuple[Block, ...] = ()
    cc: str = ""
    issuer: str = ""
    issued: str = ""

    @property
    def title_line(self) -> str:
        return "".join(self.title)

    @property
    def issued_line(self) -> str:
        return f"{self.issued.removesuffix('印发')}印发" if self.issued else ""

    @property
    def cc_line(self) -> str:
        return f"{self.cc.rstrip('。')}。"


@dataclass(slots=True)
class _Draft:
    """What is being read: the sheet so far, the body as a list, and the widths waiting for their table."""

    sheet: Sheet = field(default_factory=Sheet)
    body: list[Block] = field(default_factory=list)
    widths: tuple[int, ...] = ()


class MarkupError(ValueError):
    """A template says something the markup has no word for: a mistake of ours, not of a user."""


def fenced(text: str) -> str:
    """Typed text for a paper: lines that begin like a mark, and bars inside cells, are kept from being one."""
    clean = text.replace(FENCE, "").replace("\r\n", "\n").replace("\r", "\n").replace("|", "｜")
    return "\n".join(FENCE + line if line.lstrip().startswith(MARKS) else line for line in clean.split("\n"))


def parse(source: str) -> Sheet:
    """The blocks of a rendered template. Raises MarkupError for an unknown mark."""
    draft = _Draft()
    for number, line in _lines(source):
        _read_line(draft, line, number)
    return replace(draft.sheet, body=tuple(draft.body))


def measure(text: str) -> float:
    """Width in characters of the line: a digit or Latin letter is half a character."""
    return sum(0.5 if ord(letter) < 0x2E80 and letter not in "—“”‘’…" else 1.0 for letter in text)


def _lines(source: str) -> Iterator[tuple[int, str]]:
    """Lines that say something; a table row runs on to its closing bar, so that a cell may hold several lines."""
    row = ""
    for number, raw in enumerate(source.split("\n"), start=1):
        line = raw.strip().strip("\u3000")
        if row or line.startswith("|"):
            row = f"{row}\n{line}" if row else line
            if not line.endswith("|") or row == "|":
                continue
            line, row = row, ""
        if line:
            yield number, line
    if row:
        yield number, row


def _read_line(draft: _Draft, line: str, number: int) -> None:
    if line[0] == "@":
        name, _, rest = line[1:].partition(" ")
        mark = MARKED.get(name)
        if mark is None:
            raise MarkupError(f"第{number}行：没有“@{name}”这种标记。")
        mark(draft, rest.replace(FENCE, "").strip())
    elif line[0] == "#":
        level = len(line) - len(line.lstrip("#"))
        draft.body.append(Heading(line.lstrip("#").replace(FENCE, "").strip(), min(level, 3)))
    elif line[0] == "|":
        _read_row(draft, line)
    else:
        draft.body.append(_paragraph(line.replace(FENCE, "").strip()))


def _paragraph(text: str) -> Block:
    """People number their points by hand: a short line `一、…` or `（一）…` is a heading, as in any office."""
    if FIRST_LEVEL.match(text):
        return Heading(text, 1)
    return Heading(text, 2) if SECOND_LEVEL.match(text) else Para(text)


def _read_row(draft: _Draft, line: str) -> None:
    is_head = line.startswith("|=")
    cells = tuple(cell.replace(FENCE, "").strip() for cell in line.lstrip("|=").rstrip("|").split("|"))
    last = draft.body[-1] if draft.body else None
    if isinstance(last, Table) and not is_head and not draft.widths:
        wide = max(len(cells), len(last.rows[0]))
        rows = tuple((*row, *[""] * (wide - len(row))) for row in (*last.rows, cells))
        draft.body[-1] = replace(last, rows=rows)
        return
    widths = draft.widths if len(draft.widths) == len(cells) else ()
    draft.body.append(Table((cells,), heads=int(is_head), widths=widths))
    draft.widths = ()


def _into(name: str) -> Callable[[_Draft, str], None]:
    def put(draft: _Draft, text: str) -> None:
        draft.sheet = replace(draft.sheet, **{name: text})  # type: ignore[arg-type]

    return put


def _class(draft: _Draft, text: str) -> None:
    mark, _, openness = text.partition(" ")
    draft.sheet = replace(draft.sheet, mark=mark, openness=openness.strip())


def _title(draft: _Draft, text: str) -> None:
    draft.sheet = replace(draft.sheet, title=(*draft.sheet.title, text))


def _sign(draft: _Draft, text: str) -> None:
    last = draft.body[-1] if draft.body else None
    if isinstance(last, Sign) and not last.day:
        draft.body[-1] = replace(last, names=(*last.names, text))
    else:
        draft.body.append(Sign((text,)))


def _date(draft: _Draft, text: str) -> None:
    last = draft.body[-1] if draft.body else None
    if isinstance(last, Sign) and not last.day:
        draft.body[-1] = replace(last, day=text)
    else:
        draft.body.append(Sign((), text))


def _attach(draft: _Draft, text: str) -> None:
    last = draft.body[-1] if draft.body else None
    if isinstance(last, Attach):
        draft.body[-1] = Attach((*last.names, text))
    else:
        draft.body.append(Attach((text,)))


def _chart(draft: _Draft, text: str) -> None:
    """Draw the table just above; a column counts if each of its cells is a whole number. Raises MarkupError."""
    table = draft.body[-1] if draft.body else None
    if not isinstance(table, Table) or not table.head_rows or not table.body_rows:
        raise MarkupError("“@chart”要写在一张有表头的表下面。")
    wide = range(1, len(table.rows[0]))
    columns = [i for i in wide if all(row[i].replace(",", "").isdecimal() for row in table.body_rows)]
    if not columns:
        raise MarkupError("“@chart”上面的表里没有一列全是数。")
    drawn = table.body_rows[:MOST_DRAWN]
    numbers = tuple(tuple(int(row[i].replace(",", "")) for i in columns) for row in drawn)
    labels = tuple(row[0] for row in drawn)
    title = text if len(drawn) == len(table.body_rows) else f"{text}（表中前{MOST_DRAWN}行）"
    draft.body.append(Chart(title, labels, tuple(table.rows[0][i] for i in columns), numbers))


def _widths(draft: _Draft, text: str) -> None:
    draft.widths = tuple(int(width) for width in text.split())


def _adds(make: Callable[[str], Block]) -> Callable[[_Draft, str], None]:
    def add(draft: _Draft, text: str) -> None:
        draft.body.append(make(text))

    return add


MARKED: dict[str, Callable[[_Draft, str], None]] = {
    **{name: _into(name) for name in ("head", "number", "signer", "to", "cc", "issuer", "issued")},
    "class": _class,
    "title": _title,
    "sign": _sign,
    "date": _date,
    "attach": _attach,
    "widths": _widths,
    "chart": _chart,
    "note": _adds(Note),
    "center": _adds(lambda text: Para(text, "center")),
    "left": _adds(lambda text: Para(text, "left")),
    "gap": _adds(lambda text: Gap()),
    "pagebreak": _adds(lambda text: PageBreak()),
}


def texts(sheet: Sheet) -> Iterable[str]:
    """Every text of the body in order, for search and for tests."""
    for block in sheet.body:
        if isinstance(block, Para | Heading | Note):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
