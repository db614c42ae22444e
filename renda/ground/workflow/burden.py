"""What the platform asks of people (基层减负): the fields of every step from its form, and how often it was taken last month.

Counts are of steps, never of persons. A month that is over does not change (its history is append-only and sealed), so each
process counts it once a day. Source: 关于整治形式主义为基层减负若干规定 (2024); DESIGN 1
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja import Router, Schema

from renda.ground.kernel.clock import COUNTY_TIME, today
from renda.ground.kernel.web import Request
from renda.ground.workflow.declare import Step
from renda.ground.workflow.engine import WORKFLOWS, Workflow
from renda.ground.workflow.lookup import form_of, needs_form
from renda.ground.workflow.models import StepTaken

router = Router(tags=["流程"])


@dataclass(frozen=True, slots=True)
class StepBurden:
    """One step: what a person fills in to take it. `basis`: the rule the matter waits by before the step, if it names one."""

    name: str
    label: str
    who: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Load:
    """A step with how often it was taken in the month, and how many required fields that came to at most."""

    step: StepBurden
    taken: int

    @property
    def filled(self) -> int:
        return self.taken * len(self.step.required)


class StepOut(Schema):
    kind: str
    step: str
    label: str
    who: str
    required: list[str]
    optional: list[str]
    basis: str
    taken: int


class BurdenOut(Schema):
    """month: the first day of the month that was counted."""

    month: date
    steps: list[StepOut]


@require_safe
def show_burden(request: Request) -> HttpResponse:
    """The public page; nothing of it is typed in by anybody."""
    month = month_before(today())
    counted = counts_of(request.county.pk, month, today())
    tables = [(w, _loads(w, counted)) for w in WORKFLOWS.values()]
    tables.sort(key=lambda table: -sum(load.taken for load in table[1]))  # by size of the work
    loads = [load for _, table in tables for load in table]
    context = {
        "month": month, "tables": tables, "steps": len(loads), "bare": sum(not load.step.required for load in loads),
        "taken": sum(load.taken for load in loads), "filled": sum(load.filled for load in loads),
    }  # fmt: skip
    return render(request, "workflow/burden.html", context)


@router.get("/burden", auth=None, response=BurdenOut, summary="基层减负：每一步要填几项，上月办了几次")
def burden(request: Request) -> Any:
    month = month_before(today())
    counted = counts_of(request.county.pk, month, today())
    steps = [
        {"kind": w.kind, "step": load.step.name, "label": load.step.label, "who": load.step.who, "taken": load.taken,
         "required": load.step.required, "optional": load.step.optional, "basis": load.step.basis}
        for w in WORKFLOWS.values() for load in _loads(w, counted)
    ]  # fmt: skip
    return {"month": month, "steps": steps}


def month_before(day: date) -> date:
    """The first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


@lru_cache(maxsize=64)
def counts_of(county_id: int, month: date, on: date) -> dict[tuple[str, str], int]:
    """How often each step (kind, name) was taken in the month. `on`: counted anew each day, for what imports bring."""
    start, end = _midnight(month), _midnight((month + timedelta(days=32)).replace(day=1))
    taken = StepTaken.objects.filter(county_id=county_id, at__gte=start, at__lt=end).order_by()
    return {(kind, step): n for kind, step, n in taken.values_list("kind", "step").annotate(n=Count("pk"))}


@cache
def steps_of(workflow: Workflow) -> tuple[StepBurden, ...]:
    """Steps that people take by a form, in the order of the declaration."""
    return tuple(_burden(workflow, step) for step in workflow.steps.values() if needs_form(step))


def _burden(workflow: Workflow, step: Step) -> StepBurden:
    fields = _asked(form_of(workflow, step.name))
    required = tuple(_label(name, field) for name, field in fields if field.required)
    optional = tuple(_label(name, field) for name, field in fields if not field.required)
    waits = [w for w in workflow.waits if w.state in step.sources and w.source and step.target]
    return StepBurden(step.name, str(step.label), step.who, required, optional, str(waits[0].source) if waits else "")


def _asked(form: type[forms.Form]) -> Iterable[tuple[str, forms.Field]]:
    """The fields a person sees; a step may leave some out, so this is the most it asks."""
    return [(name, field) for name, field in form.base_fields.items() if not field.widget.is_hidden]


def _label(name: str, field: forms.Field) -> str:
    return str(field.label or name)


def _loads(workflow: Workflow, counted: dict[tuple[str, str], int]) -> list[Load]:
    return [Load(step, counted.get((workflow.kind, step.name), 0)) for step in steps_of(workflow)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COUNTY_TIME)
