"""States and choices of appointments. Words: docs/glossary.md, DOMAIN 3.4 D2."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Proposer(TextChoices):
    """Who may put an appointment or a dismissal before the standing committee."""

    HEAD = "head", "县长提请"
    COUNCIL = "council", "主任会议提请"
    SUPERVISORY = "supervisory", "监察委员会主任提请"
    COURT = "court", "人民法院院长提请"
    PROCURATORATE = "procuratorate", "人民检察院检察长提请"
    MEMBERS = "members", "常委会组成人员联名提出"


class Act(TextChoices):
    APPOINT = "appoint", "任命"
    DECIDE = "decide", "决定任命"
    APPROVE = "approve", "批准任命"
    REMOVE = "remove", "免职"
    DISMISS = "dismiss", "撤职"


BEGINNINGS = (Act.APPOINT, Act.DECIDE, Act.APPROVE)


class CaseState(TextChoices):
    """The proposal of one proposer for one meeting."""

    OPEN = "open", "会前准备"
    LISTED = "listed", "已列入会议"
    VOTED = "voted", "已表决"
    ANNOUNCED = "announced", "已公告"
    DONE = "done", "办完"
    WITHDRAWN = "withdrawn", "撤回"


class LineState(TextChoices):
    """One person's line of the proposal."""

    PROPOSED = "proposed", "等审查材料"
    RETURNED = "returned", "材料退回补正"
    EXAM = "exam", "等任前考试"
    READY = "ready", "等主任会议"
    LISTED = "listed", "等表决"
    PASSED = "passed", "通过，等公告"
    FAILED = "failed", "未通过"
    LETTER = "letter", "等发任命书"
    OATH = "oath", "等宣誓"
    DONE = "done", "办完"
    UNFIT = "unfit", "考试不合格"
    WITHDRAWN = "withdrawn", "撤回"


class ExamState(TextChoices):
    SET = "set", "等开考"
    RUNNING = "running", "正在考"
    MARKING = "marking", "等评简答题"
    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"
    MISSED = "missed", "没有来考"
    CANCELLED = "cancelled", "取消"


class QuestionKind(TextChoices):
    SINGLE = "single", "单选题"
    MULTIPLE = "multiple", "多选题"
    JUDGE = "judge", "判断题"
    SHORT = "short", "简答题"


BEFORE_MEETING = (LineState.PROPOSED, LineState.RETURNED, LineState.EXAM, LineState.READY)
AT_MEETING = (LineState.LISTED, LineState.PASSED, LineState.FAILED, LineState.LETTER, LineState.OATH, LineState.DONE)
CAME_THROUGH = (LineState.LETTER, LineState.OATH, LineState.DONE)
SHOWN_TO_MEMBERS = (CaseState.LISTED, CaseState.VOTED, CaseState.ANNOUNCED, CaseState.DONE)
IN_PUBLIC = (CaseState.ANNOUNCED, CaseState.DONE)
OVER = (ExamState.PASSED, ExamState.FAILED)


@dataclass(frozen=True, slots=True)
class Row:
    """One person of an uploaded list; number: its row in the file."""

    number: int
    name: str
    act: str
    organisation: str
    post: str
    login: str = ""
    cv: str = ""
