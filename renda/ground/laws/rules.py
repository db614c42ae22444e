"""Articles, their numbers and what changed in them, and citations found in a text. Pure: no database, no clock."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from renda.ground.papers.rules import chinese_number

COUNTRY = "中华人民共和国"
NUMERAL = "[〇零一二三四五六七八九十百千]+"
ARTICLE = re.compile(rf"第({NUMERAL})条(?:之({NUMERAL}))?")
MORE = re.compile(rf"[、和至到]({ARTICLE.pattern})")
ITEM = re.compile(rf"（{NUMERAL}）")
SLUG = re.compile(r"([1-9]\d{0,3}|0)(?:-([1-9]\d?))?")
PREAMBLE = "序言"
UNITS = {"十": 10, "百": 100, "千": 1000}
DIGITS = {"〇": 0, **{digit: n for n, digit in enumerate("零一二三四五六七八九")}}
# Under this likeness (0 to 100) an article of another version is another rule, not the same one changed.
ALIKE = 55.0


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """第五十一条 is (51, 0), 第五十一条之一 is (51, 1), a preamble (0, 0)."""

    number: int
    sub: int = 0

    @property
    def slug(self) -> str:
        """As it stands in addresses: `51`, `51-1`."""
        return f"{self.number}-{self.sub}" if self.sub else str(self.number)

    def __str__(self) -> str:
        if not self.number:
            return PREAMBLE
        return f"第{chinese_number(self.number)}条" + (f"之{chinese_number(self.sub)}" if self.sub else "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (款) with its items (项)."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side of a comparison."""

    text: str
    is_changed: bool = False


def from_numeral(words: str) -> int:
    """
    >>> [from_numeral(words) for words in ("十", "二十一", "一百零五", "一百二十")]
    [10, 21, 105, 120]
    """
    total = digit = 0
    for char in words:
        if char in UNITS:
            total, digit = total + (digit or 1) * UNITS[char], 0
        else:
            digit = DIGITS[char]
    return total + digit


def number_in(words: str) -> Number | None:
    """The number of an article that is written out and nothing else.

    >>> number_in("第五十一条之一")
    Number(number=51, sub=1)
    >>> number_in("所定日期")
    """
    found = ARTICLE.fullmatch(words)
    return number_of(found.group(1), found.group(2)) if found else None


def number_of(number: str, sub: str | None) -> Number:
    return Number(from_numeral(number), from_numeral(sub) if sub else 0)


def from_slug(slug: str) -> Number | None:
    """The number in an address; 第五十一条 is understood too.

    >>> str(from_slug("51-1"))
    '第五十一条之一'
    """
    found = SLUG.fullmatch(slug)
    return Number(int(found.group(1)), int(found.group(2) or 0)) if found else number_in(slug)


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """
    >>> [len(one.items) for one in paragraphs_of("有下列情形之一的：\\n（一）甲；\\n（二）乙。\\n其他的，除外。")]
    [2, 0]
    """
    found: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if ITEM.match(line) and found:
            found[-1][1].append(line)
        else:
            found.append((line, []))
    return tuple(Paragraph(line, tuple(items)) for line, items in found)


@cache
def _known_names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "names.json").read_text("utf-8"))
    return names


def names_of(title: str) -> list[str]:
    """What a law is called, its short name first and its full title last.

    >>> names_of("中华人民共和国预算法")
    ['预算法', '中华人民共和国预算法']
    """
    plain = title.removeprefix(COUNTRY)
    return list(dict.fromkeys([*_known_names().get(title, []), plain, title]))


# --- what changed -----------------------------------------------------------------------------------------------------


def counterpart(text: str, others: Iterable[tuple[Number, str]]) -> Number | None:
    """Which article of another version says the same, as it may have got another number; None for none like it."""
    texts = dict(others)
    found = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[2] if found else None


def difference(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut into what stayed and what changed, word by word.

    >>> [piece.text for piece in difference("应当答复代表", "应当书面答复代表")[1] if piece.is_changed]
    ['书面']
    """
    old, new = _words(before), _words(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left += [Piece("".join(old[a:b]), kind != "equal")] if b > a else []
        right += [Piece("".join(new[c:d]), kind != "equal")] if d > c else []
    return left, right


def _words(text: str) -> list[str]:
    """Loaded with the first comparison of a process: the dictionary takes a third of a second."""
    import rjieba

    return list(rjieba.cut(text, False))


# --- citations in a text ----------------------------------------------------------------------------------------------

Address = Callable[[str, Number, int], str]


def citation_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A law by one of its names, perhaps its year, and an article: 代表法（2025）第五十一条."""
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"《?(?P<name>{known})》?(?:（(?P<year>\d{{4}})年?）)?(?P<article>{ARTICLE.pattern})")


def cited_pieces(text: str, pattern: re.Pattern[str], address: Address) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the address of the article it names, empty for none.

    Further articles of the same law are found behind the first: 第五十条、第五十四条.
    """
    at = 0
    for found in pattern.finditer(text):
        name, year = found["name"], int(found["year"] or 0)
        yield text[at : found.start()], ""
        yield found.group(), _address(name, found["article"], year, address)
        at = found.end()
        while more := MORE.match(text, at):
            yield more.group()[:1], ""
            yield more.group(1), _address(name, more.group(1), year, address)
            at = more.end()
    yield text[at:], ""


def _address(name: str, article: str, year: int, address: Address) -> str:
    number = number_in(article)
    return address(name, number, year) if number else ""
