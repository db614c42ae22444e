"""The page of what steps ask is worked out from their forms and the history: public, without persons, counted once."""

from datetime import date, datetime

import pytest
from django.test import Client

from renda.ground.kernel import clock
from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.workflow import burden
from renda.ground.workflow.engine import WORKFLOWS
from renda.voice.opinions import services

pytestmark = pytest.mark.django_db
LAST_MONTH = datetime(2026, 10, 20, 9, tzinfo=COUNTY_TIME)
NOW = datetime(2026, 11, 26, 9, tzinfo=COUNTY_TIME)


@pytest.fixture(autouse=True)
def nothing_counted():
    burden.counts_of.cache_clear()


@pytest.fixture
def screened_last_month(cast):
    with clock.at(LAST_MONTH):
        opinion = services.submit_opinion(actor=cast.resident, station=cast.places.station, text="红岩路护栏坏了")
        services.screen_opinion(opinion, actor=cast.liaison, deputy_id=cast.seats.deputy.pk)
    return opinion


def step_of(kind, name):
    return next(step for step in burden.steps_of(WORKFLOWS[kind]) if step.name == name)


def test_a_step_names_what_it_must_have_and_what_it_may_have():
    accept = step_of("handling", "accept")
    assert {"分管领导", "经办人"} <= set(accept.required)
    assert "办理计划" in accept.optional
    assert not set(accept.required) & set(accept.optional)


def test_what_is_carried_unseen_is_no_burden():
    labels = [
        label for w in WORKFLOWS.values() for step in burden.steps_of(w) for label in (*step.required, *step.optional)
    ]
    assert "seen" not in labels and "once" not in labels and "Seen" not in labels


def test_steps_of_last_month_are_counted_and_those_of_this_one_are_not(screened_last_month, cast):
    with clock.at(NOW):
        other = services.submit_opinion(actor=cast.resident, station=cast.places.station, text="路灯不亮，走夜路怕")
        services.screen_opinion(other, actor=cast.liaison, deputy_id=cast.seats.deputy.pk)
        told = Client().get("/api/v1/burden").json()
    assert told["month"] == "2026-10-01"
    counted = {(row["kind"], row["step"]): row["taken"] for row in told["steps"]}
    assert counted["opinion", "screen"] == 1


def test_anyone_reads_the_page_and_no_name_stands_in_it(screened_last_month, cast):
    with clock.at(NOW):
        page = Client().get("/workflow/burden/")
    assert page.status_code == 200
    assert "2026年10月全县办了2步" in page.text
    assert cast.liaison.name not in page.text


def test_the_month_is_counted_once_a_day(screened_last_month, django_assert_max_num_queries):
    client = Client()
    with clock.at(NOW):
        client.get("/workflow/burden/")
        with django_assert_max_num_queries(2):
            client.get("/workflow/burden/")


def test_the_month_before_january_is_december():
    assert burden.month_before(date(2026, 1, 31)) == date(2025, 12, 1)
