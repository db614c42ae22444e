"""The shelves: stations and their books of a year, one book on its pages, files, zips, and what the books ask of people."""

import tempfile
import zipfile
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from renda.ground.kernel import clock
from renda.ground.kernel.errors import NotAllowed, NotFound
from renda.ground.kernel.web import Request
from renda.ground.papers import web as papers_web
from renda.ground.papers.models import Paper
from renda.ground.papers.states import PaperState
from renda.network.stations.models import Station
from renda.readings.duty import access
from renda.readings.duty.facts import SOURCES
from renda.readings.duty.models import MadeBook
from renda.readings.duty.queries import books_of, stations_for
from renda.readings.duty.record import Record
from renda.readings.duty.services import paper_of
from renda.readings.duty.services.making import PURPOSE
from renda.readings.duty.shown import facts_of, read_book
from renda.readings.duty.states import BookPlan

PAGE = 60
YEARS_BACK = 6
MOST_SHEETS = 12
MEGABYTE = 1 << 20


def check_reader(request: Request) -> None:
    if not access.reads_books(request.actor):
        raise NotAllowed("六本两册由本站、本镇和县人大代表工作机构来看；要看自己的履职，请到“履职档案”。")


def year_of(request: Request) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and 2000 <= int(text) <= clock.today().year else clock.today().year


def years(year: int, **more: str) -> list[dict[str, Any]]:
    this_year, kept = clock.today().year, {k: v for k, v in more.items() if v}
    return [
        {"label": f"{y}年", "href": f"?{urlencode({**kept, 'year': str(y)})}", "on": y == year}
        for y in range(this_year, this_year - YEARS_BACK, -1)
    ]


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The stations whose books one may read, by town; who keeps one station goes straight to its shelf."""
    check_reader(request)
    year, town = year_of(request), request.GET.get("town", "")[:40]
    every = stations_for(request.actor)
    towns = list(every.exclude(town="").order_by("town").values_list("town", flat=True).distinct())
    rows = list(every.listed().matching(town=town).after(request.GET.get("after", ""))[: PAGE + 1])
    if len(rows) == 1 and not request.GET:
        return redirect("duty:shelf", rows[0].code, year)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    made = MadeBook.objects.visible_to(request.actor).filter(year=year, station__in=rows[:PAGE])
    counts: dict[int, int] = {}
    for station_id in made.values_list("station_id", flat=True):
        counts[station_id] = counts.get(station_id, 0) + 1
    context = {
        "lines": [(row, counts.get(row.pk, 0)) for row in rows[:PAGE]], "after": f"{last.town}|{last.name}" if last else "",
        "towns": towns, "town": town if town in towns else "", "year": year, "chips": years(year, town=town),
        "books": len(books_of(request.county.pk, year)), "sets": access.sets_books(request.actor),
        "makes": access.makes_books(request.actor),
    }  # fmt: skip
    return render(request, "duty/shelves.html", context)


@login_required
@require_safe
def shelf(request: Request, code: str, year: int) -> HttpResponse:
    """One station and year: each book with what feeds it and its file, if there is one."""
    station = station_of(request, code, year)
    made = {row.book: row for row in MadeBook.objects.of(station, year)}
    lines = [
        {"plan": plan, "made": made.get(plan.key), "feeds": feeds(plan)} for plan in books_of(station.county_id, year)
    ]
    context = {
        "station": station, "year": year, "lines": lines, "is_over": year < clock.today().year, "has_files": bool(made),
        "keeps": access.keeps(request.actor, station),
        "years": [{**one, "year": clock.today().year - n} for n, one in enumerate(years(year))],
    }  # fmt: skip
    return render(request, "duty/shelf.html", context)


def feeds(plan: BookPlan) -> str:
    return "、".join(SOURCES[name].label for name in plan.sources if name in SOURCES)


def station_of(request: Request, code: str, year: int) -> Station:
    check_reader(request)
    if not 2000 <= year <= clock.today().year:
        raise Http404
    return get_object_or_404(stations_for(request.actor).select_related("county"), code=code)


@login_required
@require_safe
def book(request: Request, code: str, year: int, key: str) -> HttpResponse:
    """The book on its sheets, as the record stands now; a closed one says so and whether the record has changed since."""
    station = station_of(request, code, year)
    plan = _plan(station, year, key)
    shown = read_book(plan, Record(station, year))
    made = MadeBook.objects.of(station, year).filter(book=key).first()
    context = {
        "book": shown, "station": station, "year": year, "made": made, "on": clock.today(), "facts": facts_of(plan),
        "closed": made.made_at if made and made.is_closed else None, "has_changed": bool(made and made.digest != shown.digest),
        "county": request.county, "keeps": access.keeps(request.actor, station),
    }  # fmt: skip
    return render(request, "duty/book.html", context)


def _plan(station: Station, year: int, key: str) -> BookPlan:
    found = next((plan for plan in books_of(station.county_id, year) if plan.key == key), None)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def pdf(request: Request, code: str, year: int, key: str) -> HttpResponseBase:
    """The file the worker made."""
    station = station_of(request, code, year)
    made = MadeBook.objects.of(station, year).filter(book=key).first()
    paper = paper_of(made) if made else None
    if paper is None:
        raise NotFound("这一本还没有生成PDF，请在本册目录里点“生成全部PDF”。")
    return papers_web.stream(paper, is_inline=True)


@login_required
@require_safe
def zip_of_station(request: Request, code: str, year: int) -> HttpResponseBase:
    station = station_of(request, code, year)
    return _zip([station], year, f"{station.name}{year}年六本两册")


@login_required
@require_safe
def zip_of_town(request: Request, year: int) -> HttpResponseBase:
    """`?town=`: the books of all its stations that one may read."""
    check_reader(request)
    town = request.GET.get("town", "")[:40]
    stations = list(stations_for(request.actor).filter(town=town).listed()) if town else []
    if not stations:
        raise NotFound("请选一个自己能看的乡镇。")
    return _zip(stations, year, f"{town}{year}年六本两册")


def _zip(stations: list[Station], year: int, name: str) -> HttpResponseBase:
    """The made files in one archive, a folder for each station. PDFs are packed already, so they are only stored."""
    made = MadeBook.objects.filter(county_id=stations[0].county_id, station__in=stations, year=year)
    names = {row.pk: f"{row.station.name}/{row.title}.pdf" for row in made.select_related("station")}
    if not names:
        raise NotFound("这一年还没有生成PDF，请先点“生成全部PDF”。")
    rows = Paper.objects.filter(county_id=stations[0].county_id, kind=MadeBook.kind, purpose=PURPOSE,
                                matter_id__in=names, state=PaperState.MADE)  # fmt: skip
    # The answer closes it when it is sent.
    file = tempfile.SpooledTemporaryFile(max_size=8 * MEGABYTE)  # noqa: SIM115
    _pack(file, ((names[row.matter_id], row) for row in rows.order_by("matter_id") if row.matter_id))
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=f"{name}.zip", content_type="application/zip")
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _pack(file: Any, papers: Iterable[tuple[str, Paper]]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        for name, paper in papers:
            with paper.pdf.open("rb") as pdf_file:
                packed.writestr(name, pdf_file.read())


@require_safe
def burden(request: Request) -> HttpResponse:
    """Public: for each book and column the field of the record it is read from. Nothing of it is typed for a book."""
    plans = books_of(request.county.pk, clock.today().year)
    tables = [(plan, facts_of(plan)) for plan in plans]
    return render(request, "duty/burden.html", {"tables": tables, "facts": sum(len(facts) for _, facts in tables)})
