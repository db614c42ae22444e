"""Tellers count raised hands."""

from collections.abc import Mapping

from django.db import transaction

from renda.chamber.ballots import rules
from renda.chamber.ballots.access import TELLERS, counts_hands
from renda.chamber.ballots.models import Ballot, HandCount
from renda.chamber.ballots.states import BallotState, Way
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, WrongState


@transaction.atomic
def count_hands(row: Ballot, *, actor: Actor, counts: Mapping[str, int]) -> HandCount:
    """What one teller counted; counted again it replaces the own count. Raises WrongState, NotAllowed, Invalid, Conflict."""
    held = Ballot.objects.select_for_update().get(pk=row.pk, county_id=row.county_id)
    if held.state != BallotState.OPEN or held.way != Way.HANDS:
        raise WrongState("现在不能报数：这项表决不是正在举手表决。")
    if not counts_hands(actor, held):
        raise NotAllowed(f"举手的数由计票人来报：{counts_hands.__doc__}。")
    asked = {str(one): int(counts.get(str(one), 0)) for one in rules.options_of(held.vote)}
    most = (held.present or 0) - held.recused
    if min(asked.values()) < 0 or sum(asked.values()) > most:
        raise Invalid(f"各项加起来是{sum(asked.values())}，在场能表决的只有{most}人，请再数一遍。")
    others = held.hand_counts.exclude(teller_id=actor.user_id)
    if others.count() >= TELLERS:
        raise Conflict(f"已经有{TELLERS}名计票人报过数。")
    found, _ = HandCount.objects.update_or_create(
        county_id=held.county_id, ballot=held, teller_id=actor.user_id, defaults={"counts": asked}
    )
    return found
