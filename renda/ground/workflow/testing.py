"""The walk every workflow gets by being declared: Hypothesis takes any steps by anyone and checks what must always hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import DomainError
from renda.ground.workflow import chain
from renda.ground.workflow.engine import Workflow
from renda.ground.workflow.models import Matter, StepTaken, Waiting

Fields = Callable[[Matter, str], dict[str, Any]]


def walk(
    workflow: Workflow,
    make: Callable[[], Matter],
    actors: Mapping[str, Actor],
    *,
    fields: Fields = lambda row, name: {},
    examples: int = 12,
    steps: int = 14,
) -> None:
    """Take random steps by random actors on matters from `make`.

    fields: what a step needs to be set (row, step name) -> changes for `apply`. Raises AssertionError when a step that
    is not open goes through, an open one is refused, the history breaks, or a waiting state has nobody to wait for.
    """
    names = sorted(s.name for s in workflow.steps.values() if not s.is_creation)

    class Walk(RuleBasedStateMachine):
        row: Matter

        @initialize()
        def begin(self) -> None:
            self.row = make()

        @rule(name=st.sampled_from(names), who=st.sampled_from(sorted(actors)))
        def take(self, name: str, who: str) -> None:
            take_any(workflow, self.row, name, actors[who], fields)

        def teardown(self) -> None:
            check_history(workflow, self.row)

    run_state_machine_as_test(
        Walk, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None, print_blob=False)
    )


def take_any(workflow: Workflow, row: Matter, name: str, actor: Actor, fields: Fields) -> None:
    """Take one step as the engine would; what it refuses must leave the row as it was."""
    step = workflow.steps[name]
    before, version = row.state, row.version
    is_open = (
        row.state in step.sources
        and row.county_id == actor.county_id
        and step.allow(actor, row)
        and not (step.blocked and step.blocked(row))
    )
    try:
        workflow.apply(row, name, actor=actor, **fields(row, name))
    except DomainError:
        row.refresh_from_db()
        assert (row.state, row.version) == (before, version)
        assert not is_open or step.effect, f"{name} was open in {before} but refused"
        return
    assert is_open, f"{name} went through in {before} though it was not open"
    row.refresh_from_db()
    assert (row.state, row.version) == (step.target or before, version + 1)
    check_waits(workflow, row)


def check_waits(workflow: Workflow, row: Matter) -> None:
    """A state that declares a wait has at least one holder; one that does not has none."""
    held = Waiting.objects.of(row).count()
    assert bool(held) == (workflow.waits_in(row.state) is not None), f"{row.state}: {held} waits"


def check_history(workflow: Workflow, row: Matter) -> None:
    """The chain is whole and ends where the row stands."""
    prev, seq = "", 0
    for taken in StepTaken.objects.of(row):
        seq += 1
        assert (taken.seq, taken.prev_hash, taken.hash) == (seq, prev, chain.step_hash(taken))
        assert taken.to_state == (workflow.steps[taken.step].target or taken.from_state)
        prev = taken.hash
    assert (row.version, row.chain_head) == (seq, prev)
