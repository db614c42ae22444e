"""Lists: the checks of a year, and what is lacking where."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.ground.ui.lists import chip
from renda.ground.workflow.batch import BatchStep, steps_fitting
from renda.ground.workflow.models import Waiting
from renda.network.activities.access import keeps
from renda.network.activities.queries import stations_of
from renda.network.standards import shown
from renda.network.standards.models import Check, Checklist
from renda.network.standards.queries import checklists_on, years_of
from renda.network.standards.states import CheckState, GapState
from renda.network.standards.workflow import CHECK

PAGE, GAPS_PAGE = 40, 60
GAP_STATES = {str(key): str(label) for key, label in GapState.choices}


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The checks of a year that concern the actor, by town and station; narrowed by what the address says."""
    lists = checklists_on(request.actor.county_id, clock.today())
    year, key, state = read_year(request), request.GET.get("list", ""), request.GET.get("state", "")
    town = request.GET.get("town", "")[:40]
    rows = Check.objects.visible_to(request.actor).filter(year=year)
    rows = rows.filter(key=key[:24]) if key else rows
    rows = rows.filter(state=state) if state in CheckState.values else rows
    rows = rows.filter(station__town=town) if town else rows
    if after := request.GET.get("after", ""):
        rows = rows.behind(_last(request, after))
    found = list(rows.listed()[: PAGE + 1])
    mine = list(stations_of(request.actor).listed()[:2])
    chips = [chip(request.GET, "state", str(value), str(label), state) for value, label in CheckState.choices]
    shown_rows = found[:PAGE]
    context = {
        "lines": _lines(shown_rows), "year": year, "after": found[PAGE - 1].pk if len(found) > PAGE else "", "chips": chips, "town": town,
        "lists": [chip(request.GET, "list", one.key, one.title, key) for one in lists],
        "years": _years(request, year), "mine": mine[0] if len(mine) == 1 else None,
        "may_begin": bool(mine) and keeps(request.actor, mine[0]), "address": request.get_full_path(),
        "bulk": _bulk(request, shown_rows),
    }  # fmt: skip
    return render(request, "standards/list.html", context)


def _lines(rows: list[Check]) -> list[dict[str, Any]]:
    """Each check with what it waits for and the steps on a selection that fit it. One query."""
    waits = {}
    if rows:
        of = Waiting.objects.filter(
            county_id=rows[0].county_id, kind=CHECK.kind, matter_id__in=[row.pk for row in rows]
        )
        waits = {one.matter_id: one for one in of.order_by("-pk")}
    return [
        {"row": row, "waiting": waits.get(row.pk), "fits": " ".join(steps_fitting(CHECK.kind, row.state))}
        for row in rows
    ]


def _last(request: Request, text: str) -> Check:
    try:
        return get_object_or_404(Check.objects.visible_to(request.actor).select_related("station"), pk=UUID(text))
    except ValueError:
        raise Invalid("这个地址不完整，请从第一页看起。") from None


def _bulk(request: Request, lines: list[Check]) -> list[BatchStep]:
    """Steps on a selection that the actor may take on some row of this page."""
    steps = [step for step in CHECK.steps.values() if step.is_bulk]
    return [
        BatchStep(CHECK, step)
        for step in steps
        if any(row.state in step.sources and step.allow(request.actor, row) for row in lines)
    ]


def read_year(request: Request) -> int:
    """The year in the address, the current one if there is none. Raises Invalid."""
    text = request.GET.get("year", "") or str(clock.today().year)
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise Invalid("年度写成四位数，例如2026。")
    return int(text)


def _years(request: Request, year: int) -> list[dict[str, Any]]:
    known = sorted({*years_of(request.actor), clock.today().year, year}, reverse=True)
    return [chip(request.GET, "year", str(one), f"{one}年", str(year)) for one in known]


@login_required
@require_safe
def gaps(request: Request) -> HttpResponse:
    """Which stations lack which item: each item with n of d, each town, and the stations one by one."""
    lists = checklists_on(request.actor.county_id, clock.today())
    chosen, found = _asked(request, lists)
    town, item, state = (request.GET.get(name, "")[:40] for name in ("town", "item", "state"))
    rows = shown.narrowed(found.gaps, town=town, item=item, state=state if state in GAP_STATES else "")
    begin = _place(request.GET.get("after", ""), rows)
    page = rows[begin : begin + GAPS_PAGE]
    context = {
        "table": found, "list": chosen, "town": town, "item": item, "count": len(rows), "gaps": page,
        "after": _mark(page[-1]) if len(rows) > begin + GAPS_PAGE else "",
        "lists": [chip(request.GET, "list", one.key, one.title, chosen.key) for one in lists],
        "years": _years(request, found.year), "query": request.GET.urlencode(),
        "states": [chip(request.GET, "state", key, label, state) for key, label in GAP_STATES.items()],
    }  # fmt: skip
    return render(request, "standards/gaps.html", context)


def _asked(request: Request, lists: list[Checklist]) -> tuple[Checklist, shown.Table]:
    key = request.GET.get("list", "") or lists[0].key
    chosen = next((one for one in lists if one.key == key), None)
    if chosen is None:
        raise Invalid("没有这种清单，请在上面重新选。")
    return chosen, shown.table(request.actor, read_year(request), key)


def _mark(gap: shown.Gap) -> str:
    return f"{gap.check.pk}|{gap.item}"


def _place(after: str, rows: list[shown.Gap]) -> int:
    """Behind the last gap shown; from the beginning if it is there no more."""
    return next((n + 1 for n, gap in enumerate(rows) if after and _mark(gap) == after), 0)


@login_required
@require_safe
def export_gaps(request: Request) -> HttpResponse:
    """The same gaps as Excel, narrowed as the page is."""
    chosen, found = _asked(request, checklists_on(request.actor.county_id, clock.today()))
    narrow = {name: request.GET.get(name, "")[:40] for name in ("town", "item", "state")}
    columns = [Column("乡镇", 14), Column("家站", 34), Column("项目", 18), Column("核查结果", 14), Column("说明", 30),
               Column("核查到哪一步", 14), Column("整改", 8), Column("整改日", 12), Column("做了什么", 40)]  # fmt: skip
    lines = (
        [gap.check.station.town, gap.check.station.name, gap.item, gap.answer, gap.remark, gap.check.get_state_display(),
         gap.state_label, gap.fix["on"] if gap.fix else "", gap.fix["text"] if gap.fix else ""]
        for gap in shown.narrowed(found.gaps, **narrow)
    )  # fmt: skip
    book = write_rows(columns, lines, sheet=f"{found.year}年{chosen.title}缺项")
    return excel_answer(book, f"gaps-{found.year}-{chosen.key}")


@login_required
@require_safe
def of_station(request: Request, code: str) -> HttpResponse:
    """One station's own checks, what it lacks, and its texts for the wall."""
    station = get_object_or_404(stations_of(request.actor), code=code)
    rows = Check.objects.visible_to(request.actor).filter(station=station).select_related("station", "checklist")
    checks = list(rows.order_by("-year", "key")[:20])
    context = {
        "station": station, "checks": checks, "gaps": [gap for row in checks for gap in shown.gaps_of(row)],
        "keeps": keeps(request.actor, station),
    }  # fmt: skip
    return render(request, "standards/of_station.html", context)
