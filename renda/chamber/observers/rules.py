"""Pure rules of observers: how many, how early the call goes out, until when one signs up, and the lot."""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from renda.chamber.meetings.states import BodyKind
from renda.chamber.observers.states import How
from renda.ground.county.rules import Due, RuleBook, say
from renda.ground.kernel.law import Source

MOST_PLACES, LONGEST_WORDS = 200, 500


def suffix(kind: str) -> str:
    """Which rules of the county hold: those for a session of the congress, or those for the other meetings."""
    return "session" if kind == BodyKind.CONGRESS else "meeting"


def too_late(starts_on: date, on: date, kind: str, book: RuleBook) -> str:
    """The sentence on a call that goes out later than the county's rule says; empty if it is early enough.

    It is said, and hinders nothing: an extra meeting is called at short notice. Source: DOMAIN R-MT-11, county rule
    """
    name = f"observer_notice_{suffix(kind)}"
    days = book.value(name, on)
    if starts_on - timedelta(days=days) >= on:
        return ""
    return f"离开会只有{(starts_on - on).days}天，县里定的是提前{days}天公告。依据：{book.source(name, on)}"


def last_day(starts_on: date, on: date, book: RuleBook) -> date:
    """The last day to sign up: so many days before the meeting, today at the earliest."""
    return max(starts_on - timedelta(days=book.value("observer_close", on)), on)


def choose_due(row: Any, since: date, _book: RuleBook) -> Due:
    """报名截止的第二天"""
    day = max(row.closes_on + timedelta(days=1), since)
    return Due(
        day,
        (f"报名到{say(row.closes_on)}截止。", f"第二天定人选：{say(day)}。"),
        Source("旁听公告", "报名截止日"),
        since,
    )


def chosen(keys: Iterable[UUID], places: int, how: str, seed: str) -> list[UUID]:
    """Who comes. keys: by the time of signing up. By lot: those whose digest of seed and key is least, so that whoever has the
    seed draws the same again.

    >>> chosen([UUID(int=1), UUID(int=2)], 1, "order", "")
    [UUID('00000000-0000-0000-0000-000000000001')]
    """
    found = list(keys)
    if how == How.LOT:
        found.sort(key=lambda key: sha256(f"{seed}:{key}".encode()).digest())
    return found[:places]
