"""Facts about an actor, a call and a sign-up. First line of a docstring: who it is, as pages say it."""

from renda.chamber.meetings.queries import KEEPERS
from renda.chamber.meetings.states import RUNNING, MeetingState
from renda.chamber.observers.models import Call, SignUp
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor


def keeps(actor: Actor, row: Call | SignUp) -> bool:
    """承办会议的机构"""
    return actor.holds(*KEEPERS, org_id=row.office_id)


def is_anyone(actor: Actor, _row: SignUp) -> bool:
    """任何人，不用登录"""
    return True


def is_bearer(actor: Actor, row: SignUp) -> bool:
    """拿着回执的群众本人"""
    return row.pk in actor.bearer_of


def may_erase(actor: Actor, row: SignUp) -> bool:
    """群众本人要求，或者会后保存期满自动"""
    return actor.is_clock or is_bearer(actor, row)


# What blocks a step: the reason as the user reads it, empty if there is none.


def is_not_announced(row: Call) -> str:
    if row.meeting.state == MeetingState.PLANNED:
        return "会议通知还没有发；请先发通知，再公告旁听。"
    return "" if row.meeting.state == MeetingState.CONVENED else "会议已经开了或者不开了，不能再招旁听。"


def still_signing_up(row: Call) -> str:
    if row.closes_on >= clock.today():
        return f"报名到{row.closes_on.month}月{row.closes_on.day}日截止，截止以后再定人选。"
    return "" if row.meeting.state in RUNNING else "会议已经开过，不用再定人选。"


def is_over(row: SignUp) -> str:
    return "" if row.call.meeting.state in RUNNING else "会议已经开过，不用再取消。"


def has_no_contact(row: SignUp) -> str:
    return "" if row.has_contact else "联系方式已经删除。"
