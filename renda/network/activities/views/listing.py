"""Lists: what is coming and what was, the year as a table of stations and months, what the public reads."""

from datetime import datetime
from typing import Any

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
from renda.network.activities import queries, rules
from renda.network.activities.models import Activity
from renda.network.activities.states import ActivityState, Sort
from renda.network.stations.models import Station

PAGE = 30
# A county of hundreds begins with its first town; `town=all` shows them all.
MOST_STATIONS, MOST_AT_ONCE = 400, 100
STATES = {"coming": "将要开展", "recorded": "已记录", "cancelled": "已取消"}


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What concerns the actor, the latest first; narrowed to a kind, a state, a station."""
    actor, state, sort, code = request.actor, *(request.GET.get(name, "") for name in ("state", "sort", "station"))
    rows = Activity.objects.concerning(actor)
    if state == "coming":
        rows = rows.filter(state__in=["planned", "announced"])
    elif state in STATES:
        rows = rows.filter(state=state)
    if sort in Sort.values:
        rows = rows.filter(sort=sort)
    if code:
        rows = rows.filter(station__code=code[:24])
    found, after = _page(rows, request.GET.get("after", ""))
    chips = [{"label": "全部", "href": "?", "on": not (state or sort or code)}]
    chips += [chip(request.GET, "state", key, label, state) for key, label in STATES.items()]
    chips += [chip(request.GET, "sort", str(key), str(label), sort) for key, label in Sort.choices]
    keeps = queries.stations_of(actor).listed()[:2]
    mine = list(keeps)
    context = {
        "lines": found, "after": after, "chips": chips, "mine": mine[0] if len(mine) == 1 else None, "keeps": bool(mine),
    }  # fmt: skip
    return render(request, "activities/list.html", context)


def _page(rows: Any, after: str) -> tuple[list[Activity], str]:
    if after:
        moment, _, key = after.partition("_")
        try:
            at = datetime.fromisoformat(moment)
            rows = rows.filter(starts_at__lte=at).exclude(starts_at=at, pk__gte=key)
        except ValueError:
            raise Invalid("这个地址不完整，请从第一页看起。") from None
    found = list(rows.for_list().order_by("-starts_at", "-pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last.starts_at:%Y-%m-%dT%H:%M:%S}+00:00_{last.pk}" if last else ""


@login_required
@require_safe
def calendar(request: Request) -> HttpResponse:
    """月月有活动、季季有总结: a row for each station, a cell for each month and quarter; gaps in words, not by colour alone."""
    year, town = _year(request), request.GET.get("town", "")[:40]
    every = list(queries.stations_of(request.actor).listed().filter(state__in=["opened", "paused"])[:MOST_STATIONS])
    towns = sorted({one.town for one in every if one.town})
    if not town and len(every) > MOST_AT_ONCE and towns:
        town = towns[0]
    stations = [one for one in every if one.town == town] if town in towns else every
    lines = _lines(request, year, stations)
    context = {
        "lines": lines, "year": year, "years": [clock.today().year - n for n in range(3)], "town": town, "towns": towns,
        "gaps": sum(cell.state == "gap" for line in lines for cell in line["months"]),
        "unsummed": sum(one["state"] == "gap" for line in lines for one in line["quarters"]), "months": range(1, 13),
    }  # fmt: skip
    return render(request, "activities/calendar.html", context)


def _lines(request: Request, year: int, stations: list[Station]) -> list[dict[str, Any]]:
    today = clock.today()
    rows = Activity.objects.filter(county_id=request.actor.county_id, station__in=stations)
    counted, summed = queries.months(rows, year), queries.quarters(request.actor, year)
    return [
        {
            "station": one,
            "months": [
                rules.month_cell(year, month, times=counted.get(one.pk, {}).get(month, 0), opened_on=one.opened_on, on=today)
                for month in range(1, 13)
            ],
            "quarters": [_quarter(one, year, quarter, summed.get((one.pk, quarter))) for quarter in (1, 2, 3, 4)],
        }
        for one in stations
    ]  # fmt: skip


def _quarter(station: Station, year: int, quarter: int, found: Any) -> dict[str, Any]:
    if found:
        return {"state": found[1], "key": found[0], "quarter": quarter}
    last = clock.quarter_span(year, quarter)[1]
    is_new = station.opened_on is not None and station.opened_on > last
    return {"state": "none" if is_new else "gap" if last < clock.today() else "later", "quarter": quarter}


def _year(request: Request) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and 2000 <= int(text) <= 2100 else clock.today().year


@login_required
@require_safe
def export_calendar(request: Request) -> HttpResponse:
    year = _year(request)
    stations = list(queries.stations_of(request.actor).listed().filter(state__in=["opened", "paused"])[:MOST_STATIONS])
    words = {"gap": "没有", "none": "", "later": "", "now": ""}
    states = {"confirmed": "已定稿", "draft": "初稿", "gap": "没有", "none": "", "later": ""}
    columns = [Column("乡镇", 14), Column("家站", 34), *(Column(f"{month}月", 7) for month in range(1, 13)),
               *(Column(f"{name}总结", 12) for name in rules.QUARTERS)]  # fmt: skip
    cells = (
        [line["station"].town, line["station"].name, *(cell.times or words[cell.state] for cell in line["months"]),
         *(states[one["state"]] for one in line["quarters"])] for line in _lines(request, year, stations)
    )  # fmt: skip
    return excel_answer(write_rows(columns, cells, sheet=f"{year}年活动"), f"activities-{year}")


@require_safe
def of_station(request: Request, code: str) -> HttpResponse:
    """What the public reads of a station: what is announced, and what was held in the last months."""
    station = get_object_or_404(Station.objects.visible_to(request.actor).shown(), code=code)
    rows = Activity.objects.filter(county_id=station.county_id, station=station)
    held = rows.filter(state=ActivityState.RECORDED).order_by("-held_on", "-pk")[:12]
    context = {"station": station, "coming": queries.coming_of(station, clock.now()), "held": list(held)}
    return render(request, "activities/of_station.html", context)
