"""The desk: what waits for me, with lights and filters in the address; for a deputy the page for one hand."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.workflow.engine import WORKFLOWS
from renda.readings.workbench import queries
from renda.readings.workbench.queries import Filters

MINE = 5
MOST_EXPORTED = 5000


@login_required
@require_safe
def show_desk(request: Request) -> HttpResponse:
    if is_deputy_only(request.actor):
        return show_hand(request)
    filters, today = _filters(request), clock.today()
    rows, after = queries.page_of(queries.filtered(request.actor, filters, today), filters.after)
    workflow, steps = queries.batch_steps(rows)
    counts = queries.counts(request.actor, today)
    posts = {post.key: post.label for post in request.actor.posts}
    for row in rows:
        row.post_label = posts.get(row.holder, "我")  # type: ignore[attr-defined]
        row.kind_label = WORKFLOWS[row.kind].label  # type: ignore[attr-defined]
    context = {
        "rows": rows, "after": after, "filters": filters, "counts": counts, "lights": queries.LIGHTS,
        "chips": _chips(filters, counts), "workflow": workflow, "steps": steps, "total": counts["all"],
    }  # fmt: skip
    return render(request, "workbench/desk.html", context)


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
