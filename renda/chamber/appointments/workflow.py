"""A proposal, a person's line and an exam as data. Drawn in docs/workflows/."""

from collections.abc import Iterable

from renda.chamber.appointments import access, rules
from renda.chamber.appointments.models import Appointment, Exam, Nominee
from renda.chamber.appointments.queries import PROPOSING
from renda.chamber.appointments.states import CaseState, ExamState, LineState
from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.people.states import OrgKind
from renda.ground.workflow.declare import by_clock, step, waits
from renda.ground.workflow.engine import Workflow

C, L, E = CaseState, LineState, ExamState
HANDS_IN = {OrgKind.GOV_OFFICE: Role.GOV_OFFICE, OrgKind.UNIT: Role.CLERK, OrgKind.COMMITTEE: Role.COMMITTEE}


def office(row: Appointment) -> Iterable[str]:
    return [holder_key(Role.OFFICE, row.office_id)]


def office_of_line(row: Nominee) -> Iterable[str]:
    return office(row.parent)


def proposer(row: Nominee) -> Iterable[str]:
    """Whoever handed it in, if it was an organisation of the platform; else the office that took it in."""
    org = row.parent.proposer_org
    role = HANDS_IN.get(OrgKind(org.kind)) if org is not None else None
    return [holder_key(role, org.pk)] if org is not None and role in PROPOSING else office(row.parent)


def speaker(row: Nominee) -> Iterable[str]:
    """Who still has to speak; afterwards the office, which puts the line to the vote."""
    is_owed = row.user_id and row.begins and not row.statement
    return [person_key(row.user_id)] if is_owed and row.user_id else office(row.parent)


def sitter(row: Exam) -> Iterable[str]:
    line = row.parent
    return [person_key(line.user_id)] if line.user_id else office(line.parent)


def office_of_exam(row: Exam) -> Iterable[str]:
    return office(row.parent.parent)


APPOINTMENT = Workflow(
    "appointment", C, model=Appointment, related=["meeting", "meeting__body", "office", "proposer_org"], party=access.follows,
    steps=[
        step("open", "登记任免议案", [], C.OPEN, allow=access.keeps, seen_by="parties"),
        step("add", "加人选", [C.OPEN], None, allow=access.proposes, seen_by="parties"),
        step("list", "主任会议通过，列入会议", [C.OPEN], C.LISTED, allow=access.keeps, blocked=access.not_ready,
             seen_by="parties"),
        step("put", "逐人提请表决", [C.LISTED], None, allow=access.keeps, blocked=access.cannot_vote, seen_by="parties"),
        step("settle", "记下表决结果", [C.LISTED], C.VOTED, allow=access.keeps, blocked=access.not_counted, seen_by="parties"),
        step("announce", "公告任免名单", [C.VOTED], C.ANNOUNCED, allow=access.keeps, blocked=access.nothing_passed,
             seen_by="public"),
        step("close", "办结", [C.VOTED], C.DONE, allow=access.keeps, blocked=access.something_passed, seen_by="parties"),
        step("issue", "发任命书", [C.ANNOUNCED], None, allow=access.keeps, blocked=access.no_letters, seen_by="parties"),
        step("swear", "记宣誓", [C.ANNOUNCED], None, allow=access.keeps, blocked=access.nobody_to_swear, seen_by="parties"),
        step("finish", "办完", [C.ANNOUNCED], C.DONE, allow=access.keeps, is_inner=True, seen_by="parties"),
        step("withdraw", "撤回议案", [C.OPEN, C.LISTED], C.WITHDRAWN, allow=access.proposes, blocked=access.is_voted_on,
             is_grave=True, seen_by="parties"),
    ],
    waits=[
        waits(C.OPEN, for_=office, until=rules.papers_due, ask="等您备齐材料，报主任会议"),
        waits(C.LISTED, for_=office, until=rules.vote_due, ask="等您逐人提请表决"),
        waits(C.VOTED, for_=office, until=rules.announcement_due, ask="等您公告任免名单"),
        waits(C.ANNOUNCED, for_=office, until=rules.office_due, ask="等您发任命书、办宣誓"),
    ],
)  # fmt: skip

NOMINEE = Workflow(
    "nominee", L, model=Nominee, private=["cv", "appraisal", "statement"], party=access.has_part,
    related=["parent", "parent__meeting", "parent__office", "parent__proposer_org", "org", "ballot"],
    steps=[
        step("propose", "报人选", [], L.PROPOSED, allow=access.proposes_line, is_inner=True, seen_by="parties"),
        step("fill", "补材料", [L.PROPOSED, L.RETURNED, L.EXAM, L.READY], None, allow=access.proposes_line, seen_by="parties"),
        step("check", "材料合格", [L.PROPOSED], L.EXAM, allow=access.keeps_line, blocked=access.lacks_papers, is_bulk=True,
             seen_by="parties"),
        step("send_back", "退回补正", [L.PROPOSED], L.RETURNED, allow=access.keeps_line, seen_by="parties"),
        step("resubmit", "补好再报", [L.RETURNED], L.PROPOSED, allow=access.proposes_line, seen_by="parties"),
        step("summon", "安排考试", [L.EXAM], None, allow=access.keeps_line, blocked=access.has_exam, seen_by="parties"),
        step("exempt", "免考", [L.EXAM], L.READY, allow=access.keeps_line, seen_by="parties"),
        step("skip", "不用考试", [L.EXAM], L.READY, allow=access.keeps_line, is_inner=True, seen_by="parties"),
        step("qualify", "考试合格", [L.EXAM], L.READY, allow=access.by_score, is_inner=True, seen_by="parties"),
        step("disqualify", "补考仍不合格", [L.EXAM], L.UNFIT, allow=access.by_score, is_inner=True, seen_by="parties"),
        step("state", "交发言", [L.READY, L.LISTED], None, allow=access.speaks, seen_by="parties"),
        step("list", "列入会议", [L.READY], L.LISTED, allow=access.keeps_line, is_inner=True, seen_by="parties"),
        step("put", "提请表决", [L.LISTED], None, allow=access.keeps_line, is_inner=True, seen_by="parties"),
        step("succeed", "表决通过", [L.LISTED], L.PASSED, allow=access.keeps_line, is_inner=True, seen_by="parties"),
        step("fail", "表决未通过", [L.LISTED], L.FAILED, allow=access.keeps_line, is_inner=True, seen_by="parties"),
        step("announce", "公告任命", [L.PASSED], L.LETTER, allow=access.keeps_line, is_inner=True, seen_by="parties"),
        step("leave", "公告免职、撤职", [L.PASSED], L.DONE, allow=access.keeps_line, is_inner=True, seen_by="parties"),
        step("issue", "发任命书", [L.LETTER], L.OATH, allow=access.keeps_line, is_inner=True, seen_by="parties"),
        step("swear", "宣誓", [L.OATH], L.DONE, allow=access.keeps_line, is_inner=True, seen_by="parties"),
        step("withdraw", "撤下这一人", [L.PROPOSED, L.RETURNED, L.EXAM, L.READY, L.LISTED], L.WITHDRAWN,
             allow=access.proposes_line, blocked=access.line_is_voted_on, is_grave=True, seen_by="parties"),
    ],
    waits=[
        waits(L.PROPOSED, for_=office_of_line, until=rules.check_due, ask="等您审查材料"),
        waits(L.RETURNED, for_=proposer, until=rules.mending_due, ask="等您补正材料"),
        waits(L.EXAM, for_=office_of_line, until=rules.exam_due, ask="等您安排任前考试"),
        waits(L.LISTED, for_=speaker, until=rules.statement_due, ask="会前交供职发言，等表决"),
    ],
)  # fmt: skip

EXAM = Workflow(
    "exam", E, model=Exam, private=["score"], party=access.sees_answers,
    related=["parent", "parent__parent", "parent__parent__meeting", "parent__parent__office"],
    steps=[
        step("draw", "抽卷", [], E.SET, allow=access.keeps_exam, is_inner=True, seen_by="parties"),
        step("begin", "开始考试", [E.SET], E.RUNNING, allow=access.sits, blocked=access.not_its_day, seen_by="parties"),
        step("hand_in", "交卷", [E.RUNNING], E.MARKING, allow=access.sits, seen_by="parties"),
        step("time_out", "到时间收卷", [E.RUNNING], E.MARKING, allow=by_clock, at="due", blocked=access.time_is_not_up,
             seen_by="parties"),
        step("cancel", "取消考试", [E.SET], E.CANCELLED, allow=access.keeps_exam, is_grave=True, seen_by="parties"),
        step("miss", "没有来考", [E.SET], E.MISSED, allow=by_clock, at="due", seen_by="parties"),
        step("succeed", "评卷：合格", [E.MARKING], E.PASSED, allow=access.by_score, blocked=access.not_marked, is_inner=True,
             seen_by="parties"),
        step("fail", "评卷：不合格", [E.MARKING], E.FAILED, allow=access.by_score, blocked=access.not_marked, is_inner=True,
             seen_by="parties"),
    ],
    waits=[
        waits(E.SET, for_=sitter, until=rules.sitting_due, ask="等您参加任前考试"),
        waits(E.RUNNING, for_=sitter, until=rules.sitting_due, ask="正在考试，做完请交卷"),
        waits(E.MARKING, for_=office_of_exam, until=rules.marking_due, ask="等您评简答题"),
    ],
)  # fmt: skip
