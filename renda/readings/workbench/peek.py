"""The third pane of a wide desk: one chosen row's text, what happened last, and its next steps, without leaving the list."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from renda.ground.kernel.web import Request
from renda.ground.people.queries import names_of
from renda.ground.workflow.declare import Step
from renda.ground.workflow.engine import WORKFLOWS, Workflow
from renda.ground.workflow.models import Matter, Preview
from renda.ground.workflow.queries import history, waiting_for

RECENT, MOST_TEXT = 4, 400


@login_required
@require_safe
def show_peek(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Whoever sees a matter without having to do with it sees where it stands, and no text: the public page shows that."""
    if kind not in WORKFLOWS:
        raise Http404
    workflow = WORKFLOWS[kind]
    row = get_object_or_404(workflow.model.objects.visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    is_party = workflow.party(request.actor, row)
    preview = row.preview() if is_party else Preview()
    waits = list(waiting_for(row))
    context = {
        "row": row, "state": workflow.state_label(row.state), "workflow": workflow, "preview": preview,
        "facts": [fact for fact in preview.facts if fact[1]], "text": _short(preview.text),
        "waiting": waits[0] if waits else None, "recent": _recent(request, workflow, row, is_party),
        "offers": sorted(workflow.open_to(request.actor, row), key=_onward_first)[:2], "base": row.get_absolute_url().partition("#")[0],
    }  # fmt: skip
    return render(request, "workbench/_peek.html", context)


def _onward_first(step: Step) -> tuple[bool, bool, bool]:
    """What is routine enough to be taken on a selection comes first, what ends a matter for good last."""
    return step.is_grave, not step.is_bulk, step.target is None


def _recent(request: Request, workflow: Workflow, row: Matter, is_party: bool) -> list[dict[str, Any]]:
    steps = history(row, request.actor, is_party=is_party)[:RECENT]
    names = names_of({step.user_id for step in steps})
    return [{"at": s.at, "label": workflow.steps[s.step].label, "who": names.get(s.user_id, s.acted_as),
             "note": getattr(s, "note", "")} for s in steps]  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}……"
