"""One item: entering it, its page, its slips."""

from typing import Any, Literal
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.keys import uuid7
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.people.web import bind
from renda.ground.ui.show import Stage
from renda.ground.workflow.engine import Workflow
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.shown import steps_of, why_due
from renda.voice.campaigns import access, forms, services
from renda.voice.campaigns.models import Campaign, CampaignAction, CampaignItem
from renda.voice.campaigns.queries.pages import similar_to
from renda.voice.campaigns.queries.rows import STATION
from renda.voice.campaigns.services.slips import rating_words, why_no_slip
from renda.voice.campaigns.states import BEFORE_REPLY, SLIPS, UNSORTED, Category, HandlingLevel, Outcome, S, Sheet
from renda.voice.campaigns.workflow import CAMPAIGN_ITEM

STAGES = ("提出", "梳理", "交办", "办理", "答复代表", "评价", "办结")
AT = {S.COLLECTED: 1, S.SORTED: 2, S.ASSIGNED: 3, S.HANDLED: 4, S.REPLIED: 5, S.RATED: 6, S.CLOSED: 7, S.MERGED: 3}
ONWARD = ("sort", "assign", "handle", "reply", "rate", "close")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request, pk: UUID) -> HttpResponse:
    """Two fields for a deputy; with the deputy's name for whoever enters it for one."""
    campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), pk=pk)
    if not request.actor.holds(Role.DEPUTY, *STATION, Role.TOWNSHIP, Role.OFFICE):
        raise NotAllowed("由代表来提；联络员、镇人大主席团和代表工委可以代为录入。")
    form = bind(request, forms.CollectForm, actor=request.actor)
    if form.is_valid():
        try:
            keywords = {name: value for name, value in form.keywords().items() if name != "seen"}
            return redirect(services.collect_campaign_item(campaign, actor=request.actor, **keywords))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    context = {
        "form": form,
        "heading": "提一件建议",
        "button": "交上去",
        "campaign": campaign,
        "back": campaign.get_absolute_url(),
    }
    return render(request, "campaigns/begin.html", context, status=422 if form.errors else 200)


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    row, actor = _item(request, pk), request.actor
    waiting = None if row.state in (S.CLOSED, S.WITHDRAWN, S.MERGED) else waiting_for(row).first()
    is_sorter = access.is_sorter(actor, row)
    context = {
        "item": row, "waiting": waiting, "due": why_due(CAMPAIGN_ITEM, row, waiting, request.county.version),
        "offers": ordered(CAMPAIGN_ITEM, row, request), "base": row.get_absolute_url(), "history": steps_of(CAMPAIGN_ITEM, row, request.actor),
        "stages": stages_of(row), "now_words": now_words(row), "facts": facts_of(row), "rating": rating_words(row),
        "similar": similar_to(row, actor) if is_sorter and row.state in BEFORE_REPLY else [],
        "merged": list(row.merged_from.filter(county_id=row.county_id).select_related("deputy")[:50]) if is_sorter else [],
        "slips": slips_of(row, request), "once": uuid7(), "is_sorter": is_sorter,
        "outcome": Outcome(row.outcome).label if row.outcome else "",
    }  # fmt: skip
    return render(request, "campaigns/item.html", context)


def ordered(workflow: Workflow, row: CampaignItem | CampaignAction, request: Request) -> list[Any]:
    """What takes it on stands first, what is blocked last with its reason."""
    offers = workflow.offers(request.actor, row)
    return sorted(offers, key=lambda o: (bool(o.why_not), o.step.is_grave, o.step.name not in ONWARD))


def stages_of(row: CampaignItem) -> list[Stage]:
    here = AT.get(S(row.state), 0)
    days = [row.created_at.date(), None, row.assigned_on, row.handled_on, row.replied_on, None, row.closed_on]
    return [
        Stage(label, "done" if i < here else "now" if i == here else "next", days[i] if i < here else None)
        for i, label in enumerate(STAGES)
    ]


def now_words(row: CampaignItem) -> str:
    """Who has it now, in one line."""
    sorter, unit = row.desk.label, row.handling_org.label if row.handling_org else row.office.label
    words = {
        S.COLLECTED: f"{sorter}在梳理", S.SORTED: f"{sorter}准备交办", S.ASSIGNED: f"{unit}在办", S.HANDLED: f"{unit}有了结果，准备答复代表",
        S.REPLIED: f"已答复，等{row.deputy.name}代表说满不满意", S.RATED: f"{sorter}准备办结", S.CLOSED: "已办结",
        S.WITHDRAWN: "已撤回", S.MERGED: "和别的事项一起办，办好一并答复",
    }  # fmt: skip
    return words[S(row.state)]


def facts_of(row: CampaignItem) -> list[tuple[str, str]]:
    """What is known of it, besides its words."""
    place = "，".join(part for part in (row.town, row.village_org.label if row.village_org else "", row.place) if part)
    facts = [
        ("代表", f"{row.deputy.name}（{row.get_deputy_level_display()}）"), ("地点", place),
        ("类别", str(Category(row.category).label) if row.category else UNSORTED),
        ("办理层级", str(HandlingLevel(row.handling_level).label) if row.handling_level else ""),
        ("承办单位", row.handling_org.name if row.handling_org else ""), ("来源", row.get_entry_display()),
    ]  # fmt: skip
    return [(label, value) for label, value in facts if value]


def slips_of(row: CampaignItem, request: Request) -> list[dict[str, Any]]:
    """The three slips of this row: made, may be made, or why not yet. For those who handle it."""
    if not access.answers(request.actor, row):
        return []
    papers = {paper.purpose: paper for paper in papers_of(row)}
    return [_slip(row, slip, papers.get(f"slip_{slip}")) for slip in SLIPS]


def _slip(row: CampaignItem, slip: Sheet, paper: Paper | None) -> dict[str, Any]:
    links = {
        ending: reverse("campaigns:paper", args=[row.pk, paper.pk, ending]) for ending in ("pdf", "docx")
    } if paper and paper.state == "made" else {}  # fmt: skip
    return {"key": slip, "label": slip.label, "why_not": why_no_slip(row, slip), "paper": paper, **links}


@require_POST
def order_slip(request: Request, pk: UUID, slip: str) -> HttpResponse:
    row = _item(request, pk)
    if slip not in SLIPS:
        raise Http404
    services.order_slip(row, slip, actor=request.actor)
    return redirect(f"{row.get_absolute_url()}#slips")


@require_safe
def paper(request: Request, pk: UUID, paper_id: UUID, ending: Literal["pdf", "docx"]) -> HttpResponseBase:
    row = _item(request, pk)
    if ending not in ("pdf", "docx") or not access.answers(request.actor, row):
        raise Http404
    return papers_web.stream(get_object_or_404(papers_of(row), pk=paper_id), ending, is_inline=ending == "pdf")


def _item(request: Request, pk: UUID) -> CampaignItem:
    return get_object_or_404(CampaignItem.objects.visible_to(request.actor).for_page(), pk=pk)
