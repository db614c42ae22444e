"""Pages of steps, the same for every subject: the form of one step, a step on a selection, the drawn workflows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import ChoiceField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.county.services import rule_book
from renda.ground.county.states import Unit
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Invalid
from renda.ground.kernel.web import Request
from renda.ground.workflow import draw
from renda.ground.workflow.declare import Step
from renda.ground.workflow.engine import WORKFLOWS, Workflow
from renda.ground.workflow.forms import StepForm
from renda.ground.workflow.lookup import form_of, service_of, visible_row
from renda.ground.workflow.models import Matter, Seal
from renda.ground.workflow.services import sort_selection, take_on_selection

SEALS_SHOWN = 100
StepView = Callable[..., HttpResponse]


def steps(workflow: Workflow, *, template: str = "workflow/step.html") -> StepView:
    """The view a subject mounts at `<uuid:pk>/<slug:name>/`: GET shows the step's form to who may take it, POST takes the step."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def take_step(request: Request, pk: UUID, name: str) -> HttpResponse:
        step = _step_of(workflow, name)
        row = visible_row(workflow, request.actor, pk)
        if row is None:
            raise Http404
        form_class = form_of(workflow, name)
        if request.method != "POST":
            workflow.check_may(step, row, request.actor)
            return _show(
                request,
                template,
                workflow,
                step,
                row,
                form_class(row=row, actor=request.actor, initial=_taken_over(request, form_class)),
            )
        form = form_class(request.POST, request.FILES, row=row, actor=request.actor)
        if not form.is_valid():
            workflow.check_may(step, row, request.actor)
            return _show(request, template, workflow, step, row, form, status=422)
        request.typed = form  # type: ignore[attr-defined]
        try:
            moved = service_of(workflow, name)(row, actor=request.actor, **form.keywords())
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
            return _show(request, template, workflow, step, row, form, status=422)
        return after(request, moved if isinstance(moved, Matter) else row)

    return take_step


def _taken_over(request: Request, form_class: type[StepForm]) -> dict[str, str]:
    """Choices named in the address, as links of advice name them: filled in, for a person to confirm."""
    choices = (name for name, field in form_class.base_fields.items() if isinstance(field, ChoiceField))
    return {name: request.GET[name] for name in choices if name in request.GET}


def after(request: Request, row: Matter) -> HttpResponse:
    """Where to go when a step is taken: the page that asked (`next`), or the matter."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = row.get_absolute_url()
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return redirect(target)


@require_POST
def take_on_many(request: Request, kind: str, name: str) -> HttpResponse:
    """One step on the rows ticked in a list. Without its fields yet, asks for them once; then shows one result list.

    A list may hold several kinds of matter: the rows this step does not fit are named with the reason and left alone.
    """
    workflow = _workflow_of(kind)
    step = _step_of(workflow, name)
    chosen = [ticked for text in request.POST.getlist("pk") if (ticked := _ticked(text, workflow))]
    if not chosen or not step.is_bulk:
        raise Invalid("请先在列表里勾选要办的事项。")
    is_filled = "filled" in request.POST
    pks, unfit = sort_selection(workflow, step, chosen, actor=request.actor)
    if not pks:
        raise Blocked(f"勾选的{len(chosen)}件都不能“{step.label}”：{unfit[0].error}")
    form = form_of(workflow, name)(request.POST if is_filled else None, request.FILES or None, actor=request.actor)
    context = {"workflow": workflow, "step": step, "form": form, "pks": pks, "next": _next_of(request), "unfit": unfit}
    if not is_filled or not form.is_valid():
        return render(request, "workflow/batch.html", context, status=422 if is_filled else 200)
    fields = {k: v for k, v in form.keywords().items() if k not in ("seen", "once")}
    outcomes = take_on_selection(workflow, pks, name, actor=request.actor, **fields)
    return render(request, "workflow/batch_done.html", {**context, "outcomes": outcomes})


@require_safe
def list_workflows(request: Request) -> HttpResponse:
    return render(request, "workflow/list.html", {"workflows": sorted(WORKFLOWS.values(), key=lambda w: w.kind)})


@require_safe
def list_seals(request: Request) -> HttpResponse:
    """The daily seals of the county, newest first: public and printable, so that a later rewrite would show."""
    seals = Seal.objects.filter(county_id=request.county.pk).order_by("-day")[:SEALS_SHOWN]
    return render(request, "workflow/seals.html", {"seals": seals})


@require_safe
def show_workflow(request: Request, kind: str) -> HttpResponse:
    workflow = _workflow_of(kind)
    context = {"workflow": workflow, "rows": draw.rows(workflow), "limits": _limits(request.county.pk, workflow)}
    return render(request, "workflow/drawn.html", context)


def _limits(county_id: int, workflow: Workflow) -> dict[str, str]:
    """State → the length of time the county's rule gives, for waits that go by a rule of the county."""
    book, day, found = rule_book(county_id), today(), dict[str, str]()
    for wait in workflow.waits:
        if kind := getattr(wait.until, "rule_kind", ""):
            rule = book.rule(kind, day)
            found[wait.state] = f"县定期限{rule.number}{Unit(rule.unit).label}"
    return found


def _show(
    request: Request, template: str, workflow: Workflow, step: Step, row: Matter, form: StepForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "workflow": workflow,
        "step": step,
        "row": row,
        "form": form,
        "next": request.GET.get("next", ""),
    }
    context["why_not"] = (
        "" if row.state in step.sources else f"现在是“{workflow.state_label(row.state)}”，不能“{step.label}”。"
    )
    return render(request, template, context, status=status)


def _workflow_of(kind: str) -> Workflow:
    if kind not in WORKFLOWS:
        raise Http404
    return WORKFLOWS[kind]


def _step_of(workflow: Workflow, name: str) -> Step:
    step = workflow.steps.get(name.replace("-", "_"))
    if step is None or not step.is_offered:
        raise Http404
    return step


def _ticked(text: str, workflow: Workflow) -> tuple[str, UUID] | None:
    """The kind and key of a ticked row: `opinion.<key>`, or only the key in a list of one kind."""
    kind, dot, key = text.rpartition(".")
    try:
        return (kind if dot else workflow.kind), UUID(key)
    except ValueError:
        return None


def _next_of(request: Request) -> str:
    """The list one came from; another host's address is none of ours."""
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}) else "/desk/"
