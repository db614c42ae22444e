"""Ratings: asked for, given back to back, lapsed in silence; the second handling."""

from datetime import date
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.voice.suggestions import access, queries, rules
from renda.voice.suggestions.models import Rating, Suggestion
from renda.voice.suggestions.services.assigning import open_handling
from renda.voice.suggestions.services.locking import locked, locked_parent
from renda.voice.suggestions.services.promising import open_other
from renda.voice.suggestions.services.telling import tell_government, tell_leaders, tell_office, tell_signatories
from renda.voice.suggestions.states import PromiseOrigin, RatingState, S
from renda.voice.suggestions.workflow import RATING, SUGGESTION


def ask_for_ratings(parent: Suggestion, *, actor: Actor) -> None:
    """One rating for each signatory of the paper and of those merged into it. Source: DOMAIN R-SG-11"""
    for deputy in queries.signatories(parent):
        row = Rating(county_id=parent.county_id, parent=parent, deputy=deputy, round=parent.handling_round)
        RATING.start(row, "open", actor=actor)


@service
def rate_rating(
    row: Rating, *, actor: Actor, process: str, result: str, text: str = "", seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Rating:  # fmt: skip
    """Two ratings, of the process and of the result. A liaison officer enters what the paper form says."""
    is_mine = row.deputy.user_id == actor.user_id and actor.is_signed_in
    locked_parent(row)
    RATING.apply(
        row, "rate", actor=actor, seen=seen, once=once, note=note, process=process, result=result, text=text,
        rated_on=clock.today(), entered_by_id=actor.user_id, is_by_proxy=not is_mine,
    )  # fmt: skip
    _finish(row, actor)
    return row


@service
def lapse_rating(
    row: Rating, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Rating:
    """Time is over: silence is 未反馈, never 满意."""
    locked_parent(row)
    RATING.apply(row, "lapse", actor=actor, seen=seen, once=once, note=note)
    _finish(row, actor)
    return row


def _finish(row: Rating, actor: Actor) -> None:
    """The last rating of the round moves the suggestion."""
    parent = row.parent
    open_ones = parent.ratings.of_round(parent.handling_round).filter(state=RatingState.OPEN)
    if parent.state != S.REPLIED or row.round != parent.handling_round or open_ones.exists():
        return
    SUGGESTION.apply(parent, "rate", actor=actor)
    if access.has_dissatisfied(parent):
        is_last = parent.handling_round >= rules.LAST_ROUND
        tell_office(parent, "suggestions/dissatisfied_twice" if is_last else "suggestions/dissatisfied")


@service
def second_handling_suggestion(
    row: Suggestion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Suggestion:
    """Handled again once, after a "not satisfied": the old reply stays, the same units open round two.

    Source: DOMAIN R-SG-13; the county's rule gives the days.
    """
    locked(row)
    sent = list(row.handlings.replied().filter(round=row.handling_round).select_related("org"))
    for rating in row.ratings.of_round(row.handling_round).filter(state=RatingState.OPEN).select_related("deputy"):
        rating.parent = row
        RATING.apply(rating, "overtake", actor=actor)
    SUGGESTION.apply(
        row, "second_handling", actor=actor, seen=seen, once=once, note=note, handling_round=row.handling_round + 1,
        second_asked_on=clock.today(), replied_on=None,
    )  # fmt: skip
    for handling in sent:
        open_handling(row, handling.org_id, handling.mode, actor=actor, day=clock.today())
    tell_government(row, "suggestions/second_handling")
    return row


@service
def refer_suggestion(
    row: Suggestion, *, actor: Actor, promised_on: date, note: str, seen: int | None = None, once: UUID | None = None
) -> Suggestion:
    """Dissatisfied after the second handling: leaders press for it, the lead unit has a day, nobody asks a third time.

    promised_on: until when the leaders want it mended; followed like a promise, to the deputy's word. Raises Invalid.
    Source: DOMAIN 5.2 rows 14-16
    """
    if promised_on <= clock.today():
        raise Invalid("督办期限要晚于今天。", field="promised_on")
    locked(row)
    SUGGESTION.apply(row, "refer", actor=actor, seen=seen, once=once, note=note, referred_on=clock.today())
    lead = row.handlings.replied().filter(round=row.handling_round).select_related("org").first()
    assert lead is not None
    lead.parent = row
    open_other(
        lead, actor=actor, origin=PromiseOrigin.SUPERVISION, point=0, ask="二次办理后代表仍不满意的事项", text=note,
        promised_on=promised_on,
    )  # fmt: skip
    tell_leaders(row, "suggestions/referred")
    tell_signatories(row, "suggestions/referred")
    return row
