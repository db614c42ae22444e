"""A station's public page, its hall screen and the cards of its deputies: composed, kept a minute, nothing private."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renda.ground.kernel import clock
from renda.network.activities import services as activities
from renda.network.activities.tests.factories import announced, recorded
from renda.network.stations.models import Station
from renda.readings.portal import rules, services
from renda.readings.portal.tests.factories import published
from renda.voice.opinions import services as opinions
from renda.voice.suggestions.models import Origin

SAID, NAME, PHONE = "井盖松了，走路绊脚。", "田大婶", "13900001111"
PAGE, SCREEN, CARDS = 13, 9, 3


@pytest.fixture
def place(cast):
    return cast.places.station


@pytest.fixture
def lived(cast, place):
    """A station where something happened: an opinion with a name, a published suggestion that grew from it, receptions."""
    said = {"text": SAID, "entry": "visit", "is_read_back": True, "name": NAME, "phone": PHONE}
    opinion = opinions.enter_opinion(actor=cast.liaison, station=place, **said)
    suggestion = published(cast)
    Origin.objects.create(county=cast.county, suggestion=suggestion, opinion=opinion)
    recorded(cast)
    row = announced(cast, days=4)
    activities.ask_leave_activity(row, actor=cast.deputy2)
    return suggestion


def asked(address, most):
    browser = Client()
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
    assert answer.status_code == 200
    assert len(queries) <= most, [query["sql"][:120] for query in queries]
    return answer


def test_a_stations_page_says_what_a_visitor_needs(cast, place, lived):
    text = asked(place.get_absolute_url(), PAGE).content.decode()
    for words in (
        "滨江路48号",
        "罗秋禾",
        "每月10日",
        f"/o/new?s={place.code}",
        lived.title,
        "下一次代表接待",
        "月月有活动",
    ):
        assert words in text
    assert "/ 1" in text  # told and solved, each of what was received


def test_the_page_stays_where_it_was(place):
    assert place.get_absolute_url() == f"/stations/{place.code}/"
    assert Client().get("/stations/none/").status_code == 404


def test_the_page_of_a_visitor_is_kept_and_that_of_staff_is_not(cast, place, client_of):
    visitor, staff = Client().get(place.get_absolute_url()), client_of("liaison").get(place.get_absolute_url())
    assert "public" in visitor["Cache-Control"] and "max-age=60" in visitor["Cache-Control"]
    assert "Cookie" in visitor["Vary"] and not visitor.cookies
    assert "private" in staff["Cache-Control"]
    assert "改资料" in staff.content.decode() and "改资料" not in visitor.content.decode()


@pytest.mark.parametrize("address", ["", "hall/", "cards/"])
def test_nothing_of_residents_and_no_deputys_phone_is_public(cast, place, lived, address):
    text = Client().get(f"{place.get_absolute_url()}{address}").content.decode()
    phones = [one.user.phone for one in (cast.seats.deputy, cast.seats.deputy2) if one.user and one.user.phone]
    assert phones
    for secret in (SAID[:4], NAME, PHONE, PHONE[-4:], "群众说了路灯", *phones):
        assert secret not in text


def test_who_asked_for_leave_is_not_named_as_receiving(cast, place, lived):
    page = Client().get(place.get_absolute_url())
    assert [one.deputy.pk for one in page.context["coming"][0].on_duty] == [cast.seats.deputy.pk]


def test_a_month_without_any_says_so_and_why(cast, place):
    today = clock.today()
    gone = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    Station.objects.filter(pk=place.pk).update(opened_on=gone - timedelta(days=100))
    if gone.year == today.year:
        activities.explain_gap(place, actor=cast.liaison, year=gone.year, month=gone.month, reason="站点所在楼维修")
        assert f"{gone.month}月没有活动：站点所在楼维修" in Client().get(place.get_absolute_url()).content.decode()


def test_the_screen_shows_days_results_and_shares_and_nothing_to_press(cast, place, lived):
    text = asked(f"{place.get_absolute_url()}hall/", SCREEN).content.decode()
    for words in ('data-surface="hall"', "代表接待日", "罗秋禾", lived.title, "/ 1", "every 60s"):
        assert words in text
    assert "<button" not in text and "<form" not in text and "<input" not in text


def test_the_countys_screen_stands_before_and_after_anything_is_counted(cast, place, lived):
    assert Client().get("/hall/").status_code == 200
    services.refresh_figures(cast.county.pk)
    text = asked("/hall/", SCREEN).content.decode()
    assert place.name in text and lived.title in text and "意见已告诉结果" in text


def test_every_deputy_has_a_card_with_a_code(cast, place):
    address = f"{place.get_absolute_url()}cards/"
    text = asked(address, CARDS).content.decode()
    assert text.count("cd-card") == text.count("qr.svg") >= 2
    assert place.reception[:5] in text and cast.seats.deputy.get_level_display() in text
    assert Client().get(f"{address}?deputy={cast.seats.deputy.code}").content.decode().count("cd-card") == 1
    code = Client().get(f"/our-deputies/{cast.seats.deputy.code}/qr.svg")
    assert code["Content-Type"] == "image/svg+xml" and b"<svg" in code.content
    assert Client().get("/our-deputies/none/qr.svg").status_code == 404


def test_programs_read_the_same(cast, place, lived):
    body = Client().get(f"/api/v1/public/stations/{place.code}").json()
    assert body["handled"] == {"received": 1, "told": 0, "solved": 0, "suggested": 0}
    assert body["receptions"][0]["deputies"] == ["罗秋禾"] and body["results"][0]["title"] == lived.title
    assert Client().get("/api/v1/public/stations/none").status_code == 404
    assert SAID[:4] not in str(body) and NAME not in str(body)


def test_solved_is_what_was_done_and_each_is_of_all():
    counts = [
        ("closed", "town", 3, 3),
        ("closed", "answered", 2, 2),
        ("town", "", 1, 0),
        ("suggestion", "suggestion", 1, 0),
    ]
    assert rules.handled(counts) == rules.Handled(received=7, told=5, solved=3, suggested=1)
