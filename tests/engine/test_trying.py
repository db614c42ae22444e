"""A new holiday year or rule shows what it moves before it is confirmed, then moves it."""

from datetime import date

import pytest

from renda.ground.county.tests.test_holiday_files import GOOD
from renda.ground.kernel import clock
from renda.ground.workflow.queries import waiting_for

RULE = {"number": "1", "unit": "workday", "valid_from": "2026-12-01", "source_name": "高县家站办法", "level": "0"}


@pytest.fixture
def waiting(new_opinion):
    """An opinion left two days before New Year: its screening ends in a year that is not announced."""
    with clock.at(date(2026, 12, 29)):
        opinion = new_opinion()
    return lambda: waiting_for(opinion).get()


def test_a_wait_into_an_unannounced_year_is_provisional(waiting):
    assert waiting().due_on == date(2027, 1, 1)
    assert waiting().is_provisional


def test_a_holiday_year_is_previewed_and_then_moves_the_matter(waiting, client_of):
    browser = client_of("office")
    page = browser.post("/county/holidays/draft/", {"year": "2027", "text": GOOD})["Location"]
    preview = browser.get(page).content.decode()
    assert "2027年1月1日" in preview
    assert "2027年1月4日" in preview
    assert waiting().due_on == date(2027, 1, 1)
    browser.post(page)
    assert waiting().due_on == date(2027, 1, 4)
    assert not waiting().is_provisional


def test_a_rule_is_previewed_and_then_moves_the_matter(waiting, client_of):
    browser = client_of("office")
    preview = browser.post("/workflow/try/rule/opinion_screening/", RULE).content.decode()
    assert "2026年12月30日" in preview
    assert waiting().due_on == date(2027, 1, 1)
    browser.post("/workflow/try/rule/opinion_screening/", {**RULE, "confirmed": "1"})
    assert waiting().due_on == date(2026, 12, 30)


@pytest.mark.parametrize("name", ["liaison", "deputy", "clerk"])
def test_only_the_office_tries_rules_and_years(waiting, client_of, name):
    assert client_of(name).post("/workflow/try/rule/opinion_screening/", RULE).status_code == 403
    assert client_of(name).get("/workflow/try/holidays/1/").status_code == 404
