"""Pure rules of decisions: how many members propose, when each thing is due, the county's list as lines of text."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from renda.chamber.decisions.states import Line, Sort
from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel import law
from renda.ground.kernel.law import Source

LEAST_MEMBERS = 3
MOST_LINES = 80
MARK = "|"
NAMES = {str(one.label): str(one) for one in Sort}


def members_missing(signed: int) -> str:
    """Why so few members cannot propose, as people read it; empty if there are enough. Source: 地方组织法 (2022) art. 52

    >>> members_missing(3), members_missing(1)[:12]
    ('', '要有3名以上常委会组成')
    """
    if signed >= LEAST_MEMBERS:
        return ""
    short = LEAST_MEMBERS - signed
    return f"要有{LEAST_MEMBERS}名以上常委会组成人员联名，现在有{signed}名，还差{short}名。依据：{law.ORGANIC_52}"


def meeting_due(row: Any, since: date, _book: RuleBook) -> Due | None:
    """会议最后一天"""
    if row.meeting is None:
        return None
    return Due.named(
        row.meeting.ends_on, since, words=f"会议是“{row.meeting.title}”。", source=Source("会议通知", "所定日期")
    )


def work_due(row: Any, since: date, _book: RuleBook) -> Due | None:
    """决定写明的报告日期；没有写明的不限期"""
    if row.report_due_on is None:
        return None
    source = Source(row.number or row.title, "写明的日期")
    return Due.named(row.report_due_on, since, words="决定里写明了报告落实情况的日子。", source=source)


def opinions_due(row: Any, since: date, book: RuleBook) -> Due:
    """送出意见时写明的日期，没有写明的按县定期限"""
    if row.report_due_on is None:
        return book.due("decision_report", since)
    return Due.named(row.report_due_on, since, words="送出意见时写明了报告的日子。", source=law.ORGANIC_50)


def write_lines(lines: Iterable[Line]) -> str:
    """The list as a person edits it: one line each, 类别|事项|依据."""
    return "\n".join(MARK.join((str(Sort(one.sort).label), one.title, one.source)) for one in lines)


def read_lines(text: str) -> tuple[list[Line], list[str]]:
    """The lines of an edited list, and what is wrong with it, a sentence each.

    >>> read_lines("应当作出决定|批准决算|预算法")[0]
    [Line(sort='must', title='批准决算', source='预算法')]
    """
    lines, faults = list[Line](), list[str]()
    for number, raw in enumerate(text.splitlines(), 1):
        if not raw.strip():
            continue
        name, title, source = ([part.strip() for part in raw.replace("｜", MARK).split(MARK)] + ["", ""])[:3]
        if name not in NAMES:
            faults.append(f"第{number}行：类别要写“{'”“'.join(NAMES)}”。")
        elif not title or len(title) > 120 or len(source) > 120:
            faults.append(f"第{number}行：请写事项，事项和依据各不超过120字。")
        else:
            lines.append(Line(NAMES[name], title, source))
    if len(lines) > MOST_LINES:
        faults.append(f"最多{MOST_LINES}行，现在有{len(lines)}行。")
    return lines, faults
