"""Blank forms: numbered, signed, brought back once as a draft in the right place."""

import pytest
from django.urls import reverse

from renda.ground.files.queries import files_of
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed
from renda.network.activities.models import Activity
from renda.readings.duty import services
from renda.readings.duty.models import PaperForm
from renda.readings.duty.tests.factories import picture, printed
from renda.voice.opinions.tests import factories as opinions

THIS_YEAR = today().year


def test_forms_are_numbered_on_for_each_book(cast):
    rows = services.print_forms(cast.places.station, actor=cast.liaison, year=THIS_YEAR, book="visit", count=3)
    assert [row.number for row in rows] == [1, 2, 3] and printed(cast).number == 1
    assert len({row.code for row in rows}) == 3


def test_a_volume_has_no_blank_form(cast):
    with pytest.raises(Invalid):
        printed(cast, "roster")


@pytest.mark.parametrize("name", ["deputy", "clerk", "chair", "other_office", "resident"])
def test_only_the_stations_people_print(cast, name):
    with pytest.raises(NotAllowed):
        services.print_paper_form(cast.places.station, actor=getattr(cast, name), year=THIS_YEAR, book="visit")


@pytest.mark.parametrize(
    ("book", "sort"), [("reception", "reception"), ("visit", "visit"), ("study", "study"), ("tours", "tour")]
)
def test_a_photo_becomes_the_draft_of_its_kind_of_activity(cast, book, sort):
    row = services.take_paper(printed(cast, book), actor=cast.liaison, photo=picture())
    draft = Activity.objects.get()
    assert (draft.sort, draft.station, draft.state) == (sort, cast.places.station, "planned")
    assert row.activity == draft and row.state == "placed"
    assert files_of(draft).get().purpose == "paper_photo"


def test_a_code_is_used_once_and_then_says_where_it_went(cast, client_of):
    row = printed(cast, "visit")
    liaison = client_of("liaison")
    assert "交照片" in liaison.get(row.get_absolute_url()).text
    assert liaison.post(row.get_absolute_url(), {"photo": picture()}).status_code == 302
    page = liaison.get(row.get_absolute_url()).text
    assert Activity.objects.get().get_absolute_url() in page and "multipart" not in page
    again = liaison.post(row.get_absolute_url(), {"photo": picture()})
    assert again.status_code == 409 and "已经交过" in again.text
    assert Activity.objects.count() == 1
    with pytest.raises(Conflict):
        services.take_paper(PaperForm.objects.get(), actor=cast.liaison, photo=picture())


def test_an_opinion_waits_with_its_photo_until_it_is_entered(cast):
    row = services.take_paper(printed(cast, "opinions"), actor=cast.liaison, photo=picture())
    assert row.state == "returned" and files_of(row).count() == 1
    said = opinions.entered(cast, entry="paper")
    services.enter_paper_form(row, actor=cast.liaison, opinion=said.pk)
    assert row.opinion == said and row.state == "placed"
    assert files_of(row).count() == 0 and files_of(said).count() == 1


def test_an_opinion_of_another_station_or_taken_already_does_not_fit(cast):
    first = services.take_paper(printed(cast, "opinions"), actor=cast.liaison, photo=picture())
    said = opinions.entered(cast, entry="paper")
    services.enter_paper_form(first, actor=cast.liaison, opinion=said.pk)
    row = services.take_paper(printed(cast, "opinions"), actor=cast.liaison, photo=picture())
    with pytest.raises(Invalid):
        services.enter_paper_form(row, actor=cast.liaison, opinion=said.pk)
    elsewhere = opinions.entered(cast, entry="paper")
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(station=cast.places.home)
    with pytest.raises(Invalid):
        services.enter_paper_form(row, actor=cast.liaison, opinion=elsewhere.pk)


def test_the_wrong_way_back_is_refused(cast):
    with pytest.raises(Blocked):
        services.hold_paper_form(printed(cast, "visit"), actor=cast.liaison, photo=picture())
    with pytest.raises(Blocked):
        services.place_paper_form(printed(cast, "opinions"), actor=cast.liaison, photo=picture())
    assert not Activity.objects.exists()


def test_a_code_made_up_is_refused_before_the_table_is_asked(cast, django_assert_num_queries):
    code = printed(cast).code
    assert services.is_ours(code) and services.is_ours(code.lower().replace("-", " "))
    forged = code[:-1] + ("2" if code[-1] != "2" else "3")
    with django_assert_num_queries(0):
        assert not services.is_ours(forged) and not services.is_ours("") and not services.is_ours("----")


@pytest.mark.parametrize(
    ("name", "status"), [("liaison", 200), ("township", 200), ("office", 200), ("deputy", 404), ("clerk", 404)]
)
def test_who_opens_the_page_of_a_code(cast, client_of, name, status):
    assert client_of(name).get(printed(cast).get_absolute_url()).status_code == status


def test_what_is_no_photo_is_said_and_the_code_stays_good(cast, client_of):
    from django.core.files.uploadedfile import SimpleUploadedFile

    row = printed(cast, "visit")
    page = client_of("liaison").post(row.get_absolute_url(), {"photo": SimpleUploadedFile("a.jpg", b"no photo")})
    assert page.status_code == 422
    assert PaperForm.objects.get().state == "printed" and not Activity.objects.exists()


def test_forms_are_printed_with_their_codes(cast, client_of):
    liaison, address = client_of("liaison"), reverse("duty:blank", args=[cast.places.station.code])
    wrong = liaison.post(address, {"book": "visit", "count": 99})
    assert wrong.status_code == 422
    made = liaison.post(address, {"book": "opinions", "count": 2})
    assert made.status_code == 302
    page = liaison.get(made.url).text
    assert page.count("<article") == 2 and "data:image/svg+xml" in page and f"{THIS_YEAR}-002" in page
    assert "办到哪一步" not in page, "what the platform knows is not asked on paper"


def test_a_void_form_loses_its_photo(cast):
    row = services.take_paper(printed(cast, "opinions"), actor=cast.liaison, photo=picture())
    services.void_paper_form(row, actor=cast.liaison, note="写错了")
    assert row.state == "void" and files_of(row).count() == 0
