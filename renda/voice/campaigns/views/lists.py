"""The list of a campaign's items: filters in the address, pages by key; Excel; the table for printing (汇总表)."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.ui.lists import chip
from renda.ground.workflow.models import Waiting
from renda.voice.campaigns.models import Campaign, CampaignItem
from renda.voice.campaigns.queries.pages import Filters, filtered, page_of, read_filters, waits_of
from renda.voice.campaigns.queries.rows import COUNTY_READERS, UNIT
from renda.voice.campaigns.services.slips import facts_of, form_of_sheet
from renda.voice.campaigns.states import UNSORTED, Category, HandlingLevel, S, Sheet
from renda.voice.campaigns.views.campaign import figures_of, ways_in
from renda.voice.campaigns.workflow import CAMPAIGN_ITEM

PAGE = 30
MOST_EXPORTED = 20_000
MOST_PRINTED = 300
STATE_CHIPS = (S.COLLECTED, S.SORTED, S.ASSIGNED, S.HANDLED, S.REPLIED, S.RATED, S.CLOSED)
WIDTHS = {"text": 48, "result": 40, "reply": 40, "place": 20, "unit": 24, "number": 16}
SORTERS = (Role.OFFICE, Role.TOWNSHIP)


@login_required
@require_safe
def index(request: Request, pk: UUID) -> HttpResponse:
    campaign, filters, actor = _campaign(request, pk), read_filters(request.GET), request.actor
    rows, after = page_of(rows_of(campaign, filters, actor), place_of(request), PAGE)
    waits = waits_of(actor.county_id, [row.pk for row in rows])
    figures = figures_of(campaign)
    context = {
        "campaign": campaign, "lines": [line_of(row, waits.get(row.pk), actor) for row in rows], "after": after,
        "filters": filters, "chips": chips(request, filters, figures if actor.holds(*COUNTY_READERS) else {}),
        "bulk": bulk_steps(actor), "categories": [*Category.choices, ("none", UNSORTED)], "address": request.get_full_path(),
        "levels": [*HandlingLevel.choices, ("none", "还没定")], "towns": _towns(figures), "query": _query(request),
        **ways_in(request, campaign),
    }  # fmt: skip
    return render(request, "campaigns/items.html", context)


def rows_of(campaign: Campaign, filters: Filters, actor: Actor) -> Any:
    rows = CampaignItem.objects.visible_to(actor).filter(campaign_id=campaign.pk)
    return filtered(rows, filters, actor.county_id, clock.today())


def _campaign(request: Request, pk: UUID) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(request.actor).select_related("totals"), pk=pk)


def place_of(request: Request) -> UUID | None:
    text = request.GET.get("after", "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Invalid("这个地址不完整，请从列表第一页看起。") from None


def line_of(row: CampaignItem, waiting: Waiting | None, actor: Actor) -> dict[str, Any]:
    """One row: its light, what it says, who has it, its state."""
    holder = row.handling_org.label if row.handling_org and row.state in (S.ASSIGNED, S.HANDLED) else ""
    return {"row": row, "waiting": waiting, "state": S(row.state).label, "holder": holder or row.desk.label,
            "category": Category(row.category).label if row.category else UNSORTED,
            "level": HandlingLevel(row.handling_level).label if row.handling_level else "",
            "is_mine": waiting is not None and waiting.holder in actor.keys}  # fmt: skip


def bulk_steps(actor: Actor) -> list[Any]:
    """Steps on a selection, for those who take them at all."""
    if actor.holds(*SORTERS):
        return [step for step in CAMPAIGN_ITEM.steps.values() if step.is_bulk]
    if actor.holds(*UNIT):
        return [CAMPAIGN_ITEM.steps["handle"], CAMPAIGN_ITEM.steps["reply"]]
    return []


def chips(request: Request, filters: Filters, figures: dict[str, Any]) -> list[dict[str, Any]]:
    """The filters as chips, with the county's last count for those who see all; a chosen one is taken off by pressing it."""
    counts = {key: n for key, _, n in figures.get("states", ())}
    lights = [chip(request.GET, "light", key, label, filters.light, light=key)
              for key, label in (("red", "超期"), ("amber", "快到期"))]  # fmt: skip
    states = [
        chip(request.GET, "state", str(s), _short(s), filters.state, count=counts.get(str(s))) for s in STATE_CHIPS
    ]
    every = {"label": "全部", "href": "?", "on": not filters.is_any, "count": figures.get("total")}
    return [every, chip(request.GET, "state", "open", "没办结", filters.state), *lights, *states]


def _short(state: S) -> str:
    words = {S.HANDLED: "等答复", S.REPLIED: "等评价"}
    return words.get(state, str(state.label))


def _towns(figures: dict[str, Any]) -> list[str]:
    """Towns that have items, by the last count."""
    return [key for key, *_ in figures.get("towns", ()) if key]


def _query(request: Request) -> str:
    """The filters of the address without its place, for links that take all rows of them."""
    kept = {k: str(v) for k, v in request.GET.items() if k != "after" and v}
    return f"?{urlencode(kept)}" if kept else ""


@login_required
@require_safe
def export(request: Request, pk: UUID) -> HttpResponse:
    """The table (汇总表) of the filtered list as Excel, with the county's own title and items."""
    campaign = _campaign(request, pk)
    title, columns, _ = form_of_sheet(campaign.county_id, Sheet.TABLE)
    heads = [Column(column.label, WIDTHS.get(column.key, 12)) for column in columns]
    cells = ([facts[column.key] for column in columns] for facts in _facts(campaign, request, MOST_EXPORTED))
    return excel_answer(write_rows(heads, cells, sheet=title), f"campaign-{clock.today()}")


@login_required
@require_safe
def table(request: Request, pk: UUID) -> HttpResponse:
    """The table for printing, at most 300 rows of the filter; beyond that Excel has them all."""
    campaign = _campaign(request, pk)
    title, columns, is_own = form_of_sheet(campaign.county_id, Sheet.TABLE)
    rows = [[facts[column.key] for column in columns] for facts in _facts(campaign, request, MOST_PRINTED + 1)]
    context = {
        "campaign": campaign, "title": title, "columns": columns, "rows": rows[:MOST_PRINTED], "is_own": is_own,
        "has_more": len(rows) > MOST_PRINTED, "query": _query(request), "most": MOST_PRINTED,
    }  # fmt: skip
    return render(request, "campaigns/table.html", context)


def _facts(campaign: Campaign, request: Request, most: int) -> Iterator[dict[str, Any]]:
    rows = rows_of(campaign, read_filters(request.GET), request.actor).order_by("-pk")[:most]
    for row in rows.iterator(chunk_size=1000):
        row.campaign = campaign
        yield facts_of(row)
