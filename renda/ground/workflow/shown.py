"""What every page of a matter shows beside the matter itself: its history in words, and why its day is that day."""

from typing import Any

from renda.ground.county.rules import Due
from renda.ground.county.services import rule_book
from renda.ground.kernel.actor import Actor
from renda.ground.people.queries import names_of
from renda.ground.workflow.engine import Workflow
from renda.ground.workflow.models import Matter, Waiting
from renda.ground.workflow.queries import history
from renda.ground.workflow.waiting import due_of


def steps_of(workflow: Workflow, row: Matter, actor: Actor, *, is_party: bool | None = None) -> list[Any]:
    """The steps the actor may read, newest first, each with `label` and `who`. Two queries.

    is_party: whether the actor has to do with the matter, where the page has asked already; else the workflow is asked. Who only
    sees what is published reads the public steps, without what was noted.
    """
    inside = workflow.party(actor, row) if is_party is None else is_party
    steps = history(row, actor, is_party=inside)
    names = names_of({step.user_id for step in steps})
    for step in steps:
        step.label = workflow.steps[step.step].label  # type: ignore[attr-defined]
        step.who = names.get(step.user_id, "")  # type: ignore[attr-defined]
    return steps


def why_due(workflow: Workflow, row: Matter, waiting: Waiting | None, version: int) -> Due | None:
    """Why this date: the computation of the running wait's day. version: of the county's rules, as the request has read it."""
    rule = workflow.waits_in(row.state)
    if waiting is None or waiting.due_on is None or rule is None:
        return None
    return due_of(rule, row, waiting.since, rule_book(row.county_id, version=version), is_new=True)
