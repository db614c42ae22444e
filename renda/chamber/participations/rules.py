"""Pure rules of participations: why a deputy may be thought of, and when each thing is due."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel import clock
from renda.ground.kernel.law import Source

EVENT = Source("活动通知", "所定日期")
BREAKS = re.compile(r"[、，,；;\s]+")
MOST_ASKED = 200


def words_of(text: str) -> list[str]:
    """A wish as it is typed, word by word.

    >>> words_of("庆符镇、文江镇，沙河镇")
    ['庆符镇', '文江镇', '沙河镇']
    """
    return [word for word in BREAKS.split(text.strip()) if word]


def reasons(
    *, towns: Sequence[str], trades: Sequence[str], lives: str, works: str, knows: str, times: int
) -> list[str]:
    """Why this deputy may be thought of, in words: advice for whoever names the deputies, no points and no order.

    towns, trades: what the organ wishes; knows: occupation and workplace; times: how often named in this term.

    >>> reasons(towns=["庆符镇"], trades=["医"], lives="庆符镇", works="", knows="乡村医生", times=0)
    ['住在庆符镇', '职业是乡村医生', '本届还没有安排过']
    """
    found = [f"住在{lives}"] if lives and lives in towns else []
    found += [f"在{works}工作"] if works and works in towns and works != lives else []
    found += [f"职业是{knows}"] if any(word in knows for word in trades) else []
    return found if times else [*found, "本届还没有安排过"]


def allot_due(row: Any, since: date, book: RuleBook) -> Due:
    """县定期限：participation_allot；活动更早的，到活动那天"""
    due = book.due("participation_allot", since)
    day = clock.day_of(row.starts_at)
    return due if due.day <= day else Due.named(day, since, words="活动定在这天。", source=EVENT)


def event_due(row: Any, since: date, _book: RuleBook) -> Due:
    """活动那天"""
    return Due.named(clock.day_of(row.starts_at), since, words="活动定在这天。", source=EVENT)
