"""Facts about an actor and a major matter. First line of a docstring: who it is, as pages say it."""

from renda.chamber.ballots.states import BallotState, Outcome
from renda.chamber.decisions import rules
from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.queries import CONGRESS, KEEPERS, seats_of
from renda.chamber.decisions.states import BEFORE_AGENDA, Proposer, Sort
from renda.chamber.meetings.states import RUNNING, BodyKind
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.access import answers_for

CLOSED_VOTES = (BallotState.CLOSED, BallotState.WITHDRAWN)
VOTE_AGAIN = (Outcome.AGAIN, Outcome.VOID)


def is_office(actor: Actor, row: Decision) -> bool:
    """承办会议的人大工作机构（乡镇为人大主席团）"""
    return actor.holds(*KEEPERS, org_id=row.office_id)


def sits(actor: Actor, row: Decision) -> bool:
    """本届组成人员"""
    return actor.is_signed_in and seats_of(actor).filter(body_id=row.body_id).exists()


def proposes(actor: Actor, row: Decision) -> bool:
    """政府、监委、法院、检察院、委员会，联名的常委会组成人员，或者代为登记的人大工作机构"""
    if is_office(actor, row):
        return True
    if row.proposer == Proposer.MEMBERS:
        return row.mover is not None and row.mover.user_id == actor.user_id and sits(actor, row)
    if row.proposer == Proposer.COMMITTEE:
        return row.proposer_org_id is not None and actor.holds(Role.COMMITTEE, org_id=row.proposer_org_id)
    return row.proposer != Proposer.COUNCIL and answers_for(actor, row.proposer_org_id)


def takes_back(actor: Actor, row: Decision) -> bool:
    """提出的机关、领衔的组成人员（列入议程以前），或者人大工作机构"""
    if is_office(actor, row):
        return True
    return row.state in BEFORE_AGENDA and proposes(actor, row)


def signs(actor: Actor, row: Decision) -> bool:
    """本届常委会组成人员，或者登记纸上签名的人大工作机构"""
    return row.proposer == Proposer.MEMBERS and (is_office(actor, row) or sits(actor, row))


def is_committee(actor: Actor, row: Decision) -> bool:
    """交去研究的委室"""
    return row.committee_id is not None and actor.holds(Role.COMMITTEE, org_id=row.committee_id)


def writes(actor: Actor, row: Decision) -> bool:
    """人大工作机构，或者研究的委室"""
    return is_office(actor, row) or is_committee(actor, row)


def is_organ(actor: Actor, row: Decision) -> bool:
    """落实决定、处理意见的机关"""
    return answers_for(actor, row.organ_id)


def is_party(actor: Actor, row: Decision) -> bool:
    """Who reads more than the public: the congress's side, who proposed, who carries it out, the members."""
    own = is_office(actor, row) or (actor.holds(*CONGRESS) and row.office.kind == "office")
    return own or is_organ(actor, row) or answers_for(actor, row.proposer_org_id) or sits(actor, row)


# What blocks a step: the reason as the user reads it, empty if there is none.


def cannot_be_proposed(row: Decision) -> str:
    if row.proposer == Proposer.MEMBERS and row.body.kind != BodyKind.STANDING:
        return "常委会组成人员联名，提的是常委会会议的事项；向大会提议案请用“议案”。"
    return ""


def too_few_members(row: Decision) -> str:
    """Source: 地方组织法 (2022) art. 52"""
    return rules.members_missing(row.movers.count()) if row.proposer == Proposer.MEMBERS else ""


def not_for_record(row: Decision) -> str:
    return "" if row.sort == Sort.RECORD else f"这一项是“{Sort(row.sort).label}”，不是备案的事项。"


def text_is_fixed(row: Decision) -> str:
    return (
        "文本已经交付表决，不能再改。" if row.ballot is not None and row.ballot.state != BallotState.WITHDRAWN else ""
    )


def no_opinions(row: Decision) -> str:
    if row.sort == Sort.MUST:
        return "这一项依清单应当作出决定，请提请表决。"
    return text_is_fixed(row)


def cannot_vote(row: Decision) -> str:
    if not row.text.strip():
        return "还没有决定文本，请先写文本。"
    if row.meeting is None or row.meeting.state not in RUNNING:
        return "会议已经结束，不能提请表决；请改列下一次会议。"
    if row.ballot is None or row.ballot.state == BallotState.WITHDRAWN or row.ballot.outcome in VOTE_AGAIN:
        return ""
    return "已经提请表决。"


def not_counted(row: Decision) -> str:
    if row.ballot is None or row.ballot.state == BallotState.WITHDRAWN:
        return "还没有表决。"
    if row.ballot.state != BallotState.CLOSED:
        return "表决还没有截止，请等结果。"
    return "要再次投票，请重新提请表决。" if row.ballot.outcome in VOTE_AGAIN else ""


def not_passed(row: Decision) -> str:
    why = not_counted(row)
    return why or ("" if row.ballot and row.ballot.outcome == Outcome.PASSED else "表决没有通过，请记“没有通过”。")


def not_failed(row: Decision) -> str:
    why = not_counted(row)
    return why or ("" if row.ballot and row.ballot.outcome == Outcome.FAILED else "表决通过了，请记“通过”。")


def vote_runs(row: Decision) -> str:
    """What is being voted on is not put off, nor what has been decided."""
    return text_is_fixed(row)


def report_is_owed(row: Decision) -> str:
    if row.organ_id is None or row.reported_on is not None:
        return ""
    return "落实的机关还没有报告，不能办结。"
