"""Pure rules of deliberation opinions: points from what was said, and when each thing is due."""

import re
from datetime import date
from typing import Any

from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel import law

MOST_POINTS, LONGEST_POINT = 20, 1000
ASKS = re.compile("建议|希望|应当|要|加强|加快|尽快|完善|落实|解决")
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
SPEAKER = re.compile(r"^[^：:，。]{1,12}[：:]")
FEWEST = 6


def points_of(notes: str) -> list[str]:
    """The sentences of speech notes that ask for something, each once, without who said it: a starting text for a person.

    >>> points_of("罗秋禾：供水站建得不错。建议加快老旧管网改造。\\n严守田：要公布水质检测结果。")
    ['建议加快老旧管网改造。', '要公布水质检测结果。']
    """
    found: dict[str, None] = {}
    for line in notes.splitlines():
        for sentence in SENTENCE.findall(SPEAKER.sub("", line.strip())):
            words = sentence.strip().rstrip("；")[:LONGEST_POINT]
            if len(words) >= FEWEST and ASKS.search(words):
                found.setdefault(words if words.endswith(("。", "！", "？")) else f"{words}。")
    return list(found)[:MOST_POINTS]


def draft_due(row: Any, _since: date, book: RuleBook) -> Due:
    """会议结束以后，县定期限：deliberation_draft"""
    return book.due("deliberation_draft", row.meeting.ends_on)


def report_due(row: Any, since: date, book: RuleBook) -> Due:
    """交办时写明的日期；没有写明的按县定期限：交办、退回补充、不满意再办各有期限"""
    if row.due_on is not None:
        return Due.named(row.due_on, since, words="交办的时候写明了报告的日子。", source=law.SUPERVISION_17)
    kind = (
        "deliberation_return" if row.is_returned else "deliberation_again" if row.round > 1 else "deliberation_report"
    )
    return book.due(kind, since)


def rating_due(row: Any, since: date, _book: RuleBook) -> Due | None:
    """测评的会议最后一天"""
    meeting = row.rating_meeting
    if meeting is None:
        return None
    return Due.named(meeting.ends_on, since, words=f"会议是“{meeting.title}”。", source=law.SUPERVISION_17)
