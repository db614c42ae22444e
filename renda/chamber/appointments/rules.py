"""What the law and the county's rules say of appointments: who proposes what, days, papers of an exam, marks. Pure."""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from renda.chamber.appointments.states import BEGINNINGS, Act, Proposer, QuestionKind, Row
from renda.ground.county.rules import Due, RuleBook, say
from renda.ground.kernel import law
from renda.ground.kernel.law import Source
from renda.ground.people.states import OrgKind

MAY_PROPOSE: Mapping[Proposer, frozenset[Act]] = {
    Proposer.HEAD: frozenset({Act.DECIDE, Act.REMOVE, Act.DISMISS}),
    Proposer.COUNCIL: frozenset({Act.APPOINT, Act.REMOVE, Act.DISMISS}),
    Proposer.SUPERVISORY: frozenset({Act.APPOINT, Act.REMOVE, Act.DISMISS}),
    Proposer.COURT: frozenset({Act.APPOINT, Act.REMOVE, Act.DISMISS}),
    Proposer.PROCURATORATE: frozenset({Act.APPOINT, Act.APPROVE, Act.REMOVE, Act.DISMISS}),
    Proposer.MEMBERS: frozenset({Act.DISMISS}),
}
"""Source: 地方组织法 (2022) art. 50(13)-(16); 监督法 (2024) art. 61"""
STATE_ORGANS = frozenset({OrgKind.COUNTY_GOV, OrgKind.GOV_OFFICE, OrgKind.UNIT, OrgKind.TOWN_GOV})
ORGAN_WORDS = ("监察委员会", "人民法院", "人民检察院")
MOST_LINES, MOST_TEXT = 60, 6000
HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "名字"), "act": ("任免", "任免类别", "类别"), "organisation": ("机构", "单位", "任免机构"),
    "post": ("职务", "拟任职务", "任免职务"), "login": ("账号", "登录名"), "cv": ("简历", "个人简历"),
}  # fmt: skip
ACT_WORDS = {"任": Act.APPOINT, "任职": Act.APPOINT, "免": Act.REMOVE, "免去": Act.REMOVE,
             **{str(act.label): act for act in Act}, **{str(act): act for act in Act}}  # fmt: skip
QUESTION_HEADS = ("题型", "法律", "题目", "选项", "答案", "出处")
LETTERS = "ABCDEF"
TRUE, FALSE = "对", "错"
JUDGEMENTS = {"对": TRUE, "正确": TRUE, "√": TRUE, "错": FALSE, "错误": FALSE, "×": FALSE}


def needed_signers(members: int) -> int:
    """At least one fifth of all members of the committee. Source: 监督法 (2024) art. 61, DOMAIN R-TH-13

    >>> needed_signers(27), needed_signers(25)
    (6, 5)
    """
    return -(-members // 5)


def is_state_organ(kind: str, name: str) -> bool:
    """Government, supervisory commission, court or procuratorate. Source: 地方组织法 (2022) art. 47, DOMAIN R-EL-12"""
    return kind in STATE_ORGANS or any(word in name for word in ORGAN_WORDS)


def check_due(_row: Any, since: date, book: RuleBook) -> Due:
    """收到以后，县定天数内审完材料"""
    return book.due("appointment_check", since)


def mending_due(_row: Any, since: date, book: RuleBook) -> Due:
    """退回以后，县定天数内补正"""
    return book.due("appointment_mend", since)


def exam_due(_row: Any, since: date, book: RuleBook) -> Due:
    """材料审完以后，县定天数内考完"""
    return book.due("appointment_exam", since)


def papers_due(row: Any, since: date, book: RuleBook) -> Due:
    """会前，县定天数以前材料要齐"""
    return _before_meeting(row, since, book, "appointment_papers")


def statement_due(row: Any, since: date, book: RuleBook) -> Due:
    """会前，县定天数以前交供职发言"""
    return _before_meeting(row.parent, since, book, "appointment_statement")


def vote_due(row: Any, since: date, _book: RuleBook) -> Due:
    """会议最后一天表决"""
    day = max(row.meeting.ends_on, since)
    return Due(day, (f"会议开到{say(row.meeting.ends_on)}。",), Source("会议通知", "所定日期"), since)


def announcement_due(_row: Any, since: date, book: RuleBook) -> Due:
    """表决以后，县定天数内公告"""
    return book.due("appointment_announce", since)


def office_due(_row: Any, since: date, book: RuleBook) -> Due:
    """公告以后，县定天数内发任命书、宣誓"""
    return book.due("appointment_office", since)


def sitting_due(row: Any, since: date, _book: RuleBook) -> Due:
    """考试那一天"""
    day = max(row.sits_on, since)
    return Due(day, (f"考试定在{say(row.sits_on)}。",), Source("考试通知", "所定日期"), since)


def marking_due(_row: Any, since: date, book: RuleBook) -> Due:
    """交卷以后，县定天数内评完"""
    return book.due("appointment_marking", since)


def _before_meeting(case: Any, since: date, book: RuleBook, kind: str) -> Due:
    """So many days before the meeting; a case that comes late asks for today."""
    days, source = book.value(kind, since), book.source(kind, since)
    on = max(case.meeting.starts_on - timedelta(days=days), since)
    lines = (f"会议从{say(case.meeting.starts_on)}开始。", f"提前{days}天，最迟{say(on)}。", f"依据：{source}")
    return Due(on, lines, source, since)


def read_rows(titles: Sequence[str], numbered: Iterable[tuple[int, Sequence[str]]]) -> tuple[list[Row], list[str]]:
    """The persons of a list and what is wrong with it, by the number of the row."""
    places = {key: next((n for n, t in enumerate(titles) if t.strip() in names), -1) for key, names in HEADS.items()}
    missing = [HEADS[key][0] for key in ("name", "act", "organisation", "post") if places[key] < 0]
    if missing:
        return [], [f"表里缺少这几列：{'、'.join(missing)}。"]
    rows, faults = list[Row](), list[str]()
    for number, cells in numbered:
        said = {key: cells[at].strip() if 0 <= at < len(cells) else "" for key, at in places.items()}
        act = ACT_WORDS.get(said["act"])
        if act is None:
            faults.append(f"第{number}行：“任免”写任命、决定任命、批准任命、免职或者撤职。")
        elif not (said["name"] and said["post"] and said["organisation"]):
            faults.append(f"第{number}行：姓名、机构、职务都要写。")
        elif len(said["name"]) > 40 or len(said["post"]) > 60 or len(said["organisation"]) > 100:
            faults.append(f"第{number}行：姓名、机构或者职务太长了。")
        else:
            facts = {key: said[key] for key in ("name", "organisation", "post", "login", "cv")}
            rows.append(Row(number=number, act=act, **facts))
    if not rows and not faults:
        faults.append("表里没有人：第二行起一人一行。")
    if len(rows) > MOST_LINES:
        faults.append(f"一件议案最多{MOST_LINES}人，现在有{len(rows)}人。")
    return rows, faults


def draw_paper(bank: Iterable[tuple[int, str]], quotas: Mapping[str, int], seed: int) -> tuple[list[int], list[str]]:
    """Which questions, in which order, the seed draws; and which kinds have too few. The same bank and seed give the same paper.

    >>> draw_paper([(1, "single"), (2, "single"), (3, "judge")], {"single": 1, "judge": 1}, 7)[0][1]
    3
    """
    of_kind: dict[str, list[int]] = {}
    for key, kind in sorted(bank):
        of_kind.setdefault(kind, []).append(key)
    chance, drawn, faults = random.Random(seed), list[int](), list[str]()  # noqa: S311  a recorded draw, no secret
    for kind, count in quotas.items():
        there = of_kind.get(kind, [])
        if len(there) < count:
            faults.append(f"题库里{QuestionKind(kind).label}只有{len(there)}道，要{count}道。")
        else:
            drawn += chance.sample(there, count)
    return drawn, faults


def mark_given(kind: str, key: Sequence[str], given: str, points: int) -> int | None:
    """All points for exactly the right answer, else none; None for what only people can mark."""
    if kind == QuestionKind.SHORT:
        return 0 if not given.strip() else None
    return points if sorted(given.split(",")) == sorted(key) else 0


def score_of(got: Iterable[int], points: Iterable[int]) -> int:
    """Of a hundred, rounded down.

    >>> score_of([2, 0, 4], [2, 2, 4])
    75
    """
    return sum(got) * 100 // max(sum(points), 1)


def split_options(text: str) -> list[str]:
    """Options as offices type them: `A.宪法 B.法律`, or parted by a bar."""
    parts = text.split("|") if "|" in text else re.split(r"(?:^|\s+)[A-F][．.、]", text)
    return [re.sub(r"^[A-F][．.、]", "", part.strip()) for part in parts if part.strip()]


def question_faults(kind: str, text: str, options: Sequence[str], key: Sequence[str]) -> str:
    """What is wrong with a question; empty if nothing is."""
    if not text.strip():
        return "请写题目。"
    if kind == QuestionKind.JUDGE:
        return "" if list(key) in ([TRUE], [FALSE]) else "判断题的答案写对或者错。"
    if kind == QuestionKind.SHORT:
        return "" if key and key[0].strip() else "简答题请写参考答案。"
    known = LETTERS[: len(options)]
    if not 2 <= len(options) <= len(LETTERS):
        return f"选择题要有2到{len(LETTERS)}个选项。"
    if not key or any(letter not in known for letter in key) or len(set(key)) != len(key):
        return f"答案要在{'、'.join(known)}里选。"
    if kind == QuestionKind.SINGLE and len(key) != 1:
        return "单选题只有一个答案。"
    return "多选题至少有两个答案。" if kind == QuestionKind.MULTIPLE and len(key) < 2 else ""


def read_key(kind: str, text: str) -> list[str]:
    """The answer as a list, from what was typed: letters, 对 or 错, or the model answer."""
    if kind == QuestionKind.JUDGE:
        return [JUDGEMENTS.get(text.strip(), text.strip())]
    if kind == QuestionKind.SHORT:
        return [text.strip()]
    return [letter for letter in text.upper() if letter in LETTERS]


def takes_exam(act: str) -> bool:
    return act in BEGINNINGS


SOURCES = {Proposer.MEMBERS: law.SUPERVISION_61}
