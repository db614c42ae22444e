"""Pages of the network: how far it covers the county, the rows behind each number, the desk's map with its gaps."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from renda.ground.kernel import clock
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.papers.excel import Column, write_rows
from renda.ground.papers.web import excel_answer
from renda.network.stations.models import Station
from renda.network.stations.shown import map_for
from renda.network.stations.views.network import filters, narrowed, page_of, read_asked
from renda.readings.dashboards.access import reads_network
from renda.readings.dashboards.coverage import (
    BY_KEY,
    MEASURES,
    Coverage,
    Line,
    coverage_of,
    gaps_behind,
    uncovered_points,
)
from renda.readings.dashboards.queries.network import read_facts, towns_of
from renda.readings.dashboards.views.asked import signed_page

PAGE = 60


def _need_reader(request: Request) -> None:
    if not reads_network(request.actor):
        raise NotAllowed("家站的覆盖情况由人大机关和镇人大主席团来看；公开的家站在地图上。")


@signed_page
def coverage(request: Request) -> HttpResponse:
    """What is covered and what is not, by town; every gap opens to its list."""
    _need_reader(request)
    found = coverage_of(request.actor, clock.today())
    context = {"heads": MEASURES, "lines": [_cells(line) for line in found.lines], "total": _cells(found.total),
               "coverage": found, "on": clock.today()}  # fmt: skip
    return render(request, "dashboards/coverage.html", context)


def _cells(line: Line) -> dict[str, Any]:
    return {
        "town": line.town,
        "excused": line.excused,
        "cells": [(measure, line.shares[measure.key]) for measure in MEASURES],
    }


@signed_page
def export(request: Request) -> HttpResponse:
    """The table by town and all gaps, one sheet under the other."""
    _need_reader(request)
    found = coverage_of(request.actor, clock.today())
    columns = [
        Column("乡镇", 18),
        *(Column(text, 14) for m in MEASURES for text in (m.label, "应有")),
        Column("例外", 8),
    ]
    return excel_answer(write_rows(columns, _sheet(found), sheet="家站覆盖"), "network-coverage")


def _sheet(found: Coverage) -> list[list[Any]]:
    lines = [*found.lines, found.total]
    table = [[line.town, *_numbers(line), line.excused] for line in lines]
    gaps = [[gap.town, m.gap, gap.name, gap.note] for m in MEASURES for gap in gaps_behind(found.facts, m.key)]
    return [*table, [], ["乡镇", "缺什么", "名称", "说明"], *gaps]


def _numbers(line: Line) -> list[int]:
    shares = [line.shares[measure.key] for measure in MEASURES]
    return [number for share in shares for number in (share.n, share.d)]


@signed_page
def rows(request: Request) -> HttpResponse:
    """The list behind one gap."""
    _need_reader(request)
    key, town = request.GET.get("what", ""), request.GET.get("town", "")[:40]
    if key not in BY_KEY:
        raise Http404
    after = request.GET.get("after", "")[:300]
    found = gaps_behind(read_facts(request.actor, clock.today()), key, town)
    rest = [gap for gap in found if gap.place > after]
    last = rest[PAGE - 1].place if len(rest) > PAGE else ""
    context = {"measure": BY_KEY[key], "rows": rest[:PAGE], "count": len(found), "town": town, "after": last}
    return render(request, "dashboards/gaps.html", context)


@signed_page
def show_map(request: Request) -> HttpResponse:
    """All places whatever their state, and the villages without one."""
    _need_reader(request)
    asked = read_asked(request)
    ours, towns = Station.objects.visible_to(request.actor), towns_of(request.actor)
    found = narrowed(ours if towns is None else ours.filter(town__in=towns), asked)
    drawn = map_for(request.county.pk, found.order_by("pk"), clock.today())
    facts = read_facts(request.actor, clock.today())
    gaps = [gap for gap in uncovered_points(facts) if not asked["town"] or gap[2].startswith(asked["town"])]
    context = {**page_of(request, found), "asked": asked, **filters(request), "map": {**drawn, "gaps": gaps},
               "with_states": True}  # fmt: skip
    return render(request, "dashboards/map.html", context)
