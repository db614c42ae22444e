"""Steps on a selection, as lists offer them: which ones, and which rows each fits. Several kinds may stand in one list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from renda.ground.workflow.declare import Step
from renda.ground.workflow.engine import WORKFLOWS, Workflow
from renda.ground.workflow.models import Waiting


@dataclass(frozen=True)
class BatchStep:
    """A step on a selection, of one kind of matter; the page may hold several kinds."""

    workflow: Workflow
    step: Step

    @property
    def name(self) -> str:
        return f"{self.workflow.kind}:{self.step.name}"


def batch_steps(rows: Iterable[Waiting]) -> list[BatchStep]:
    """The steps that fit at least one row of the page, by kind."""
    stand = dict.fromkeys((row.kind, row.state) for row in rows)
    kinds = [WORKFLOWS[kind] for kind in dict.fromkeys(kind for kind, _ in stand)]
    fitting = {name for kind, state in stand for name in steps_fitting(kind, state)}
    return [b for w in kinds for step in w.steps.values() if (b := BatchStep(w, step)).name in fitting]


@cache
def steps_fitting(kind: str, state: str) -> tuple[str, ...]:
    """The names of the steps on a selection that lead on from this state. Who may is asked when the step is taken."""
    steps = WORKFLOWS[kind].steps.values()
    return tuple(f"{kind}:{step.name}" for step in steps if step.is_bulk and state in step.sources)
