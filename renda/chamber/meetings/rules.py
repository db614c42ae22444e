"""Pure rules of meetings: how many must be there, when notice, preparations and the summary are due."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from renda.chamber.meetings.states import BodyKind, GroupLine, Line
from renda.ground.county.rules import Due, RuleBook, say
from renda.ground.kernel import clock, law
from renda.ground.kernel.law import Source

OWN_RULE = Source("本级议事规则通例", "过半数的成员出席", is_inferred=True)
MOST_LINES, MOST_DAYS = 40, 200
MARK = "|"
BREAKS = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must be present. members: seats filled on the day; present: in the hall now."""

    members: int
    needed: int
    present: int
    words: str
    source: Source

    @property
    def is_met(self) -> bool:
        return 0 < self.needed <= self.present

    @property
    def why_not(self) -> str:
        """The reason to refuse, as people read it; empty if there are enough."""
        if self.is_met:
            return ""
        return f"到会{self.present}人，{self.words}，还差{self.needed - self.present}人。依据：{self.source}"


def quorum(kind: str, members: int, present: int) -> Quorum:
    """Two thirds of all deputies for a congress, more than half of all members for a standing committee.

    Council and presidium: more than half [inferred]. Source: 地方组织法 (2022) art. 14, 51, DOMAIN R-QU-1, R-QU-2

    >>> quorum("congress", 220, 0).needed, quorum("standing", 27, 0).needed, quorum("standing", 28, 0).needed
    (147, 14, 15)
    """
    if kind == BodyKind.CONGRESS:
        needed = -(-2 * members // 3)
        return Quorum(members, needed, present, f"全体代表{members}名的三分之二是{needed}名", law.ORGANIC_14)
    needed = members // 2 + 1
    source = law.ORGANIC_51 if kind == BodyKind.STANDING else OWN_RULE
    return Quorum(members, needed, present, f"全体{members}人的过半数是{needed}人", source)


def names_of(text: str) -> list[str]:
    """Names as they are typed, each once.

    >>> names_of("岳鸣山、罗秋禾，岳鸣山")
    ['岳鸣山', '罗秋禾']
    """
    return list(dict.fromkeys(name for name in BREAKS.split(text) if name))


def notice_due(row: Any, since: date, book: RuleBook) -> Due:
    """开会以前，提前县定天数发通知"""
    return _before(row.starts_on, book.value("meeting_notice", since), since, book.source("meeting_notice", since))


def opening_due(row: Any, since: date, _book: RuleBook) -> Due:
    """通知的开会日"""
    return _before(row.starts_on, 0, since, Source("会议通知", "所定日期"))


def closing_due(row: Any, since: date, _book: RuleBook) -> Due:
    """会议最后一天"""
    day = max(row.ends_on, since)
    return Due(day, (f"会议开到{say(row.ends_on)}。",), Source("会议通知", "所定日期"), since)


def summary_due(_row: Any, since: date, book: RuleBook) -> Due:
    """闭会以后，县定天数内印发纪要"""
    return book.due("meeting_summary", since)


def preparation_due(row: Any, since: date, _book: RuleBook) -> Due:
    """会期以前（以后）筹备方案定的天数"""
    return _before(row.meeting.starts_on, row.days, since, Source(row.source or "本次会议筹备方案"))


def answer_due(row: Any, since: date, book: RuleBook) -> Due:
    """开会以前，提前县定天数回复谁来列席"""
    source = book.source("meeting_answer", since)
    return _before(row.meeting.starts_on, book.value("meeting_answer", since), since, source)


def _before(day: date, days: int, since: date, source: Source) -> Due:
    """So many days before the meeting; negative: after it. A plan made late asks for today at the earliest."""
    on = max(day - timedelta(days=days), since)
    how = f"提前{days}天" if days > 0 else f"会后{-days}天" if days < 0 else "就在当天"
    return Due(on, (f"会议从{say(day)}开始。", f"{how}，最迟{say(on)}。", f"依据：{source}"), source, since)


def write_lines(lines: Iterable[Line]) -> str:
    """A plan as people type it: days | what | by which rule, a line each."""
    return "\n".join(
        f"{one.days} {MARK} {one.title}" + (f" {MARK} {one.source}" if one.source else "") for one in lines
    )


def read_lines(text: str) -> tuple[list[Line], list[str]]:
    """The lines and what is wrong with them, by the number of the line.

    >>> read_lines("20 | 报告初稿送工作委员会 | 监督法第十五条")[0][0].days
    20
    """
    lines, faults = list[Line](), list[str]()
    for n, raw in enumerate(text.replace("｜", MARK).splitlines(), 1):
        if not raw.strip():
            continue
        days, *rest = (part.strip() for part in raw.split(MARK))
        title, source = (*rest, "", "")[:2]
        if not days.lstrip("-").isdecimal() or abs(int(days)) > MOST_DAYS:
            faults.append(f"第{n}行：竖线前面写提前多少天，例如20；会后的写-3，最多{MOST_DAYS}天。")
        elif not title or len(title) > 80 or len(source) > 80:
            faults.append(f"第{n}行：天数后面写要办的事，八十字以内。")
        else:
            lines.append(Line(int(days), title, source))
    if len(lines) > MOST_LINES:
        faults.append(f"一份方案最多{MOST_LINES}行，现在有{len(lines)}行。")
    return lines, faults


def read_groups(text: str) -> tuple[list[GroupLine], list[str]]:
    """Delegations as people type them: name | head | place | members; and what is wrong with them, by the number of the line.

    >>> read_groups("庆符团 | 罗秋禾 | 二楼 | 罗秋禾、纪南陵")[0][0].members
    ('罗秋禾', '纪南陵')
    """
    lines, faults = list[GroupLine](), list[str]()
    for n, raw in enumerate(text.replace("｜", MARK).splitlines(), 1):
        if not raw.strip():
            continue
        name, head, place, members = ([part.strip() for part in raw.split(MARK)] + [""] * 3)[:4]
        if not name or len(name) > 80 or len(place) > 120:
            faults.append(f"第{n}行：先写代表团（组）的名称，八十字以内。")
        elif any(one.name == name for one in lines):
            faults.append(f"第{n}行：“{name}”写了两次。")
        else:
            people = tuple(one.strip() for one in members.replace("，", "、").split("、") if one.strip())
            lines.append(GroupLine(name, head, place, people))
    return lines, faults


def meeting_name(body: str, number: int | None, kind: str) -> str:
    """What a meeting is called: body, which one, kind."""
    which = f"第{number}次" if number else ""
    return (
        f"{body}{which}{'会议' if kind != BodyKind.COUNCIL else ''}" if which else f"{body}{clock.today().year}年会议"
    )
