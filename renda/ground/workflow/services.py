"""What the engine does beside single steps: selections, the clock's steps, erasure, replay of a new calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, clock_actor
from renda.ground.kernel.errors import DomainError, NotFound
from renda.ground.workflow.declare import Step
from renda.ground.workflow.engine import WORKFLOWS, Workflow
from renda.ground.workflow.lookup import service_of
from renda.ground.workflow.models import DeadlineChange, Matter, StepPrivate, Waiting
from renda.ground.workflow.waiting import due_of

if TYPE_CHECKING:
    from renda.ground.county.rules import Due, RuleBook

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Outcome:
    """What became of one row of a selection; `error` is empty if the step was taken."""

    pk: UUID
    number: str
    title: str
    error: str = ""


def take_on_selection(
    workflow: Workflow, pks: Iterable[UUID], name: str, *, actor: Actor, **fields: Any
) -> list[Outcome]:
    """Take one step on each of the rows the actor sees, each in its own transaction with its own check.

    Raises DomainError if more than 500 rows are named. Rows not visible are reported as not found.
    """
    wanted = list(dict.fromkeys(pks))[: MOST_AT_ONCE + 1]
    if len(wanted) > MOST_AT_ONCE:
        raise DomainError(f"一次最多办{MOST_AT_ONCE}件，请少选一些。")
    rows = workflow.model.objects.visible_to(actor).in_bulk(wanted)  # type: ignore[attr-defined]
    take = service_of(workflow, name)
    return [_take_one(take, rows.get(pk), pk, actor, fields) for pk in wanted]


def sort_selection(
    workflow: Workflow, step: Step, chosen: Iterable[tuple[str, UUID]], *, actor: Actor
) -> tuple[list[UUID], list[Outcome]]:
    """Which of the ticked rows (kind, key) a step fits, and for the others why not. Nothing is written.

    Raises DomainError if more than 500 rows are named.
    """
    wanted = list(dict.fromkeys(chosen))
    if len(wanted) > MOST_AT_ONCE:
        raise DomainError(f"一次最多办{MOST_AT_ONCE}件，请少选一些。")
    fitting, unfit = list[UUID](), list[Outcome]()
    rows = {kind: _visible(kind, [pk for k, pk in wanted if k == kind], actor) for kind, _ in wanted}
    for kind, pk in wanted:
        row = rows[kind].get(pk)
        if why := _why_unfit(workflow, step, kind, row):
            unfit.append(Outcome(pk, row.number_line() if row else "", row.title_line() if row else "", why))
        else:
            fitting.append(pk)
    return fitting, unfit


def _visible(kind: str, pks: list[UUID], actor: Actor) -> dict[UUID, Matter]:
    if kind not in WORKFLOWS:
        return {}
    return WORKFLOWS[kind].model.objects.visible_to(actor).in_bulk(pks)  # type: ignore[attr-defined, no-any-return]


def _why_unfit(workflow: Workflow, step: Step, kind: str, row: Matter | None) -> str:
    if row is None:
        return "没有找到这一件，可能已经移交。"
    if kind != workflow.kind:
        return f"这是{WORKFLOWS[kind].label}，“{step.label}”只办{workflow.label}。"
    return "" if row.state in step.sources else f"现在是“{workflow.state_label(row.state)}”，不能“{step.label}”。"


def _take_one(take: Any, row: Matter | None, pk: UUID, actor: Actor, fields: dict[str, Any]) -> Outcome:
    if row is None:
        return Outcome(pk, "", "", NotFound("没有找到这一件，可能已经移交。").text)
    try:
        take(row, actor=actor, **fields)
    except DomainError as refusal:
        return Outcome(pk, row.number_line(), row.title_line(), refusal.text)
    return Outcome(pk, row.number_line(), row.title_line())


def lapse_due(on: date | None = None) -> int:
    """Take the steps that time takes (`at="due"`) for every wait that ended before `on`; returns how many."""
    day, taken = on or clock.today(), 0
    for workflow in WORKFLOWS.values():
        for step in (s for s in workflow.steps.values() if s.at == "due"):
            waits = Waiting.objects.filter(kind=workflow.kind, state__in=step.sources).overdue(day)
            for county_id, pk in set(waits.values_list("county_id", "matter_id")):
                row = workflow.model._base_manager.filter(pk=pk, county_id=county_id).first()
                if row is not None:
                    outcome = _take_one(service_of(workflow, step.name), row, pk, clock_actor(county_id), {})
                    taken += not outcome.error
    return taken


@transaction.atomic
def erase_private(row: Matter) -> int:
    """Delete the erasable side of a matter's history, its words in the inbox and the reasons of its pauses and extensions.

    The chain stays valid: it holds digests.

    Source: 个人信息保护法 art. 47. Returns the number of rows erased.
    """
    count, _ = StepPrivate.objects.filter(county_id=row.county_id, kind=row.kind, matter_id=row.pk).delete()
    Waiting.objects.of(row).update(title=row.title_line()[:200])
    DeadlineChange.objects.filter(county_id=row.county_id, kind=row.kind, matter_id=row.pk).update(reason="")
    return count


@dataclass(frozen=True)
class Moved:
    """A running wait that another calendar or rule would move."""

    waiting: Waiting
    due: Due


def preview_replay(county_id: int, book: RuleBook) -> Iterator[Moved]:
    """The running waits whose day differs under `book`: shown before a new holiday year or rule is confirmed."""
    for waiting, due in _recomputed(county_id, book):
        if due is not None and due.day != waiting.due_on:
            yield Moved(waiting, due)


def replay(county_id: int) -> int:
    """Compute every running wait anew under the county's rules of today; returns how many days moved."""
    book, moved = rule_book(county_id), 0
    for waiting, due in _recomputed(county_id, book):
        if due is not None and (due.day != waiting.due_on or due.is_provisional != waiting.is_provisional):
            waiting.due_on, waiting.amber_on = due.day, due.amber_on(book.calendar)
            waiting.is_provisional = due.is_provisional
            waiting.save(update_fields=["due_on", "amber_on", "is_provisional"])
            moved += 1
    return moved


def _recomputed(county_id: int, book: RuleBook) -> Iterator[tuple[Waiting, Due | None]]:
    for kind, workflow in WORKFLOWS.items():
        waits = Waiting.objects.filter(county_id=county_id, kind=kind).exclude(due_on=None).order_by("pk")
        for waiting in list(waits):
            row = workflow.model._base_manager.filter(pk=waiting.matter_id, county_id=county_id).first()
            rule = workflow.waits_in(waiting.state)
            if row is not None and rule is not None and row.state == waiting.state:
                yield waiting, due_of(rule, row, waiting.since, book)


def why(waiting: Waiting) -> Due | None:
    """Why this date: the computation of a wait's day, step by step."""
    workflow = WORKFLOWS[waiting.kind]
    row = workflow.model._base_manager.filter(pk=waiting.matter_id, county_id=waiting.county_id).first()
    rule = workflow.waits_in(waiting.state)
    if row is None or rule is None:
        return None
    return due_of(rule, row, waiting.since, rule_book(waiting.county_id))
