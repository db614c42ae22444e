"""From a step to the service that takes it and the form that asks for its fields: by name, in the subject's own app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import today
from renda.ground.kernel.prepared import Prepared
from renda.ground.workflow.declare import Step
from renda.ground.workflow.forms import StepForm
from renda.ground.workflow.models import Matter

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


def visible_row(workflow: Workflow, actor: Actor, pk: UUID) -> Matter | None:
    """The matter as this actor sees it today, to take a step on; None for one that is not there or not to be seen."""
    if workflow.related:
        return _to_step_on(workflow, today()).first(actor=actor, pk=pk)
    return workflow.model.objects.visible_to(actor).filter(pk=pk).first()  # type: ignore[attr-defined, no-any-return]


@lru_cache(maxsize=100)
def _to_step_on(workflow: Workflow, _day: date) -> Prepared[Matter]:
    """For one day, because posts and memberships that `visible_to` asks for run from day to day."""

    def build(actor: Actor, pk: UUID) -> models.QuerySet[Matter]:
        seen: models.QuerySet[Matter] = workflow.model.objects.visible_to(actor)  # type: ignore[attr-defined]
        return seen.filter(pk=pk).select_related(*workflow.related)

    return Prepared(build)


def needs_service(step: Step) -> bool:
    return not step.is_inner


def needs_form(step: Step) -> bool:
    return not (step.is_inner or step.at)
