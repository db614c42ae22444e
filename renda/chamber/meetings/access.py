"""Facts about an actor and a meeting. First line of a docstring: who it is, as pages say it."""

from renda.chamber.meetings.models import Body, Invitation, Meeting, Preparation, Speech
from renda.chamber.meetings.queries import COUNTY, KEEPERS, UNITS
from renda.chamber.meetings.rules import Quorum, quorum
from renda.chamber.meetings.states import PUBLIC, RUNNING, MeetingState
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role


def keeps(actor: Actor, row: Meeting | Body) -> bool:
    """承办会议的人大工作机构或者镇人大主席团"""
    return actor.holds(*KEEPERS, org_id=row.office_id)


def gives(actor: Actor, row: Meeting) -> bool:
    """承办会议的机构，或者看议题材料的委室"""
    mine = actor.orgs(Role.COMMITTEE)
    return keeps(actor, row) or (bool(mine) and row.items.standing().filter(org_id__in=mine).exists())


def is_member(actor: Actor, row: Meeting) -> bool:
    """这次会议的组成人员、代表和请来列席的人"""
    return actor.is_signed_in and row.presences.filter(deputy__user_id=actor.user_id).exists()


def is_inside(actor: Actor, row: Meeting) -> bool:
    """Who reads preparation, leave and attendance: the office, the county's congress, the members."""
    return keeps(actor, row) or actor.holds(*COUNTY) or is_member(actor, row)


def prepares(actor: Actor, row: Preparation) -> bool:
    """承办会议的机构，或者接手的委室"""
    given = row.org_id is not None and actor.holds(Role.COMMITTEE, org_id=row.org_id)
    return given or actor.holds(*KEEPERS, org_id=row.office_id)


def hands_on(actor: Actor, row: Preparation) -> bool:
    """承办会议的机构"""
    return actor.holds(*KEEPERS, org_id=row.office_id)


def speaks(actor: Actor, row: Speech) -> bool:
    """发言的人自己"""
    return actor.is_signed_in and row.deputy is not None and row.deputy.user_id == actor.user_id


def invites(actor: Actor, row: Invitation) -> bool:
    """承办会议的机构"""
    return actor.holds(*KEEPERS, org_id=row.office_id)


def is_invited(actor: Actor, row: Invitation) -> bool:
    """请来列席的单位"""
    return actor.holds(*UNITS, org_id=row.org_id)


def quorum_of(row: Meeting) -> Quorum:
    """How many members are in the hall now, of how many seats. Before the opening: of those invited as members."""
    members = row.presences.filter(guest="")
    return quorum(row.body.kind, row.members or members.count(), members.in_hall().count())


# What blocks a step: the reason as the user reads it, empty if there is none.


def no_agenda(row: Meeting) -> str:
    return "" if row.items.filter(dropped_on__isnull=True).exists() else "还没有议程；请先加议题，再发通知。"


def no_items(row: Meeting) -> str:
    return "" if row.items.filter(dropped_on__isnull=True).exists() else "还没有议程；请先加议题，再发材料。"


def not_ready(row: Meeting) -> str:
    """Not before its day, and not without enough people. Source: DOMAIN R-QU-1, R-QU-2"""
    if row.starts_on > clock.today():
        return f"会议定在{row.starts_on.month}月{row.starts_on.day}日，到那天再开。"
    return quorum_of(row).why_not


def no_summary(row: Meeting) -> str:
    return "" if row.summary.strip() else "纪要还是空的，请先写纪要。"


def is_running_no_more(row: Preparation) -> str:
    """After the meeting only what comes after it is still done."""
    return "" if row.days < 0 or row.meeting.state in RUNNING else "会议已经开过，会前的事不用再办了。"


def is_not_called(row: Invitation) -> str:
    """A unit answers between the notice and the end of the meeting."""
    if row.meeting.state not in PUBLIC:
        return "会议通知还没有发，发了再回复。"
    return "" if row.meeting.state in RUNNING else "会议已经开过，不用再回复。"


def is_not_going_on(row: Invitation) -> str:
    if row.came:
        return "已经记过到会。"
    return "" if row.meeting.state == MeetingState.OPEN else "会议没有在开，不能记到会。"
