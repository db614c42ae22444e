"""The engine's bulk path: matters with a past (imports, demo, benchmark) go in by batches, each step checked as declared.

Checked are state and permission; `blocked` is not asked, since it may look at rows that are not written yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed, WrongState
from renda.ground.workflow.engine import Workflow, _initial_values, _may
from renda.ground.workflow.models import Matter, StepPrivate, StepTaken, Waiting
from renda.ground.workflow.waiting import wanted_rows


@dataclass(frozen=True)
class Past:
    """A step that was taken at `at` by `actor`."""

    name: str
    actor: Actor
    at: datetime
    note: str = ""
    changes: dict[str, Any] = field(default_factory=dict)


class BulkLoad:
    """Collects matters of one workflow and writes them with history and waits. Use as a context manager."""

    def __init__(self, workflow: Workflow, *, batch: int = 1000) -> None:
        self.workflow, self.batch = workflow, batch
        self.rows: list[Matter] = []
        self.steps: list[StepTaken] = []
        self.privates: list[StepPrivate] = []
        self.waits: list[Waiting] = []

    def __enter__(self) -> BulkLoad:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.flush()

    def add(self, row: Matter, past: list[Past]) -> Matter:
        """Take the steps of `past` on a new row in memory. Raises WrongState, NotAllowed as the engine does."""
        row.created_at = past[0].at
        entered = past[0].at
        for one in past:
            before = row.state
            with clock.at(one.at):
                self._take(row, one)
            if row.state != before:
                entered = one.at
        with clock.at(entered):
            self.waits += wanted_rows(self.workflow, row, kept=None)
        self.rows.append(row)
        if len(self.rows) >= self.batch:
            self.flush()
        return row

    def flush(self) -> None:
        with transaction.atomic():
            self.workflow.model._base_manager.bulk_create(self.rows, batch_size=500)
            StepTaken.objects.bulk_create(self.steps, batch_size=500)
            StepPrivate.objects.bulk_create(self.privates, batch_size=500)
            Waiting.objects.bulk_create(self.waits, batch_size=500)
        self.rows, self.steps, self.privates, self.waits = [], [], [], []

    def _take(self, row: Matter, one: Past) -> None:
        step = self.workflow.steps[one.name]
        if step.is_creation != (row.version == 0) or (not step.is_creation and row.state not in step.sources):
            raise WrongState(f"{self.workflow.label} {row.pk}：“{row.state}”时不能“{step.label}”")
        if not _may(step, one.actor, row):
            raise NotAllowed(f"{self.workflow.label} {row.pk}：“{step.label}”由{step.who}来办")
        for name, value in one.changes.items():
            setattr(row, name, value)
        before, row.version, row.state = row.state, row.version + 1, step.target or row.state
        changes = _initial_values(row) if step.is_creation else one.changes
        taken = self.workflow._taken(row, step, one.actor, None, before, *self.workflow._split(changes), one.note)
        row.chain_head = taken.hash
        self.steps.append(taken)
        if private := getattr(taken, "private", None):
            self.privates.append(private)
