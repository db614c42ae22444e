from datetime import timedelta

import pytest

from renda.chamber.meetings import access, services
from renda.chamber.meetings.models import Meeting, Preparation, Presence
from renda.chamber.meetings.queries import members_on, packaged_plans, plan_of
from renda.chamber.meetings.tests import factories as made
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, WrongState
from renda.ground.notices.models import Message
from renda.ground.papers.models import Paper
from renda.ground.workflow.queries import inbox, waiting_for


def test_the_preparation_fills_itself_with_days(cast):
    row = made.planned(cast, days=40)
    assert row.preparations.count() == len(packaged_plans()["standing"])
    first = row.preparations.get(days=20)
    assert waiting_for(first).get().due_on == row.starts_on - timedelta(days=20)
    assert waiting_for(row.preparations.get(days=-7)).get().due_on == row.starts_on + timedelta(days=7)


def test_another_day_moves_what_is_still_to_be_done(cast):
    row = made.planned(cast, days=40)
    done = services.finish_preparation(row.preparations.get(days=30), actor=cast.office)
    later = row.starts_on + timedelta(days=5)
    services.edit_meeting(row, actor=cast.office, starts_on=later, starts_at=row.starts_at, place=row.place)
    assert waiting_for(row.preparations.get(days=20)).get().due_on == later - timedelta(days=20)
    assert made.fresh(done).done_on == clock.today()


def test_the_notice_is_due_seven_days_before(cast):
    row = made.planned(cast, days=30)
    assert waiting_for(row).get().due_on == row.starts_on - timedelta(days=7)


def test_a_thing_given_to_a_committee_stands_in_its_inbox_and_the_office_takes_it_back(cast):
    row = made.planned(cast).preparations.get(days=20)
    services.hand_preparation(row, actor=cast.office, org_id=cast.orgs.committee)
    assert inbox(cast.committee).filter(kind="preparation").count() == 1
    services.finish_preparation(made.fresh(row), actor=cast.committee, result="送过了")
    other = made.planned(cast, days=31).preparations.get(days=20)
    with pytest.raises(NotAllowed):
        services.finish_preparation(other, actor=cast.committee)


def test_the_county_writes_its_own_plan_and_gets_the_packaged_one_back(cast):
    services.set_plan(actor=cast.office, kind="standing", text="15|发通知|本级议事规则\n-5|发纪要")
    assert [(one.days, one.title) for one in plan_of(cast.county.pk, "standing")] == [(15, "发通知"), (-5, "发纪要")]
    assert made.planned(cast).preparations.count() == 2
    services.set_plan(actor=cast.office, kind="standing", text="")
    assert len(plan_of(cast.county.pk, "standing")) == len(packaged_plans()["standing"])


def test_a_plan_with_a_fault_changes_nothing(cast):
    services.set_plan(actor=cast.office, kind="council", text="3|收议题")
    with pytest.raises(Invalid, match="第2行"):
        services.set_plan(actor=cast.office, kind="council", text="3|收议题\n没有天数")
    assert len(plan_of(cast.county.pk, "council")) == 1


def test_no_notice_without_an_agenda(cast):
    with pytest.raises(Blocked, match="还没有议程"):
        services.convene_meeting(made.planned(cast), actor=cast.office)


def test_members_are_told_of_day_place_and_agenda(cast):
    row = made.convened(cast)
    told = Message.objects.filter(user_id=cast.deputy.user_id, matter_id=row.pk).get()
    assert "听取水利工作报告" in told.body and row.place in told.body


def test_it_is_not_opened_by_half_and_opened_by_more_than_half(cast):
    row = made.today(cast, members=6)
    services.arrive(row, actor=cast.office, deputy_ids=made.members_of(row, 3))
    with pytest.raises(Blocked, match="还差1人"):
        services.open_meeting(row, actor=cast.office)
    services.arrive(row, actor=cast.office, deputy_ids=made.members_of(row, 4))
    assert services.open_meeting(row, actor=cast.office).members == 6


def test_guests_do_not_count_for_the_quorum(cast):
    row = made.with_agenda(cast, days=0, members=5)
    services.invite_meeting(row, actor=cast.office, deputy_ids=[cast.seats.deputy3.pk], guest="attending")
    services.convene_meeting(row, actor=cast.office)
    services.arrive(row, actor=cast.office, deputy_ids=[*made.members_of(row, 2), cast.seats.deputy3.pk])
    assert access.quorum_of(row).present == 2
    with pytest.raises(Blocked):
        services.open_meeting(row, actor=cast.office)


def test_a_congress_needs_two_thirds_of_its_roster(cast):
    made.deputies(cast, 3)
    row = made.today(cast, kind="congress")
    assert row.presences.count() == 6
    services.arrive(row, actor=cast.office, deputy_ids=made.members_of(row, 3))
    with pytest.raises(Blocked, match="第十四条"):
        services.open_meeting(row, actor=cast.office)
    services.arrive(row, actor=cast.office, deputy_ids=made.members_of(row, 4))
    assert services.open_meeting(row, actor=cast.office).members == 6


def test_whoever_leaves_the_hall_counts_no_more_and_counts_again_when_back(cast):
    row = made.opened(cast, members=5, present=3)
    first = made.members_of(row, 1)
    assert services.depart(row, actor=cast.office, deputy_ids=first) == 1
    assert not access.quorum_of(row).is_met
    assert services.depart(row, actor=cast.office, deputy_ids=first) == 0
    assert services.arrive(row, actor=cast.office, deputy_ids=first) == 1
    assert access.quorum_of(row).is_met


def test_a_member_signs_in_with_the_code_at_the_door_once(cast):
    row = made.today(cast)
    with pytest.raises(Invalid, match="签到编号"):
        services.arrive(row, actor=cast.deputy, code="WRONG")
    assert services.arrive(row, actor=cast.deputy, code=row.code) == 1
    came = Presence.objects.get(meeting=row, deputy=cast.seats.deputy).came_at
    assert services.arrive(row, actor=cast.deputy, code=row.code) == 0
    assert Presence.objects.get(meeting=row, deputy=cast.seats.deputy).came_at == came


def test_nobody_signs_in_for_another_but_the_office(cast):
    row = made.today(cast)
    with pytest.raises(NotAllowed):
        services.arrive(row, actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk])
    with pytest.raises(NotAllowed):
        services.arrive(row, actor=cast.deputy3, code=row.code)
    with pytest.raises(NotAllowed):
        services.arrive(row, actor=cast.resident, code=row.code)


def test_nobody_signs_in_before_the_day_or_after_the_end(cast):
    with pytest.raises(WrongState, match="到那天"):
        services.arrive(made.convened(cast), actor=cast.office, deputy_ids=[cast.seats.deputy.pk])
    with pytest.raises(WrongState):
        services.arrive(made.closed(cast), actor=cast.office, deputy_ids=[cast.seats.deputy.pk])


def test_the_seats_are_those_filled_on_the_day(cast):
    body = made.body(cast, members=5)
    gone = body.seats.order_by("-position").first()
    day = clock.today() + timedelta(days=10)
    keep = [seat.deputy_id for seat in body.seats.exclude(pk=gone.pk).order_by("position")]
    services.seat_members(body, actor=cast.office, deputy_ids=keep, from_on=day)
    assert members_on(body, day - timedelta(days=1)).count() == 5
    assert members_on(body, day).count() == 4


def test_only_serving_deputies_of_the_congress_sit(cast):
    with pytest.raises(Invalid, match="不是本级在任代表"):
        services.seat_members(made.body(cast), actor=cast.office, deputy_ids=[cast.seats.town_deputy.pk])


def test_leave_is_asked_for_with_a_reason(cast):
    row = made.convened(cast)
    services.ask_leave_meeting(row, actor=cast.deputy, note="外出学习")
    mine = row.presences.get(deputy=cast.seats.deputy)
    assert (mine.answer, mine.reason) == ("leave", "外出学习")
    services.accept_meeting(made.fresh(row), actor=cast.deputy)
    assert row.presences.get(deputy=cast.seats.deputy).answer == "coming"


def test_the_items_behind_one_that_is_taken_off_move_up(cast):
    row = made.with_agenda(cast)
    for title in ("审议决算", "人事任免"):
        services.add_item_meeting(row, actor=cast.office, title=title, sort="decision")
    services.drop_item_meeting(row, actor=cast.office, position=2, note="材料没有到")
    standing = row.items.filter(dropped_on__isnull=True).order_by("position")
    assert [(one.position, one.title) for one in standing] == [(1, "听取水利工作报告"), (2, "人事任免")]
    with pytest.raises(Invalid, match="没有第9项"):
        services.drop_item_meeting(row, actor=cast.office, position=9, note="x")


def test_the_summary_is_drafted_from_the_record_and_published_as_a_paper(cast):
    row = made.opened(cast, members=5, present=4)
    services.close_meeting(row, actor=cast.office)
    assert "应到5人，实到4人" in row.summary and "1．听取水利工作报告" in row.summary
    services.write_meeting(row, actor=cast.office, summary=row.summary + "\n会议通过了报告。")
    services.publish_meeting(row, actor=cast.office)
    paper = Paper.objects.get(matter_id=row.pk)
    assert "会议通过了报告。" in paper.source and paper.audience == "public"


def test_a_meeting_called_off_is_told_with_its_reason(cast):
    row = made.convened(cast)
    services.cancel_meeting(row, actor=cast.office, note="暴雨")
    assert Message.objects.filter(user_id=cast.deputy.user_id, matter_id=row.pk, title__contains="不开了").exists()
    assert made.fresh(row).cancel_reason == "暴雨"


def test_the_same_number_is_not_planned_twice(cast):
    made.planned(cast, number=37)
    with pytest.raises(Invalid, match="第37次"):
        made.planned(cast, number=37)
    assert Meeting.objects.count() == 1 and Preparation.objects.count() == len(packaged_plans()["standing"])


@pytest.mark.parametrize("days", [-1, 500])
def test_a_day_that_cannot_be_is_said_at_once(cast, days):
    with pytest.raises(Invalid):
        made.planned(cast, days=days)
