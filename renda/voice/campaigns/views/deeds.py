"""Deeds of a campaign: the list, one page, its evidence."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.files import web as files_web
from renda.ground.files.queries import files_of
from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due
from renda.voice.campaigns import forms, services
from renda.voice.campaigns.models import Campaign, CampaignAction
from renda.voice.campaigns.queries.pages import waits_of
from renda.voice.campaigns.queries.rows import STATION
from renda.voice.campaigns.states import A, Deed, Way
from renda.voice.campaigns.views.campaign import ways_in
from renda.voice.campaigns.views.items import ordered
from renda.voice.campaigns.views.lists import place_of
from renda.voice.campaigns.workflow import CAMPAIGN_ACTION

PAGE = 30


@login_required
@require_safe
def index(request: Request, pk: UUID) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), pk=pk)
    rows = CampaignAction.objects.visible_to(request.actor).filter(campaign_id=campaign.pk)
    state = request.GET.get("state", "")
    rows = rows.filter(state=state) if state in A.values else rows
    after = place_of(request)
    found = list((rows.filter(pk__lt=after) if after else rows).for_list().order_by("-pk")[: PAGE + 1])
    waits = waits_of(request.actor.county_id, [row.pk for row in found], "campaign_action")
    lines = [{"row": row, "waiting": waits.get(row.pk), "state": A(row.state).label} for row in found[:PAGE]]
    chips = [{"label": "全部", "href": "?", "on": not state}]
    chips += [{"label": str(a.label), "href": f"?state={a.value}", "on": state == a.value} for a in A]
    context = {
        "campaign": campaign, "lines": lines, "chips": chips, "after": str(found[PAGE - 1].pk) if len(found) > PAGE else "",
        **ways_in(request, campaign),
    }  # fmt: skip
    return render(request, "campaigns/actions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, pk: UUID) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), pk=pk)
    if not request.actor.holds(Role.DEPUTY, *STATION, Role.TOWNSHIP, Role.OFFICE):
        raise NotAllowed("由代表来记；联络员、镇人大主席团和代表工委可以代为录入。")
    form = bind(request, forms.PlanForm, actor=request.actor)
    if form.is_valid():
        try:
            keywords = {name: value for name, value in form.keywords().items() if name != "seen"}
            return redirect(services.plan_campaign_action(campaign, actor=request.actor, **keywords))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    context = {
        "form": form,
        "heading": "打算办件实事",
        "button": "记下来",
        "campaign": campaign,
        "back": campaign.get_absolute_url(),
    }
    return render(request, "campaigns/begin.html", context, status=422 if form.errors else 200)


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row = _action(request, pk)
    waiting = waiting_for(row).first()
    context = {
        "action": row, "waiting": waiting, "due": why_due(CAMPAIGN_ACTION, row, waiting, request.county.version),
        "offers": ordered(CAMPAIGN_ACTION, row, request), "base": row.get_absolute_url(),
        "history": steps_of(CAMPAIGN_ACTION, row, request.actor), "facts": _facts(row), "state": A(row.state).label,
        "files": [
            {"name": kept.name, "href": reverse("campaigns:file", args=[row.pk, kept.pk]), "size": kept.size,
             "icon": "image" if kept.is_image else "file-text"} for kept in files_of(row)
        ],
    }  # fmt: skip
    return render(request, "campaigns/action.html", context)


def _facts(row: CampaignAction) -> list[tuple[str, Any]]:
    facts = [
        ("代表", f"{row.deputy.name}（{row.get_deputy_level_display()}）"), ("哪一种", Deed(row.deed).label),
        ("怎么办", Way(row.way).label), ("地点", "，".join(part for part in (row.town, row.place) if part)),
        ("谁得益", row.beneficiaries),
    ]  # fmt: skip
    return [(label, value) for label, value in facts if value]


@require_safe
def file(request: Request, pk: UUID, file_id: UUID) -> HttpResponseBase:
    return files_web.stream(get_object_or_404(files_of(_action(request, pk)), pk=file_id), request)


def _action(request: Request, pk: UUID) -> CampaignAction:
    return get_object_or_404(CampaignAction.objects.visible_to(request.actor).for_list(), pk=pk)
