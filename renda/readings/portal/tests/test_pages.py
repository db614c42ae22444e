import re

import pytest
from django.test import Client
from django.urls import reverse

from renda.ground.papers.models import Paper
from renda.readings.portal import services, shown
from renda.readings.portal.tests.factories import address, published, rating
from renda.voice.suggestions.models import Rating
from renda.voice.suggestions.states import Disclosure, Grade, RatingState


@pytest.fixture
def browser(cast):
    return Client()


def text_of(response):
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_the_front_page_shows_figures_and_the_newest(browser, cast, django_assert_max_num_queries):
    for number in (1, 2, 3, 4, 5):
        published(cast, number)
    services.refresh_figures(cast.county.pk)
    browser.get("/")
    with django_assert_max_num_queries(5):
        page = text_of(browser.get("/"))
    assert "今年收到0条意见" in page
    assert "今年立案5件，已答复5件，已公开5件" in page
    assert "建议5" in page
    assert "建议1" not in page
    assert "6月15日开工，8月25日前完工通行。" in page
    assert "代表满意" in page


def test_the_front_page_stands_before_anything_is_counted(browser):
    response = browser.get("/")
    assert response.status_code == 200
    assert "还没有公开的建议" in text_of(response)


def test_the_list_turns_pages_without_counting(browser, cast, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("renda.readings.portal.queries.PAGE", 2)
    for number in (1, 2, 3):
        published(cast, number)
    browser.get("/")
    with django_assert_max_num_queries(5):
        first = browser.get("/published/").content.decode()
    assert "建议3" in first
    assert "建议1" not in first
    after = re.search(r'after=([^"&]+)', first)[1]
    second = browser.get(f"/published/?after={after}").content.decode()
    assert "建议1" in second
    assert "建议3" not in second


@pytest.mark.parametrize(("asked", "found"), [
    ("class=A", False), ("class=B", True), ("category=infrastructure", True), ("category=education", False), ("q=断头路", True),
    ("q=第034", True), ("q=没有的字", False), ("year=2026", True), ("year=0000", True), ("after=nonsense", True), ("class=%00", True),
])  # fmt: skip
def test_filters_stand_in_the_address(browser, cast, asked, found):
    published(cast)
    assert ("打通滨江路" in browser.get(f"/published/?{asked}").content.decode()) is found


def test_a_published_suggestion_has_a_stable_address(browser, cast, django_assert_max_num_queries):
    row = published(cast)
    browser.get("/")
    with django_assert_max_num_queries(12):
        page = text_of(browser.get(address(row)))
    for words in (
        "断头路让学生绕行",
        "秋季开学前先修通人行道",
        "6月15日开工",
        "高水函〔2026〕34号",
        "列入计划",
        "公路建设股",
        "代表满意",
    ):
        assert words in page


def test_officers_and_phones_stay_out_of_the_public_page(browser, cast):
    page = browser.get(address(published(cast))).content.decode()
    assert "段知行" not in page
    assert "5550000" not in page


def test_a_summary_hides_text_and_reply(browser, cast):
    row = published(cast, disclosure=Disclosure.SUMMARY, summary="人行道已列入年度计划。")
    page = text_of(browser.get(address(row)))
    assert "人行道已列入年度计划" in page
    assert "断头路让学生绕行" not in page
    assert "6月15日开工" not in page


@pytest.mark.parametrize("words", [{"published_on": None, "disclosure": ""}])
def test_what_is_not_published_is_not_found(browser, cast, words):
    row = published(cast, **words)
    assert browser.get(address(row)).status_code == 404
    assert "打通滨江路" not in browser.get("/published/").content.decode()


def test_another_county_sees_nothing_of_it(cast):
    row = published(cast)
    other = type(cast.county).objects.get(pk=cast.other_office.county_id)
    other.host = "other.test"
    other.save()
    assert Client(headers={"host": "other.test"}).get(address(row)).status_code == 404


def test_ratings_are_shown_when_all_are_in_and_silence_is_counted(cast):
    row = published(cast)
    open_one = rating(cast, row, cast.seats.deputy2, "", RatingState.OPEN)
    row.all_ratings = list(row.ratings.all())
    assert shown.rated(row) is None
    Rating.objects.filter(pk=open_one.pk).update(state=RatingState.LAPSED)
    row.all_ratings = list(row.ratings.all())
    assert shown.rated(row).words == "代表1人满意、1人未反馈"


def test_one_word_for_one_rating(cast):
    row = published(cast)
    Rating.objects.update(process=Grade.BASICALLY, result=Grade.BASICALLY)
    row.all_ratings = list(row.ratings.all())
    assert (shown.rated(row).key, shown.rated(row).words) == ("basic", "代表基本满意")


def test_only_letters_opened_to_the_public_are_given(browser, cast):
    row = published(cast)
    paper = Paper.objects.create(county=cast.county, kind="suggestion", matter_id=row.pk, title="答复函")
    paper.pdf.name, paper.state = paper.pdf.storage.save("papers/x.pdf", __import__("io").BytesIO(b"%PDF-1.7")), "made"
    paper.save()
    where = reverse("portal:letter", args=["congress", row.number_short, paper.pk])
    assert browser.get(where).status_code == 404
    Paper.objects.update(audience="public")
    assert browser.get(where)["Content-Type"] == "application/pdf"
    assert where in browser.get(address(row)).content.decode()


def test_places_are_the_list_of_stations(browser, cast):
    page = browser.get("/places/?q=庆符", follow=True)
    assert page.redirect_chain[0][0].startswith("/stations/?q=")
    assert cast.places.station.name in page.content.decode()


def test_deputies_are_found_by_name_and_by_village(browser, cast, django_assert_max_num_queries):
    browser.get("/")
    with django_assert_max_num_queries(5):
        page = text_of(browser.get("/our-deputies/?q=石门村"))
    assert cast.seats.deputy.name in page
    assert cast.seats.deputy.name in text_of(browser.get(f"/our-deputies/?q={cast.seats.deputy.name}"))
    assert "没有找到" in text_of(browser.get("/our-deputies/?q=没有的人"))


@pytest.mark.parametrize("after", ["2.1", "x", "9.99999999999999999999", "٣.1"])
def test_deputies_forgive_a_broken_place(browser, after):
    assert browser.get("/our-deputies/", {"after": after}).status_code == 200


def test_a_typed_code_leads_to_the_receipt(browser):
    assert browser.get("/find/?code=7kqm 2xhn").url == "/r/7KQM-2XHN"
    assert browser.get("/find/?code=").url == "/r/"


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/", "/complain/"])
def test_words_for_everybody(browser, path):
    assert browser.get(path, follow=True).status_code == 200


@pytest.mark.parametrize("path", ["/", "/published/", "/places/", "/our-deputies/", "/privacy/", "/accessibility/"])
def test_public_pages_are_only_read(browser, path):
    assert browser.post(path).status_code == 405
