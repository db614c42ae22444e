"""A new holiday year or rule: first which running matters it moves, then confirmed and replayed in one transaction."""

from itertools import islice
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from renda.ground.county import services as county
from renda.ground.county.access import may_set
from renda.ground.county.forms import RuleForm
from renda.ground.county.models import HolidayDraft, RuleSet
from renda.ground.county.rules import RuleBook
from renda.ground.county.states import Unit
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.workflow.services import preview_replay, replay

SHOWN = 200


@transaction.atomic
def confirm_holidays(draft: HolidayDraft, *, actor: Actor) -> int:
    """The year counts from now on; returns how many running matters moved."""
    county.confirm_holidays(draft, actor=actor)
    return replay(draft.county_id)


@transaction.atomic
def set_rule(county_id: int, *, actor: Actor, **rule: Any) -> int:
    """The county's own number counts from its day on; returns how many running matters moved."""
    county.set_rule(county_id, actor=actor, **rule)
    return replay(county_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def try_holidays(request: Request, pk: int) -> HttpResponse:
    """GET shows what the draft would move, POST confirms it."""
    draft = get_object_or_404(HolidayDraft.objects.visible_to(request.actor), pk=pk)
    if request.method == "POST":
        moved = confirm_holidays(draft, actor=request.actor)
        messages.success(request, f"{draft.year}年的放假安排已生效，移动了{moved}件事的期限。")
        return redirect("county:holidays")
    context = {
        "title": f"{draft.year}年的放假安排",
        "draft": draft,
        **_moved(draft.county_id, county.draft_book(draft)),
    }
    return render(request, "workflow/try_holidays.html", context)


@login_required
@require_POST
def try_rule(request: Request, kind: str) -> HttpResponse:
    """Shows what a county's own number would move; with `confirmed` it is set."""
    if not may_set(request.actor, request.county.pk):
        raise NotAllowed("规则由县人大代表工委或者管理员来定。")
    default = get_object_or_404(RuleSet.objects.visible_to(request.actor).filter(county=None), kind=kind)
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _show_rule(request, default, form, status=422)
    rule = {"kind": kind, **form.cleaned_data}
    try:
        tried = county.book_with_rule(request.county.pk, **rule)
    except Invalid as error:
        form.add_error(error.field or None, error.text)
        return _show_rule(request, default, form, status=422)
    if "confirmed" in request.POST:
        moved = set_rule(request.county.pk, actor=request.actor, **rule)
        messages.success(request, f"“{default.label}”已改，移动了{moved}件事的期限。")
        return redirect("county:rules")
    return _show_rule(request, default, form, **_moved(request.county.pk, tried))


def _show_rule(request: Request, default: RuleSet, form: RuleForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "title": default.label,
        "kind": default.kind,
        "form": form,
        "unit": Unit(form.cleaned_data["unit"]).label if form.is_valid() else "",
        **more,
    }
    return render(request, "workflow/try_rule.html", context, status=status)


def _moved(county_id: int, book: RuleBook) -> dict[str, Any]:
    found = preview_replay(county_id, book)
    rows = list(islice(found, SHOWN))
    return {"moved": rows, "rest": sum(1 for _ in found), "is_tried": True}
