"""Called by suggestions: the opinion behind a suggestion hears of it, so that the resident sees each stage.

An opinion that was withdrawn or erased meanwhile is left as it is: publishing must not fail for it.
"""

from typing import Any
from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.workflow.engine import service
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.services.contact import tell_resident
from renda.voice.opinions.states import Entry, Outcome, S, ToldWay
from renda.voice.opinions.workflow import OPINION


@service
def become_suggestion_opinion(
    opinion: Opinion, *, actor: Actor, title: str, number: str = "", note: str = "", seen: int | None = None,
    once: UUID | None = None,
) -> Opinion:  # fmt: skip
    """A deputy signed a suggestion made from it (转为代表建议). The opinion must be taken up. Raises WrongState."""
    OPINION.apply(opinion, "become_suggestion", actor=actor, seen=seen, once=once, note=note, became_title=title[:200],
                  became_number=number, outcome=Outcome.SUGGESTION)  # fmt: skip
    tell_resident(opinion, "opinions/became_suggestion")
    return opinion


@service
def suggestion_assigned_opinion(
    opinion: Opinion, *, actor: Actor, number: str, title: str, unit: str = "", note: str = "", once: UUID | None = None
) -> Opinion:
    """The suggestion was numbered and given to a unit (建议已交办); `unit`: its name, as the resident reads it."""
    if opinion.state == S.SUGGESTION:
        words = note or (f"交{unit}办理" if unit else "")
        OPINION.apply(opinion, "suggestion_assigned", actor=actor, once=once, note=words, became_number=number,
                      became_title=title[:200])  # fmt: skip
    return opinion


@service
def suggestion_replied_opinion(opinion: Opinion, *, actor: Actor, note: str = "", once: UUID | None = None) -> Opinion:
    """The unit has replied to the deputy (建议已答复)."""
    if opinion.state == S.SUGGESTION:
        OPINION.apply(opinion, "suggestion_replied", actor=actor, once=once, note=note)
    return opinion


@service
def leave_suggestion_opinion(opinion: Opinion, *, actor: Actor, note: str, once: UUID | None = None) -> Opinion:
    """The suggestion came to nothing (refused, withdrawn): back to the deputy, with the reason."""
    if opinion.state == S.SUGGESTION:
        OPINION.apply(opinion, "leave_suggestion", actor=actor, once=once, note=note, became_number="", became_title="",
                      outcome=Outcome.DEPUTY)  # fmt: skip
    return opinion


@service
def answer_opinion(opinion: Opinion, *, actor: Actor, text: str, link: str = "", once: UUID | None = None) -> Opinion:
    """The suggestion is published: its result is the opinion's (建议有了结果).

    Whoever holds a receipt or a confirmed phone is told by it; for the rest the station is asked to tell.
    """
    if opinion.state != S.SUGGESTION:
        return opinion
    way = _reached_by(opinion)
    told: dict[str, Any] = {"told_way": way, "told_on": today()} if way else {}
    OPINION.apply(opinion, "answer" if way else "answer_by_mouth", actor=actor, once=once, result=text, result_link=link,
                  **told)  # fmt: skip
    if way:
        tell_resident(opinion, "opinions/told")
    return opinion


def _reached_by(opinion: Opinion) -> str:
    if opinion.has_contact and opinion.contact.confirmed_at:
        return ToldWay.SMS
    return ToldWay.RECEIPT if opinion.entry in {Entry.QR, Entry.OFFLINE} else ""
