"""System checks: a workflow that could lead nowhere, or names something that does not exist, stops the start."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, register

from renda.ground.workflow.engine import BASE_FIELDS, WORKFLOWS, Workflow, concrete_fields
from renda.ground.workflow.lookup import form_of, needs_form, needs_service, service_of


@register()
def check_workflows(**_: Any) -> list[Error]:
    return [Error(f"{w.kind}: {text}", id="workflow.E001") for w in WORKFLOWS.values() for text in faults(w)]


def faults(workflow: Workflow) -> Iterator[str]:
    """What is wrong with one declaration, a sentence each."""
    states = {str(s) for s in workflow.states}
    if workflow.has_doubles:
        yield "two steps have the same name"
    yield from _unknown_states(workflow, states)
    yield from _unreachable(workflow, states)
    for name in workflow.private - concrete_fields(workflow.model):
        yield f"private names no field of the model: {name}"
    if workflow.private & BASE_FIELDS:
        yield "private names a field of the engine"
    for name in ("title_line", "get_absolute_url"):
        if getattr(getattr(workflow.model, name), "__isabstractmethod__", False):
            yield f"{workflow.model.__name__} does not say its {name}"
    yield from _missing_code(workflow)


def _unknown_states(workflow: Workflow, states: set[str]) -> Iterator[str]:
    for step in workflow.steps.values():
        for state in (step.sources | ({step.target} if step.target else set())) - states:
            yield f"step {step.name} names an unknown state: {state}"
        if step.is_creation and not step.target:
            yield f"creation step {step.name} has no target"
    for wait in workflow.waits:
        if wait.state not in states:
            yield f"a wait names an unknown state: {wait.state}"


def _unreachable(workflow: Workflow, states: set[str]) -> Iterator[str]:
    reached = {s.target for s in workflow.steps.values() if s.is_creation}
    if not reached:
        yield "no step creates it"
    while True:
        further = {s.target for s in workflow.steps.values() if s.target and s.sources & reached} - reached
        if not further:
            break
        reached |= further
    for state in states - reached:
        yield f"no path leads to state {state}"


def _missing_code(workflow: Workflow) -> Iterator[str]:
    for step in workflow.steps.values():
        if needs_service(step):
            try:
                service_of(workflow, step.name)
            except (AttributeError, ModuleNotFoundError):
                yield f"step {step.name} has no service {step.name}_{workflow.kind}"
        if needs_form(step):
            try:
                form_of(workflow, step.name)
            except (AttributeError, ModuleNotFoundError):
                yield f"step {step.name} has no form"
