"""Pages of activities: lists with few queries, the year of stations, the month's duties, the public page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renda.ground.kernel import clock
from renda.network.activities import services
from renda.network.activities.models import Activity
from renda.network.activities.tests.factories import announced, drafted, fresh, planned, recorded

LIST, MATTER, SESSION = 6, 12, 4


def counted(client, address, most):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(asked) <= most, [query["sql"][:120] for query in asked]
    return answer.content.decode()


@pytest.mark.parametrize("who", ["liaison", "township", "office", "committee"])
def test_the_list_the_year_and_the_page_ask_little(cast, client_of, who):
    row = recorded(cast)
    for n in range(3):
        announced(cast, days=n + 1)
    client = client_of(who)
    assert row.title in counted(client, "/activities/", LIST + SESSION)
    assert cast.places.station.name in counted(client, "/activities/calendar/", LIST + SESSION)
    page = counted(client, row.get_absolute_url(), MATTER + SESSION)
    assert "群众说了路灯" in page and "没有到" in page


def test_the_list_goes_on_behind_its_last_row(cast, client_of):
    for n in range(33):
        planned(cast, days=2, title=f"走访{n}", sort="visit")
    client, found, address = client_of("liaison"), [], "/activities/"
    while address:
        page = client.get(address)
        found += [row.pk for row in page.context["lines"]]
        after = page.context["after"]
        address = f"/activities/?after={after.replace('+', '%2B')}" if after else ""
    assert len(found) == len(set(found)) == 33
    assert client.get("/activities/?after=x_y").status_code == 422
    assert client.get("/activities/?state=coming&sort=visit").context["lines"]
    assert not client.get("/activities/?state=recorded").context["lines"]


def test_the_year_names_the_months_and_quarters_that_are_missing(cast, client_of):
    place = cast.places.station
    recorded(cast)
    client, today = client_of("liaison"), clock.today()
    text = client.get("/activities/calendar/").content.decode()
    assert "缺" in text and place.name in text
    made = client.post(f"/activities/station/{place.code}/summary/", {"year": today.year, "quarter": 1})
    assert made.status_code == 302 and "没有记录活动" in client.get(made.url).content.decode()
    assert client.get("/activities/calendar/export.xlsx").content[:2] == b"PK"
    assert client.get("/activities/calendar/?year=x&town=没有").status_code == 200


def test_the_months_duties_are_made_by_one_form(cast, client_of):
    client, place = client_of("liaison"), cast.places.station
    address = f"/activities/station/{place.code}/roster/"
    assert "轮到" in client.get(address).content.decode()
    month = (clock.today().replace(day=28) + timedelta(days=8)).strftime("%Y-%m")
    sent = {"month": month, "days": "10，20", "starts": "09:00", "ends": "11:30", "each": 1, "months": 1}
    assert client.post(address, {**sent, "days": "x"}).status_code == 422
    assert client.post(address, {**sent, "month": "2020-01"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert Activity.objects.filter(sort="reception").count() == 2
    assert client_of("clerk").get(address).status_code == 403


def test_the_public_reads_when_where_and_who_but_not_what_came_of_it(cast, client_of):
    row, visitor = recorded(cast), client_of("resident")
    coming = announced(cast, days=4)
    listed = visitor.get(f"/activities/station/{cast.places.station.code}/").content.decode()
    assert coming.title in listed
    page = visitor.get(row.get_absolute_url()).content.decode()
    assert "罗秋禾" in page and "群众说了路灯" not in page and "经过" not in page
    poster = visitor.get(f"{coming.get_absolute_url()}poster/").content.decode()
    assert "值班代表" in poster and "qr.svg" in poster
    assert visitor.get(planned(cast, days=9).get_absolute_url()).status_code == 404
    assert visitor.get(f"/api/v1/activity/{row.pk}").status_code == 401
    body = client_of("clerk").get(f"/api/v1/activity/{row.pk}").json()["body"]
    assert "result" not in body and "people" not in body and body["deputies"]


def test_a_deputy_finds_the_duty_at_hand_and_answers_it(cast, client_of):
    row, client = announced(cast), client_of("deputy")
    assert "我的值班和活动" in client.get("/desk/").content.decode()
    assert "参加" in client.get(row.get_absolute_url()).content.decode()
    assert client.post(f"{row.get_absolute_url()}sign_up/", {"seen": row.version}).status_code == 302
    assert row.attendances.get(deputy=cast.seats.deputy).answer == "going"


def test_what_is_said_at_a_reception_is_entered_from_it(cast, client_of):
    from renda.voice.opinions.models import Opinion

    row, client = announced(cast, days=0), client_of("liaison")
    address = f"/opinions/enter/?at={row.pk}"
    assert row.title in client.get(address).content.decode()
    sent = {
        "station_id": row.station_id,
        "text": "井盖松了，走路绊脚。",
        "entry": "visit",
        "is_read_back": "on",
        "at": row.pk,
    }
    slip = client.post(address, sent)
    assert Opinion.objects.get().activity_id == row.pk
    assert f"?at={row.pk}" in client.get(slip.url).content.decode()
    assert "井盖" in client.get(f"/opinions/?at={row.pk}").content.decode()
    assert client.get("/opinions/enter/?at=x").status_code == 200


def test_programs_plan_fill_the_month_and_draft(cast, client_of):
    client, place = client_of("liaison"), cast.places.station
    starts = (clock.now() + timedelta(days=2)).isoformat()
    made = client.post(
        "/api/v1/activities", {"station": place.code, "sort": "study", "topic": "law", "starts_at": starts},
        content_type="application/json",
    )  # fmt: skip
    assert made.status_code == 201, made.content
    done = client.post(
        f"/api/v1/activity/{made.json()['id']}/steps/announce", {"seen": 1}, content_type="application/json"
    )
    assert done.json()["state"] == "announced"
    day = clock.today().replace(day=28) + timedelta(days=8)
    sent = {"station": place.code, "year": day.year, "month": day.month, "days": [12], "starts": "09:00"}
    assert client.post("/api/v1/activities/roster", sent, content_type="application/json").status_code == 201
    sent = {"station": place.code, "year": clock.today().year, "quarter": 1}
    assert client.post("/api/v1/activities/summaries", sent, content_type="application/json").status_code == 201
    assert client.get("/api/v1/activities?sort=study").json()["rows"][0]["title"] == "学习培训"
    assert client.get(f"/api/v1/activities/calendar/{day.year}").status_code == 200


def test_a_confirmed_summary_is_for_everybody_and_a_draft_is_not(cast, client_of):
    row = drafted(cast)
    assert client_of("resident").get(row.get_absolute_url()).status_code == 404
    services.confirm_summary(fresh(row), actor=cast.liaison)
    assert "季度总结" in client_of("resident").get(row.get_absolute_url()).content.decode()
