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
from renda.ground.ui.show import light_of
from renda.ground.workflow.engine import WORKFLOWS
from renda.ground.workflow.models import Waiting
from renda.readings.workbench import queries
from renda.readings.workbench.queries import Filters

MINE = 5
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
    is_ticked: bool


@login_required
@require_safe
def show_desk(request: Request) -> HttpResponse:
    if is_deputy_only(request.actor):
        return show_hand(request)
    filters, today = _filters(request), clock.today()
    rows, after = queries.page_of(queries.filtered(request.actor, filters, today), filters.after)
    workflow, steps = queries.batch_steps(rows)
    counts = queries.counts(request.actor, today)
    context = {
        "rows": rows, "lines": _lines(request, rows, today, is_ticked=bool(steps)), "after": after,
        "filters": filters, "counts": counts, "lights": queries.LIGHTS,
        "chips": _chips(filters, counts), "workflow": workflow, "steps": steps, "total": counts["all"],
    }  # fmt: skip
    return render(request, "workbench/desk.html", context)


def _lines(request: Request, rows: list[Waiting], today: date, *, is_ticked: bool) -> list[str]:
    posts = {post.key: post.label for post in request.actor.posts}
    calendar = rule_book(request.county.pk, version=request.county.version).calendar
    return [line_of(_facts(row, posts.get(row.holder, "我"), today, calendar, is_ticked)) for row in rows]


def _facts(row: Waiting, post_label: str, today: date, calendar: WorkCalendar, is_ticked: bool) -> LineFacts:
    light = light_of(row, today, calendar)
    return LineFacts(
        row.matter_id, row.kind, str(WORKFLOWS[row.kind].label), row.number, row.title, row.link, row.ask, row.since, row.due_on,
        post_label, light.shape, light.words, today.year, is_ticked,
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
    answer = HttpResponse(
        write_rows(columns, table), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = f'attachment; filename="desk-{clock.today()}.xlsx"'
    return answer


def is_deputy_only(actor: Actor) -> bool:
    return bool(actor.posts) and all(post.role == Role.DEPUTY for post in actor.posts)


def _filters(request: Request) -> Filters:
    get = request.GET.get
    return Filters(get("light", "")[:10], get("kind", "")[:40], get("q", "")[:60].strip(), get("after", "")[:40])


def _chips(filters: Filters, counts: dict[str, int]) -> list[dict[str, object]]:
    lights = [{"label": "全部", "value": "", "count": counts["all"], "light": ""}]
    lights += [
        {"label": label, "value": light, "count": counts[light], "light": light}
        for light, label in queries.LIGHTS.items()
    ]
    return [{**chip, "on": chip["value"] == filters.light} for chip in lights]
