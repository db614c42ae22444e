"""The desk: what waits for me, with lights and filters in the address; for a deputy the page for one hand."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from renda.ground.county.rules import WorkCalendar
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.ui.lists import ListColumn, ListPage, tools_of
from renda.ground.ui.show import light_of
from renda.ground.workflow.batch import batch_steps, steps_fitting
from renda.ground.workflow.engine import WORKFLOWS
from renda.ground.workflow.models import Waiting
from renda.readings.workbench import queries
from renda.readings.workbench.context import keep_rail_counts
from renda.readings.workbench.queries import Filters

MINE = 5
DESK = ListPage("desk", (
    ListColumn("unit", "在谁手里"), ListColumn("do", "下一步"), ListColumn("number", "编号", is_shown=False),
    ListColumn("kind", "类别", is_shown=False), ListColumn("since", "从哪天起", is_shown=False),
))  # fmt: skip
MOST_EXPORTED = 5000


@dataclass(frozen=True, slots=True)
class LineFacts:
    """All that one row of the desk shows; `year` decides whether a day is written with its year."""

    matter_id: UUID
    kind: str
    kind_label: str
    number: str
    title: str
    link: str
    ask: str
    since: date
    due_on: date | None
    post_label: str
    light: str
    words: str
    year: int
    fits: str
    why: str
    extra: tuple[str, ...]


@login_required
@require_safe
def show_desk(request: Request) -> HttpResponse:
    if is_deputy_only(request.actor):
        return show_hand(request)
    filters, today = _filters(request), clock.today()
    rows, after = queries.page_of(queries.filtered(request.actor, filters, today), filters.after)
    counted = queries.counts(request.actor, today)
    keep_rail_counts(request, counted)
    tools = tools_of(DESK, getattr(request.user, "lists", None), request.GET)
    context = {
        "rows": rows, "lines": _lines(request, rows, today, tools.extra), "after": after, "tools": tools,
        "filters": filters, "chips": _chips(filters, counted), "kinds": _kinds(filters, counted),
        "steps": batch_steps(rows),
    }  # fmt: skip
    return render(request, "workbench/desk.html", context)


def _lines(request: Request, rows: list[Waiting], today: date, extra: tuple[str, ...]) -> list[str]:
    posts = {post.key: post.label for post in request.actor.posts}
    calendar = rule_book(request.county.pk, version=request.county.version).calendar
    return [line_of(_facts(row, posts.get(row.holder, "我"), today, calendar, extra)) for row in rows]


def _facts(row: Waiting, post_label: str, today: date, calendar: WorkCalendar, extra: tuple[str, ...]) -> LineFacts:
    light, workflow = light_of(row, today, calendar), WORKFLOWS[row.kind]
    return LineFacts(
        row.matter_id, row.kind, str(workflow.label), row.number, row.title, row.link, row.ask, row.since, row.due_on,
        post_label, light.shape, light.words, today.year, " ".join(steps_fitting(row.kind, row.state)),
        f"{row.number or row.title}现在是“{workflow.state_label(row.state)}”", extra,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def line_of(facts: LineFacts) -> str:
    """The row of one wait: drawn once for the same facts. A desk is read far more often than its rows change."""
    return render_to_string("workbench/_line.html", {"row": facts})


def show_hand(request: Request) -> HttpResponse:
    rows, after = queries.page_of(queries.filtered(request.actor, _filters(request), clock.today()), "")
    context = {
        "rows": rows, "after": after, "actor_post": request.actor.posts[0],
        "opinions": queries.my_opinions(request.actor)[:MINE],
        "suggestions": queries.my_suggestions(request.actor)[:MINE],
        "motions": queries.my_motions(request.actor)[:MINE],
        "activities": queries.my_activities(request.actor)[:MINE],
    }  # fmt: skip
    return render(request, "workbench/hand.html", context)


@login_required
@require_safe
def export_desk(request: Request) -> HttpResponse:
    """The list under the same filters as an Excel table, at most 5,000 rows."""
    rows = queries.filtered(request.actor, _filters(request), clock.today())[:MOST_EXPORTED]
    columns = [
        Column("期限"),
        Column("编号"),
        Column("事项", width=50),
        Column("类别"),
        Column("等我做什么"),
        Column("从哪天起"),
    ]
    table = ([w.due_on, w.number, w.title, WORKFLOWS[w.kind].label, w.ask, w.since] for w in rows)
    return excel_answer(write_rows(columns, table), f"desk-{clock.today()}")


def is_deputy_only(actor: Actor) -> bool:
    return bool(actor.posts) and all(post.role == Role.DEPUTY for post in actor.posts)


def _filters(request: Request) -> Filters:
    get = request.GET.get
    return Filters(get("light", "")[:10], get("kind", "")[:40], get("q", "")[:60].strip(), get("after", "")[:40])


def _chips(filters: Filters, counted: queries.Counts) -> list[dict[str, object]]:
    """The lights, each with how many of the chosen kind wait under it."""
    kinds = [filters.kind] if filters.kind else None
    lights = [("", "全部"), *queries.LIGHTS.items()]
    return [
        {"label": label, "value": light, "light": light, "on": light == filters.light,
         "count": queries.sum_of(counted, light or "all", kinds)}
        for light, label in lights
    ]  # fmt: skip


def _kinds(filters: Filters, counted: queries.Counts) -> list[dict[str, object]]:
    """The kinds among what waits, to choose one; nothing to choose if there is one only."""
    if len(counted) < 2 and not filters.kind:
        return []
    known = [kind for kind in WORKFLOWS if kind in counted or kind == filters.kind]
    return [{"kind": kind, "label": str(WORKFLOWS[kind].label), "on": kind == filters.kind,
             "count": queries.sum_of(counted, "all", [kind])} for kind in known]  # fmt: skip
