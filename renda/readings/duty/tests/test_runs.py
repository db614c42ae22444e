"""Books made by the worker: each once, stopped and resumed, closed with the year, made again only after an erasure."""

from datetime import date

import pytest
from django.urls import reverse

from renda.ground.kernel import clock
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.network.contacts import services as keeping
from renda.network.contacts.tests import factories as contacts
from renda.network.stations.models import Station
from renda.readings.duty import services
from renda.readings.duty.models import BookRun, MadeBook
from renda.readings.duty.services import making, running
from renda.readings.duty.states import DEFAULT_BOOKS, Stage
from renda.readings.duty.tests.factories import book_of, lived, pages_of
from renda.voice.opinions import services as opinions
from renda.voice.opinions.models import Opinion

THIS_YEAR = today().year
SET = len(DEFAULT_BOOKS)


@pytest.fixture
def printer(monkeypatch):
    """Counts what is rendered, and renders one page only: the real one is tried once below."""
    from pypdf import PdfWriter

    rendered = []

    def write(html, *, styles):
        from io import BytesIO

        rendered.append(html)
        out, writer = BytesIO(), PdfWriter()
        writer.add_blank_page(100, 100)
        writer.write(out)
        return out.getvalue()

    monkeypatch.setattr(making, "print_html", write)
    return rendered


def started(cast, **scope):
    run = services.start_run(actor=cast.office, year=scope.pop("year", THIS_YEAR), **scope)
    return BookRun.objects.get(pk=run.pk)


def take(run):
    services.take_run(run.pk, run.county_id, run.turn)
    run.refresh_from_db()
    return run


def test_a_run_makes_every_book_once(cast, printer):
    lived(cast)
    stations = Station.objects.filter(county=cast.county, state="opened").count()
    run = take(started(cast))
    assert (run.stage, run.done, run.same, run.total) == (Stage.DONE, SET * stations, 0, SET * stations)
    again = take(started(cast))
    assert (again.done, again.same) == (0, SET * stations)
    assert len(printer) == MadeBook.objects.count() == SET * stations


def test_only_a_book_that_says_something_new_is_made_again(cast, printer):
    lived(cast)
    take(started(cast, station=cast.places.station))
    opinions.enter_opinion(
        actor=cast.liaison, station=cast.places.station, text="路灯坏了。", entry="visit", is_read_back=True
    )
    run = take(started(cast, station=cast.places.station))
    assert (run.done, run.same) == (1, SET - 1)


def test_a_stopped_run_goes_on_where_it_was(cast, printer, monkeypatch):
    run = started(cast)
    seen = []

    def stop_at_the_third(book, **how):
        seen.append((book.record.station.pk, book.plan.key))
        if len(seen) == 3:
            services.stop_run(run, actor=cast.office)
        return making.make_book(book, **how)

    monkeypatch.setattr(running, "make_book", stop_at_the_third)
    assert take(run).stage == Stage.STOPPED
    assert len(seen) == 3 and run.place == []
    services.take_run(run.pk, run.county_id, run.turn)
    assert len(seen) == 3, "a stopped run is left alone"
    run = take(services.resume_run(run, actor=cast.office))
    assert run.stage == Stage.DONE and run.looked_at == run.total
    assert len(printer) == MadeBook.objects.count() == run.total


def test_a_job_of_a_turn_that_is_over_does_nothing(cast, printer):
    run = started(cast)
    services.stop_run(run, actor=cast.office)
    services.resume_run(run, actor=cast.office)
    services.take_run(run.pk, run.county_id, 0)
    assert printer == []
    assert take(run).stage == Stage.DONE


def test_the_same_scope_runs_once_at_a_time(cast):
    assert started(cast).pk == started(cast).pk
    assert started(cast, station=cast.places.station).pk != started(cast).pk


def test_books_of_a_past_year_close_and_stay(cast, printer):
    lived(cast)
    with clock.at(date(THIS_YEAR + 1, 2, 1)):
        take(started(cast, station=cast.places.station, year=THIS_YEAR))
        first = MadeBook.objects.get(station=cast.places.station, book="opinions")
        assert first.is_closed
        Opinion.objects.filter(station=cast.places.station).update(result="后来改了")
        run = take(started(cast, station=cast.places.station, year=THIS_YEAR))
        assert (run.done, run.same) == (0, SET)
        assert MadeBook.objects.get(pk=first.pk).sha256 == first.sha256


def test_a_book_of_the_running_year_closes_when_the_year_is_over(cast, printer):
    lived(cast)
    take(started(cast, station=cast.places.station))
    assert not MadeBook.objects.filter(is_closed=True).exists()
    with clock.at(date(THIS_YEAR + 1, 1, 4)):
        assert services.close_last_year() == 1
        for run in BookRun.objects.filter(stage=Stage.RUNNING):
            take(run)
        assert services.close_last_year() == 0
    assert MadeBook.objects.filter(station=cast.places.station, is_closed=True).count() == SET


def test_no_run_is_begun_by_itself_outside_january(cast):
    with clock.at(date(THIS_YEAR + 1, 2, 4)):
        assert services.close_last_year() == 0


def test_erased_words_go_from_the_closed_file_too(cast, printer):
    said = lived(cast).said
    with clock.at(date(THIS_YEAR + 1, 2, 1)):
        take(started(cast, station=cast.places.station, year=THIS_YEAR))
        before = MadeBook.objects.get(book="opinions")
        assert any("自来水" in html for html in printer)
        opinions.erase_opinion(Opinion.objects.get(pk=said.pk), actor=cast.office, note="本人要求")
        del printer[:]
        assert services.renew_after_erasure() == 2
        assert not any("自来水" in html for html in printer)
        after = MadeBook.objects.get(pk=before.pk)
        assert after.renewed == [{"on": f"{THIS_YEAR + 1}-02-01", "before": before.sha256}]
        assert services.renew_after_erasure() == 0


def test_erased_words_of_a_contact_go_from_the_closed_file_too(cast, printer):
    pair = contacts.logged(cast, topic="问低保怎么办")
    with clock.at(date(THIS_YEAR + 1, 2, 1)):
        take(started(cast, station=cast.places.station, year=THIS_YEAR))
        assert any("问低保" in html for html in printer)
        keeping.end_pair(pair, actor=cast.deputy, note="搬走了")
        keeping.erase_pair(pair, actor=cast.office)
        del printer[:]
        assert services.renew_after_erasure() == 1
        assert printer and not any("问低保" in html for html in printer)
        assert services.renew_after_erasure() == 0


@pytest.mark.parametrize(
    ("name", "scope", "may"),
    [
        ("office", {}, True), ("township", {}, False), ("liaison", {}, False), ("township", {"town": "庆符镇"}, True),
        ("liaison", {"town": "庆符镇"}, False), ("liaison", {"station": "station"}, True), ("liaison", {"station": "home"}, False),
        ("deputy", {"station": "station"}, False), ("chair", {}, False), ("clerk", {}, False),
    ],
)  # fmt: skip
def test_who_begins_a_run_of_what(cast, name, scope, may):
    scope = {
        key: getattr(cast.places, value) if key == "station" else cast.places.station.town
        for key, value in scope.items()
    }
    if may:
        assert services.start_run(actor=getattr(cast, name), year=THIS_YEAR, **scope)
    else:
        with pytest.raises(NotAllowed):
            services.start_run(actor=getattr(cast, name), year=THIS_YEAR, **scope)


def test_a_stranger_stops_nothing(cast):
    run = started(cast)
    for name in ("liaison", "township", "deputy", "other_office"):
        with pytest.raises(NotAllowed):
            services.stop_run(run, actor=getattr(cast, name))


def test_a_year_to_come_has_no_books(cast):
    with pytest.raises(Invalid):
        services.start_run(actor=cast.office, year=THIS_YEAR + 1)


def test_the_file_has_the_pages_of_the_screen(cast):
    """The real printer, once: cover, contents and as many pages as the layout says, each numbered."""
    lived(cast)
    for n in range(12):
        opinions.enter_opinion(actor=cast.liaison, station=cast.places.station, text=f"第{n}件，" + "群众说水管坏了。" * 60,
                               entry="visit", is_read_back=True)  # fmt: skip
    book = book_of(cast, "opinions")
    data = making.print_html(making.as_html(book, closed=None, on=today()), styles=making.STYLES)
    pages = pages_of(data)
    assert len(pages) == book.layout.total > 6
    said = [page.replace(" ", "") for page in pages]
    assert f"第{len(pages)}页共{len(pages)}页" in said[-1] and "第1页" not in said[0]
    assert "意见建议办理登记本" in said[0].replace("\n", "") and "目录" in said[1]


def test_progress_and_files_are_seen_on_pages(cast, client_of, printer):
    lived(cast)
    office, station = client_of("office"), cast.places.station
    made = office.post(reverse("duty:make", args=[station.code]), {"year": THIS_YEAR})
    run = BookRun.objects.get()
    assert made.status_code == 302 and made.url == run.get_absolute_url()
    assert f"0</b> / {SET}本" in office.get(made.url).text
    assert office.post(reverse("duty:stop", args=[run.pk])).status_code == 302
    assert "接着生成" in office.get(made.url).text
    assert office.post(reverse("duty:resume", args=[run.pk])).status_code == 302
    run.refresh_from_db()
    take(run)
    assert "已完成" in office.get(made.url, headers={"HX-Request": "true"}).text
    file = office.get(reverse("duty:pdf", args=[station.code, THIS_YEAR, "opinions"]))
    assert file.status_code == 200 and file["Content-Type"] == "application/pdf"
    for name, status in (("liaison", 200), ("township", 200), ("deputy", 403)):
        assert (
            client_of(name).get(reverse("duty:pdf", args=[station.code, THIS_YEAR, "opinions"])).status_code == status
        )


def test_a_zip_holds_a_folder_for_each_station(cast, client_of, printer):
    from io import BytesIO
    from zipfile import ZipFile

    lived(cast)
    town = cast.places.station.town
    assert client_of("office").get(reverse("duty:town-zip", args=[THIS_YEAR]), {"town": town}).status_code == 404
    take(started(cast, town=town))
    answer = client_of("township").get(reverse("duty:town-zip", args=[THIS_YEAR]), {"town": town})
    names = ZipFile(BytesIO(b"".join(answer.streaming_content))).namelist()
    assert len(names) == MadeBook.objects.count() and f"{cast.places.station.name}/代表名册.pdf" in names
    mine = client_of("liaison").get(reverse("duty:town-zip", args=[THIS_YEAR]), {"town": town})
    own = ZipFile(BytesIO(b"".join(mine.streaming_content))).namelist()
    assert {name.split("/")[0] for name in own} == {cast.places.station.name}
