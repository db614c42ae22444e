"""The list of motions: newest first, filters in the address; the session's deadline above it; Excel."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.ui.lists import chip
from renda.ground.workflow.models import Waiting
from renda.voice.motions import queries
from renda.voice.motions.forms.making import MOVERS_OF
from renda.voice.motions.models import Motion
from renda.voice.motions.queries import STATES_OF, Filters, filtered, waits_of
from renda.voice.motions.states import M
from renda.voice.motions.views.page import result_of, words_of

PAGE = 30
MOST_EXPORTED = 5000
STATE_CHIPS = (
    ("making", "在起草"), ("waiting", "等决定"), ("agenda", "列入议程"), ("committee", "委员会审议"), ("converted", "转建议"),
    ("closed", "已办结"),
)  # fmt: skip


@require_safe
def index(request: Request) -> HttpResponse:
    filters, actor = read_filters(request), request.actor
    rows = _rows(actor, filters)
    if after := request.GET.get("after", ""):
        rows = rows.filter(pk__lt=_key(after))
    found = list(rows.for_list().order_by("-pk")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    waits = waits_of(actor.county_id, [row.pk for row in found])
    context = {
        "lines": [line_of(row, waits.get(row.pk, []), actor) for row in found], "after": str(found[-1].pk) if more else "",
        "filters": filters, "chips": chips(request, filters), "may_draft": may_draft(actor),
        "sessions": sessions_shown(actor), "may_set": actor.holds(Role.OFFICE, Role.TOWNSHIP),
    }  # fmt: skip
    return render(request, "motions/list.html", context)


def _rows(actor: Actor, filters: Filters) -> Any:
    """What concerns the actor; with the filter for published ones, all that is public too."""
    rows = Motion.objects.visible_to(actor) if filters.published or filters.text else Motion.objects.concerning(actor)
    return filtered(rows, filters)


def read_filters(request: Request) -> Filters:
    get = request.GET
    session = get.get("session", "")
    return Filters(
        state=get.get("state", "") if get.get("state", "") in STATES_OF else "",
        session=int(session) if session.isdecimal() and len(session) < 10 else 0,
        text=get.get("q", "").strip()[:60], published=get.get("published") == "1",
    )  # fmt: skip


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("这个地址不完整，请从列表第一页看起。") from None


def line_of(row: Motion, waits: list[Waiting], actor: Actor) -> dict[str, Any]:
    """One row; the light is shown to those it waits for, others see the state."""
    mine = next((wait for wait in waits if wait.holder in actor.keys), None)
    return {
        "row": row,
        "waiting": mine,
        "words": words_of(row),
        "state": M(row.state).label,
        "ask": mine.ask if mine else "",
    }


def sessions_shown(actor: Actor) -> list[Any]:
    """The latest session of each congress whose deadline the actor may need: his own congress's."""
    return list(queries.latest_sessions(actor)[:2])


def may_draft(actor: Actor) -> bool:
    return actor.holds(*MOVERS_OF)


def chips(request: Request, filters: Filters) -> list[dict[str, Any]]:
    """The filters as chips; a chosen one is taken off by pressing it again."""
    states = [chip(request.GET, "state", key, label, filters.state) for key, label in STATE_CHIPS]
    is_plain = not (filters.state or filters.session or filters.text or filters.published)
    every = {"label": "全部", "href": "?", "on": is_plain, "wide": True}
    return [every, *states, chip(request.GET, "published", "1", "已公开", "1" if filters.published else "")]


@require_safe
def export(request: Request) -> HttpResponse:
    """The filtered list as Excel, at most 5,000 rows. What the list does not show is not in it."""
    found = (
        _rows(request.actor, read_filters(request)).select_related(*queries.LIST_PARTS).order_by("-pk")[:MOST_EXPORTED]
    )
    columns = [
        Column("编号", 14), Column("大会", 24), Column("标题", 48), Column("提案人", 20), Column("状态", 12), Column("主席团决定", 20),
        Column("决定日", 12), Column("审议的委员会", 24), Column("办理单位", 20), Column("结果", 40),
    ]  # fmt: skip
    data = write_rows(columns, (_cells(row) for row in found), sheet="议案")
    return excel_answer(data, f"motions-{clock.today()}")


def _cells(row: Motion) -> list[Any]:
    return [
        row.number_text, str(row.session) if row.session else "", row.title, row.mover_name, M(row.state).label,
        row.get_decision_display(), row.decided_on, row.committee.name if row.committee else "",
        row.unit.name if row.unit else "", result_of(row),
    ]  # fmt: skip
