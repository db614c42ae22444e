"""Pure rules of books: how rows fill pages of A4, on screen and on paper alike, and the digest of what a book says."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# A4 across: 265 mm of text are 70 characters of 10.5 pt; 24 lines stand below the head of a page.
PAGE_WIDTH, PAGE_LINES = 70, 24
NUMBER_WIDTH = 3
CONTINUED = "续"
# No line begins with these: one may stand in the margin that each cell keeps.
CLOSING = "，。、；：？！）》”"
CONTENTS_LINES = 20  # cover and contents come before the first page of rows
FRONT_PAGES = 1


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a book: its group (month or person), its texts in the order of the columns."""

    group: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row as it stands on one page: each cell as lines. number: 续 where a long row runs on."""

    number: str
    cells: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> int:
        return max((len(cell) for cell in self.cells), default=1)


@dataclass(slots=True)
class Page:
    number: int
    rows: list[PageRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a book. contents: (group, page) where each group begins; widths in characters, of the columns."""

    widths: tuple[int, ...]
    contents: tuple[tuple[str, int], ...]
    contents_pages: int
    pages: tuple[Page, ...]

    @property
    def total(self) -> int:
        return FRONT_PAGES + self.contents_pages + len(self.pages)


def widths_of(wanted: Sequence[tuple[int, bool]], whole: int = PAGE_WIDTH - NUMBER_WIDTH) -> tuple[int, ...]:
    """Characters for each column: (least, whether it grows). What is left goes to those that grow, or to all.

    >>> widths_of([(6, False), (14, True), (20, True)], 60)
    (6, 22, 32)
    >>> widths_of([(30, False), (30, False)], 30)
    (15, 15)
    """
    total = sum(width for width, _ in wanted)
    if total > whole:
        return _filled([max(width * whole // total, 2) for width, _ in wanted], whole)
    growing = sum(width for width, grows in wanted if grows) or total
    has_growing = any(grows for _, grows in wanted)
    left = whole - total
    found = [w + left * w // growing if grows or not has_growing else w for w, grows in wanted]
    return _filled(found, whole)


def _filled(widths: list[int], whole: int) -> tuple[int, ...]:
    """What rounding left over goes to the widest."""
    if widths:
        widths[widths.index(max(widths))] += whole - sum(widths)
    return tuple(widths)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Lines of at most `width` Chinese characters; letters and digits count as 0.6, as they are set.

    >>> wrap("群众说了路灯", 4)
    ('群众说了', '路灯')
    >>> wrap("群众说了。路灯", 4)
    ('群众说了。', '路灯')
    >>> wrap("", 4)
    ('',)
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for letter in paragraph:
            size = 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.6
            if used + size > width and line and not (letter in CLOSING and used + size <= width + 1):
                lines.append(line)
                line, used = "", 0.0
            line, used = line + letter, used + size
        lines.append(line)
    return tuple(lines)


def lay_out(rows: Iterable[Cells], wanted: Sequence[tuple[int, bool]]) -> Layout:
    """Rows to pages: a row stays whole if it fits a page; a longer one runs on. At least one page, which may be empty."""
    widths = widths_of(wanted)
    pages, starts = [Page(0)], dict[str, int]()
    room = PAGE_LINES
    for n, row in enumerate(rows, start=1):
        parts = _parts(str(n), [wrap(text, width - 1) for text, width in zip(row.texts, widths, strict=True)])
        for part in parts:
            if part.height > room:
                pages.append(Page(0))
                room = PAGE_LINES
            pages[-1].rows.append(part)
            room -= part.height
            starts.setdefault(row.group, len(pages))
    front = max(1, -(-len(starts) // (2 * CONTENTS_LINES)))
    offset = FRONT_PAGES + front
    for n, page in enumerate(pages, start=1):
        page.number = offset + n
    return Layout(widths, tuple((group, offset + n) for group, n in starts.items()), front, tuple(pages))


def _parts(number: str, cells: Sequence[tuple[str, ...]]) -> list[PageRow]:
    tallest = max((len(cell) for cell in cells), default=1)
    return [
        PageRow(number if top == 0 else CONTINUED, tuple(cell[top : top + PAGE_LINES] for cell in cells))
        for top in range(0, tallest, PAGE_LINES)
    ]


def digest(title: str, labels: Sequence[str], rows: Iterable[Cells]) -> str:
    """SHA-256 over everything a book says: the same record gives the same digest."""
    said = [title, list(labels), [[row.group, *row.texts] for row in rows]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
