"""Who is waited for and until when: writes the Waiting rows of one matter, in the transaction of its step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.writing import Write, delete, insert
from renda.ground.workflow.declare import Effect, Shift, Step, Waits
from renda.ground.workflow.models import DeadlineChange, Matter, Waiting

if TYPE_CHECKING:
    from renda.ground.county.rules import Due, RuleBook
    from renda.ground.workflow.engine import Workflow


def rewaits(workflow: Workflow, row: Matter, *, kept: list[Waiting] | None) -> list[Write]:
    """What makes the Waiting rows say what the declaration says now.

    kept: the rows of the same stay; None if the state was just entered.
    """
    wanted = wanted_rows(workflow, row, kept=kept)
    if kept is None:
        if row.version > 1:
            _forget_earlier_stay(workflow, row)
        return _replaced(row, wanted, is_new=row.version == 1)
    if [_facts(w) for w in wanted] == [_facts(w) for w in kept]:
        return []
    told = {w.holder: (w.told, w.told_on) for w in kept if wanted and w.due_on == wanted[0].due_on}
    for new in wanted:
        new.told, new.told_on = told.get(new.holder, ("", None))
    return _replaced(row, wanted)


def _replaced(row: Matter, wanted: list[Waiting], *, is_new: bool = False) -> list[Write]:
    of = {"county_id": row.county_id, "kind": row.kind, "matter_id": row.pk}
    return [*([] if is_new else [delete(Waiting, of)]), *([insert(wanted)] if wanted else [])]


def _forget_earlier_stay(workflow: Workflow, row: Matter) -> None:
    """A matter that comes back on the same day begins anew: what paused or extended its earlier stay is over."""
    if any(s.effect is not Effect.NONE and row.state in s.sources for s in workflow.steps.values()):
        of = {"county_id": row.county_id, "kind": row.kind, "matter_id": row.pk, "state": row.state}
        DeadlineChange.objects.filter(**of, since=clock.today()).delete()


def wanted_rows(workflow: Workflow, row: Matter, *, kept: list[Waiting] | None) -> list[Waiting]:
    rule = workflow.waits_in(row.state)
    if rule is None:
        return []
    since = kept[0].since if kept else clock.today()
    paused_on = kept[0].paused_on if kept else None
    book = rule_book(row.county_id)
    due = due_of(rule, row, since, book, is_new=kept is None)
    facts = _facts_of(row, rule, since, paused_on, due, book)
    return [Waiting(holder=holder, **facts) for holder in dict.fromkeys(rule.for_(row))]


def due_of(rule: Waits, row: Matter, since: date, book: RuleBook, *, is_new: bool = False) -> Due | None:
    """The day and its explanation, from the declaration and the pauses and extensions of this stay."""
    due = rule.until(row, since, book) if rule.until else None
    if due is None or is_new:
        return due
    changes = DeadlineChange.objects.filter(
        county_id=row.county_id, kind=row.kind, matter_id=row.pk, state=row.state, since=since
    )
    for change in changes.order_by("pk"):
        due = _shifted(due, change, book)
    return due


def take_effect(step: Step, row: Matter, kept: list[Waiting], shift: Shift) -> None:
    """Note a pause, its end or an extension; `rewait` then computes the day from it."""
    if not kept:
        return
    of = {"county_id": row.county_id, "kind": row.kind, "matter_id": row.pk, "state": row.state, "since": kept[0].since}
    reason = shift.reason[:200]
    if step.effect is Effect.PAUSE:
        DeadlineChange.objects.create(**of, paused_on=clock.today(), reason=reason, source=shift.source)
        _set_paused(row, kept, clock.today())
    elif step.effect is Effect.RESUME:
        DeadlineChange.objects.filter(**of, resumed_on=None).exclude(paused_on=None).update(resumed_on=clock.today())
        _set_paused(row, kept, None)
    elif step.effect is Effect.EXTEND:
        DeadlineChange.objects.create(
            **of, days=shift.days, is_workdays=shift.is_workdays, reason=reason, source=shift.source
        )


def _set_paused(row: Matter, kept: list[Waiting], on: date | None) -> None:
    Waiting.objects.of(row).update(paused_on=on)
    for waiting in kept:
        waiting.paused_on = on


def _shifted(due: Due, change: DeadlineChange, book: RuleBook) -> Due:
    if change.paused_on is None:
        unit = "workdays" if change.is_workdays else "days"
        return due.moved_by(**{unit: change.days}, reason=change.reason, source=change.source, calendar=book.calendar)
    if change.resumed_on is None:
        return due
    days = (change.resumed_on - change.paused_on).days
    return due.moved_by(days=days, reason=f"暂停：{change.reason}", source=change.source, calendar=book.calendar)


def _facts_of(
    row: Matter, rule: Waits, since: date, paused_on: date | None, due: Due | None, book: RuleBook
) -> dict[str, Any]:
    """What the waits of one matter have in common."""
    return {
        "county_id": row.county_id,
        "kind": row.kind,
        "matter_id": row.pk,
        "state": row.state,
        "title": row.title_line()[:200],
        "number": row.number_line()[:60],
        "link": row.get_absolute_url()[:200],
        "ask": rule.ask,
        "since": since,
        "due_on": due.day if due else None,
        "amber_on": due.amber_on(book.calendar) if due else None,
        "paused_on": paused_on,
        "is_provisional": due.is_provisional if due else False,
    }


def _facts(waiting: Waiting) -> tuple[object, ...]:
    return (waiting.holder, waiting.title, waiting.number, waiting.link, waiting.due_on, waiting.amber_on,
            waiting.paused_on, waiting.state)  # fmt: skip
