"""The campaigns of a county, one campaign with its public figures, its totals; the looks of 一表三单."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people.web import bind
from renda.ground.workflow.queries import history, waiting_for
from renda.voice.campaigns import access, forms, rules, services
from renda.voice.campaigns.models import Campaign, Totals
from renda.voice.campaigns.queries.rows import COUNTY_READERS, STATION, UNIT
from renda.voice.campaigns.rules import Share
from renda.voice.campaigns.services.slips import form_of_sheet
from renda.voice.campaigns.states import CampaignState, Sheet
from renda.voice.campaigns.workflow import CAMPAIGN

PAGE = 30
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def index(request: Request) -> HttpResponse:
    """All campaigns, the newest first; what each has come to by its last count."""
    rows = Campaign.objects.visible_to(request.actor).select_related("totals", "office").newest_first()[:PAGE]
    lines = [{"row": row, "figures": figures_of(row), "state": CampaignState(row.state).label} for row in rows]
    return render(request, "campaigns/list.html", {"lines": lines, "may_prepare": may_prepare(request)})


def may_prepare(request: Request) -> bool:
    return request.actor.holds(Role.OFFICE, Role.TOWNSHIP)


def figures_of(row: Campaign) -> dict[str, Any]:
    """Items and deeds of the last count, with the shares pages say; empty before the first."""
    totals: Totals | None = getattr(row, "totals", None)
    data = totals.data if totals else {}
    total = data.get("total", 0)
    return {
        **data, "has": bool(data), "counted_at": totals.counted_at if totals else None,
        "answered_share": Share(data.get("answered", 0), total), "closed_share": Share(data.get("closed", 0), total),
    }  # fmt: skip


@login_required
@both
def prepare(request: Request) -> HttpResponse:
    if not may_prepare(request):
        raise NotAllowed("代表活动由县人大代表工委或者镇人大主席团组织。")
    form = bind(request, forms.PrepareForm, actor=request.actor)
    if form.is_valid():
        try:
            return redirect(services.prepare_campaign(actor=request.actor, **_keywords(form)))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.text)
    context = {"form": form, "heading": "筹备活动", "button": "存下来", "back": "/campaigns/"}
    return render(request, "campaigns/begin.html", context, status=422 if form.errors else 200)


def _keywords(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.keywords().items() if name != "seen"}


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    """For everyone: theme, days and totals without persons. For those who work on it also what to do next."""
    row = get_object_or_404(Campaign.objects.visible_to(request.actor).select_related("totals", "office"), pk=pk)
    actor, is_party = request.actor, access.is_party(request.actor, row)
    offers = CAMPAIGN.offers(actor, row) if is_party else []
    steps = list(history(row, actor, is_party=is_party))
    for step in steps:
        step.label = CAMPAIGN.steps[step.step].label  # type: ignore[attr-defined]
    context = {
        "campaign": row, "figures": figures_of(row), "offers": offers, "history": steps, "works": works_on(request),
        "state": CampaignState(row.state).label, "base": row.get_absolute_url(), "is_office": access.is_office(actor, row),
        "waiting": waiting_for(row).first() if is_party else None, **ways_in(request, row),
    }  # fmt: skip
    return render(request, "campaigns/detail.html", context)


def works_on(request: Request) -> bool:
    """Whether the actor has any items to see."""
    return request.actor.holds(*COUNTY_READERS, *STATION, *UNIT, Role.TOWNSHIP, Role.DEPUTY)


def ways_in(request: Request, row: Campaign) -> dict[str, bool]:
    """How this actor may bring something to a campaign that runs."""
    actor, runs = request.actor, row.state == CampaignState.OPEN
    enters = runs and actor.holds(Role.DEPUTY, *STATION, Role.TOWNSHIP, Role.OFFICE)
    return {
        "may_enter": enters and row.takes_items, "may_plan": enters and row.takes_actions,
        "may_import": runs and row.takes_items and actor.holds(Role.OFFICE, Role.TOWNSHIP),
        "reads_totals": actor.holds(*COUNTY_READERS),
    }  # fmt: skip


@require_safe
def totals(request: Request, pk: UUID) -> HttpResponse:
    """By level, category and town, with the moment until which it holds. No person stands in it: it is public."""
    rows = Campaign.objects.visible_to(request.actor).select_related("totals")
    row = get_object_or_404(rows, pk=pk)
    figures = figures_of(row)
    tables = [
        ("办理层级", "level", figures.get("levels", ())), ("类别", "category", figures.get("categories", ())),
        ("乡镇", "town", figures.get("towns", ())), ("代表级别", "", figures.get("deputy_levels", ())),
    ]  # fmt: skip
    context = {
        "campaign": row, "figures": figures, "works": works_on(request),
        "tables": [{"title": title, "name": name, "lines": [_line(line) for line in lines]} for title, name, lines in tables],
        "ratings": figures.get("ratings", ()), "outcomes": figures.get("outcomes", ()),
        "rated": sum(line[2] for line in figures.get("ratings", ())),
    }  # fmt: skip
    return render(request, "campaigns/totals.html", context)


def _line(line: list[Any]) -> dict[str, Any]:
    key, words, total, answered, closed = line
    return {
        "key": key or "none",
        "words": words,
        "total": total,
        "answered": Share(answered, total),
        "closed": Share(closed, total),
    }


@login_required
@require_safe
def list_forms(request: Request) -> HttpResponse:
    """The one table and the three slips as this county has them; ours are marked 可修改."""
    sheets = [{"key": sheet, "kind": sheet.label, **_sheet(request, sheet)} for sheet in Sheet]
    return render(request, "campaigns/forms.html", {"sheets": sheets, "may_set": may_set(request)})


def _sheet(request: Request, sheet: Sheet) -> dict[str, Any]:
    title, columns, is_own = form_of_sheet(request.actor.county_id, sheet)
    return {"title": title, "labels": [column.label for column in columns], "is_own": is_own}


def may_set(request: Request) -> bool:
    return request.actor.holds(Role.OFFICE, Role.ADMIN)


@login_required
@both
def set_form(request: Request, sheet: str) -> HttpResponse:
    if not may_set(request):
        raise NotAllowed("一表三单的样子由县人大代表工委或者管理员来定。")
    if sheet not in Sheet.values:
        raise Http404
    title, columns, _ = form_of_sheet(request.actor.county_id, sheet)
    chosen = {f"label_{column.key}": column.label for column in columns}
    form = bind(request, forms.SheetFormForm, initial={"title": title, **chosen})
    if form.is_valid():
        try:
            services.set_sheet_form(
                request.actor.county_id, sheet, actor=request.actor, title=form.cleaned_data["title"], labels=form.labels(),
                source=form.cleaned_data["source"],
            )  # fmt: skip
            return redirect("campaigns:forms")
        except Invalid as error:
            form.add_error(None, error.text)
    context = {"form": form, "heading": f"改{Sheet(sheet).label}的标题和项目", "button": "就这样定", "back": "/campaigns/forms/",
               "words": "每一项写本县的叫法；空着的项目不印。内容都从同一件里取，不用再填。", "facts": rules.FACTS}  # fmt: skip
    return render(request, "campaigns/begin.html", context, status=422 if form.errors else 200)
