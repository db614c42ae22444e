"""A decision on a major matter as data: who may do what, what blocks it, who is waited for and until when."""

from collections.abc import Iterable

from renda.chamber.decisions import access, rules
from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.states import AT_WORK, BEFORE_VOTE, DecisionState
from renda.ground.kernel import law
from renda.ground.people.access import holder_of
from renda.ground.workflow.declare import by_rule, extending, step, waits
from renda.ground.workflow.engine import Workflow

D = DecisionState


def office(row: Decision) -> Iterable[str]:
    return [holder_of(row.office)]


def committee(row: Decision) -> Iterable[str]:
    return [holder_of(row.committee)] if row.committee else office(row)


def organ(row: Decision) -> Iterable[str]:
    return [holder_of(row.organ)] if row.organ else office(row)


DECISION = Workflow(
    "decision", D, model=Decision, party=access.is_party,
    related=["body", "office", "committee", "organ", "meeting", "ballot", "mover", "proposer_org", "meeting__body",
             "meeting__office"],
    steps=[
        step("propose", "提出重大事项", [], D.PROPOSED, allow=access.proposes, blocked=access.cannot_be_proposed,
             seen_by="parties"),
        step("join", "联名", [D.PROPOSED], None, allow=access.signs, seen_by="parties"),
        step("hand", "交委室研究", [D.PROPOSED], D.RESEARCH, allow=access.is_office, blocked=access.too_few_members,
             seen_by="parties"),
        step("research", "提研究意见", [D.RESEARCH], D.PROPOSED, allow=access.is_committee, seen_by="parties"),
        step("submit", "报主任会议", [D.PROPOSED], D.COUNCIL, allow=access.is_office, blocked=access.too_few_members,
             seen_by="parties"),
        step("record", "备案", [D.PROPOSED], D.RECORDED, allow=access.is_office, blocked=access.not_for_record,
             seen_by="parties"),
        step("send_back", "退回补充", [D.COUNCIL], D.PROPOSED, allow=access.is_office, seen_by="parties"),
        step("refuse", "主任会议决定不列入", [D.COUNCIL], D.REFUSED, allow=access.is_office, is_grave=True,
             seen_by="parties"),
        step("put_on_agenda", "列入议程", [D.COUNCIL], D.AGENDA, allow=access.is_office, seen_by="public"),
        step("write", "改文本", BEFORE_VOTE, None, allow=access.writes, blocked=access.text_is_fixed, seen_by="parties"),
        step("deliberate", "记审议情况", [D.AGENDA], D.DELIBERATED, allow=access.is_office, seen_by="public"),
        step("postpone", "改列下次会议", [D.AGENDA, D.DELIBERATED], D.COUNCIL, allow=access.is_office,
             blocked=access.vote_runs, seen_by="parties"),
        step("put_to_vote", "提请表决", [D.DELIBERATED], None, allow=access.is_office, blocked=access.cannot_vote,
             seen_by="public"),
        step("adopt", "通过", [D.DELIBERATED], D.VOTED, allow=access.is_office, blocked=access.not_passed,
             seen_by="public"),
        step("fail", "没有通过", [D.DELIBERATED], D.FAILED, allow=access.is_office, blocked=access.not_failed,
             seen_by="public"),
        step("send_opinions", "送出意见", [D.DELIBERATED], D.OPINED, allow=access.is_office, blocked=access.no_opinions,
             seen_by="parties"),
        step("announce", "公布", [D.VOTED], D.ANNOUNCED, allow=access.is_office, seen_by="public"),
        step("implement", "开始落实", [D.ANNOUNCED], D.IMPLEMENTED, allow=access.is_organ, seen_by="public"),
        step("report", "报落实情况", AT_WORK, D.REPORTED, allow=access.is_organ, seen_by="public"),
        step("ask_again", "报告退回补充", [D.REPORTED], D.IMPLEMENTED, allow=access.writes, seen_by="parties"),
        step("close", "办结", [D.REPORTED, D.ANNOUNCED], D.CLOSED, allow=access.writes, blocked=access.report_is_owed,
             seen_by="public"),
        step("withdraw", "撤回", BEFORE_VOTE, D.WITHDRAWN, allow=access.takes_back, blocked=access.vote_runs,
             is_grave=True, seen_by="parties"),
        extending(AT_WORK, allow=access.is_office),
    ],
    waits=[
        waits(D.PROPOSED, for_=office, until=by_rule("decision_intake"), ask="等您交研究或者报主任会议"),
        waits(D.RESEARCH, for_=committee, until=by_rule("decision_research"), ask="等您提研究意见"),
        waits(D.COUNCIL, for_=office, until=by_rule("decision_council"), ask="等主任会议决定列不列入", source=law.ORGANIC_52),
        waits(D.AGENDA, for_=office, until=rules.meeting_due, ask="等会上审议"),
        waits(D.DELIBERATED, for_=office, until=rules.meeting_due, ask="等您提请表决或者送出意见"),
        waits(D.VOTED, for_=office, until=by_rule("decision_announce"), ask="等您公布"),
        waits(D.ANNOUNCED, for_=organ, until=rules.work_due, ask="等您报落实情况"),
        waits(D.IMPLEMENTED, for_=organ, until=rules.work_due, ask="等您报落实情况"),
        waits(D.OPINED, for_=organ, until=rules.opinions_due, ask="等您报告处理情况", source=law.ORGANIC_50),
        waits(D.REPORTED, for_=committee, until=by_rule("decision_check"), ask="等您看落实情况报告"),
    ],
)  # fmt: skip
