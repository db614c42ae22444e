"""Assessments of units: the list, the scheme with its sources, one assessment with each figure leading to its cases."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.readings.dashboards import services
from renda.readings.dashboards.access import may_assess
from renda.readings.dashboards.forms import AssessForm
from renda.readings.dashboards.made import shown_assessment
from renda.readings.dashboards.models import Assessment
from renda.readings.dashboards.queries.scope import scope_of
from renda.readings.dashboards.rules import LEAST_RULE, SCHEME
from renda.readings.dashboards.views.asked import figures_page

SHOWN = 50


@figures_page
def assessments(request: Request) -> HttpResponse:
    return _show_list(request, AssessForm(initial={"year": clock.today().year}))


@login_required
@require_POST
def make(request: Request) -> HttpResponse:
    """Count now and keep it."""
    if not may_assess(request.actor):
        raise NotAllowed("评估由人大代表工委、镇人大主席团来做。")
    form = AssessForm(request.POST)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    try:
        row = services.make_assessment(actor=request.actor, **form.cleaned_data)
    except (Invalid, Conflict) as error:
        form.add_error(getattr(error, "field", "") or None, error.text)
        return _show_list(request, form, status=error.status)
    return redirect(row)


def _show_list(request: Request, form: AssessForm, status: int = 200) -> HttpResponse:
    rows = Assessment.objects.visible_to(request.actor).newest_first().select_related("congress")[:SHOWN]
    book, today = rule_book(request.county.pk, version=request.county.version), clock.today()
    found = [(kind, book.rule(kind, today)) for kind in SCHEME]
    context = {
        "rows": rows, "form": form, "may_assess": may_assess(request.actor), "items": [(k, r) for k, r in found if r.number],
        "unused": [(k, r) for k, r in found if not r.number], "least": book.rule(LEAST_RULE, today), "least_kind": LEAST_RULE,
        "total": sum(rule.number for _, rule in found),
    }  # fmt: skip
    return render(request, "dashboards/assessments.html", context, status=status)


@figures_page
def assessment(request: Request, pk: UUID) -> HttpResponse:
    """As it was made; with ?again=1 counted once more beside it, to show that it is the same."""
    row = _visible(request.actor, pk)
    context: dict[str, Any] = shown_assessment(row, _own(request.actor))
    if request.GET.get("again") == "1" and not _own(request.actor):
        context["again"] = "same" if services.recount(row) == row.units else "other"
    return render(
        request,
        "dashboards/assessment.html",
        {**context, "again_href": f"{reverse('dashboards:assessment', args=[pk])}?again=1"},
    )


def _visible(actor: Actor, pk: UUID) -> Assessment:
    return get_object_or_404(Assessment.objects.visible_to(actor).select_related("congress"), pk=pk)


def _own(actor: Actor) -> frozenset[int] | None:
    """The units whose lines alone somebody of a unit may see; None for those who see all."""
    scope = scope_of(actor)
    return None if scope.sees_all else scope.units
