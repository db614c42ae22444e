"""A law read from markdown: `# title`, dated lines of its history, `## 第一章 …`, `第一条 …`. Pure.

The head ends with the comment INFO END or with the first chapter or article. Headings may be broken into two lines, blanks stand
anywhere in them. Whatever cannot be read is told with its line; nothing of such a file is used.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from renda.ground.kernel.errors import Invalid
from renda.ground.laws.rules import ARTICLE, NUMERAL, PREAMBLE, Number, number_of

MOST_BYTES = 4 * 1024 * 1024
LONGEST_TITLE, LONGEST_HEADING = 150, 200
TITLE = re.compile(r"#\s+(.+)")
NO_NAME = re.compile(r"[/\\?#%&]")
HEADING = re.compile(r"#{2,6}\s*(.+)")
PART = re.compile(rf"(第{NUMERAL}(?:分编|编|章|节))(.*)")
BEGINNING = re.compile(rf"\**{ARTICLE.pattern}\**(?:[\s　]+|$)(.*)")
COMMENT = re.compile(r"<!--.*?-->")
HEAD_END = "INFO END"
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
MADE = re.compile("通过|修正|修订|发布|公布|批准")
IN_FORCE = re.compile(rf"自({DAY.pattern})起施行")


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """text: one line for each paragraph and item."""

    number: Number
    chapter: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadLaw:
    """One version of a law. is_dated: the text itself says since when this version is in force."""

    title: str
    adopted_on: date
    in_force_on: date
    is_dated: bool
    history: tuple[str, ...]
    articles: tuple[ReadArticle, ...]


@dataclass
class _Body:
    """What has been read so far, and under which headings the next article stands."""

    chapter: str = ""
    section: str = ""
    is_heading_open: bool = False
    articles: list["_Open"] = field(default_factory=list)


@dataclass
class _Open:
    """An article being read, with the line it begins on."""

    at: int
    number: Number
    chapter: str
    section: str
    texts: list[str]


def read_law(raw: bytes) -> ReadLaw:
    """Raises Invalid: a sentence with the line that cannot be read."""
    lines = list(_lines(raw))
    title_at = next((n for n, (_, line) in enumerate(lines) if TITLE.match(line)), None)
    if title_at is None:
        raise _fault(1, "没有找到标题，第一行应当是“# ”加法律的全称")
    title = _close_up(TITLE.sub(r"\1", lines[title_at][1]))
    if len(title) > LONGEST_TITLE or NO_NAME.search(title):
        raise _fault(lines[title_at][0], "标题太长，或者有不能放进网址的字符，应当是法律的全称")
    head, body = _cut(lines[title_at + 1 :])
    articles = _articles(body)
    if not articles:
        raise _fault(lines[-1][0], "读到最后也没有找到“第一条”")
    history = _history(head)
    adopted_on = _adopted_on(history, lines[title_at][0])
    stated = _stated_days(history, articles[-1].text, lines[-1][0])
    later = sorted(day for day in stated if day >= adopted_on)
    in_force_on = later[0] if later else adopted_on
    return ReadLaw(title, adopted_on, in_force_on, bool(later), tuple(line for _, line in history), articles)


def _lines(raw: bytes) -> Iterator[tuple[int, str]]:
    """Number and text of each line, comments but the mark of the head taken out."""
    if len(raw) > MOST_BYTES:
        raise _fault(1, "文件太大，超过4兆字节，不像一部法律")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _fault(raw[: error.start].count(b"\n") + 1, "不是UTF-8编码的文字，请另存为UTF-8再导入") from error
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if "\0" in line:
            raise _fault(number, "有不能显示的字符，不是一个文本文件")
        yield number, line if HEAD_END in line else COMMENT.sub("", line).strip()


def _cut(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Head and body. Between the mark and the first heading or article stands at most the title again."""
    mark = next((n for n, (_, line) in enumerate(lines) if HEAD_END in line), None)
    begins = (n for n, (_, line) in enumerate(lines) if HEADING.match(line) or BEGINNING.match(line))
    first = next((n for n in begins if mark is None or n > mark), len(lines))
    return lines[: first if mark is None else mark], lines[first:]


def _articles(lines: list[tuple[int, str]]) -> tuple[ReadArticle, ...]:
    body = _Body()
    for at, line in lines:
        heading, beginning = HEADING.match(line), BEGINNING.match(line)
        if heading:
            if not _take_heading(body, at, heading.group(1)):
                break
        elif beginning:
            _begin(body, at, number_of(beginning.group(1), beginning.group(2)), beginning.group(3))
        elif line:
            _take_text(body, at, line)
    if empty := next((one for one in body.articles if not one.texts), None):
        raise _fault(empty.at, f"{empty.number}没有正文")
    return tuple(ReadArticle(one.number, one.chapter, one.section, "\n".join(one.texts)) for one in body.articles)


def _take_heading(body: _Body, at: int, words: str) -> bool:
    """False where the articles end: what follows under a heading that is no part of the law (附件) is not kept."""
    plain = _close_up(words)
    part = PART.match(plain)
    if not part and plain != PREAMBLE:
        return not body.articles
    name = f"{part.group(1)} {part.group(2)}".strip() if part else plain
    if part and part.group(1).endswith("节"):
        body.section = name
    else:
        body.chapter, body.section = name, ""
    if plain == PREAMBLE:
        body.articles.append(_Open(at, Number(0), name, "", []))
    body.is_heading_open = plain != PREAMBLE
    return True


def _begin(body: _Body, at: int, number: Number, text: str) -> None:
    last = body.articles[-1].number if body.articles else Number(0)
    if number not in (Number(last.number + 1), Number(last.number, last.sub + 1)):
        missing = Number(last.number + 1)
        words = "出现了两次" if number == last else f"前面应当是{missing}，没有找到"
        raise _fault(at, f"{number}{words}")
    body.articles.append(_Open(at, number, body.chapter, body.section, [text.strip()] if text.strip() else []))
    body.is_heading_open = False


def _take_text(body: _Body, at: int, line: str) -> None:
    """A further paragraph; or the rest of a heading that was broken into two lines."""
    if body.is_heading_open:
        name = "section" if body.section else "chapter"
        joined = getattr(body, name) + _close_up(line)
        if len(joined) > LONGEST_HEADING:
            raise _fault(at, "章节的标题太长，这一行可能是没有写“第几条”的正文")
        setattr(body, name, joined)
    elif body.articles:
        body.articles[-1].texts.append(line)


def _history(head: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """One line for each dated act; what does not begin with a day goes on with the line above."""
    found: list[tuple[int, str]] = []
    for at, line in head:
        if DAY.match(line):
            found.append((at, line))
        elif line and found:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return [(at, " ".join(line.removesuffix("）").split())) for at, line in found]


def _adopted_on(history: list[tuple[int, str]], at: int) -> date:
    days = [_day(line, place) for place, line in history if MADE.search(line)]
    if not days:
        raise _fault(at, "标题下面没有通过或者修改的日期，例如“2015年8月29日 ……通过”")
    return max(days)


def _stated_days(history: list[tuple[int, str]], last: str, at: int) -> Iterator[date]:
    yield from (_day(line, place) for place, line in history if "施行" in line)
    yield from (_day(found.group(1), at) for found in IN_FORCE.finditer(last))


def _day(words: str, at: int) -> date:
    found = DAY.search(words)
    try:
        return date(*(int(part) for part in found.groups())) if found else date.min
    except ValueError as error:
        raise _fault(at, f"没有“{found.group() if found else words}”这一天") from error


def _close_up(words: str) -> str:
    return "".join(words.strip("* ").split())


def _fault(line: int, words: str) -> Invalid:
    return Invalid(f"第{line}行：{words}。", line=line)
