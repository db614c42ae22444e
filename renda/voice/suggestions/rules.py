"""What law and custom say of a suggestion: the reply's last day, numbers, classes, ratings. No database, no clock."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from renda.ground.county.rules import Due, RuleBook, say
from renda.ground.kernel import law
from renda.voice.suggestions.states import LAST_ROUND as LAST_ROUND
from renda.voice.suggestions.states import Category, Grade, ReplyClass

NORMAL_MONTHS, COMPLEX_MONTHS = 3, 6
DIGITS = "〇一二三四五六七八九"
LAST_MONTH_OF_FIRST_HALF = 6
FOLLOW_UP = law.Source("代表建议跟踪办理的通例", "承诺到期办成后再次答复", anchor="local-rules.md#follow-up")
# Which committee follows a category, by a word in its name: our proposal [inferred], the county sets its own.
TRACKED_BY = {
    Category.ROADS: ("城乡建设", "城建", "环境资源"), Category.BUILDING: ("城乡建设", "城建", "环境资源"),
    Category.FARMING: ("农业农村", "农业", "农村"), Category.EDUCATION: ("教育", "教科"), Category.HEALTH: ("卫生", "教科文卫"),
    Category.SECURITY: ("社会建设", "社会"), Category.CULTURE: ("文化", "教科文"), Category.ENVIRONMENT: ("环境", "城乡建设", "城建"),
    Category.BUSINESS: ("财政经济", "财经", "经济"), Category.ORDER: ("监察", "法制", "司法"),
    Category.FINANCE: ("财政", "财经", "预算"),
}  # fmt: skip
LONG = re.compile(r"第([一二三四五六七八九十]{1,3})届人大第([一二三四五六七八九十]{1,3})次会议第(\d{1,6})号")
SHORT = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{1,6})")
BETWEEN = re.compile(r"闭会(\d{4})-(\d{1,6})号?")
WORST_FIRST = (ReplyClass.C, ReplyClass.B, ReplyClass.A, ReplyClass.D)


class SuggestionFacts(Protocol):
    """What the arithmetic needs to know of a suggestion."""

    assigned_on: date | None
    is_complex: bool
    handling_round: int
    second_asked_on: date | None
    replied_on: date | None


def reply_due(suggestion: SuggestionFacts, since: date, book: RuleBook) -> Due:
    """自交办之日起三个月，涉及面广、处理难度大的六个月；二次办理一个月

    The same day that many months on, or that month's last. Assigning anew never moves it: it counts from the day the
    office assigned (交办之日). The second handling runs by the county's rule from the day it was asked for.
    Source: 代表法 (2025) art. 51, docs/law/deputies-law.md#reply-limit
    """
    if suggestion.handling_round >= LAST_ROUND:
        return book.due("second_handling", suggestion.second_asked_on or since)
    months = COMPLEX_MONTHS if suggestion.is_complex else NORMAL_MONTHS
    return Due.months_after(suggestion.assigned_on or since, months, source=law.DEPUTIES_51, calendar=book.calendar)


def publication_due(suggestion: SuggestionFacts, since: date, book: RuleBook) -> Due:
    """答复后二十个工作日内定公开（县定）

    Source: practice of Anhui, DOMAIN R-SG-14; a rule of the county.
    """
    return book.due("publication", suggestion.replied_on or since)


def promise_due(promised_on: date, first_promised_on: date, carried_to_year: int | None, since: date) -> Due:
    """答复函承诺的日期；滚动办理时可以另定

    The day the unit itself named in its letter. Carrying it over keeps the first day in the explanation.
    Source: DOMAIN R-SG-15, docs/law/local-rules.md#follow-up
    """
    lines = [f"承办单位在答复中承诺的日子：{say(first_promised_on)}。"]
    if carried_to_year is not None:
        lines.append(f"没有办成，滚动到{carried_to_year}年继续办，编号不变。")
    if promised_on != first_promised_on:
        lines.append(f"另定的日子：{say(promised_on)}。")
    return Due(promised_on, (*lines, f"依据：{FOLLOW_UP}"), FOLLOW_UP, since)


def carried_to(on: date) -> int:
    """The year a promise rolls into: in the second half of a year the next one, before that the running one."""
    return on.year + 1 if on.month > LAST_MONTH_OF_FIRST_HALF else on.year


def is_kept_on_time(answered_on: date, first_promised_on: date) -> bool:
    """By the day first promised: what was carried over to a later day and kept then was kept late."""
    return answered_on <= first_promised_on


def is_on_time(done_on: date, due: Due) -> bool:
    return done_on <= due.day


def session_number(term: int, session: int, number: int) -> tuple[str, str]:
    """The number of a suggestion made at a session, long and short. Source: DOMAIN 5.4

    >>> session_number(19, 5, 34)
    ('第十九届人大第五次会议第034号', '19-5-034')
    """
    return f"第{in_chinese(term)}届人大第{in_chinese(session)}次会议第{number:03d}号", f"{term}-{session}-{number:03d}"


class ParsedNumber(NamedTuple):
    """A number of our own kind taken apart. term, session: 0 between sessions, where `year` stands instead."""

    number: int
    short: str
    term: int = 0
    session: int = 0
    year: int = 0


def parse_number(text: str) -> ParsedNumber | None:
    """An old number, if it is made as ours are, long or short; None for any other kind.

    >>> parse_number("第十九届人大第五次会议第034号")
    ParsedNumber(number=34, short='19-5-034', term=19, session=5, year=0)
    >>> parse_number("闭会2026-003")
    ParsedNumber(number=3, short='闭会2026-003', term=0, session=0, year=2026)
    """
    if found := BETWEEN.fullmatch(text):
        year, number = int(found[1]), int(found[2])
        return ParsedNumber(number, between_number(year, number)[1], year=year)
    found = LONG.fullmatch(text) or SHORT.fullmatch(text)
    if not found:
        return None
    term, session = (from_chinese(found[i]) if not found[i].isdecimal() else int(found[i]) for i in (1, 2))
    number = int(found[3])
    return ParsedNumber(number, session_number(term, session, number)[1], term, session)


def from_chinese(numeral: str) -> int:
    """1 to 99 from Chinese numerals."""
    head, ten, tail = numeral.partition("十")
    if not ten:
        return DIGITS.index(head)
    return (DIGITS.index(head) if head else 1) * 10 + (DIGITS.index(tail) if tail else 0)


def between_number(year: int, number: int) -> tuple[str, str]:
    """The number of a suggestion made between sessions, long and short. Source: DOMAIN 5.4 (inferred)

    >>> between_number(2026, 3)
    ('闭会2026-003号', '闭会2026-003')
    """
    return f"闭会{year}-{number:03d}号", f"闭会{year}-{number:03d}"


def letter_number(unit_code: str, year: int, number: int) -> str:
    """The number of a reply letter: hexagonal brackets, no padding. Source: GB/T 9704-2012, DOMAIN 5.4"""
    return f"{unit_code}函〔{year}〕{number}号"


def unit_mark(county_mark: str, unit: str) -> str:
    """The letters a unit signs its papers with (机关代字), if it has set none: 高 and 县交通运输局 make 高交通运输.

    >>> unit_mark("高", "县水利局")
    '高水利'
    """
    return county_mark + unit.removeprefix("县").removesuffix("局").removesuffix("委员会")


def in_chinese(number: int) -> str:
    """1 to 99 as Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "") or DIGITS[0]


def class_of(classes: Iterable[str]) -> str:
    """The class of a reply whose parts have several: not now before planned before solved; for reference alone is D."""
    given = set(classes)
    return next((str(c) for c in WORST_FIRST if c in given), "")


def is_dissatisfied(process: str, result: str) -> bool:
    return Grade.DISSATISFIED in (process, result)


def unmet(criteria: Sequence[str], ticked: Iterable[str]) -> list[str]:
    """The written criteria that were not ticked, in their order. Source: DOMAIN R-SG-8"""
    met = set(ticked)
    return [one for one in criteria if one not in met]


def committee_by_name(category: str, names: Mapping[int, str]) -> int:
    """The committee whose name says that it follows this category, 0 if none does. Source: DOMAIN S-3 [inferred]

    >>> committee_by_name("farming", {7: "县人大常委会农业农村工作委员会"})
    7
    """
    words = TRACKED_BY.get(Category(category), ())
    return next((pk for word in words for pk, name in names.items() if word in name), 0)
