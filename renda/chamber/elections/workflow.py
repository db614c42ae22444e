"""An election and a nomination as data: who may do what, what blocks it, who is waited for and until when."""

from collections.abc import Iterable
from datetime import date

from renda.chamber.elections import access, rules
from renda.chamber.elections.models import Election, Nomination
from renda.chamber.elections.states import BEFORE_VOTE, ElectionState, NominationState
from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel import clock, law
from renda.ground.kernel.actor import person_key
from renda.ground.people.access import holder_of
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.declare import by_clock, step, waits
from renda.ground.workflow.engine import Workflow

E = ElectionState
N = NominationState


def office(row: Election) -> Iterable[str]:
    return [holder_of(row.office)]


def movers(row: Nomination) -> Iterable[str]:
    """Deputies who have not answered; when all have, the lead who hands it in."""
    open_ones = row.endorsements.filter(confirmed_at__isnull=True, declined_at__isnull=True, deputy__user__isnull=False)
    asked = [person_key(pk) for pk in open_ones.order_by("pk").values_list("deputy__user_id", flat=True)]
    own = [person_key(row.lead.user_id)] if row.lead and row.lead.user_id else list(office(row.election))
    return [*asked, *own]


def new_government(row: Election) -> Iterable[str]:
    """新一届政府的办公室，提请任命以前"""
    if not row.begins_government or row.put_up_on is not None:
        return []
    rows = Organisation.objects.in_use().filter(county_id=row.county_id, kind=OrgKind.GOV_OFFICE).order_by("pk")
    return [holder_of(one) for one in rows[:1]] or office(row)


def put_up_due(row: Election, _since: date, _book: RuleBook) -> Due | None:
    """选出政府领导人员以后两个月"""
    return rules.put_up_due(access.elected_on(row)) if row.begins_government else None


def deadline(row: Election, since: date, _book: RuleBook) -> Due:
    """主席团决定的提名截止时间"""
    return rules.nominate_due(row.nominate_until.astimezone(clock.COUNTY_TIME), since)


def same_deadline(row: Nomination, since: date, _book: RuleBook) -> Due:
    """同提名截止时间"""
    return rules.nominate_due(row.election.nominate_until.astimezone(clock.COUNTY_TIME), since)


ELECTION = Workflow(
    "election", E, model=Election, related=["meeting", "meeting__body", "office"], party=access.is_inside,
    steps=[
        step("call", "提请选举", [], E.NOMINATING, allow=access.runs, blocked=access.cannot_call, seen_by="public"),
        step("time", "改提名截止时间", [E.NOMINATING], None, allow=access.runs, seen_by="parties"),
        step("end_nominations", "截止提名", [E.NOMINATING], E.CONSULTING, allow=access.runs,
             blocked=access.still_nominating, seen_by="parties"),
        step("pre_vote", "提请预选", [E.CONSULTING, E.PRELIMINARY], E.PRELIMINARY, allow=access.runs,
             blocked=access.no_preliminary_now, seen_by="parties"),
        step("settle", "确定候选人", [E.CONSULTING, E.PRELIMINARY], E.READY, allow=access.runs,
             blocked=access.cannot_settle, seen_by="public"),
        step("vote", "提请投票", [E.READY], E.VOTING, allow=access.runs, blocked=access.cannot_vote, seen_by="public"),
        step("vote_again", "再次投票", [E.VOTING], None, allow=access.runs, blocked=access.not_tied, seen_by="public"),
        step("vote_another", "另行选举", [E.VOTING], None, allow=access.runs, blocked=access.not_short, seen_by="public"),
        step("leave_open", "缺额下次会议再选", [E.VOTING], E.ELECTED, allow=access.runs, blocked=access.not_short,
             seen_by="public"),
        step("elect", "宣布当选", [E.VOTING], E.ELECTED, allow=access.runs, blocked=access.not_elected, seen_by="public"),
        step("announce", "发公告", [E.ELECTED], E.ANNOUNCED, allow=access.runs, blocked=access.cannot_announce,
             seen_by="public"),
        step("swear", "记宪法宣誓", [E.ELECTED, E.ANNOUNCED], None, allow=access.runs, blocked=access.all_sworn,
             seen_by="public"),
        step("put_up", "已提请任命政府组成人员", [E.ELECTED, E.ANNOUNCED], None, allow=by_clock, is_inner=True,
             seen_by="public"),
        step("call_off", "不选了", BEFORE_VOTE, E.CALLED_OFF, allow=access.runs, is_grave=True, seen_by="public"),
    ],
    waits=[
        waits(E.NOMINATING, for_=office, until=deadline, ask="提名到时间截止", source=law.ORGANIC_26),
        waits(E.CONSULTING, for_=office, until=None, ask="等您确定候选人", source=law.ORGANIC_27),
        waits(E.PRELIMINARY, for_=office, until=None, ask="等预选的结果", source=law.ORGANIC_27),
        waits(E.READY, for_=office, until=None, ask="等您提请投票"),
        waits(E.VOTING, for_=office, until=None, ask="投票有了结果就往下办", source=law.ORGANIC_29),
        waits(E.ELECTED, for_=office, until=None, ask="等您发公告"),
        waits(E.ANNOUNCED, for_=new_government, until=put_up_due, ask="等新一届政府提请任命组成人员", source=law.ORGANIC_71),
    ],
)  # fmt: skip

NOMINATION = Workflow(
    "nomination", N, model=Nomination, party=access.party_of_nomination, private={"about"},
    related=["election", "election__meeting", "election__meeting__body", "election__office", "lead", "deputy"],
    steps=[
        step("nominate", "登记提名", [], N.STANDING, allow=access.names_for_presidium, blocked=access.nominating_is_over,
             seen_by="parties"),
        step("propose", "提名，请代表联名", [], N.COLLECTING, allow=access.is_deputy_there, blocked=access.nominating_is_over,
             seen_by="parties"),
        step("invite", "再请几名代表", [N.COLLECTING], None, allow=access.is_lead, blocked=access.nominating_is_over,
             seen_by="parties"),
        step("endorse", "联名", [N.COLLECTING], None, allow=access.is_asked, blocked=access.nominating_is_over, seen_by="parties"),
        step("decline", "不联名", [N.COLLECTING], None, allow=access.is_asked, seen_by="parties"),
        step("hand_in", "交主席团", [N.COLLECTING], N.STANDING, allow=access.hands_in, blocked=access.cannot_hand_in,
             seen_by="parties"),
        step("lapse", "提名截止，联名不够", [N.COLLECTING], N.LAPSED, allow=access.names_for_presidium, is_inner=True,
             seen_by="parties"),
        step("stand", "成为候选人", [N.STANDING], N.CANDIDATE, allow=access.names_for_presidium, is_inner=True, seen_by="parties"),
        step("fall_out", "预选没有入选", [N.STANDING], N.OUT, allow=access.names_for_presidium, is_inner=True, seen_by="parties"),
        step("withdraw", "不再参选", [N.COLLECTING, N.STANDING, N.CANDIDATE], N.WITHDRAWN, allow=access.takes_back,
             blocked=access.already_voting, is_grave=True, seen_by="parties"),
    ],
    waits=[waits(N.COLLECTING, for_=movers, until=same_deadline, ask="等您联名，够了就交主席团", source=law.ORGANIC_26)],
)  # fmt: skip
