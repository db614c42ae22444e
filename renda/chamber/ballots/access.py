"""Facts about an actor and a vote. First line of a docstring: who it is, as pages say it."""

from renda.chamber.ballots.models import Ballot, Issuing
from renda.chamber.ballots.queries import waits_of
from renda.chamber.ballots.states import IssuingState, Way
from renda.chamber.meetings.access import is_inside, keeps, quorum_of
from renda.chamber.meetings.states import MeetingState
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role

TELLERS = 2
STAFF = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.PUBLISHER)


def runs(actor: Actor, row: Ballot | Issuing) -> bool:
    """承办会议的人大工作机构或者镇人大主席团"""
    return keeps(actor, row.meeting)


def counts_hands(actor: Actor, row: Ballot) -> bool:
    """承办会议的机构、人大机关的工作人员，或者在会场的组成人员"""
    return keeps(actor, row.meeting) or actor.holds(*STAFF) or is_voter(actor, row)


def is_voter(actor: Actor, row: Ballot) -> bool:
    """签到在会场、没有回避的组成人员"""
    mine = row.meeting.presences.filter(guest="", deputy__user_id=actor.user_id).in_hall()
    return actor.is_signed_in and mine.exclude(deputy__in=row.recusals.values("deputy")).exists()


def reads_choices(actor: Actor, row: Ballot | Issuing) -> bool:
    """与会的人和人大机关"""
    return is_inside(actor, row.meeting)


# What blocks a step: the reason as the user reads it, empty if there is none.


def meeting_is_over(row: Ballot) -> str:
    running = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
    return "" if row.meeting.state in running else "会议已经结束，不能再表决。"


def cannot_open(row: Ballot) -> str:
    """Only in an open meeting with enough people in the hall, one vote at a time. Source: DOMAIN R-QU-1, R-QU-2"""
    if row.meeting.state != MeetingState.OPEN:
        return "会议还没有宣布开会，不能表决。"
    if why := quorum_of(row.meeting).why_not:
        return f"现在人数不够，不能表决：{why}"
    if why := papers_missing(row):
        return why
    other = Ballot.objects.running().filter(meeting_id=row.meeting_id).exclude(pk=row.pk).first()
    return f"“{other.question}”正在表决，请先截止。" if other else ""


def cannot_close(row: Ballot) -> str:
    """By raised hands two tellers have to have counted the same; slips get the time to arrive."""
    if row.way == Way.SECRET:
        return slips_on_their_way(row)
    if row.way != Way.HANDS:
        return ""
    found = [one.counts for one in row.hand_counts.all()]
    if len(found) < TELLERS:
        return f"要{TELLERS}名计票人分别报数，现在有{len(found)}名。"
    return "" if all(one == found[0] for one in found) else "计票人报的数不一样，请重新数。"


# Secret votes.


def papers_missing(row: Ballot) -> str:
    """A secret vote opens when its papers are out and nobody can take one any more."""
    if row.way != Way.SECRET:
        return ""
    if row.issuing is None:
        return "这一项还没有发票，请先发票。"
    return "还在发票，请先结束发票。" if row.issuing.state == IssuingState.RUNNING else ""


def papers_are_out(row: Ballot) -> str:
    return "这一项已经发票，不能再改回避；要改请撤下，重新提请。" if row.issuing_id else ""


def cannot_issue(row: Issuing) -> str:
    """In an open meeting with enough people, for at least one vote, while nothing is voted on: nothing with a name is written then."""
    if row.meeting.state != MeetingState.OPEN:
        return "会议还没有宣布开会，不能发票。"
    if why := quorum_of(row.meeting).why_not:
        return f"现在人数不够，不能发票：{why}"
    if other := Ballot.objects.running().filter(meeting_id=row.meeting_id).first():
        return f"“{other.question}”正在表决，请先截止。"
    if Issuing.objects.running().filter(meeting_id=row.meeting_id).exists():
        return "正在发票，请先结束。"
    waiting = Ballot.objects.without_papers().filter(meeting_id=row.meeting_id)
    return "" if waiting.exists() else "没有等着发票的无记名表决；请先提请表决。"


def papers_on_their_way(row: Issuing) -> str:
    """Phones take their papers at a moment drawn at random: until it is over, or all have theirs."""
    left = waits_of(row.county_id).paper - (clock.now() - row.created_at).total_seconds()
    there = row.meeting.presences.filter(guest="").in_hall().count()
    taken = row.ballots.values("papers__deputy").exclude(papers__deputy=None).distinct().count()
    return f"手机正在领票，再等{int(left) + 1}秒。" if left > 0 and taken < there else ""


def slips_on_their_way(row: Ballot) -> str:
    """Phones send at a moment drawn at random: until it is over, or all slips are there."""
    opened = row.opened_at or clock.now()
    left = waits_of(row.county_id).until_all_sent - (clock.now() - opened).total_seconds()
    return f"手机正在送票，再等{int(left) + 1}秒。" if left > 0 and row.slips.count() < (row.issued or 0) else ""
