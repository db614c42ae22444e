"""One step on all rows of a filter: asked once, then its progress and its one list of results."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.workflow.lookup import form_of
from renda.voice.campaigns import services
from renda.voice.campaigns.forms.items import json_fields
from renda.voice.campaigns.models import BatchRun, Campaign
from renda.voice.campaigns.queries.pages import read_filters
from renda.voice.campaigns.services.runs import rows_of
from renda.voice.campaigns.states import Category, HandlingLevel, S, Stage
from renda.voice.campaigns.views.lists import bulk_steps
from renda.voice.campaigns.workflow import CAMPAIGN_ITEM

SHOWN = 500
FILTERS = ("state", "light", "category", "level", "town", "words", "q")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, pk: UUID, name: str) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), pk=pk)
    step = CAMPAIGN_ITEM.steps.get(name.replace("-", "_"))
    if step is None or not step.is_bulk:
        raise Http404
    if step not in bulk_steps(request.actor):
        raise NotAllowed(f"“{step.label}”由{step.who}来办。")
    filters = {k: str(v) for k, v in request.GET.items() if k in FILTERS}
    form = form_of(CAMPAIGN_ITEM, step.name)(request.POST or None, actor=request.actor)
    request.typed = form  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            run = services.start_run(
                campaign, step.name, actor=request.actor, filters=filters, fields=json_fields(form),
                once=form.cleaned_data.get("once"),
            )  # fmt: skip
            return redirect("campaigns:run", run.pk)
        except Invalid as error:
            form.add_error(None, error.text)
    found = read_filters(filters)
    context = {
        "campaign": campaign, "step": step, "form": form, "count": rows_of(campaign, step.name, request.actor, found).count(),
        "words": filter_words(filters), "back": f"{campaign.get_absolute_url()}items/",
    }  # fmt: skip
    return render(request, "campaigns/all.html", context, status=422 if form.is_bound and form.errors else 200)


def filter_words(filters: dict[str, str]) -> str:
    """The filter as people say it."""
    found = read_filters(filters)
    state = "没办结" if found.state == "open" else str(S(found.state).label) if found.state else ""
    light = {"red": "超期", "amber": "快到期", "green": "按期"}.get(found.light, "")
    category = str(dict(Category.choices).get(found.category, "未分类")) if found.category else ""
    level = str(dict(HandlingLevel.choices).get(found.level, "还没定层级")) if found.level else ""
    parts = [state, light, category, level, found.town, f"含“{found.words}”" if found.words else ""]
    return "、".join(part for part in parts if part) or "全部"


@login_required
@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    rows = BatchRun.objects.visible_to(request.actor).select_related("campaign")
    run = get_object_or_404(rows, pk=pk)
    context: dict[str, Any] = {
        "run": run, "campaign": run.campaign, "step": CAMPAIGN_ITEM.steps[run.step], "is_done": run.stage == Stage.DONE,
        "done": run.taken + run.refused, "words": filter_words(run.filters), "troubles": list(run.troubles.order_by("pk")[:SHOWN]),
    }  # fmt: skip
    template = "campaigns/_progress.html" if request.htmx else "campaigns/run.html"
    return render(request, template, context)
