"""Facts about an actor and an act of supervision. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.voice.pressing.models import Act, Evaluation, Finding, Inquiry, ItemAct, Tour
from renda.voice.pressing.states import FindingState, Rater, TourState
from renda.voice.suggestions.access import UNIT

CONGRESS_STAFF = (Role.OFFICE, Role.TOWNSHIP, Role.COMMITTEE, Role.LEADER)


def presses(actor: Actor, act: Act) -> bool:
    """代表工作机构、承办工委或者常委会领导"""
    return (
        actor.holds(Role.OFFICE, Role.TOWNSHIP, org_id=act.office_id)
        or actor.holds(Role.COMMITTEE, Role.OFFICE, Role.TOWNSHIP, org_id=act.committee_id)
        or actor.holds(Role.LEADER, org_id=act.congress_id)
    )


def proposes(actor: Actor, act: Act) -> bool:
    """平台按期提出，或者代表工作机构、承办工委、常委会领导"""
    return actor.is_clock or presses(actor, act)


def moves_along(_actor: Actor, _act: Act) -> bool:
    """随上一步自动办理"""
    return True


def is_unit(actor: Actor, act: ItemAct) -> bool:
    """承办单位"""
    return actor.holds(*UNIT, org_id=act.org_id)


def is_unit_on_tour(actor: Actor, finding: Finding) -> bool:
    """被查的承办单位"""
    return is_unit(actor, finding)


def is_rater(actor: Actor, evaluation: Evaluation) -> bool:
    """四评设置里定的那一方"""
    item = evaluation.item
    mine = {
        Rater.UNIT: is_unit(actor, evaluation),
        Rater.COMMITTEE: actor.holds(Role.COMMITTEE, Role.OFFICE, Role.TOWNSHIP, org_id=evaluation.committee_id),
        Rater.LEADER: actor.is_signed_in and item.leader_id == actor.user_id,
        Rater.GOVERNMENT: evaluation.government_id is not None
        and actor.holds(Role.GOV_OFFICE, Role.TOWN_GOV, org_id=evaluation.government_id),
        Rater.PROPOSER: actor.is_signed_in and evaluation.proposer_user_id == actor.user_id,
    }
    return mine[Rater(evaluation.rater)]


def may_press(actor: Actor) -> bool:
    """Whether somebody presses at all: pages offer planning and sending."""
    return actor.holds(*CONGRESS_STAFF)


# What blocks a step: the reason as the user reads it, empty if there is none.


def not_yet_the_day(tour: Tour) -> str:
    return "" if tour.on <= clock.today() else f"督查定在{tour.on.month}月{tour.on.day}日，到那天再记。"


def has_unseen_items(tour: Tour) -> str:
    """Every item of the tour has its finding before the report is printed."""
    left = tour.findings.filter(state=FindingState.LISTED).count()
    return f"还有{left}件没有记查看情况，记完再通报。" if left else ""


def not_during_tour(finding: Finding) -> str:
    if finding.tour.state == TourState.REPORTED:
        return "通报已经印发；再发现问题，请另定一次督查。"
    return "" if finding.tour.held_on else "督查还没有开展；先在督查页记“已开展”。"


def not_overdue(inquiry: Inquiry) -> str:
    """A letter is escalated once its own day is over. Source: DOMAIN S-2"""
    due = inquiry.due_on
    if due is None or due >= clock.today():
        return f"函上定的答复日是{due.month}月{due.day}日，过了还不答复才升级。" if due else "还没有发函。"
    return ""
