"""A member presses a button of an open vote."""

from django.db import transaction

from renda.chamber.ballots import rules
from renda.chamber.ballots.models import Ballot, Choice
from renda.chamber.ballots.states import BallotState, Option, Way
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from renda.network.deputies.models import Deputy


@transaction.atomic
def cast_choice(row: Ballot, *, actor: Actor, option: str) -> Choice:
    """A member presses, while the vote is open. The same again is the same; another choice is a conflict.

    The row is held while it is written, so that a vote that closes at this moment either counts it or refuses it.
    Raises WrongState, NotAllowed, Invalid, Conflict.
    """
    held = Ballot.objects.select_for_update().get(pk=row.pk, county_id=row.county_id)
    if held.state != BallotState.OPEN or held.way != Way.NAMED:
        raise WrongState("现在不能按键：这项表决没有开始或者已经截止。")
    deputy = _voter(held, actor)
    if option not in [str(one) for one in rules.options_of(held.vote)]:
        raise Invalid("请按页面上的键。", field="option")
    found, is_new = Choice.objects.get_or_create(
        county_id=held.county_id, ballot=held, deputy=deputy, defaults={"option": option}
    )
    if not is_new and found.option != option:
        raise Conflict(f"您已经按了“{Option(found.option).label}”，一项表决只能按一次。")
    return found


def _voter(row: Ballot, actor: Actor) -> Deputy:
    """Whoever acts, as a member who is in the hall and has not withdrawn."""
    mine = row.meeting.presences.filter(guest="", deputy__user_id=actor.user_id).select_related("deputy")
    there = mine.in_hall().first() if actor.is_signed_in else None
    if there is None:
        raise NotAllowed("只有签到在会场的组成人员能表决；还没有签到的，请先签到。")
    if row.recusals.filter(deputy=there.deputy).exists():
        raise NotAllowed("这一项您已经回避，不参加表决。")
    return there.deputy
