"""Makes the PDF of a book in the worker and keeps it; a book that says the same is not made again, a closed one never."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.papers import services as papers
from renda.ground.papers.pdf import print_html
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.models import StepTaken
from renda.network.contacts.models import ContactLog
from renda.network.stations.models import Membership, Station
from renda.readings.duty.models import MadeBook
from renda.readings.duty.queries import books_of
from renda.readings.duty.record import Record
from renda.readings.duty.shown import Book, read_book
from renda.voice.opinions.models import Opinion

STYLES = ("duty/book.css", "duty/print.css")
PURPOSE = "book"
MOST_RENEWED = 500
# The nightly job looks back further than a night: it may have been down.
WINDOW = timedelta(days=30)


def make_book(book: Book, *, actor: Actor, known: MadeBook | None, anew: bool = False) -> bool:
    """Make the PDF unless there is one that says the same or is closed. Returns whether it was made.

    anew: also a closed one, because a resident's words in it were erased. Asks for nothing but the record.
    """
    year, today = book.record.year, clock.today()
    is_closed = year < today.year
    if known and not anew and (known.is_closed or (known.digest == book.digest and known.is_closed == is_closed)):
        return False
    data = print_html(as_html(book, closed=today if is_closed else None, on=today), styles=STYLES)
    _keep(book, data, actor, known, is_closed=is_closed)
    return True


def as_html(book: Book, *, closed: date | None, on: date) -> str:
    context = {"book": book, "county": book.record.station.county, "closed": closed, "on": on, "paper": True}
    return render_to_string("papers/duty/book.html", context)


@transaction.atomic
def _keep(book: Book, data: bytes, actor: Actor, known: MadeBook | None, *, is_closed: bool) -> None:
    """The file first, then the row that names it. Of two workers with the same book the later keeps its own: they are alike."""
    station, year = book.record.station, book.record.year
    key = {"county_id": station.county_id, "station": station, "year": year, "book": book.plan.key}
    row = known or MadeBook.objects.filter(**key).first() or MadeBook(**key)
    if row.is_closed:
        row.renewed = [*row.renewed, {"on": clock.today().isoformat(), "before": row.sha256}]
    paper = papers.keep_pdf(row, data, actor=actor, title=f"{station.name}{year}年{book.title}", purpose=PURPOSE)
    row.title, row.digest, row.sha256, row.pages = book.title, book.digest, paper.pdf_sha256, paper.pages
    row.is_closed, row.made_at = is_closed, clock.now()
    row.save()


def paper_of(row: MadeBook) -> Any:
    """The file of a made book."""
    return papers_of(row).filter(purpose=PURPOSE).order_by("-made_at").first()


def renew_after_erasure() -> int:
    """Make again the books that hold an opinion erased since: the words go from the files as well. Returns how many.

    Source: 个人信息保护法 art. 47
    """
    made = 0
    for station, year in _erased_in_books():
        record = Record(station, year)
        known = {row.book: row for row in MadeBook.objects.of(station, year)}
        actor = Actor(station.county_id, name="按规定删除")
        for plan in books_of(station.county_id, year):
            row = known.get(plan.key)
            if row is not None and row.digest != (book := read_book(plan, record)).digest:
                made += make_book(book, actor=actor, known=row, anew=True)
    return made


def _erased_in_books() -> list[tuple[Station, int]]:
    """Stations and years whose books hold words of a resident that were erased since."""
    rows = Opinion.objects.filter(erased_at__isnull=False, erased_at__gte=clock.now() - WINDOW)
    rows = rows.select_related("station__county").order_by("-erased_at")[:MOST_RENEWED]
    found = {(row.station_id, row.received_on.year): (row.station, row.received_on.year) for row in rows}
    return list({**_erased_contacts(), **found}.values())


def _erased_contacts() -> dict[tuple[int, int], tuple[Station, int]]:
    """Likewise of the residents deputies keep in touch with: every main station the deputy had."""
    taken = StepTaken.objects.filter(kind="pair", step="erase", at__gte=clock.now() - WINDOW).order_by("-pk")
    logs = ContactLog.objects.filter(pair_id__in=list(taken.values_list("matter_id", flat=True)[:MOST_RENEWED]))
    years: dict[int, set[int]] = {}
    for deputy_id, day in logs.values_list("pair__deputy_id", "on"):
        years.setdefault(deputy_id or 0, set()).add(day.year)
    places = Membership.objects.filter(deputy_id__in=years, is_main=True).select_related("station__county")
    return {(one.station_id, year): (one.station, year) for one in places for year in years[one.deputy_id]}
