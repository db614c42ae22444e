"""The list: by day for those who assign and handle, by age for the rest; filters in the address; Excel."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import write_rows
from renda.ground.papers.web import csv_answer, excel_answer
from renda.ground.ui.lists import ListColumn, ListPage, chip, tools_of
from renda.ground.workflow.batch import BatchStep
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.queries.lines import lines_by_age, lines_by_day, listed
from renda.voice.suggestions.queries.pages import STATES_OF, Filters
from renda.voice.suggestions.services import exchange
from renda.voice.suggestions.states import Category, Period
from renda.voice.suggestions.views.lines import lines_of
from renda.voice.suggestions.workflow import SUGGESTION

PAGE = 30
MOST_EXPORTED = 20_000
LIST = ListPage("suggestions", (
    ListColumn("unit", "在谁手里"), ListColumn("do", "下一步"), ListColumn("category", "类别", is_shown=False),
    ListColumn("assigned", "交办之日", is_shown=False), ListColumn("replied", "答复日", is_shown=False),
))  # fmt: skip
STATE_CHIPS = (
    ("check", "待审核"), ("assign", "待交办"), ("handling", "办理中"), ("replied", "已答复"), ("rated", "已评价"),
    ("closed", "已办结"), ("twice", "两次不满意"),
)  # fmt: skip
MONITORS = (Role.OFFICE, Role.TOWNSHIP, Role.GOV_OFFICE, Role.TOWN_GOV, Role.CLERK, Role.UNIT_LEADER)


@require_safe
def index(request: Request) -> HttpResponse:
    filters, actor = read_filters(request), request.actor
    is_by_day = request.GET.get("sort", "due" if _watches_days(actor, filters) else "new") == "due"
    found, after = _by_day(request, filters) if is_by_day else _by_age(request, filters)
    lines, bulk = lines_of(request, found), bulk_steps(actor)
    tools = tools_of(LIST, getattr(request.user, "lists", None), request.GET) if actor.is_signed_in else None
    context = {
        "lines": lines, "after": after, "filters": filters, "is_by_day": is_by_day, "chips": chips(request, filters),
        "bulk": bulk, "is_ticked": bool(bulk), "extra": tools.extra if tools else (), "tools": tools,
        "categories": Category.choices, "may_draft": may_draft(actor),
        "may_convert": actor.holds(Role.OFFICE, Role.TOWNSHIP), "address": request.get_full_path(),
    }  # fmt: skip
    return render(request, "suggestions/list.html", context)


def read_filters(request: Request) -> Filters:
    get = request.GET
    return Filters(
        state=_known(get.get("state", ""), STATES_OF), light=_known(get.get("light", ""), ("red", "amber", "green")),
        category=_known(get.get("category", ""), Category.values), period=_known(get.get("period", ""), Period.values),
        text=get.get("q", "").strip()[:60], published=get.get("published") == "1",
    )  # fmt: skip


def _known(value: str, known: Any) -> str:
    return value if value in known else ""


def _watches_days(actor: Actor, filters: Filters) -> bool:
    return actor.holds(*MONITORS) and not filters.published and filters.state not in ("closed", "stopped", "draft")


def _by_day(request: Request, filters: Filters) -> tuple[list[Any], str]:
    found = lines_by_day(request.actor, filters, clock.today(), _after_day(request), PAGE + 1)
    more, found = len(found) > PAGE, found[:PAGE]
    return found, f"{found[-1][1].due_on}_{found[-1][1].pk}" if more else ""


def _after_day(request: Request) -> tuple[date, int] | None:
    day, _, key = request.GET.get("after", "").partition("_")
    try:
        return (date.fromisoformat(day), int(key)) if day else None
    except ValueError:
        raise Invalid("这个地址不完整，请从列表第一页看起。") from None


def _by_age(request: Request, filters: Filters) -> tuple[list[Any], str]:
    after = request.GET.get("after", "")
    found = lines_by_age(request.actor, filters, clock.today(), _key(after) if after else None, PAGE + 1)
    more, found = len(found) > PAGE, found[:PAGE]
    return found, str(found[-1][0].pk) if more else ""


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("这个地址不完整，请从列表第一页看起。") from None


def bulk_steps(actor: Actor) -> list[BatchStep]:
    """Steps on a selection, for those who take them at all."""
    if actor.holds(Role.OFFICE, Role.TOWNSHIP):
        return [BatchStep(SUGGESTION, step) for step in SUGGESTION.steps.values() if step.is_bulk]
    return [BatchStep(SUGGESTION, SUGGESTION.steps["urge"])] if actor.holds(Role.GOV_OFFICE, Role.TOWN_GOV) else []


def may_draft(actor: Actor) -> bool:
    return actor.holds(Role.DEPUTY, Role.LIAISON, Role.STATION_MASTER)


def chips(request: Request, filters: Filters) -> list[dict[str, Any]]:
    """The filters as chips; a chosen one is taken off by pressing it again."""
    lights = [chip(request.GET, "light", key, label, filters.light, light=key)
              for key, label in (("red", "超期"), ("amber", "快到期"))]  # fmt: skip
    states = [chip(request.GET, "state", key, label, filters.state) for key, label in STATE_CHIPS]
    every = {"label": "全部", "href": "?", "on": not any(v for v in asdict(filters).values()), "wide": True}
    return [every, *lights, *states, chip(request.GET, "published", "1", "已公开", "1" if filters.published else "")]


@require_safe
def export(request: Request) -> HttpResponse:
    """The filtered list as Excel with all columns of the dictionary, at most 20,000 rows; it can be imported again."""
    rows = listed(request.actor, read_filters(request), clock.today()).order_by("-pk")[:MOST_EXPORTED]
    found = Suggestion.objects.filter(county_id=request.actor.county_id, pk__in=rows.values("pk"))
    data = write_rows(exchange.TITLES, exchange.export_rows(found, request.actor), sheet="代表建议")
    return excel_answer(data, f"suggestions-{clock.today()}")


@require_safe
def export_csv(request: Request) -> HttpResponseBase:
    """The same as CSV, streamed, without a limit."""
    rows = listed(request.actor, read_filters(request), clock.today())
    return csv_answer(exchange.TITLES, exchange.export_rows(rows, request.actor), f"suggestions-{clock.today()}.csv")
