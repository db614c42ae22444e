"""Facts about an actor and an election. First line of a docstring: who it is, as pages say it."""

from datetime import date

from renda.chamber.ballots import rules as counting
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.states import BallotState, Outcome, Post
from renda.chamber.elections import rules
from renda.chamber.elections.models import Election, Nomination, Round, Winner
from renda.chamber.elections.states import BEFORE_VOTE, OF_DEPUTIES, Organ
from renda.chamber.meetings import access as meetings
from renda.chamber.meetings.models import Seat
from renda.chamber.meetings.states import RUNNING, BodyKind
from renda.ground.kernel import clock, law
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Post as HeldPost

GOVERNMENT_SIDE = (Role.GOV_OFFICE, Role.CLERK, Role.UNIT_LEADER, Role.TOWN_GOV)


def runs(actor: Actor, row: Election) -> bool:
    """承办大会的人大工作机构或者镇人大主席团"""
    return meetings.keeps(actor, row.meeting)


def is_inside(actor: Actor, row: Election) -> bool:
    """与会的人和人大机关"""
    return meetings.is_inside(actor, row.meeting)


def names_for_presidium(actor: Actor, row: Nomination) -> bool:
    """承办大会的机构，登记主席团、政党和团体的提名"""
    return meetings.keeps(actor, row.election.meeting)


def is_deputy_there(actor: Actor, row: Nomination) -> bool:
    """出席这次大会的代表"""
    mine = row.election.meeting.presences.filter(guest="", deputy__user_id=actor.user_id)
    return actor.is_signed_in and mine.exists()


def is_lead(actor: Actor, row: Nomination) -> bool:
    """领衔提名的代表"""
    return row.lead is not None and actor.is_signed_in and row.lead.user_id == actor.user_id


def is_asked(actor: Actor, row: Nomination) -> bool:
    """请来联名、还没有回的代表"""
    mine = row.endorsements.filter(deputy__user_id=actor.user_id, confirmed_at__isnull=True, declined_at__isnull=True)
    return actor.is_signed_in and mine.exists()


def hands_in(actor: Actor, row: Nomination) -> bool:
    """领衔提名的代表，或者承办大会的机构"""
    return is_lead(actor, row) or names_for_presidium(actor, row)


def takes_back(actor: Actor, row: Nomination) -> bool:
    """被提名的人自己，或者承办大会的机构"""
    users = {row.user_id, row.deputy.user_id if row.deputy else None} - {None}
    return (actor.is_signed_in and actor.user_id in users) or names_for_presidium(actor, row)


def party_of_nomination(actor: Actor, row: Nomination) -> bool:
    return meetings.is_inside(actor, row.election.meeting)


def elected_on(row: Election) -> date:
    """The day of the vote that filled the post."""
    last = last_round(row)
    closed_at = last.ballot.closed_at if last is not None else None
    return clock.day_of(closed_at) if closed_at else row.meeting.ends_on


# What blocks a step: the reason as the user reads it, empty if there is none.


def cannot_call(row: Election) -> str:
    if row.meeting.body.kind != BodyKind.CONGRESS:
        return "选举在人民代表大会会议上进行；常委会会议上的是任免。"
    return "" if row.meeting.state in RUNNING else "会议已经结束，不能再选举。"


def still_nominating(row: Election) -> str:
    if clock.now() < row.nominate_until:
        return f"提名到{row.nominate_until.astimezone(clock.COUNTY_TIME):%m月%d日%H:%M}截止，还没有到。"
    return too_few(row)


def allowed(row: Election) -> tuple[int, int]:
    """The least and the most candidates."""
    return counting.candidates_allowed(Post(row.post), row.seats, is_by_election=row.is_by_election)


def too_few(row: Election) -> str:
    least, _ = allowed(row)
    named = row.nominations.named().count()
    if named >= least:
        return ""
    return f"提名了{named}名，至少要{least}名候选人，请主席团再提名。依据：{law.ORGANIC_27}"


def nominating_is_over(row: Nomination) -> str:
    if row.election.state != "nominating" or clock.now() >= row.election.nominate_until:
        return "提名已经截止。"
    return ""


def cannot_hand_in(row: Nomination) -> str:
    return nominating_is_over(row) or rules.joint_fault(row.endorsements.filter(confirmed_at__isnull=False).count())


def already_voting(row: Nomination) -> str:
    voting = Ballot.objects.filter(pk__in=row.election.rounds.values("ballot"), state=BallotState.OPEN).exists()
    return "正在投票或者已经投过票，不能再退出。" if voting or row.election.state not in BEFORE_VOTE else ""


def last_round(row: Election) -> Round | None:
    return row.rounds.select_related("ballot", "ballot__sheet").order_by("-number").first()


def _outcome(row: Election) -> tuple[str, str]:
    """The outcome of the vote taken last, and why there is none yet. One that was taken back counts as void."""
    found = last_round(row)
    if found is None:
        return "", "还没有投票。"
    if found.ballot.state == BallotState.WITHDRAWN:
        return Outcome.VOID, ""
    if found.ballot.state != BallotState.CLOSED:
        return "", f"“{found.ballot.question}”还没有截止，等有了结果再办。"
    return found.ballot.outcome, ""


def no_preliminary_now(row: Election) -> str:
    """A preliminary vote is for more nominees than there may be candidates. Source: 地方组织法 (2022) art. 27"""
    _, most = allowed(row)
    named = row.nominations.named().count()
    if named <= most:
        return f"提名{named}名，没有超过{most}名，不用预选。"
    outcome, why = _outcome(row)
    if last_round(row) is None or outcome in (Outcome.AGAIN, Outcome.VOID):
        return ""
    return why or "预选已经有结果，请确定候选人。"


def cannot_settle(row: Election) -> str:
    _, most = allowed(row)
    if row.nominations.named().count() <= most:
        return too_few(row)
    outcome, why = _outcome(row)
    if last_round(row) is None:
        return f"提名的多于{most}名，要先预选。依据：{law.ORGANIC_27}"
    return why or ("" if outcome == Outcome.PASSED else "预选还没有定下来，请再投一次。")


def cannot_vote(row: Election) -> str:
    if row.is_term_change and (
        why := rules.too_soon_fault(row.created_at.astimezone(clock.COUNTY_TIME).date(), clock.today())
    ):
        return why
    return too_few(row)


def not_tied(row: Election) -> str:
    outcome, why = _outcome(row)
    return why or ("" if outcome in (Outcome.AGAIN, Outcome.VOID) else "没有票数相等要再投的，投票也没有无效。")


def not_short(row: Election) -> str:
    outcome, why = _outcome(row)
    return why or ("" if outcome == Outcome.PARTLY else "没有缺额，不用另行选举。")


def not_elected(row: Election) -> str:
    outcome, why = _outcome(row)
    return why or ("" if outcome == Outcome.PASSED else f"结果是“{Outcome(outcome).label}”，还没有选够。")


def cannot_announce(row: Election) -> str:
    """Somebody is elected, and nobody would hold what the law keeps apart. Source: DOMAIN R-EL-12"""
    winners = list(row.winners.select_related("deputy", "nomination"))
    if not winners:
        return "没有人当选，不用公告。"
    return next((why for one in winners if (why := incompatible(row, one))), "")


def incompatible(row: Election, winner: Winner) -> str:
    """Why an elected person cannot take the post yet; empty if nothing is in the way. Source: 地方组织法 (2022) art. 18, 47"""
    organ = Organ(row.organ)
    if organ is Organ.UPPER:
        return ""
    if organ not in OF_DEPUTIES:
        sits = winner.deputy is not None and _sits(winner)
        return f"{winner.name}是常委会组成人员，要先辞去常委会的职务。依据：{law.ORGANIC_47}" if sits else ""
    if winner.deputy is None:
        return f"{winner.name}不是本级人大代表，不能任{row.title}。依据：{law.ORGANIC_47}"
    held = HeldPost.objects.not_ended(clock.today()).filter(
        user_id=winner.deputy.user_id or 0, role__in=GOVERNMENT_SIDE
    )
    source = law.ORGANIC_47 if organ is Organ.STANDING else law.ORGANIC_18
    return f"{winner.name}还在政府一方任职，要先辞去。依据：{source}" if held.exists() else ""


def _sits(winner: Winner) -> bool:
    seats = Seat.objects.on(clock.today()).filter(county_id=winner.county_id, deputy=winner.deputy)
    return seats.filter(body__kind=BodyKind.STANDING).exists()


def all_sworn(row: Election) -> str:
    if row.organ == Organ.UPPER:
        return "上一级人大代表不在这里宣誓。"
    return "" if row.winners.filter(sworn_on__isnull=True).exists() else "当选的都已经宣誓，或者还没有人当选。"


def standing_names(row: Election) -> list[str]:
    """Who stands, in the order of the paper."""
    return list(row.nominations.named().values_list("name", flat=True))
