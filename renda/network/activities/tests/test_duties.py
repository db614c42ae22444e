"""Duties of a quarter, who cannot come and who comes instead, reminders two days ahead, the month of a station."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renda.ground.county.services import set_rule
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.notices.models import Message
from renda.ground.people.models import Organisation
from renda.network.activities import rules, services, tasks
from renda.network.activities.models import Activity
from renda.network.activities.tests.factories import announced, fresh, planned, recorded
from renda.network.stations.models import Station

MORNING = datetime(2026, 9, 1, 9, tzinfo=clock.COUNTY_TIME)
MONTH, YEAR, FOUR = 18, 14, 11


def notices(who, words):
    return Message.objects.filter(user_id=who.user_id, title__contains=words)


def test_a_quarter_is_planned_and_announced_in_one_go(cast):
    with clock.at(MORNING):
        made = services.plan_receptions(
            cast.places.station, actor=cast.liaison, year=2026, month=10, days=[12, 26], starts=time(9), each=1, months=3,
            announce=True,
        )  # fmt: skip
    assert [row.day.month for row in made] == [10, 10, 11, 11, 12, 12]
    assert len(made) == 6 and {row.state for row in made} == {"announced"}
    with pytest.raises(Invalid, match="最多"):
        services.plan_receptions(
            cast.places.station, actor=cast.liaison, year=2026, month=10, days=[12], starts=time(9), months=4
        )


def test_whoever_cannot_come_is_replaced_and_both_are_told(cast):
    row = announced(cast, deputy_ids=[cast.seats.deputy2.pk])
    services.ask_leave_activity(row, actor=cast.deputy2, note="出差")
    assert notices(cast.liaison, "请假").exists()
    services.call_in_activity(fresh(row), actor=cast.liaison, deputy_id=cast.seats.deputy.pk)
    assert set(row.attendances.values_list("deputy_id", "answer")) == {
        (cast.seats.deputy2.pk, "leave"), (cast.seats.deputy.pk, ""),
    }  # fmt: skip
    assert notices(cast.deputy, "请您来").exists()


def test_only_a_deputy_of_the_station_who_is_not_asked_yet_is_called_in(cast):
    row = announced(cast)
    for wrong in (cast.seats.deputy.pk, 10**8):
        with pytest.raises(Invalid):
            services.call_in_activity(row, actor=cast.liaison, deputy_id=wrong)
    with pytest.raises(NotAllowed):
        services.call_in_activity(row, actor=cast.deputy, deputy_id=cast.seats.deputy3.pk)
    with clock.at(clock.now() + timedelta(days=9)), pytest.raises((Blocked, Invalid)):
        services.call_in_activity(fresh(row), actor=cast.liaison, deputy_id=cast.seats.deputy3.pk)


def test_two_days_ahead_who_is_on_duty_and_the_liaison_are_reminded_once(cast):
    row = announced(cast, days=4)
    services.ask_leave_activity(row, actor=cast.deputy2, note="出差")
    with clock.at(clock.now() + timedelta(days=1)):
        assert services.remind_all() == 0
    with clock.at(clock.now() + timedelta(days=2)):
        tasks.remind_duties.func()
        assert services.remind_all() == 0
    day = fresh(row).starts_at.astimezone(clock.COUNTY_TIME)
    when = f"{day.month}月{day.day}日"
    assert notices(cast.deputy, row.title).filter(body__contains="等您来").count() == 1
    assert not Message.objects.filter(user_id=cast.deputy2.user_id, body__contains="等您来").exists()
    told = Message.objects.get(user_id=cast.liaison.user_id, title__startswith=when)
    assert "请假的：严守田" in told.body and "来的代表：罗秋禾" in told.body


def test_what_is_not_announced_or_cancelled_reminds_nobody(cast):
    planned(cast, days=1)
    services.cancel_activity(announced(cast, days=1, title="走访", sort="visit"), actor=cast.liaison, note="停电")
    assert services.remind_duties(cast.county.pk) == 0


def test_the_county_sets_how_many_days_ahead(cast):
    announced(cast, days=5)
    assert services.remind_duties(cast.county.pk) == 0
    set_rule(
        cast.county.pk, actor=cast.office, kind="activity_remind", number=5, unit="day", valid_from=clock.today(),
        source_name="高县家站接待办法", source_article="第六条",
    )  # fmt: skip
    assert services.remind_duties(cast.county.pk) == 1


def test_the_next_reception_is_proposed_where_none_is_arranged_yet(county):
    from renda.ground.county.services import rule_book

    calendar = rule_book(county.pk).calendar
    on = date(2026, 11, 2)
    assert rules.next_reception([10, 25], [date(2026, 11, 10)], calendar, on) == date(2026, 11, 25)
    assert rules.next_reception([], [], calendar, on) == date(2026, 11, 5)


def test_the_plan_form_is_right_as_it_stands(cast, client_of):
    form = client_of("liaison").get(f"/activities/station/{cast.places.station.code}/plan/").context["form"]
    assert form["announce"].value() and len(form["deputy_ids"].value()) == 2
    assert form["starts_at"].value().hour == 9 and form["starts_at"].value().date() > clock.today()


def test_a_deputy_answers_with_one_press_on_the_page(cast, client_of):
    row, client = announced(cast), client_of("deputy")
    page = client.get(row.get_absolute_url()).content.decode()
    assert 'name="note" value="出差"' in page and "sign_up/" in page
    sent = {"seen": row.version, "note": "出差"}
    assert client.post(f"{row.get_absolute_url()}ask_leave/", sent).status_code == 302
    shown = client_of("liaison").get(row.get_absolute_url()).content.decode()
    assert "罗秋禾请假" in shown and "出差" in shown and "call_in/" in shown


def counted(client, address, most):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(asked) <= most, [query["sql"][:120] for query in asked]
    return answer


def test_the_month_of_a_station_shows_its_days_and_what_is_missing(cast, client_of):
    recorded(cast)
    row = planned(cast, days=2, title="走访联系户", sort="visit")
    page = counted(client_of("liaison"), f"/activities/station/{cast.places.station.code}/month/", MONTH)
    text = page.content.decode()
    assert "等公告" in text and row.title in text and "起草" in text and "月月有活动" in text
    assert client_of("clerk").get(f"/activities/station/{cast.places.station.code}/month/").status_code == 404
    assert client_of("liaison").get(f"/activities/station/{cast.places.station.code}/month/?month=x").status_code == 200
    assert client_of("liaison").get(f"/activities/station/{cast.places.home.code}/month/").status_code == 404


def test_the_weeks_of_a_month_begin_on_monday():
    weeks = rules.weeks(2026, 5)
    assert len(weeks) == 5 and weeks[0][:4] == [None] * 4 and weeks[0][4] == date(2026, 5, 1)
    assert weeks[-1][-1] == date(2026, 5, 31)


def test_two_hundred_and_eighty_two_places_open_with_as_few_questions_as_one(cast, client_of):
    orgs = Organisation.objects.bulk_create(
        Organisation(county=cast.county, kind="station", name=f"站{n:03}") for n in range(280)
    )
    Station.objects.bulk_create(
        Station(
            county=cast.county, org=org, name=org.name, kinds=["station"], town=f"镇{n % 7}", opened_on=date(2020, 1, 1)
        )
        for n, org in enumerate(orgs)
    )
    client = client_of("office")
    assert len(counted(client, "/activities/calendar/?town=镇1", YEAR).context["lines"]) == 40
    whole = counted(client, "/activities/calendar/?town=all", YEAR)
    assert len(whole.context["lines"]) == Station.objects.count() >= 282
    assert whole.context["gaps"] >= 280 * (clock.today().month - 1)
    counted(client, "/activities/four/?town=all", FOUR)


def test_a_gap_is_explained_from_its_cell(cast, client_of):
    gone, client = clock.today().replace(day=1) - timedelta(days=1), client_of("liaison")
    address = f"/activities/station/{cast.places.station.code}/gap/"
    assert f"{gone.month}月没有活动" in client.get(f"{address}?year={gone.year}&month={gone.month}").content.decode()
    sent = {"year": gone.year, "month": gone.month, "reason": "站点所在楼维修"}
    assert client.post(address, {**sent, "reason": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    text = client.get(f"/activities/station/{cast.places.station.code}/month/?month={gone:%Y-%m}").content.decode()
    assert "站点所在楼维修" in text or gone.year != clock.today().year


def test_programs_plan_a_quarter_explain_a_gap_and_read_the_four(cast, client_of):
    client, code, gone = (
        client_of("liaison"),
        cast.places.station.code,
        clock.today().replace(day=1) - timedelta(days=1),
    )
    day = clock.today().replace(day=28) + timedelta(days=8)
    sent = {
        "station": code,
        "year": day.year,
        "month": day.month,
        "days": [12],
        "starts": "09:00",
        "months": 3,
        "announce": True,
    }
    made = client.post("/api/v1/activities/roster", sent, content_type="application/json")
    assert made.status_code == 201 and [row["state"] for row in made.json()] == ["announced"] * 3
    gap = {"station": code, "year": gone.year, "month": gone.month, "reason": "维修"}
    assert client.post("/api/v1/activities/gaps", gap, content_type="application/json").status_code == 201
    line = next(row for row in client.get(f"/api/v1/activities/calendar/{gone.year}").json() if row["station"] == code)
    assert line["gaps"] == {str(gone.month): "维修"} and line["four"]["1"]["heard"] == 0
    assert Activity.objects.filter(state="announced").count() == 3
