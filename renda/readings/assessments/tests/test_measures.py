"""What each measure reads of a station's record: which rows there are and which count."""

from datetime import date, datetime, timedelta

import pytest

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.network.activities.models import Activity
from renda.network.activities.tests import factories as activities
from renda.network.activities.workflow import ACTIVITY
from renda.network.funds.tests import factories as funds
from renda.network.standards.models import Check
from renda.network.standards.services import accept_station_check
from renda.network.standards.tests import factories as standards
from renda.network.stations.models import Station
from renda.readings.assessments.measures import MEASURES
from renda.readings.assessments.record import Record
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.tests import factories as opinions

FIRST, LAST = date(2025, 1, 1), date(2026, 6, 30)


def at(on, hour=9):
    return datetime(on.year, on.month, on.day, hour, tzinfo=clock.COUNTY_TIME)


def held(cast, *days, sort="reception", after=0, step="record"):
    """Activities of these days, recorded so many days later, or cancelled."""
    station = cast.places.station
    with BulkLoad(ACTIVITY) as load:
        for n, on in enumerate(days):
            row = Activity(county=cast.county, station=station, org_id=station.org_id, town_org_id=station.town_org_id, sort=sort,
                           title=f"{sort}{n}", starts_at=at(on))  # fmt: skip
            noted = {"held_on": on} if step == "record" else {"cancel_reason": "下雨"}
            load.add(row, [Past("plan", cast.office, at(on) - timedelta(days=3)),
                           Past(step, cast.office, at(on, 15) + timedelta(days=after), changes=noted)])  # fmt: skip


def read(cast, key, first=FIRST, last=LAST, **params):
    station = Station.objects.get(pk=cast.places.station.pk)
    record = Record(station, first, last, rule_book(cast.county.pk))
    found = MEASURES[key].compute(record, params)
    return found.n, found.d


def test_a_month_counts_once_and_a_cancelled_activity_not_at_all(cast):
    held(cast, date(2025, 1, 5), date(2025, 1, 20), date(2025, 3, 2))
    held(cast, date(2025, 2, 2), step="cancel")
    assert read(cast, "months_active") == (2, 18)


def test_months_before_the_station_opened_are_not_asked_for(cast):
    Station.objects.filter(pk=cast.places.station.pk).update(opened_on=date(2026, 3, 10))
    assert read(cast, "months_active") == (0, 3)


def test_a_day_outside_the_span_is_not_read(cast):
    held(cast, FIRST - timedelta(days=1), LAST + timedelta(days=1), LAST)
    assert read(cast, "months_active") == (1, 18)


def test_a_reception_that_was_cancelled_was_planned_and_not_held(cast):
    held(cast, date(2025, 2, 3), date(2025, 2, 4))
    held(cast, date(2025, 2, 5), step="cancel")
    held(cast, date(2025, 2, 6), sort="visit")
    assert read(cast, "receptions_held") == (2, 3)


def test_the_day_of_the_first_record_counts_against_the_countys_days(cast):
    held(cast, date(2025, 6, 9), after=7)  # five working days on is Monday the 16th
    held(cast, date(2025, 6, 10), after=9)
    assert read(cast, "recorded_in_time") == (1, 2)


def test_kinds_are_counted_against_what_is_wanted(cast):
    held(cast, date(2025, 2, 3), sort="visit")
    held(cast, date(2025, 2, 4), date(2025, 2, 5), sort="study")
    assert read(cast, "kinds_seen", want=5) == (2, 5)
    assert read(cast, "kinds_seen") == (2, 8)


def test_a_draft_is_no_summary(cast):
    today = clock.today()
    first, last = clock.quarter_span(today.year, clock.quarter_of(today))
    assert read(cast, "quarters_summed", first, last) == (0, 1)
    summary = activities.drafted(cast)
    assert read(cast, "quarters_summed", first, last) == (0, 1)
    type(summary).objects.filter(pk=summary.pk).update(state="confirmed", confirmed_on=today)
    assert read(cast, "quarters_summed", first, last) == (1, 1)


@pytest.mark.parametrize(
    ("told_after", "age", "found"),
    [(30, 60, (1, 1)), (31, 60, (0, 1)), (None, 60, (0, 1)), (None, 10, (0, 0)), (5, 10, (1, 1))],
)
def test_an_opinion_is_told_in_time_or_late_or_still_has_time(cast, told_after, age, found):
    received = LAST - timedelta(days=age)
    told = received + timedelta(days=told_after) if told_after is not None else None
    row = opinions.collected(cast)
    Opinion.objects.filter(pk=row.pk).update(received_on=received, told_on=told)
    assert read(cast, "opinions_in_time") == found


def test_an_opinion_guided_elsewhere_is_left_out(cast):
    row = opinions.collected(cast)
    Opinion.objects.filter(pk=row.pk).update(received_on=date(2026, 1, 5), outcome="guided_away")
    assert read(cast, "opinions_in_time") == (0, 0)


def test_blank_facts_and_too_few_deputies_do_not_count(cast):
    Station.objects.filter(pk=cast.places.station.pk).update(address="文江路1号", hours=" ", reception="每月5日")
    assert read(cast, "facts_filled") == (2, 3)
    assert read(cast, "members_assigned", least=1) == (1, 1)
    assert read(cast, "members_assigned", least=50) == (0, 1)


def test_money_is_asked_for_years_that_are_over(cast):
    fund = funds.planned(cast)
    type(fund).objects.filter(pk=fund.pk).update(year=2025, office_id=cast.places.station.town_org_id)
    assert read(cast, "money_settled") == (0, 1)
    type(fund).objects.filter(pk=fund.pk).update(state="settled")
    assert read(cast, "money_settled") == (1, 1)
    type(fund).objects.filter(pk=fund.pk).update(year=2026)
    assert read(cast, "money_settled") == (0, 0)


def test_rows_hold_no_word_of_a_resident(cast):
    row = opinions.collected(cast)
    Opinion.objects.filter(pk=row.pk).update(received_on=date(2026, 1, 5))
    station = Station.objects.get(pk=cast.places.station.pk)
    figure = MEASURES["opinions_in_time"].compute(Record(station, FIRST, LAST, rule_book(cast.county.pk)), {})
    assert [one.words for one in figure.rows] == ["2026年1月5日收到的意见"]


def test_each_item_of_a_settled_check_counts_unless_it_lacks_something(cast):
    last = clock.today()
    standards.verified(cast, key="six")
    assert read(cast, "standards_met", date(last.year, 1, 1), last) == (0, 0)
    accept_station_check(Check.objects.get(), actor=cast.office)
    assert read(cast, "standards_met", date(last.year, 1, 1), last) == (6, 6)
    assert read(cast, "standards_met", date(last.year - 2, 1, 1), date(last.year - 1, 12, 31)) == (0, 0)


def test_an_item_the_county_found_lacking_does_not_count(cast):
    last = clock.today()
    standards.accepted(cast, {"有设施": "no"})
    assert read(cast, "standards_met", date(last.year, 1, 1), last) == (5, 6)
