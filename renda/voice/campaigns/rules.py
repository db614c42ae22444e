"""Arithmetic of campaigns: numbers, titles, what two items share, figures with their denominators. No database, no clock."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from renda.ground.county.rules import Due, RuleBook
from renda.voice.campaigns.states import Sheet

TITLE = 40
LEAST_FOR_A_RATE = 5
LEAST_ALIKE = 24  # percent of the shorter text's pairs of characters
MOST_SHARED = 4
MOST_SAID = 14
STOP = re.compile(r"[，。！？；：、（）“”《》〈〉\s,.!?;:()\"'\-—…·]")
# Words that stand in nearly every item and say nothing of its matter.
EMPTY_WORDS = ("建议", "希望", "我们", "有关", "部门", "关于", "群众", "反映", "问题", "尽快", "解决", "请求")


@dataclass(frozen=True, slots=True)
class Column:
    """One item of the table or a slip. key: the fact of the row; label: what the county calls it."""

    key: str
    label: str


FACTS = {
    "number": "编号", "campaign": "活动", "deputy": "代表", "deputy_level": "代表级别", "text": "建议内容", "place": "地点",
    "town": "乡镇", "category": "类别", "level": "办理层级", "unit": "承办单位", "assigned_on": "交办日期", "due_on": "办理期限",
    "press": "督办要求", "pressed_on": "督办日期", "outcome": "办理结果", "result": "办理情况", "reply": "答复代表", "replied_on": "答复日期",
    "rating": "代表评价", "state": "进度", "closed_on": "办结日期",
}  # fmt: skip
# No public text of 一表三单 was found: these titles and items are our proposal, each county sets its own (DOMAIN 9).
SHEETS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    Sheet.TABLE: ("代表建议汇总表", ("number", "deputy", "deputy_level", "text", "place", "town", "category", "level", "unit",
                                    "assigned_on", "due_on", "state", "outcome", "result", "replied_on", "rating")),
    Sheet.ASSIGN: ("交办单", ("number", "campaign", "deputy", "deputy_level", "text", "place", "town", "category", "level", "unit",
                             "assigned_on", "due_on")),
    Sheet.PRESS: ("督办单", ("number", "deputy", "text", "place", "unit", "assigned_on", "due_on", "press", "pressed_on")),
    Sheet.CLOSE: ("办结反馈单", ("number", "deputy", "text", "place", "unit", "assigned_on", "outcome", "result", "reply",
                                "replied_on", "rating", "closed_on")),
}  # fmt: skip


def number_text(mark: str, year: int, serial: int) -> str:
    """County, year and serial. The town is left out of it: sorting may correct the town. Source: DOMAIN 5.4 (inferred)

    >>> number_text("高", 2026, 127)
    '高2026-00127'
    """
    return f"{mark}{year}-{serial:05d}"


def title_of(text: str) -> str:
    """The first sentence, or its beginning: what lists show of an item."""
    first = re.split(r"[。！？；\n]", text.strip(), maxsplit=1)[0].strip()
    return first if len(first) <= TITLE else f"{first[: TITLE - 1]}…"


def plain(text: str) -> str:
    """The words alone: no blanks, no punctuation, full-width letters made plain."""
    return STOP.sub("", unicodedata.normalize("NFKC", text)).lower()


def digest(deputy_id: int, text: str) -> str:
    """The same for the same words of the same deputy, so that a table loaded twice makes nothing twice."""
    return hashlib.sha256(f"{deputy_id}\n{plain(text)}".encode()).hexdigest()[:32]


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, those of empty words left out."""
    words = plain(text)
    for empty in EMPTY_WORDS:
        words = words.replace(empty, "\n")
    found = (words[i : i + 2] for i in range(len(words) - 1))
    return frozenset(pair for pair in found if "\n" not in pair)


def alike(one: frozenset[str], other: frozenset[str]) -> int:
    """How much of the shorter text stands in the longer, in percent of its pairs."""
    least = min(len(one), len(other))
    return 100 * len(one & other) // least if least else 0


def shared_words(one: str, other: str) -> str:
    """Why two texts are shown as similar: the longest passages both have, in the order of the first."""
    a, b = _spoken(one), _spoken(other)
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    parts = dict.fromkeys(part for m in blocks for part in a[m.a : m.a + m.size].split("\n") if len(part) > 1)
    longest = sorted(parts.keys() - set(EMPTY_WORDS), key=len, reverse=True)[:MOST_SHARED]
    return "、".join(part[:MOST_SAID] for part in parts if part in longest)


def _spoken(text: str) -> str:
    """The words with breaks where there is punctuation."""
    return STOP.sub("\n", unicodedata.normalize("NFKC", text)).lower()


def handling_due(level: str, since: date, book: RuleBook) -> Due:
    """村、镇、县、市各按县定期限，自交办之日起"""
    return book.due(f"campaign_{level}", since)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole as pages say it: 58 / 126件，46%; without a rate under five cases."""

    part: int
    whole: int

    @property
    def percent(self) -> str:
        return f"{round(100 * self.part / self.whole)}%" if self.whole >= LEAST_FOR_A_RATE else ""


def columns_of(title: str, labels: Mapping[str, str], sheet: str) -> tuple[str, list[Column]]:
    """Title and items of a paper: the county's own where it has set them, else the packaged proposal."""
    packaged, keys = SHEETS[sheet]
    chosen = labels or {key: FACTS[key] for key in keys}
    return title or packaged, [Column(key, chosen[key]) for key in FACTS if chosen.get(key)]


def sums(rows: Iterable[Mapping[str, object]], by: str, order: Sequence[str]) -> list[tuple[str, dict[str, int]]]:
    """Grouped rows (each with `n` and `state`) added up by one of their facts, known values first in their order."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        line = found.setdefault(str(row[by]), {"total": 0, "answered": 0, "closed": 0})
        count = int(str(row["n"]))
        line["total"] += count
        line["answered"] += count if row["is_answered"] else 0
        line["closed"] += count if row["is_closed"] else 0
    known = {key: place for place, key in enumerate(order)}
    return sorted(found.items(), key=lambda pair: (known.get(pair[0], len(known)), -pair[1]["total"], pair[0]))
