"""What stands in which book, masked, and who may read it."""

import pytest
from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.network.activities.services import amend_activity
from renda.network.activities.tests.factories import fresh
from renda.network.contacts import services as keeping
from renda.network.contacts.tests import factories as contacts
from renda.readings.duty.queries import books_of, stations_for
from renda.readings.duty.record import Record
from renda.readings.duty.shown import read_book
from renda.readings.duty.states import DEFAULT_BOOKS
from renda.readings.duty.tests.factories import PHONE, book_of, lived, texts
from renda.voice.opinions import services as opinions
from renda.voice.suggestions import services as suggestions

THIS_YEAR = today().year


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("reception", "代表接待日"), ("reception", "自来水三天没来"), ("visit", "活动visit"), ("opinions", "自来水三天没来"),
        ("study", "活动study"), ("tours", "活动tour"), ("tours", "活动service"), ("meetings", "活动meeting"),
        ("meetings", "活动report"), ("roster", "县代表"), ("duties", "活动study"),
    ],
)  # fmt: skip
def test_one_entry_of_the_record_stands_in_the_right_book(cast, key, says):
    lived(cast)
    assert says in texts(book_of(cast, key))


def test_what_is_recorded_stands_in_no_other_book(cast):
    lived(cast)
    for key in ("visit", "study", "tours", "meetings"):
        assert "自来水" not in texts(book_of(cast, key))
    assert "活动study" not in texts(book_of(cast, "tours"))


def test_no_book_shows_a_residents_name_or_number(cast):
    lived(cast)
    said = "\n".join(texts(book_of(cast, plan.key)) for plan in DEFAULT_BOOKS)
    assert "王＊＊" in said and "138****6021" in said
    assert "王小二" not in said and PHONE not in said


def test_a_put_right_record_is_read_anew(cast):
    row = lived(cast).visit
    before = book_of(cast, "visit").digest
    amend_activity(fresh(row), actor=cast.liaison, came=[cast.seats.deputy2.pk], result="另一件事。")
    book = book_of(cast, "visit")
    assert "另一件事" in texts(book) and cast.seats.deputy2.name in texts(book)
    assert book.digest != before


def test_a_contact_with_a_resident_stands_in_the_book_of_visits_masked(cast):
    pair = contacts.logged(cast, topic="问低保怎么办，电话13800136044", problem="房子漏雨", follow_up="请民政来看")
    book = texts(book_of(cast, "visit"))
    assert "问低保怎么办" in book and "房子漏雨" in book and "请民政来看" in book and cast.seats.deputy.name in book
    assert contacts.NAME not in book and contacts.PHONE not in book and "汪＊＊" in book
    keeping.erase_pair(keeping.end_pair(fresh(pair), actor=cast.deputy, note="搬走了"), actor=cast.office)
    book = texts(book_of(cast, "visit"))
    assert "问低保" not in book and "汪＊＊" not in book and "已按规定删除" in book


def test_a_contact_is_no_other_stations(cast):
    contacts.logged(cast, topic="问低保怎么办")
    home = Record(cast.places.home, THIS_YEAR)
    assert home.contacts == [] and len(Record(cast.places.station, THIS_YEAR).contacts) == 1


def test_an_erased_opinion_leaves_only_that_it_was_one(cast):
    said = lived(cast).said
    opinions.erase_opinion(opinions_of(said), actor=cast.office, note="本人要求")
    book = texts(book_of(cast, "opinions"))
    assert "自来水" not in book and "王＊＊" not in book and "已按规定删除" in book


def opinions_of(row):
    return type(row).objects.get(pk=row.pk)


def test_another_year_is_another_book(cast):
    lived(cast)
    assert book_of(cast, "opinions", THIS_YEAR - 1).rows == ()
    assert book_of(cast, "reception", THIS_YEAR - 1).layout.total == 3


def test_a_suggestion_stands_with_the_opinion_it_came_from_but_no_draft(cast):
    taken = lived(cast).taken
    draft = suggestions.draft_suggestion(
        actor=cast.deputy, title="关于清通暗沟的建议", problem="积水", asks=["清沟"], category="infrastructure",
        opinion_ids=[taken.pk],
    )  # fmt: skip
    assert "关于清通暗沟" not in "".join(row.texts[3] for row in book_of(cast, "opinions").rows)
    suggestions.submit_suggestion(draft, actor=cast.deputy)
    assert "关于清通暗沟" in texts(book_of(cast, "opinions"))


SEES = {
    "liaison": {"station"}, "station_master": {"station"}, "township": {"home", "station"}, "office": {"home", "station"},
    "chair": {"home", "station"}, "committee": set(), "publisher": set(), "admin": set(), "deputy": set(), "clerk": set(),
    "gov": set(), "village": set(), "resident": set(), "other_office": set(),
}  # fmt: skip


@pytest.mark.parametrize(("name", "places"), SEES.items())
def test_who_reads_the_books_of_which_station(cast, client_of, name, places):
    """Must show 4: a station's clerk not another station's residents, a town not another town's, nobody else any."""
    lived(cast)
    actor = getattr(cast, name)
    rows = stations_for(actor).filter(county_id=cast.county.pk)
    assert {key for key in ("home", "station") if rows.filter(pk=getattr(cast.places, key).pk).exists()} == places
    if name == "other_office":
        return
    for place in ("home", "station"):
        code = getattr(cast.places, place).code
        page = client_of(name).get(reverse("duty:book", args=[code, THIS_YEAR, "opinions"]))
        assert (page.status_code == 200) == (place in places), (name, place, page.status_code)
        found = client_of(name).get(f"/api/v1/books/{THIS_YEAR}/{code}/opinions")
        assert (found.status_code == 200) == (place in places)


def test_a_town_sees_no_station_of_another_town(cast, client_of):
    station = cast.places.station
    type(station).objects.filter(pk=station.pk).update(town_org=None)
    assert not stations_for(cast.township).filter(pk=station.pk).exists()
    assert client_of("township").get(reverse("duty:shelf", args=[station.code, THIS_YEAR])).status_code == 404


def test_the_county_names_its_books_from_a_year_on(cast):
    from dataclasses import replace

    from renda.readings.duty.services import set_books

    plans = [replace(DEFAULT_BOOKS[0], title="接访簿"), *DEFAULT_BOOKS[1:3]]
    set_books(actor=cast.office, year=THIS_YEAR, books=plans)
    assert [plan.title for plan in books_of(cast.county.pk, THIS_YEAR + 1)] == [
        "接访簿",
        "走访联系群众记录本",
        "意见建议办理登记本",
    ]
    assert books_of(cast.county.pk, THIS_YEAR - 1) == list(DEFAULT_BOOKS)


def test_all_books_of_a_station_ask_few_queries(cast, django_assert_max_num_queries):
    lived(cast)
    station = stations_for(cast.office).select_related("county").get(pk=cast.places.station.pk)
    with django_assert_max_num_queries(14):
        record = Record(station, THIS_YEAR)
        for plan in DEFAULT_BOOKS:
            read_book(plan, record)
