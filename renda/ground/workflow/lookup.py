"""From a step to the service that takes it and the form that asks for its fields: by name, in the subject's own app."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from renda.ground.workflow.declare import Step
from renda.ground.workflow.forms import StepForm

if TYPE_CHECKING:
    from renda.ground.workflow.engine import Workflow


@cache
def service_of(workflow: Workflow, name: str) -> Callable[..., Any]:
    """`assign_suggestion` in the subject's `services`. Raises AttributeError if it is missing."""
    return getattr(import_module(f"{workflow.app}.services"), f"{name}_{workflow.kind}")  # type: ignore[no-any-return]


@cache
def form_of(workflow: Workflow, name: str) -> type[StepForm]:
    """`AcceptHandlingForm`, or `AcceptForm`, or the bare form for a step that asks nothing but a note."""
    forms = import_module(f"{workflow.app}.forms")
    verb = "".join(part.capitalize() for part in name.split("_"))
    kind = "".join(part.capitalize() for part in workflow.kind.split("_"))
    form: type[StepForm] = getattr(forms, f"{verb}{kind}Form", None) or getattr(forms, f"{verb}Form")
    return form


def needs_service(step: Step) -> bool:
    return not step.is_inner


def needs_form(step: Step) -> bool:
    return not (step.is_inner or step.at)
