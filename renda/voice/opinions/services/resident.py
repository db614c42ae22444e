"""The resident's own words from the receipt page: rating, once more, a word more, a complaint, no longer needed."""

from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Invalid
from renda.ground.notices import services as notices
from renda.ground.people.services import throttle
from renda.ground.workflow.engine import service
from renda.ground.workflow.queries import waiting_for
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import Outcome, Rating
from renda.voice.opinions.workflow import OPINION, the_liaison, the_office

MOST_WORDS_A_DAY = 10
DAY = 86_400


@service
def rate_opinion(
    opinion: Opinion, *, actor: Actor, rating: str, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """Satisfied, basically, or not (评价). Nobody rates for the resident; silence is 未评."""
    if rating not in Rating.values:
        raise Invalid("请选一个：满意、基本满意、不满意。", field="rating")
    OPINION.apply(opinion, "rate", actor=actor, seen=seen, once=once, note=note, rating=rating)
    return opinion


@service
def reopen_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """Once more, from the station on (再办一次)."""
    OPINION.apply(opinion, "reopen", actor=actor, seen=seen, once=once, note=note, reopened=opinion.reopened + 1,
                  deputy_id=None, target_org_id=None, rating="", guidance="", guided_to="", outcome="")  # fmt: skip
    notices.tell(the_liaison(opinion), "opinions/reopened", opinion)
    return opinion


@service
def withdraw_opinion(
    opinion: Opinion, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """No longer needed (不用办了)."""
    OPINION.apply(opinion, "withdraw", actor=actor, seen=seen, once=once, note=note, outcome=Outcome.WITHDRAWN)
    return opinion


@service
def add_word_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """A word more, for whoever has it now (补充一句)."""
    throttle(f"opinion-word:{opinion.pk}", limit=MOST_WORDS_A_DAY, seconds=DAY)
    OPINION.apply(opinion, "add_word", actor=actor, seen=seen, once=once, note=note)
    notices.tell(list(waiting_for(opinion).values_list("holder", flat=True)), "opinions/word_added", opinion)
    return opinion


@service
def complain_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """A complaint about how it is handled (投诉). Its words are read by the county's deputies' committee alone, not by
    those at work on it, so they are no note of the history."""
    throttle(f"opinion-word:{opinion.pk}", limit=MOST_WORDS_A_DAY, seconds=DAY)
    words = "\n\n".join(part for part in (opinion.complaint, f"{today():%Y-%m-%d}　{note}") if part)
    OPINION.apply(opinion, "complain", actor=actor, seen=seen, once=once, complaint=words)
    notices.tell(the_office(opinion), "opinions/complaint", opinion)
    return opinion
