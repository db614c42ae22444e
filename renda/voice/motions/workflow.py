"""The motion and its co-signing as data: who may do what, what blocks it, who is waited for and until when."""

from collections.abc import Iterable
from datetime import date

from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel import clock, law
from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.declare import by_clock, step, waits
from renda.ground.workflow.engine import Workflow
from renda.voice.motions import access, rules
from renda.voice.motions.models import Cosigning, Motion
from renda.voice.motions.states import BEFORE_DECISION, BEFORE_VOTE, DECIDED, CosigningState, M

C = CosigningState
ROLE_AT = {
    OrgKind.OFFICE: Role.OFFICE, OrgKind.PRESIDIUM: Role.TOWNSHIP, OrgKind.COMMITTEE: Role.COMMITTEE,
    OrgKind.GOV_OFFICE: Role.GOV_OFFICE, OrgKind.TOWN_GOV: Role.TOWN_GOV,
}  # fmt: skip

# Whom the matter waits for.


def key_at(org: Organisation) -> str:
    """Who acts for a body: its clerks, if it is none of the congress or the government's office."""
    return holder_key(ROLE_AT.get(OrgKind(org.kind), Role.CLERK), org.pk)


def author(row: Motion) -> Iterable[str]:
    if row.mover is None:
        return [key_at(row.mover_org)] if row.mover_org else []
    if row.mover.user_id:
        return [person_key(row.mover.user_id)]
    return [holder_key(Role.LIAISON, row.helper_org_id)] if row.helper_org_id else office(row)


def office(row: Motion) -> Iterable[str]:
    return [key_at(row.office)]


def reviewer(row: Motion) -> Iterable[str]:
    return [key_at(row.reviewer)] if row.reviewer else office(row)


def committee(row: Motion) -> Iterable[str]:
    return [key_at(row.committee)] if row.committee else office(row)


def unit(row: Motion) -> Iterable[str]:
    return [key_at(row.unit)] if row.unit else committee(row)


def invited(row: Cosigning) -> Iterable[str]:
    if row.deputy.user_id:
        return [person_key(row.deputy.user_id)]
    return list(author(row.parent))


# Until when.


def handing_in_due(row: Motion, since: date, _book: RuleBook) -> Due | None:
    """大会主席团决定的议案截止时间；闭会期间没有期限"""
    if row.session is None or row.session.deadline_at is None:
        return None
    return rules.deadline_due(row.session.deadline_at.astimezone(clock.COUNTY_TIME), since)


def session_due(row: Motion, since: date, _book: RuleBook) -> Due | None:
    """大会闭幕以前"""
    return rules.session_due(row.session.ends_on, since) if row.session else None


def cosigning_due(row: Cosigning, since: date, book: RuleBook) -> Due | None:
    """同议案的截止时间"""
    return handing_in_due(row.parent, since, book)


MOTION = Workflow(
    "motion", M, model=Motion, party=access.is_party,
    private={"title", "case", "grounds", "plan", "frozen", "ruling", "opinion", "withdrawal_reason"},
    steps=[
        step("draft", "起草议案", [], M.DRAFT, allow=access.is_author_or_helper),
        step("edit", "改稿", [M.DRAFT, M.COSIGNING], None, allow=access.is_author_or_helper, seen_by="parties"),
        step("gather", "开始征集联名", [M.DRAFT], M.COSIGNING, allow=access.moves_along, is_inner=True, seen_by="parties"),
        step("submit", "提交", [M.DRAFT, M.COSIGNING], M.SUBMITTED, allow=access.is_author_or_helper,
             blocked=access.not_ready_to_submit, seen_by="public"),
        step("turn", "改提代表建议", [M.DRAFT, M.COSIGNING], M.TURNED, allow=access.is_author_or_helper,
             blocked=access.has_no_deputy, seen_by="parties"),
        step("miss", "过了截止时间", [M.DRAFT, M.COSIGNING], M.DRAFT, allow=by_clock, at="due", seen_by="parties"),
        step("withdraw", "不提了", [M.DRAFT, M.COSIGNING], M.WITHDRAWN, allow=access.is_author, is_grave=True,
             seen_by="parties"),
        step("receive", "登记编号", [M.SUBMITTED], M.RECEIVED, allow=access.is_office, seen_by="public"),
        step("send_back", "退回补正", [M.SUBMITTED], M.DRAFT, allow=access.is_office, seen_by="parties"),
        step("opine", "提审议意见", [M.RECEIVED], M.OPINED, allow=access.is_reviewer, seen_by="parties"),
        step("put_on_agenda", "列入议程", BEFORE_DECISION, M.ON_AGENDA, allow=access.is_office,
             blocked=access.asked_back, seen_by="public"),
        step("refer", "会后交委员会", BEFORE_DECISION, M.IN_COMMITTEE, allow=access.is_office,
             blocked=access.asked_back, seen_by="public"),
        step("convert", "作为建议处理", BEFORE_DECISION, M.CONVERTED, allow=access.is_office,
             blocked=access.cannot_convert, seen_by="public"),
        step("ask_withdrawal", "要求撤回", BEFORE_VOTE, None, allow=access.is_author, blocked=access.asked_back,
             is_grave=True, seen_by="parties"),
        step("allow_withdrawal", "主席团同意撤回", BEFORE_VOTE, M.WITHDRAWN, allow=access.is_office,
             blocked=access.not_asked_back, seen_by="public"),
        step("refuse_withdrawal", "主席团不同意撤回", BEFORE_VOTE, None, allow=access.is_office,
             blocked=access.not_asked_back, seen_by="parties"),
        step("vote", "记下表决结果", [M.ON_AGENDA], M.VOTED, allow=access.is_office, blocked=access.asked_back,
             seen_by="public"),
        step("consult", "听取提案人意见", [M.RECEIVED, M.OPINED, M.ON_AGENDA, M.IN_COMMITTEE, M.WITH_UNIT], None,
             allow=access.is_handler, seen_by="parties"),
        step("hand_over", "交政府办理", [M.IN_COMMITTEE], M.WITH_UNIT, allow=access.is_committee_or_office, seen_by="public"),
        step("answer", "报办理情况", [M.WITH_UNIT], M.IN_COMMITTEE, allow=access.is_unit, seen_by="parties"),
        step("report", "提审议结果报告", [M.IN_COMMITTEE, M.WITH_UNIT], M.REPORTED, allow=access.is_committee,
             blocked=access.no_talk, seen_by="public"),
        step("tell", "向大会报告结果", [M.VOTED, M.REPORTED], M.TOLD, allow=access.is_office, seen_by="public"),
        step("publish", "公开", DECIDED, None, allow=access.is_second_person, blocked=access.nothing_to_publish,
             seen_by="public"),
        step("close", "办结", [M.VOTED, M.CONVERTED, M.TOLD], M.CLOSED, allow=access.is_office, seen_by="public"),
    ],
    waits=[
        waits(M.DRAFT, for_=author, until=handing_in_due, ask="等您写完，请人联名"),
        waits(M.COSIGNING, for_=author, until=handing_in_due, ask="联名够了就提交", source=law.ORGANIC_22),
        waits(M.SUBMITTED, for_=office, until=session_due, ask="等您登记编号"),
        waits(M.RECEIVED, for_=reviewer, until=session_due, ask="等您提审议意见"),
        waits(M.OPINED, for_=office, until=session_due, ask="等主席团决定后登记", source=law.ORGANIC_22),
        waits(M.ON_AGENDA, for_=office, until=session_due, ask="等表决后记下结果"),
        waits(M.IN_COMMITTEE, for_=committee, until=rules.report_due, ask="等您审议后提报告"),
        waits(M.WITH_UNIT, for_=unit, until=rules.unit_due, ask="等您报办理情况"),
        waits(M.CONVERTED, for_=office, until=None, ask="公开以后办结"),
        waits(M.VOTED, for_=office, until=None, ask="等您办结，要落实的向下次大会报告"),
        waits(M.REPORTED, for_=office, until=None, ask="等下次大会报告结果"),
        waits(M.TOLD, for_=office, until=None, ask="等您办结"),
    ],
)  # fmt: skip

COSIGNING = Workflow(
    "cosigning", C, model=Cosigning, party=access.is_party_of_cosigning,
    steps=[
        step("invite", "邀请联名", [], C.INVITED, allow=access.invites, blocked=access.paper_is_in, seen_by="parties"),
        step("record", "记下纸上联名", [], C.PAPER, allow=access.invites, blocked=access.paper_is_in, seen_by="parties"),
        step("sign", "联名", [C.INVITED, C.DECLINED], C.SIGNED, allow=access.is_invited, blocked=access.paper_is_in,
             seen_by="parties"),
        step("decline", "不联名", [C.INVITED], C.DECLINED, allow=access.is_invited, seen_by="parties"),
        step("renew", "改稿后重新请", [C.SIGNED, C.PAPER], C.INVITED, allow=access.moves_along, is_inner=True,
             seen_by="parties"),
        step("lapse", "议案已提交，没有回", [C.INVITED], C.LAPSED, allow=access.moves_along, is_inner=True,
             seen_by="parties"),
    ],
    waits=[waits(C.INVITED, for_=invited, until=cosigning_due, ask="请您看要不要联名")],
)  # fmt: skip
