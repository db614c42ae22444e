"""What a tour found of an item, and what the unit does about it until it is struck off (销号)."""

from datetime import date
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.voice.pressing.models import Finding
from renda.voice.pressing.workflow import FINDING, committee, unit


@service
def clear_finding(
    row: Finding, *, actor: Actor, text: str = "", seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Finding:
    """Looked at, nothing to mend."""
    FINDING.apply(row, "clear", actor=actor, seen=seen, once=once, note=note, text=text)
    return row


@service
def find_finding(
    row: Finding, *, actor: Actor, text: str, demand: str, due_on: date, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Finding:  # fmt: skip
    """What is wrong, what is asked, until when; the unit is told. Raises Invalid."""
    _check_day(due_on)
    FINDING.apply(row, "find", actor=actor, seen=seen, once=once, note=note, text=text, demand=demand, due_on=due_on)
    tell(list(unit(row)), "pressing/finding_open", row)
    return row


@service
def answer_finding(
    row: Finding, *, actor: Actor, answer: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Finding:
    """The unit says what it did."""
    FINDING.apply(row, "answer", actor=actor, seen=seen, once=once, note=note, answer=answer, answered_on=clock.today())
    tell(list(committee(row)), "pressing/finding_answered", row)
    return row


@service
def confirm_finding(
    row: Finding, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Finding:
    """Checked and struck off."""
    FINDING.apply(row, "confirm", actor=actor, seen=seen, once=once, note=note, closed_on=clock.today())
    return row


@service
def reopen_finding(
    row: Finding, *, actor: Actor, note: str, due_on: date, seen: int | None = None, once: UUID | None = None
) -> Finding:
    """Back to the unit with what is still missing and a new day. Raises Invalid."""
    _check_day(due_on)
    FINDING.apply(row, "reopen", actor=actor, seen=seen, once=once, note=note, due_on=due_on, closed_on=None)
    tell(list(unit(row)), "pressing/finding_open", row)
    return row


def _check_day(due_on: date) -> None:
    if due_on < clock.today():
        raise Invalid("整改日期不能早于今天。", field="due_on")
