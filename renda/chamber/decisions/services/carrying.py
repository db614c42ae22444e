"""After the vote: announced with its number, carried out, reported on, looked at, closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.services.papers import order_announcement
from renda.chamber.decisions.services.voting import later_day, organ_of
from renda.chamber.decisions.workflow import DECISION
from renda.ground.files import services as files
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.people.access import holder_of
from renda.ground.workflow.declare import Shift
from renda.ground.workflow.engine import service


@service
def announce_decision(
    row: Decision, *, actor: Actor, form: str, organ_id: int | None = None, report_due_on: date | None = None,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Decision:  # fmt: skip
    """The next number of the year is taken, decision and announcement are papers for everybody. Raises Invalid.

    organ_id, report_due_on: who carries it out and the day the decision names for the report; both may be left out.
    """
    if report_due_on and not organ_id:
        raise Invalid("写了报告的日子，请选由哪个机关落实。", field="organ_id")
    row.organ = organ_of(row, organ_id) if organ_id else None
    row.report_due_on, row.form = later_day(report_due_on), form
    row.number = order_announcement(row, actor=actor)
    DECISION.apply(
        row, "announce", actor=actor, seen=seen, once=once, note=note, form=form, organ_id=organ_id, number=row.number,
        report_due_on=row.report_due_on, published_on=clock.today(),
    )  # fmt: skip
    if row.organ is not None:
        tell([holder_of(row.organ)], "decisions/announced", row)
    return row


@service
def implement_decision(
    row: Decision, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Decision:
    """The organ has begun; the day of the report stays."""
    DECISION.apply(row, "implement", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def report_decision(
    row: Decision, *, actor: Actor, report: str, papers: Sequence[Any] = (), seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Decision:  # fmt: skip
    """What the organ did, with its papers."""
    DECISION.apply(
        row, "report", actor=actor, seen=seen, once=once, note=note, report=report, reported_on=clock.today()
    )
    files.attach(papers, row, actor=actor, purpose="report")
    tell([holder_of(row.committee or row.office)], "decisions/reported", row)
    return row


@service
def ask_again_decision(
    row: Decision, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Decision:
    """The report does not do; the organ reads why."""
    DECISION.apply(row, "ask_again", actor=actor, seen=seen, once=once, note=note, check_note=note, reported_on=None)
    if row.organ is not None:
        tell([holder_of(row.organ)], "decisions/asked_again", row, extra={"why": note})
    return row


@service
def close_decision(
    row: Decision,
    *,
    actor: Actor,
    check_note: str = "",
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Decision:
    DECISION.apply(
        row, "close", actor=actor, seen=seen, once=once, note=note, check_note=check_note, ended_on=clock.today()
    )
    return row


@service
def extend_decision(
    row: Decision, *, actor: Actor, days: int, note: str, seen: int | None = None, once: UUID | None = None
) -> Decision:
    """So many working days more for the report, with the reason."""
    shift = Shift(reason=note, days=days, is_workdays=True)
    DECISION.apply(row, "extend", actor=actor, seen=seen, once=once, note=note, shift=shift)
    return row
