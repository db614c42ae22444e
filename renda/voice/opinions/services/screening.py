"""The station looks at an opinion: asks a deputy, shows another way, answers on the spot."""

from datetime import date
from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Invalid
from renda.ground.notices import services as notices
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy
from renda.voice.opinions import rules
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.queries import members_of
from renda.voice.opinions.services.contact import tell_resident
from renda.voice.opinions.states import Outcome
from renda.voice.opinions.workflow import OPINION, the_deputies, the_liaison


@service
def screen_opinion(
    opinion: Opinion, *, actor: Actor, category: str = "", need: str = "", deputy_id: int | None = None,
    note: str = "", seen: int | None = None, once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """The liaison officer asks one deputy, or all of the station, to take it up (请代表接)."""
    deputy = _member(opinion, deputy_id) if deputy_id else None
    OPINION.apply(opinion, "screen", actor=actor, seen=seen, once=once, note=note, category=category or opinion.category,
                  need=need or opinion.need, deputy_id=deputy.pk if deputy else None)  # fmt: skip
    notices.tell(the_deputies(opinion), "opinions/screened", opinion)
    return opinion


@service
def guide_away_opinion(
    opinion: Opinion, *, actor: Actor, guidance: str, guided_to: str = "", note: str = "", seen: int | None = None,
    once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """What deputies may not handle: the reason and where to go instead (指路). Source: 代表法 (2025) arts 31, 59"""
    to = guided_to or rules.way_for(guidance).to
    OPINION.apply(opinion, "guide_away", actor=actor, seen=seen, once=once, note=note, guidance=guidance, guided_to=to,
                  outcome=Outcome.GUIDED_AWAY)  # fmt: skip
    tell_resident(opinion, "opinions/guided")
    return opinion


@service
def answer_on_spot_opinion(
    opinion: Opinion, *, actor: Actor, result: str, told_way: str, told_on: date | None = None,
    category: str = "", need: str = "", note: str = "", seen: int | None = None, once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """Answered while the resident is there (当场答复): the answer is the result, and told."""
    OPINION.apply(opinion, "answer_on_spot", actor=actor, seen=seen, once=once, note=note, result=result,
                  told_way=told_way, told_on=told_on or today(), category=category or opinion.category,
                  need=need or opinion.need, outcome=Outcome.ANSWERED)  # fmt: skip
    return opinion


@service
def pass_elsewhere_opinion(
    opinion: Opinion, *, actor: Actor, result: str, other_number: str = "", note: str = "", seen: int | None = None,
    once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """Passed to 12345, the letters office or another system, whose number is noted (转其他渠道).

    Nothing personal is copied there: the person who passes it on asks the resident first. Source: 个人信息保护法 art. 23
    """
    OPINION.apply(opinion, "pass_elsewhere", actor=actor, seen=seen, once=once, note=note, result=result,
                  other_number=other_number, outcome=Outcome.OTHER_CHANNEL)  # fmt: skip
    return opinion


@service
def take_up_opinion(
    opinion: Opinion, *, actor: Actor, deputy_id: int | None = None, note: str = "", seen: int | None = None,
    once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """A deputy of the station takes it up (接下来办); a liaison officer may enter it for a deputy who said so."""
    deputy = _who_takes(opinion, actor, deputy_id)
    OPINION.apply(opinion, "take_up", actor=actor, seen=seen, once=once, note=note, deputy_id=deputy.pk,
                  outcome=Outcome.DEPUTY)  # fmt: skip
    tell_resident(opinion, "opinions/taken")
    return opinion


@service
def hand_back_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """The deputy gives it back to the station with a reason (交回)."""
    OPINION.apply(opinion, "hand_back", actor=actor, seen=seen, once=once, note=note, deputy_id=None, outcome="")
    notices.tell(the_liaison(opinion), "opinions/returned", opinion)
    return opinion


def _who_takes(opinion: Opinion, actor: Actor, deputy_id: int | None) -> Deputy:
    members = members_of(opinion.station_id, today())
    own = members.filter(user_id=actor.user_id).first() if actor.is_signed_in else None
    if own is None and opinion.deputy is not None and not deputy_id:
        own = opinion.deputy
    if own is not None:
        return own
    if not deputy_id:
        raise Invalid("请选是哪位代表接的。", field="deputy_id")
    return _member(opinion, deputy_id)


def _member(opinion: Opinion, deputy_id: int) -> Deputy:
    deputy = members_of(opinion.station_id, today()).filter(pk=deputy_id, county_id=opinion.county_id).first()
    if deputy is None:
        raise Invalid("这位代表不在本站，请另选一位。", field="deputy_id")
    return deputy
