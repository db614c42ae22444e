"""What law and custom say of a motion: how many sign, until when, what a vote needs, its number. No database, no clock."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from renda.ground.county.rules import Due, RuleBook
from renda.ground.county.states import Level
from renda.ground.kernel import law
from renda.voice.suggestions.rules import in_chinese

LEAST_SIGNERS: Mapping[int, int] = {Level.TOWNSHIP: 5, Level.COUNTY: 10, Level.CITY: 10, Level.PROVINCE: 10}
PARTS = {"case": "案由", "grounds": "案据", "plan": "方案"}


class MotionFacts(Protocol):
    """What the arithmetic needs to know of a motion."""

    case: str
    grounds: str
    plan: str
    referred_on: date | None
    handed_on: date | None


def least_signers(level: int) -> int:
    """How many deputies move together, the lead deputy counted: 5 in a township, 10 in a county and above.

    Source: 地方组织法 (2022) art. 22, docs/law/organic-law.md#motions, DOMAIN R-TH-1
    """
    return LEAST_SIGNERS.get(level, LEAST_SIGNERS[Level.COUNTY])


def missing_signers(signers: int, level: int) -> int:
    return max(least_signers(level) - signers, 0)


def missing_parts(motion: MotionFacts) -> list[str]:
    """Of case, grounds and plan those that are empty. Source: 代表法 (2025) art. 15, DOMAIN R-TH-2"""
    return [label for name, label in PARTS.items() if not getattr(motion, name).strip()]


def proposed_deadline(starts_on: date, ends_on: date) -> date:
    """The day on which about two thirds of the session are over: what we propose to the presidium (DOMAIN 6.1, practice).

    >>> proposed_deadline(date(2026, 1, 12), date(2026, 1, 15))
    datetime.date(2026, 1, 14)
    """
    days = (ends_on - starts_on).days + 1
    return starts_on + timedelta(days=max(round(days * 2 / 3) - 1, 0))


def deadline_due(deadline: datetime | None, since: date) -> Due | None:
    """大会主席团决定的议案截止时间

    deadline: aware, county time. The day is a decision of the presidium, not computed; it never moves by itself.
    """
    if deadline is None:
        return None
    when = f"{deadline.year}年{deadline.month}月{deadline.day}日{deadline:%H:%M}"
    lines = (
        f"大会主席团决定，议案提到{when}为止。",
        "过了截止时间，闭会期间只能提代表建议。",
        f"依据：{law.ORGANIC_22}",
    )
    return Due(deadline.date(), lines, law.ORGANIC_22, min(since, deadline.date()))


def session_due(ends_on: date, since: date) -> Due:
    """大会闭幕以前由主席团决定"""
    lines = (f"大会{ends_on.month}月{ends_on.day}日闭幕，这以前由主席团决定、由大会表决。", f"依据：{law.ORGANIC_22}")
    return Due(ends_on, lines, law.ORGANIC_22, min(since, ends_on))


def report_due(motion: MotionFacts, since: date, book: RuleBook) -> Due:
    """自交付委员会之日起，按县定期限提出审议结果的报告

    The time a government unit has for its part runs inside it and does not move it. Source: a rule of the county.
    """
    return book.due("motion_report", motion.referred_on or since)


def unit_due(motion: MotionFacts, since: date, book: RuleBook) -> Due:
    """自交政府办理之日起，按县定期限报办理情况

    Source: a rule of the county.
    """
    return book.due("motion_unit", motion.handed_on or since)


def has_passed(*, yes: int, members: int) -> bool:
    """More than half of all deputies, not of those present. Source: 地方组织法 (2022) art. 25, DOMAIN R-MJ-1

    >>> has_passed(yes=100, members=200)
    False
    """
    return yes * 2 > members


def motion_number(term: int, session: int, number: int) -> tuple[str, str]:
    """The number of a motion of a session, as papers say it and short for its address. Source: DOMAIN 5.4

    >>> motion_number(19, 5, 1)
    ('第1号议案', '19-5-1')
    """
    return f"第{number}号议案", f"{term}-{session}-{number}"


def session_name(term: int, session: int) -> str:
    """第十九届人大第五次会议"""
    return f"第{in_chinese(term)}届人大第{in_chinese(session)}次会议"
