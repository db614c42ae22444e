"""The month of a station, the year of many as a table of months and quarters, and the four held at the station."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.network.activities import access, queries, rules
from renda.network.activities.models import Activity, Attendance, Summary
from renda.network.activities.states import COMING, FOUR, ActivityState, Family
from renda.network.stations.models import Station

# A county of hundreds begins with its first town; `town=all` shows them all.
MOST_STATIONS, MOST_AT_ONCE, MOST_REASONS = 400, 100, 12
WEEKDAYS = "一二三四五六日"


@login_required
@require_safe
def month(request: Request, code: str) -> HttpResponse:
    """One month of a station: its days, what is on today, what is still to do, and the year of its town."""
    station = get_object_or_404(queries.stations_of(request.actor), code=code)
    year, number = _month(request)
    first, last = rules.month_span(year, number)
    rows = _of_days(station, first, last)
    near = _of_days(station, clock.today(), clock.today() + timedelta(days=60))
    town = Station.objects.filter(county_id=station.county_id, town=station.town).shown().listed()
    places = list(town[:MOST_STATIONS]) if station.town else [station]
    context = {
        "station": station, "first": first, "before": first - timedelta(days=1), "after": last + timedelta(days=1),
        "weekdays": WEEKDAYS, "weeks": _weeks(station, year, number, rows), "keeps": access.keeps(request.actor, station),
        "now": [row for row in near if row.day == clock.today()], "next": _next_reception(near), **_to_do(request, station),
        **_table(request.actor, clock.today().year if year > clock.today().year else year, places), "here": station.pk, "any": bool(rows),
    }  # fmt: skip
    return render(request, "activities/month.html", context)


def _month(request: Request) -> tuple[int, int]:
    year, _, number = request.GET.get("month", "").partition("-")
    if year.isdecimal() and number.isdecimal() and 2000 <= int(year) <= 2100 and 1 <= int(number) <= 12:
        return int(year), int(number)
    return clock.today().year, clock.today().month


def _of_days(station: Station, first: date, last: date) -> list[Activity]:
    """What is planned or was held on these days, whoever is on duty beside it. Two queries."""
    begin, end = (datetime.combine(day, time(0), tzinfo=clock.COUNTY_TIME) for day in (first, last + timedelta(days=1)))
    rows = Activity.objects.filter(
        county_id=station.county_id, station=station, starts_at__gte=begin, starts_at__lt=end
    )
    people = Attendance.objects.exclude(answer="leave").select_related("deputy").order_by("-deputy__level", "pk")
    found = rows.exclude(state=ActivityState.CANCELLED).prefetch_related(Prefetch("attendances", people, "people"))
    return list(found.defer("plan", "result").order_by("starts_at", "pk"))


def _weeks(station: Station, year: int, month: int, rows: Sequence[Activity]) -> list[list[dict[str, Any]]]:
    calendar, held = rule_book(station.county_id).calendar, dict[date, list[Activity]]()
    for row in rows:
        held.setdefault(clock.day_of(row.starts_at), []).append(row)
    return [
        [_day(day, calendar, held.get(day, [])) if day else {} for day in week] for week in rules.weeks(year, month)
    ]


def _day(day: date, calendar: Any, rows: list[Activity]) -> dict[str, Any]:
    works = calendar.is_workday(day)
    mark = "班" if works and day.weekday() > 4 else "休" if not works and calendar.names(day) else ""
    return {"day": day, "mark": mark, "is_off": not works, "rows": rows, "is_today": day == clock.today()}


def _next_reception(rows: Sequence[Activity]) -> Activity | None:
    return next((row for row in rows if row.is_reception and row.state in COMING), None)


def _to_do(request: Request, station: Station) -> dict[str, Any]:
    """What is still missing: records of what is over, notices of what is near, the quarter's summary."""
    today = clock.today()
    quarter = clock.quarter_of(today)
    open_rows = Activity.objects.filter(county_id=station.county_id, station=station, state__in=COMING)
    open_rows = (
        open_rows.filter(starts_at__lt=clock.now() + timedelta(days=7)).defer("plan", "result").order_by("starts_at")
    )
    summary = (
        Summary.objects.visible_to(request.actor).filter(station=station, year=today.year, quarter=quarter).first()
    )
    late = list(open_rows)
    return {
        "unrecorded": [row for row in late if row.day <= today], "quarter": quarter, "this_year": today.year,
        "unannounced": [row for row in late if row.day > today and row.state == ActivityState.PLANNED],
        "summary": summary, "quarter_name": rules.QUARTERS[quarter - 1],
    }  # fmt: skip


@login_required
@require_safe
def calendar(request: Request) -> HttpResponse:
    """月月有活动、季季有总结: a row for each station, a cell for each month and quarter; gaps in words, not by colour alone."""
    year, (stations, town, towns) = _year(request), _stations(request)
    context = {
        **_table(request.actor, year, stations), "town": town, "towns": towns, "years": _years(),
        "may_export": bool(stations),
    }  # fmt: skip
    return render(request, "activities/calendar.html", context)


def _stations(request: Request) -> tuple[list[Station], str, list[str]]:
    town = request.GET.get("town", "")[:40]
    every = list(queries.stations_of(request.actor).listed().filter(state__in=["opened", "paused"])[:MOST_STATIONS])
    towns = sorted({one.town for one in every if one.town})
    if not town and len(every) > MOST_AT_ONCE and towns:
        town = towns[0]
    return [one for one in every if one.town == town] if town in towns else every, town, towns


def _table(actor: Actor, year: int, stations: list[Station]) -> dict[str, Any]:
    lines = _lines(actor, year, stations)
    gaps = [(line, cell) for line in lines for cell in line["cells"] if cell["state"] == "gap"]
    reasons = queries.gap_reasons(actor.county_id, year, [one.pk for one in stations]) if gaps else {}
    for line, cell in gaps:
        cell["reason"] = reasons.get((line["station"].pk, cell["month"]), "")
    # What the reader can still explain stands first, then what is explained.
    gaps.sort(key=lambda gap: (not gap[0]["keeps"], not gap[1]["reason"]))
    said = [{"station": line["station"], "keeps": line["keeps"], **cell} for line, cell in gaps]
    return {
        "lines": lines, "year": year, "gaps": len(gaps), "said": said[:MOST_REASONS],
        "unsummed": sum(one["state"] == "gap" for line in lines for one in line["sums"]),
    }  # fmt: skip


def _lines(actor: Actor, year: int, stations: list[Station]) -> list[dict[str, Any]]:
    today = clock.today()
    rows = Activity.objects.filter(county_id=actor.county_id, station__in=stations)
    counted, summed = queries.months(rows, year), queries.quarters(actor, year)
    lines = []
    for one in stations:
        cells = [_cell(one, year, month, counted.get(one.pk, {}).get(month, 0), today) for month in range(1, 13)]
        sums = [_quarter(one, year, quarter, summed.get((one.pk, quarter))) for quarter in (1, 2, 3, 4)]
        parts = [(cells[3 * n : 3 * n + 3], sums[n]) for n in range(4)]
        lines.append({"station": one, "cells": cells, "sums": sums, "parts": parts, "keeps": access.keeps(actor, one)})
    return lines


def _cell(station: Station, year: int, month: int, times: int, today: date) -> dict[str, Any]:
    cell = rules.month_cell(year, month, times=times, opened_on=station.opened_on, on=today)
    return {"state": cell.state, "times": cell.times, "level": min(cell.times, 3), "month": month}


def _quarter(station: Station, year: int, quarter: int, found: Any) -> dict[str, Any]:
    if found:
        return {"state": found[1], "key": found[0], "quarter": quarter}
    last = clock.quarter_span(year, quarter)[1]
    is_new = station.opened_on is not None and station.opened_on > last
    return {"state": "none" if is_new else "gap" if last < clock.today() else "later", "quarter": quarter}


def _year(request: Request) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and 2000 <= int(text) <= 2100 else clock.today().year


def _years() -> list[int]:
    return [clock.today().year - n for n in range(3)]


@login_required
@require_safe
def four(request: Request) -> HttpResponse:
    """四在家站: how often each of the four was held at each station in a quarter. Source: DOMAIN H11"""
    year, (stations, town, towns) = _year(request), _stations(request)
    words = queries.words_of(request.actor.county_id)
    rows = Activity.objects.filter(county_id=request.actor.county_id, station__in=stations)
    found = queries.four_of(rows, year)
    none = dict.fromkeys(map(str, FOUR), 0)
    lines: list[dict[str, Any]] = [
        {"station": one, "quarters": [list(found.get((one.pk, q), none).values()) for q in (1, 2, 3, 4)]}
        for one in stations
    ]
    held = [sum(any(line["quarters"][n]) for line in lines) for n in range(4)]
    context = {
        "lines": lines, "labels": [words.label(Family.TAG, tag) for tag in FOUR], "held": held, "year": year, "town": town,
        "towns": towns, "years": _years(), "quarters": rules.QUARTERS,
    }  # fmt: skip
    return render(request, "activities/four.html", context)


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
        [line["station"].town, line["station"].name, *(cell["times"] or words[cell["state"]] for cell in line["cells"]),
         *(states[one["state"]] for one in line["sums"])] for line in _lines(request.actor, year, stations)
    )  # fmt: skip
    return excel_answer(write_rows(columns, cells, sheet=f"{year}年活动"), f"activities-{year}")
