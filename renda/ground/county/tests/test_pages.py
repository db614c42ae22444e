"""Pages and JSON of the county, and the preview of what a change moves."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renda.ground.county.models import HolidayDraft, HolidayYear, RuleSet, Session, Term
from renda.ground.county.queries import county_for_host, session_on, term_on
from renda.ground.county.services import rule_book
from renda.ground.county.tests.test_holiday_files import GOOD

RULE = {
    "number": "1",
    "unit": "workday",
    "valid_from": "2026-06-01",
    "source_name": "高县家站办法",
    "source_article": "第六条",
    "level": "0",
}


def test_anyone_reads_the_rules_with_their_sources(client_of):
    page = client_of("resident").get("/county/").content.decode()
    assert "群众意见：甄别" in page
    assert "建议值，可修改" in page
    assert "/county/rules/" not in page


def test_the_office_tries_a_rule_and_then_confirms_it(client_of, county):
    browser = client_of("office")
    assert "本县" not in browser.get("/county/rules/opinion_screening/").content.decode().split("先后定过")[1]
    tried = browser.post("/workflow/try/rule/opinion_screening/", RULE)
    assert "不会移动正在办的事" in tried.content.decode()
    assert not RuleSet.objects.filter(county=county).exists()
    answer = browser.post("/workflow/try/rule/opinion_screening/", {**RULE, "confirmed": "1"})
    assert answer.status_code == 302
    assert rule_book(county.pk).value("opinion_screening", date(2026, 6, 2)) == 1


def test_a_rule_that_cannot_be_keeps_what_was_typed(client_of):
    answer = client_of("office").post("/workflow/try/rule/opinion_screening/", {**RULE, "number": "501"})
    assert answer.status_code == 422
    assert "数值要在1到500之间" in answer.content.decode()
    assert 'value="501"' in answer.content.decode()


@pytest.mark.parametrize("name", ["liaison", "clerk", "deputy"])
@pytest.mark.parametrize("path", ["/county/rules/opinion_screening/", "/county/terms/1/session/"])
def test_others_do_not_change_rules(client_of, name, path):
    assert client_of(name).get(path).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client_of):
    assert client_of("resident").get("/county/rules/opinion_screening/").status_code == 302


def test_the_office_loads_a_year_by_preview_and_confirmation(client_of, county):
    browser = client_of("office")
    answer = browser.post(
        "/county/holidays/draft/", {"year": "2027", "file": SimpleUploadedFile("2027.csv", GOOD.encode())}
    )
    assert answer.status_code == 302
    assert "不会移动正在办的事" in browser.get(answer["Location"]).content.decode()
    assert browser.post(answer["Location"]).status_code == 302
    assert HolidayYear.objects.get(county=county).year == 2027
    assert "2027年" in browser.get("/county/holidays/").content.decode()


def test_a_bad_file_names_its_line(client_of):
    answer = client_of("office").post(
        "/county/holidays/draft/", {"year": "2027", "text": GOOD.replace("元旦,休", "元旦,假")}
    )
    assert answer.status_code == 422
    assert "第2行的“休或班”" in answer.content.decode()


@pytest.mark.parametrize("file", [b"\xff\xfe\x00", b"", b"x" * 300_000])
def test_no_file_breaks_the_page(client_of, file):
    upload = SimpleUploadedFile("2027.csv", file)
    assert client_of("office").post("/county/holidays/draft/", {"year": "2027", "file": upload}).status_code == 422


def test_a_draft_can_be_thrown_away(client_of, cast):
    browser = client_of("office")
    browser.post("/county/holidays/draft/", {"year": "2027", "text": GOOD})
    draft = HolidayDraft.objects.get()
    assert client_of("liaison").post(f"/county/holidays/{draft.pk}/drop/").status_code == 404
    browser.post(f"/county/holidays/{draft.pk}/drop/")
    assert not HolidayDraft.objects.exists()


def test_the_page_says_that_the_next_year_is_not_announced(client_of):
    assert "2027年的放假安排还没有载入" in client_of("resident").get("/county/holidays/").content.decode()


def test_the_office_opens_a_term_and_a_session(client_of, county):
    browser = client_of("office")
    term = {"congress_name": "高县人民代表大会", "congress_key": "congress", "number": "20", "starts_on": "2027-01-10"}
    assert browser.post("/county/terms/open/", term).status_code == 302
    assert browser.post("/county/terms/open/", term).status_code == 422
    made = Term.objects.get(number=20)
    session = {"number": "1", "starts_on": "2027-01-10", "ends_on": "2027-01-13"}
    assert browser.post(f"/county/terms/{made.pk}/session/", session).status_code == 302
    assert browser.post(f"/county/terms/{made.pk}/session/", session).status_code == 422
    assert (
        browser.post(
            f"/county/terms/{made.pk}/session/", {**session, "number": "2", "ends_on": "2026-01-01"}
        ).status_code
        == 422
    )
    assert Session.objects.get(term=made).number == 1
    assert "第20届" in browser.get("/county/terms/").content.decode()


def test_terms_and_sessions_are_found_by_day(cast, county):
    assert term_on(county.pk, "congress", date(2026, 5, 1)).number == 19
    assert term_on(county.pk, "congress", date(2020, 5, 1)) is None
    assert session_on(county.pk, "congress", date(2026, 1, 13)).number == 5
    assert session_on(county.pk, "congress", date(2026, 5, 1)) is None


def test_a_host_names_its_county_and_others_get_the_default(cast, county):
    other = type(county).objects.exclude(pk=county.pk).get()
    type(county).objects.filter(pk=other.pk).update(host="rd.lin.example")
    assert county_for_host("RD.lin.example:8000") == other
    assert county_for_host("127.0.0.1:8000") == county
    assert county_for_host("[::1]") == county


def test_programs_read_rules_holidays_terms_and_a_computed_day(client_of):
    browser = client_of("resident")
    rules = browser.get("/api/v1/county/rules").json()
    assert next(rule for rule in rules if rule["kind"] == "opinion_take_up")["is_inferred"]
    due = browser.get("/api/v1/county/rules/opinion_screening/due", {"start": "2026-09-30"}).json()
    assert due["day"] == "2026-10-10"
    assert any("国庆节放假" in line for line in due["lines"])
    year = browser.get("/api/v1/county/holidays/2026").json()
    assert {k: year["days"][-1][k] for k in ("day", "name", "is_workday")} == {
        "day": "2026-10-10",
        "name": "国庆节",
        "is_workday": True,
    }
    assert browser.get("/api/v1/county/terms").json()[0]["number"] == 19
    assert browser.get("/api/v1/county/").json()["code"] == "511525"


@pytest.mark.parametrize(
    "path",
    [
        "holidays/2031",
        "rules/nothing/due?start=2026-01-01",
        "rules/opinion_screening/due?start=9999-12-31",
        "rules/co_opinion/due?start=9999-12-31",
        "rules/rating_days/due?start=9999-12-31",
    ],
)
def test_what_is_not_there_is_said_so(client_of, path):
    answer = client_of("resident").get(f"/api/v1/county/{path}")
    assert answer.status_code == 404
    assert answer.json()["detail"]
