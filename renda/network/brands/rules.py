"""Pure rules of brands and methods: days of waits, steps of a method as text, what may not be written down."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.ground.county.rules import Due, RuleBook, say
from renda.ground.kernel.law import Source
from renda.ground.kernel.text import IDENTITY, PHONE

PLANNED_DAY = Source("工作法事项", "计划办结日")
MOST_GROUPS, MOST_STEPS, LONGEST_VERB, LONGEST_STEP = 12, 12, 12, 40
# Under so many cases a share says nothing: no bar is drawn. Source: LOOKS 8
LEAST_FOR_A_BAR = 5

Groups = list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a method. place: its number through all verbs, from 1."""

    place: int
    verb: str
    words: str

    @property
    def label(self) -> str:
        return f"{self.verb}：{self.words}"


def numbered(groups: Iterable[Sequence[Any]]) -> list[Step]:
    """The steps of all verbs in their order, counted from 1."""
    flat = [(verb, words) for verb, steps in groups for words in steps]
    return [Step(place, verb, words) for place, (verb, words) in enumerate(flat, 1)]


def parse_groups(text: str) -> Groups:
    """A verb a line, its steps behind a colon. Raises ValueError with a sentence that names the line.

    >>> parse_groups("问：走访问需求、接待问难处")
    [('问', ['走访问需求', '接待问难处'])]
    """
    found: Groups = []
    for number, line in enumerate((one.strip() for one in text.splitlines() if one.strip()), 1):
        verb, colon, rest = line.replace(":", "：").partition("：")
        steps = [step for part in re.split(r"[、；;]", rest) if (step := part.strip())]
        if not (colon and verb.strip() and steps):
            raise ValueError(f"第{number}行请写成“问：第一步、第二步”。")
        if len(verb.strip()) > LONGEST_VERB or any(len(step) > LONGEST_STEP for step in steps):
            raise ValueError(f"第{number}行太长：一个动作最多{LONGEST_VERB}个字，一步最多{LONGEST_STEP}个字。")
        if len(steps) > MOST_STEPS:
            raise ValueError(f"第{number}行有{len(steps)}步，一个动作最多{MOST_STEPS}步。")
        found.append((verb.strip(), steps))
    if not 1 <= len(found) <= MOST_GROUPS:
        raise ValueError(f"请写1到{MOST_GROUPS}行，一行一个动作。")
    return found


def text_of(groups: Iterable[Sequence[Any]]) -> str:
    """The groups as one types them; the other way round of `parse_groups`."""
    return "\n".join(f"{verb}：{'、'.join(steps)}" for verb, steps in groups)


def tells_a_number(text: str) -> bool:
    """Whether a mobile number or an identity number stands in it: neither belongs into a case. Source: 个人信息保护法 art. 6"""
    return bool(PHONE.search(text) or IDENTITY.search(text))


def planned_due(row: Any, since: date, _book: RuleBook) -> Due:
    """开始办时定的计划办结日"""
    day = max(row.planned_on, since)
    lines = (f"开始办的时候定在{say(row.planned_on)}前办结。", f"依据：{PLANNED_DAY}")
    return Due(day, lines, PLANNED_DAY, min(since, day))


def review_due(row: Any, since: date, book: RuleBook) -> Due:
    """命名或者上次复核以后，县定月数内复核"""
    return book.due("brand_review", row.reviewed_on or row.named_on or since)
