"""The call goes out, who comes is settled by order or by lot, everybody is told."""

from datetime import date
from uuid import UUID

from renda.chamber.meetings.models import Meeting
from renda.chamber.observers import rules
from renda.chamber.observers.models import Call, SignUp
from renda.chamber.observers.states import How, SignUpState
from renda.chamber.observers.workflow import OBSERVER, OBSERVING
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.keys import random_code
from renda.ground.notices.services import tell_phone
from renda.ground.workflow.engine import service


@service
def announce_observing(
    meeting: Meeting,
    *,
    actor: Actor,
    places: int,
    closes_on: date,
    words: str = "",
    once: UUID | None = None,
    note: str = "",
) -> Call:
    """Ask citizens to observe. closes_on: last day to sign up, before the meeting. Raises NotAllowed, Blocked, Invalid."""
    row = Call(county_id=meeting.county_id, meeting=meeting, office=meeting.office, places=places, closes_on=closes_on,
               words=words)  # fmt: skip
    OBSERVING.check_may(OBSERVING.steps["announce"], row, actor)
    if not clock.today() <= closes_on < meeting.starts_on:
        raise Invalid("报名截止日要在今天以后、开会以前。", field="closes_on")
    if Call.objects.filter(county_id=meeting.county_id, meeting=meeting).exclude(state="cancelled").exists():
        raise Invalid("这次会议的旁听公告已经发过了。")
    OBSERVING.start(row, "announce", actor=actor, once=once, note=note)
    return row


@service
def choose_observing(
    row: Call, *, actor: Actor, how: str, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Call:
    """Settle who comes. By lot the seed is drawn now and shown; each is told on the phone."""
    seed = random_code() if how == How.LOT else ""
    OBSERVING.apply(
        row, "choose", actor=actor, seen=seen, once=once, note=note, how=how, seed=seed, chosen_on=clock.today()
    )
    waiting = list(
        row.sign_ups.filter(state=SignUpState.APPLIED)
        .select_related("call__meeting", "office", "contact")
        .order_by("pk")
    )
    come = set(rules.chosen([one.pk for one in waiting], row.places, how, seed))
    for one in waiting:
        is_in = one.pk in come
        OBSERVER.apply(one, "take" if is_in else "leave_out", actor=actor)
        _tell(one, "observers/chosen" if is_in else "observers/not_chosen")
    return row


@service
def cancel_observing(row: Call, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Call:
    """No observers this time; whoever signed up is told why."""
    OBSERVING.apply(row, "cancel", actor=actor, seen=seen, once=once, note=note)
    for one in row.sign_ups.filter(state=SignUpState.APPLIED).select_related("call__meeting", "office", "contact"):
        OBSERVER.apply(one, "leave_out", actor=actor)
        _tell(one, "observers/cancelled", reason=note)
    return row


def _tell(one: SignUp, template: str, **more: str) -> None:
    meeting = one.call.meeting
    facts = {"meeting": meeting.title, "when": meeting.begins, "place": meeting.place, "receipt": one.code, **more}
    if one.has_contact:
        tell_phone(one.county_id, one.contact.phone, template, facts, row=one)
