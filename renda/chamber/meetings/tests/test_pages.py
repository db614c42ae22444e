from datetime import timedelta

import pytest

from renda.chamber.meetings import services
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.tests import factories as made
from renda.ground.kernel import clock

HOW = {"content_type": "application/json"}
SEES_PLAN = ("office", "committee", "chair", "deputy", "publisher", "admin")
SEES_NOT = ("deputy3", "clerk", "liaison", "township", "town_deputy")


@pytest.mark.parametrize("name", SEES_PLAN)
def test_who_reads_a_meeting_before_its_notice(cast, client_of, name):
    assert client_of(name).get(made.planned(cast).get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", SEES_NOT)
def test_who_does_not(cast, client_of, name):
    row = made.planned(cast)
    assert client_of(name).get(row.get_absolute_url()).status_code == 404
    assert row.title not in client_of(name).get("/meetings/").content.decode()


def test_everybody_reads_what_was_called_but_not_who_is_there(cast, client):
    row = made.convened(cast)
    services.ask_leave_meeting(row, actor=cast.deputy, note="看病")
    page = client.get(row.get_absolute_url()).content.decode()
    assert "听取水利工作报告" in page
    assert "看病" not in page and "与会人员" not in page and cast.deputy.name not in page


def test_the_reason_of_a_leave_is_the_offices_alone(cast, client_of):
    row = made.convened(cast)
    services.ask_leave_meeting(row, actor=cast.deputy, note="看病")
    assert "看病" in client_of("office").get(row.get_absolute_url()).content.decode()
    assert "看病" not in client_of("deputy2").get(row.get_absolute_url()).content.decode()


def test_bodies_are_founded_by_a_button_and_never_by_a_look(cast, client_of):
    office, township = client_of("office"), client_of("township")
    assert office.get("/meetings/plan/", follow=True).redirect_chain[-1][0] == "/meetings/bodies/"
    assert "设会议主体" in office.get("/meetings/bodies/").content.decode() and not made.Body.objects.exists()
    assert office.post("/meetings/bodies/").status_code == township.post("/meetings/bodies/").status_code == 302
    assert sorted(made.Body.objects.values_list("kind", flat=True)) == [
        "congress",
        "congress",
        "council",
        "presidium",
        "standing",
    ]
    assert "设会议主体" not in office.get("/meetings/bodies/").content.decode()
    assert client_of("committee").post("/meetings/bodies/").status_code == 403
    assert client_of("committee").get("/meetings/plan/").status_code == 403


def test_planning_on_a_page(cast, client_of):
    body = made.body(cast)
    day = clock.today() + timedelta(days=20)
    facts = {"body": body.pk, "number": 38, "starts_on": day.isoformat(), "starts_at": "09:00", "place": "县人大会议室"}
    answer = client_of("office").post("/meetings/plan/", facts)
    row = Meeting.objects.get()
    assert answer.status_code == 302 and answer["Location"] == row.get_absolute_url()
    assert row.title == f"{cast.county.name}人大常委会第38次会议"


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"starts_on": ""}, "哪天开会"), ({"starts_on": "2020-01-01"}, "已经过了"), ({"place": ""}, "在哪里"),
     ({"starts_at": "25:99"}, "时间"), ({"ends_on": "2020-01-01"}, "开会日当天"), ({"body": "999999"}, "什么会")],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(cast, client_of, changes, words):
    body, day = made.body(cast), clock.today() + timedelta(days=20)
    facts = {"body": body.pk, "starts_on": day.isoformat(), "starts_at": "09:00", "place": "县人大三楼", **changes}
    answer = client_of("office").post("/meetings/plan/", facts)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert "place" in changes or "县人大三楼" in page


def test_a_member_signs_in_from_the_phone(cast, client_of):
    row = made.today(cast)
    address = f"{row.get_absolute_url()}presence/?code={row.code}"
    page = client_of("deputy").get(address)
    assert page.status_code == 200 and row.code in page.content.decode()
    client_of("deputy").post(f"{row.get_absolute_url()}presence/", {"code": row.code})
    assert row.presences.get(deputy=cast.seats.deputy).is_in


def test_a_get_signs_nobody_in(cast, client_of):
    row = made.today(cast)
    client_of("deputy").get(f"{row.get_absolute_url()}presence/?code={row.code}")
    assert not row.presences.in_hall().exists()


def test_the_list_is_paged_by_its_last_row(cast, client_of):
    body = made.body(cast)
    for n in range(33):
        made.services.plan_meeting(
            body, actor=cast.office, starts_on=clock.today() + timedelta(days=n % 5), starts_at=made._hour("09:00"),
            place="县人大", number=n + 1,
        )  # fmt: skip
    first = client_of("office").get("/meetings/")
    following = client_of("office").get(f"/meetings/?after={first.context['after']}")
    seen = [row.pk for row in (*first.context["lines"], *following.context["lines"])]
    assert len(seen) == 33 == len(set(seen)) and following.context["after"] == ""


@pytest.mark.parametrize("after", ["x", "2026-13-40_x", "_"])
def test_a_torn_address_is_answered_with_a_sentence(cast, client_of, after):
    assert client_of("office").get(f"/meetings/?after={after}").status_code == 422


def test_queries_of_the_pages(cast, client_of, django_assert_max_num_queries):
    row, client = made.opened(cast, members=12, present=8), client_of("office")
    client.get("/meetings/")
    with django_assert_max_num_queries(6):
        assert client.get("/meetings/").status_code == 200
    with django_assert_max_num_queries(20):
        assert client.get(row.get_absolute_url()).status_code == 200


def test_the_event_for_a_calendar(cast, client):
    row = made.convened(cast)
    text = client.get(f"{row.get_absolute_url()}meeting.ics").content.decode()
    assert (
        text.startswith("BEGIN:VCALENDAR\r\n") and f"DTSTART;TZID=Asia/Shanghai:{row.starts_on:%Y%m%d}T090000" in text
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_county_plan_is_changed_on_a_page(cast, client_of):
    answer = client_of("office").post("/meetings/plans/standing/", {"text": "二十|发通知"})
    assert answer.status_code == 422 and "第1行" in answer.content.decode() and "二十|发通知" in answer.content.decode()
    assert client_of("office").post("/meetings/plans/standing/", {"text": "20|发通知"}).status_code == 302
    assert client_of("township").get("/meetings/plans/standing/").status_code == 403


def test_a_meeting_by_json_from_plan_to_summary(cast, client_of):
    made.body(cast)
    office = client_of("office")
    body = office.get("/api/v1/meetings/bodies").json()[0]["id"]
    facts = {"body": body, "starts_on": clock.today().isoformat(), "starts_at": "09:00", "place": "县人大"}
    key = office.post("/api/v1/meetings", facts, **HOW).json()["id"]
    base, hall = f"/api/v1/meeting/{key}", f"/api/v1/meetings/{key}/presence"
    item = {"title": "审议决算", "sort": "decision"}
    assert office.post(f"{base}/steps/add_item", item, **HOW).status_code == 200
    assert office.post(f"{base}/steps/convene", {}, **HOW).status_code == 200
    refused = office.post(f"{base}/steps/open", {}, **HOW)
    assert refused.status_code == 409 and "第五十一条" in refused.json()["detail"]
    there = {"deputy_ids": made.members_of(Meeting.objects.get(pk=key), 3)}
    present = office.post(hall, there, **HOW).json()
    assert (present["present"], present["needed"], present["is_met"]) == (3, 3, True)
    for name in ("open", "close", "publish"):
        assert office.post(f"{base}/steps/{name}", {}, **HOW).status_code == 200, name
    assert "实到3人" in office.get(base).json()["body"]["summary"]


def test_a_program_of_a_unit_reads_no_leave_and_no_list_of_members(cast, client_of):
    row = made.convened(cast)
    services.ask_leave_meeting(row, actor=cast.deputy, note="住院检查")
    said = str(client_of("clerk").get(f"/api/v1/meeting/{row.pk}").json())
    assert "听取水利工作报告" in said and "住院检查" not in said and "ask_leave" not in said
    assert "住院检查" in str(client_of("office").get(f"/api/v1/meeting/{row.pk}").json())
