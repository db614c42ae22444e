"""The promise board (承诺台账): every promise by unit, day and state; one promise's own page; Excel."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.keys import uuid7
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.ui.lists import chip
from renda.ground.workflow.batch import BatchStep, steps_fitting
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.queries import history, waiting_for
from renda.ground.workflow.waiting import due_of
from renda.voice.suggestions import access, queries
from renda.voice.suggestions.models import Promise
from renda.voice.suggestions.queries import PromiseFilters
from renda.voice.suggestions.queries.following import STATES
from renda.voice.suggestions.states import Grade, PromiseState
from renda.voice.suggestions.views.paging import after_day, day_mark
from renda.voice.suggestions.workflow import PROMISE

PAGE = 30
MOST_EXPORTED = 5000
CHIPS = (
    ("", "没了结"), ("confirm", "待代表确认"), ("disputed", "不认可、未反馈"), ("kept", "按期兑现"), ("late", "晚兑现"),
    ("carried", "滚动办理"), ("ended", "终止"), ("all", "全部"),
)  # fmt: skip
DO = {
    PromiseState.OPEN: "办承诺", PromiseState.ANSWERED: "看承诺办成没有", PromiseState.DISPUTED: "核实承诺",
    PromiseState.SILENT: "核实承诺",
}  # fmt: skip
SEES_ALL_UNITS = (Role.OFFICE, Role.TOWNSHIP, Role.GOV_OFFICE, Role.LEADER, Role.COMMITTEE)


@login_required
@require_safe
def board(request: Request) -> HttpResponse:
    """What the actor has to do with, the soonest promised day first; a unit's people see their own unit's."""
    filters, actor, today = read_filters(request), request.actor, clock.today()
    rows = Promise.objects.concerning(actor)
    shown = rows.filtered(filters, today).later_than(after_day(request)).for_board(actor.county_id)
    found = list(shown.order_by("promised_on", "pk")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    context = {
        "lines": [line_of(row, actor) for row in found], "after": day_mark(found[-1].promised_on, found[-1].pk) if more else "",
        "filters": filters, "chips": chips(request, filters), "figures": figures_of(rows, filters, today),
        "units": _units(actor), "years": range(today.year - 1, today.year + 3), "today": today,
        "bulk": bulk_steps(actor), "address": request.get_full_path(),
    }  # fmt: skip
    return render(request, "suggestions/promises.html", context)


def read_filters(request: Request) -> PromiseFilters:
    get = request.GET
    state = get.get("state", "")
    return PromiseFilters(
        state=state if state in STATES else "", light=get.get("light", "") if get.get("light") in ("red", "amber") else "",
        unit=_number(get.get("unit", ""), 9), year=_number(get.get("year", ""), 4), text=get.get("q", "").strip()[:60],
    )  # fmt: skip


def _number(text: str, most: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= most else 0


def _units(actor: Actor) -> list[tuple[int, str]]:
    """For those who look at more than one unit."""
    return list(queries.units_of(actor.county_id).values_list("pk", "name")) if actor.holds(*SEES_ALL_UNITS) else []


def figures_of(rows: "queries.PromiseQuerySet", filters: PromiseFilters, today: Any) -> dict[str, Any]:
    """Of the unit and year that are chosen: how many came due, how many of them were kept, how many late."""
    chosen = rows.of_unit(filters.unit) if filters.unit else rows
    chosen = chosen.filter(promised_on__year=filters.year) if filters.year else chosen
    counted = queries.promise_figures(chosen, today)
    done = counted["due_kept"] + counted["due_late"]
    return {**counted, "done": done, "rate": round(100 * done / counted["due"]) if counted["due"] >= 5 else None}


def bulk_steps(actor: Actor) -> list[BatchStep]:
    """What the office does with a selection: carry over at the end of a year or term."""
    return [BatchStep(PROMISE, PROMISE.steps["carry_over"])] if actor.holds(Role.OFFICE, Role.TOWNSHIP) else []


def line_of(row: Promise, actor: Actor) -> dict[str, Any]:
    """One line; `once` makes each of its one-tap forms safe to send twice."""
    may_say = row.state == PromiseState.ANSWERED and access.is_confirmer(actor, row)
    return {
        "row": row, "state": row.words(), "is_open": row.state == PromiseState.OPEN, "may_say": may_say,
        "fits": " ".join(steps_fitting("promise", row.state)), "once": uuid7(), "once_no": uuid7(),
    }  # fmt: skip


def chips(request: Request, filters: PromiseFilters) -> list[dict[str, Any]]:
    lights = [chip(request.GET, "light", key, label, filters.light, light=key)
              for key, label in (("red", "超期"), ("amber", "快到期"))]  # fmt: skip
    states = [chip(request.GET, "state", key, label, filters.state) for key, label in CHIPS]
    return [*lights, *states]


@login_required
@require_safe
def export(request: Request) -> HttpResponse:
    """The board under the same filters as Excel, at most 5,000 rows."""
    rows = Promise.objects.concerning(request.actor).filtered(read_filters(request), clock.today())
    found = rows.select_related("org", "parent__proposer", "handling").order_by("promised_on", "pk")[:MOST_EXPORTED]
    columns = [
        Column("建议编号", 30), Column("标题", 48), Column("领衔代表", 12), Column("单位", 24), Column("责任股室", 14),
        Column("第几条", 8), Column("代表的建议", 40), Column("承诺的内容", 48), Column("答复文号", 20), Column("答复里的承诺日期", 14),
        Column("现在的承诺日期", 14), Column("滚动到", 10), Column("状态", 18), Column("最近进展", 40), Column("再次答复日", 12),
        Column("再次答复文号", 20), Column("代表评价", 10),
    ]  # fmt: skip
    data = write_rows(columns, map(_cells, found), sheet="承诺台账")
    return excel_answer(data, f"promises-{clock.today()}")


def _cells(row: Promise) -> list[Any]:
    parent = row.parent
    return [
        parent.number_text, parent.title, parent.proposer.name, row.org.name, row.section, row.point or "全件", row.ask, row.text,
        row.handling.paper_number, row.first_promised_on, row.promised_on, row.carried_to_year, row.words(), row.progress,
        row.answered_on, row.paper_number, Grade(row.grade).label if row.grade else "",
    ]  # fmt: skip


@require_safe
def show(request: Request, pk: UUID) -> HttpResponse:
    """One promise: what was promised for when, how far it is, the one thing to do."""
    row = get_object_or_404(Promise.objects.visible_to(request.actor).for_page(), pk=pk)
    wait = waiting_for(row).first()
    rule = PROMISE.waits_in(row.state)
    book = rule_book(row.county_id, version=request.county.version)
    is_party = access.is_party(request.actor, row.parent)
    steps = history(row, request.actor, is_party=is_party)
    for taken in steps:
        taken.label = PROMISE.steps[taken.step].label  # type: ignore[attr-defined]
    context = {
        "promise": row, "suggestion": row.parent, "waiting": wait, "state": row.words(), "is_party": is_party,
        "due": due_of(rule, row, wait.since, book, is_new=True) if rule and wait else None, "history": steps,
        "offers": PROMISE.offers(request.actor, row), "line": line_of(row, request.actor),
        "base": row.get_absolute_url(), "address": row.get_absolute_url(),
    }  # fmt: skip
    return render(request, "suggestions/promise.html", context)


def promise_steps(rows: list[Promise], waits: Mapping[UUID, Waiting], actor: Actor) -> list[tuple[str, str]]:
    """For the matter's page: what of its promises waits for this actor, each with the page where it is done."""
    mine = [row for row in rows if row.pk in waits and waits[row.pk].holder in actor.keys]
    return [(f"{DO[PromiseState(row.state)]}{_about(row)}", row.get_absolute_url()) for row in mine]


def _about(row: Promise) -> str:
    return f"（第{row.point}条）" if row.point else ""
