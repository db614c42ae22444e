from datetime import timedelta

import pytest

from renda.chamber.meetings import access, rules, services
from renda.chamber.meetings.tests import factories as made
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, WrongState


@pytest.fixture
def session(cast):
    """A congress of six is open, four are in the hall."""
    made.deputies(cast, 3)
    return made.opened(cast, kind="congress", present=4, ends_on=clock.today() + timedelta(days=2))


def test_a_plenary_counts_who_is_in_the_hall_of_it(cast, session):
    first, second = made.sitting(cast, session), made.sitting(cast, session)
    services.open_sitting(first, actor=cast.office)
    with pytest.raises(Blocked, match="第1次全体会议还没有结束"):
        services.open_sitting(second, actor=cast.office)
    services.close_sitting(first, actor=cast.office)
    assert (first.members, first.present) == (session.members, 4)
    assert access.quorum_of(session).present == 0
    with pytest.raises(Blocked, match="三分之二"):
        services.open_sitting(second, actor=cast.office)
    services.arrive(session, actor=cast.office, deputy_ids=made.members_of(session, 5))
    services.open_sitting(second, actor=cast.office)
    services.close_sitting(second, actor=cast.office)
    assert (first.presences.count(), second.presences.count()) == (4, 5)


def test_who_left_during_a_sitting_was_there_and_who_left_before_was_not(cast, session):
    early, late = made.members_of(session, 2)
    more = made.members_of(session, 6)
    services.arrive(session, actor=cast.office, deputy_ids=more)
    services.depart(session, actor=cast.office, deputy_ids=[early])
    row = services.open_sitting(made.sitting(cast, session), actor=cast.office)
    services.depart(session, actor=cast.office, deputy_ids=[late])
    services.close_sitting(row, actor=cast.office)
    there = set(row.presences.values_list("deputy_id", flat=True))
    assert late in there and early not in there


def test_whatever_runs_ends_with_the_meeting(cast, session):
    row = services.open_sitting(made.sitting(cast, session), actor=cast.office)
    speech = made.Speech.objects.create(
        county=cast.county, meeting=session, guest="局长", order=1, started_at=clock.now()
    )
    services.close_meeting(session, actor=cast.office)
    row, speech = made.fresh(row), made.fresh(speech)
    assert (row.is_open, row.present) == (False, 4) and not speech.is_running
    assert "实到4人" in session.summary


def test_a_delegation_sits_elsewhere_and_leaves_the_hall_alone(cast, session):
    services.form_groups_meeting(session, actor=cast.office, text="庆符镇代表团|罗秋禾|二楼")
    assert session.groups.get().head == cast.seats.deputy
    row = services.open_sitting(made.sitting(cast, session, "group", group="庆符镇代表团"), actor=cast.office)
    assert services.attend_sitting(row, actor=cast.office, deputy_ids=made.members_of(session, 2)) == 2
    services.close_sitting(row, actor=cast.office)
    assert row.present == 2 and access.quorum_of(session).present == 4
    assert row.name == "庆符镇代表团第1次审议"


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"sort": "group"}, "哪个团"), ({"group": "没有的团", "sort": "group"}, "没有这个代表团"),
     ({"starts_at": None}, "会期里")],
)  # fmt: skip
def test_a_sitting_that_does_not_fit_is_said(cast, session, facts, words):
    facts = {**facts, "starts_at": session.begins + timedelta(days=9 if "starts_at" in facts else 0)}
    with pytest.raises(Invalid, match=words):
        made.sitting(cast, session, **facts)


def test_a_sitting_that_has_begun_stays(cast, session):
    first, second = made.sitting(cast, session), made.sitting(cast, session)
    services.drop_sitting(first, actor=cast.office)
    second.refresh_from_db()
    assert second.number == 1
    services.open_sitting(second, actor=cast.office)
    with pytest.raises(WrongState, match="已经开了"):
        services.drop_sitting(second, actor=cast.office)
    with pytest.raises(NotAllowed):
        services.close_sitting(second, actor=cast.deputy)


def test_groups_are_read_by_line():
    lines, faults = rules.read_groups("一组|||甲、乙\n|没有名称\n一组")
    assert [one.name for one in lines] == ["一组"] and lines[0].members == ("甲", "乙")
    assert "第2行" in faults[0] and "写了两次" in faults[1]


def test_members_are_put_into_groups_and_on_seats(cast, session):
    with pytest.raises(Invalid, match="李不在"):
        services.form_groups_meeting(session, actor=cast.office, text="一组|李不在")
    services.form_groups_meeting(session, actor=cast.office, text="一组|||代表000、代表001")
    assert session.presences.filter(group="一组").count() == 2
    services.arrange_seats_meeting(session, actor=cast.office, per_row=4)
    seats = sorted(session.presences.values_list("seat", flat=True))
    assert len(set(seats)) == session.members and "1排4座" in seats and "2排1座" in seats
    with pytest.raises(Invalid, match="李不在"):
        services.arrange_seats_meeting(session, actor=cast.office, per_row=4, presidium="李不在")
    services.arrange_seats_meeting(session, actor=cast.office, per_row=4, presidium="代表001、罗秋禾")
    seated = dict(session.presences.values_list("deputy__name", "seat"))
    assert (seated["代表001"], seated["罗秋禾"]) == ("主席台1排1座", "主席台1排2座")
    assert len(set(seated.values())) == session.members and "1排1座" in seated.values()


def test_the_schedule_on_a_page(cast, client_of, client, session, django_assert_max_num_queries):
    row = made.sitting(cast, session, topic="听取政府工作报告")
    base = session.get_absolute_url()
    assert "听取政府工作报告" in client.get(f"{base}sittings/").content.decode()
    office = client_of("office")
    assert office.post(f"/meetings/sittings/{row.pk}/open/").status_code == 302
    assert office.post(f"/meetings/sittings/{row.pk}/close/").status_code == 302
    assert "实到4人" in office.get(f"{base}sittings/").content.decode()
    assert "实到" not in client.get(f"{base}sittings/").content.decode()
    assert client_of("deputy").post(f"/meetings/sittings/{row.pk}/open/").status_code == 403
    with django_assert_max_num_queries(10):
        office.get(f"{base}sittings/")
    facts = {"sort": "plenary", "starts_at": "2020-01-01T09:00", "place": "影剧院"}
    assert office.post(f"{base}add_sitting/", facts).status_code == 422
