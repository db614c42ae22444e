"""A reception from the month's duties to its record; who sees it; the quarter's summary."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from renda.ground.kernel import clock, jobs
from renda.ground.kernel.actor import Actor, Held, Role
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.notices.models import Message
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.models import Waiting
from renda.network.activities import services
from renda.network.activities.models import Activity, Attendance, Summary
from renda.network.activities.tests.factories import announced, drafted, fresh, held_today, planned, recorded

MORNING = datetime(2026, 9, 1, 9, tzinfo=clock.COUNTY_TIME)


def test_the_duties_of_a_month_go_round_among_the_stations_deputies(cast):
    place = cast.places.station
    with clock.at(MORNING):
        made = services.plan_receptions(
            place, actor=cast.liaison, year=2026, month=10, days=[8, 20], starts=time(9), ends=time(11, 30), each=1
        )
        again = services.plan_receptions(
            place, actor=cast.liaison, year=2026, month=10, days=[8, 20, 27], starts=time(9), each=1
        )
    assert [row.day for row in made] == [date(2026, 10, 8), date(2026, 10, 20)]
    assert [row.day for row in again] == [date(2026, 10, 27)]
    on_duty = [row.attendances.get().deputy_id for row in (*made, *again)]
    assert len(set(on_duty[:2])) == 2


def test_an_announcement_tells_who_is_on_duty_and_the_wait_moves_on(cast):
    row = planned(cast)
    wait = Waiting.objects.filter(matter_id=row.pk).first()
    assert wait.ask == "等您公告" and wait.due_on == clock.day_of(row.starts_at) - timedelta(days=3)
    services.announce_activity(row, actor=cast.liaison)
    assert Message.objects.filter(user_id=cast.deputy.user_id, title__contains="代表接待日").exists()
    assert Waiting.objects.filter(matter_id=row.pk).first().ask == "开展以后记一笔"


def test_a_deputy_signs_up_or_asks_for_leave_and_the_station_is_told(cast):
    row = announced(cast)
    services.sign_up_activity(row, actor=cast.deputy)
    services.ask_leave_activity(fresh(row), actor=cast.deputy2, note="出差")
    answers = dict(row.attendances.values_list("deputy_id", "answer"))
    assert answers == {cast.seats.deputy.pk: "going", cast.seats.deputy2.pk: "leave"}
    assert Message.objects.filter(user_id=cast.liaison.user_id, title__contains="请假").exists()
    with pytest.raises(NotAllowed):
        services.sign_up_activity(fresh(row), actor=cast.clerk)


def test_recording_asks_who_came_and_nothing_twice(cast):
    row = recorded(cast)
    assert (row.state, row.held_on, row.visitors) == ("recorded", clock.today(), 4)
    assert dict(row.attendances.values_list("deputy_id", "came")) == {
        cast.seats.deputy.pk: True, cast.seats.deputy2.pk: False,
    }  # fmt: skip
    services.amend_activity(row, actor=cast.liaison, came=[cast.seats.deputy2.pk], result="更正", visitors=5)
    assert row.attendances.get(deputy=cast.seats.deputy2).came is True
    assert not Waiting.objects.filter(matter_id=row.pk).exists()


def test_what_is_still_to_come_is_not_recorded_and_what_is_over_not_announced(cast):
    with pytest.raises(Blocked, match="到那天再记"):
        services.record_activity(announced(cast), actor=cast.liaison)
    late = planned(cast, days=1, title="走访", sort="visit")
    with clock.at(clock.now() + timedelta(days=3)), pytest.raises(Blocked, match="已经过了"):
        services.announce_activity(late, actor=cast.liaison)


def test_what_does_not_take_place_says_why_and_tells_who_was_to_come(cast):
    row = services.cancel_activity(announced(cast), actor=cast.liaison, note="停电")
    assert (row.state, row.cancel_reason) == ("cancelled", "停电")
    assert Message.objects.filter(user_id=cast.deputy.user_id, title__startswith="活动取消").exists()


def test_who_keeps_a_stations_activities(cast):
    for who in ("clerk", "deputy", "committee", "gov"):
        with pytest.raises(NotAllowed):
            services.plan_activity(
                cast.places.station, actor=getattr(cast, who), sort="visit", starts_at=clock.now() + timedelta(days=1)
            )
    starts = clock.now() + timedelta(days=1)
    for n, who in enumerate(("liaison", "station_master", "township", "office")):
        services.plan_activity(
            cast.places.station, actor=getattr(cast, who), sort="visit", starts_at=starts + timedelta(hours=n)
        )


@pytest.mark.parametrize(
    "wrong", [{"sort": "x"}, {"starts_at": datetime(2090, 1, 1, tzinfo=clock.COUNTY_TIME)}, {"deputy_ids": [10**8]}]
)
def test_a_wrong_plan_gets_a_sentence(cast, wrong):
    with pytest.raises(Invalid):
        planned(cast, **wrong)


def test_the_same_plan_twice_is_one(cast):
    planned(cast)
    with pytest.raises(Invalid, match="已经安排"):
        planned(cast)
    assert Activity.objects.count() == 1


def test_the_same_call_twice_is_one_and_no_complaint(cast):
    once = uuid4()
    assert planned(cast, once=once) == planned(cast, once=once)
    assert Activity.objects.count() == 1


VISIBLE = {
    "liaison": 2,
    "station_master": 2,
    "township": 2,
    "office": 2,
    "committee": 2,
    "deputy": 2,
    "clerk": 1,
    "resident": 1,
}


def test_who_sees_what_is_planned_and_what_is_announced(cast):
    planned(cast)
    announced(cast, days=6)
    seen = {who: Activity.objects.visible_to(getattr(cast, who)).count() for who in VISIBLE}
    assert seen == VISIBLE
    assert Activity.objects.visible_to(cast.other_office).count() == 0
    assert Attendance.objects.visible_to(cast.resident).count() == 2


def test_a_stations_people_do_not_see_what_another_station_plans(cast):
    row = planned(cast)
    elsewhere = Actor(cast.county.pk, 10**6, "别站联络员", (Held(1, Role.LIAISON, cast.places.home.org_id),))
    assert not Activity.objects.visible_to(elsewhere).filter(pk=row.pk).exists()
    with pytest.raises(NotAllowed):
        services.announce_activity(row, actor=elsewhere)


def test_the_summary_is_drafted_from_the_record_and_printed(cast):
    row = drafted(cast)
    assert row.figures["count"] == 1 and row.figures["visitors"] == 4
    assert "开展活动1次：接待群众1次" in row.text and "群众说了路灯" in row.text
    services.edit_summary(row, actor=cast.liaison, text=row.text + "\n下季度多走访。")
    services.confirm_summary(fresh(row), actor=cast.station_master)
    jobs.run_pending()
    assert papers_of(row).get().state == "made"
    again = services.draft_summary(cast.places.station, actor=cast.liaison, year=row.year, quarter=row.quarter)
    assert again.pk == row.pk and Summary.objects.count() == 1
    with pytest.raises(Invalid, match="还没有到"):
        services.draft_summary(cast.places.station, actor=cast.liaison, year=clock.today().year + 1, quarter=4)


def test_an_opinion_said_at_a_reception_is_linked_to_it(cast):
    from renda.voice.opinions import services as opinions

    row = held_today(cast)
    words = {"text": "老街路灯坏了。", "entry": "visit", "is_read_back": True}
    made = opinions.enter_opinion(actor=cast.liaison, station=cast.places.station, at=row.pk, **words)
    assert made.activity_id == row.pk
    with pytest.raises(Invalid, match="另一个家站"):
        opinions.enter_opinion(actor=cast.liaison, station=cast.places.home, at=row.pk, **words)


def test_why_a_deputy_asked_for_leave_is_not_for_whoever_sees_the_notice(cast, client_of):
    row = announced(cast)
    services.ask_leave_activity(row, actor=cast.deputy, note="住院检查")
    said = {who: str(client_of(who).get(f"/api/v1/activity/{row.pk}").json()) for who in ("clerk", "liaison")}
    assert "'ask_leave'" in said["liaison"]
    assert "ask_leave" not in said["clerk"] and "住院检查" not in said["clerk"]
