from datetime import timedelta

import pytest

from renda.chamber.deliberations import services
from renda.chamber.deliberations.shown import speech_notes
from renda.chamber.deliberations.tests import factories as made
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.papers.queries import papers_of
from renda.ground.people.models import User
from renda.ground.workflow.queries import waiting_for


def holders(row):
    return sorted(one.holder for one in waiting_for(row))


def test_the_draft_begins_with_what_was_asked_for(cast):
    row = made.drafted(cast)
    assert [one.text for one in row.points.order_by("position")] == ["建议加快老旧管网改造。", "要公布水质检测结果。"]
    assert row.title == "对“水利工作报告”的审议意见" and "罗秋禾" in row.notes


def test_what_was_said_at_the_meeting_is_the_first_text(cast):
    meeting = meetings.opened(cast, members=5, present=3)
    meetings.said(cast, meeting)
    assert speech_notes(meeting.items.order_by("position")[0]) == f"{cast.seats.deputy.name}：管网要改。"


def test_the_draft_is_due_so_many_days_after_the_meeting(cast):
    row = made.drafted(cast)
    wait = waiting_for(row).get()
    assert wait.due_on == row.meeting.ends_on + timedelta(days=3) and wait.holder == f"committee:{cast.orgs.committee}"


def test_points_are_added_changed_and_dropped(cast):
    row = made.drafted(cast)
    services.add_point_deliberation(row, actor=cast.committee, text="第三条。", organ_id=cast.orgs.water)
    services.drop_point_deliberation(row, actor=cast.office, position=1)
    services.change_point_deliberation(row, actor=cast.office, position=2, text="改过的。")
    assert [(one.position, one.text) for one in row.points.order_by("position")] == [
        (1, "要公布水质检测结果。"), (2, "改过的。"),
    ]  # fmt: skip
    with pytest.raises(Invalid, match="没有第9条"):
        services.change_point_deliberation(row, actor=cast.office, position=9, text="没有")


def test_without_a_point_nothing_is_submitted(cast):
    with pytest.raises(Blocked, match="还没有一条意见"):
        services.submit_deliberation(made.drafted(cast, notes=""), actor=cast.committee)


def test_before_the_meeting_there_are_no_opinions(cast):
    with pytest.raises(Blocked, match="还没有开"):
        made.drafted(cast, meeting=meetings.convened(cast))


def test_handed_over_it_has_a_number_and_waits_for_each_organ(cast):
    row = made.handed(cast)
    assert row.number == f"审议意见书〔{clock.today().year}〕1号"
    assert holders(row) == sorted([f"clerk:{cast.orgs.water}", f"clerk:{cast.orgs.roads}"])
    assert {one.template for one in papers_of(row)} == {"deliberations/opinions", "deliberations/letter"}


def test_a_named_day_goes_before_the_county_rule(cast):
    day = clock.today() + timedelta(days=45)
    row = services.hand_deliberation(made.approved(cast), actor=cast.office, due_on=day)
    assert {one.due_on for one in waiting_for(row)} == {day}
    with pytest.raises(Invalid, match="今天以后"):
        services.hand_deliberation(made.approved(cast, meeting=row.meeting), actor=cast.office, due_on=clock.today())


def test_no_report_before_every_point_is_answered(cast):
    row = made.handed(cast)
    services.answer_deliberation(row, actor=cast.clerk, position=1, result="done", words="办了。")
    assert holders(row) == [f"clerk:{cast.orgs.roads}"]
    with pytest.raises(Blocked, match="还有1条没有答复：第2条"):
        services.report_deliberation(row, actor=cast.clerk, report="办了一条。")
    services.answer_deliberation(row, actor=cast.co_clerk, position=2, result="not", words="没有设备。")
    assert holders(row) == [f"clerk:{cast.orgs.water}"]
    assert services.report_deliberation(row, actor=cast.clerk, report="办了。").state == "reported"


def test_an_organ_answers_its_own_points_alone(cast):
    row = made.handed(cast)
    with pytest.raises(NotAllowed, match="县交通运输局"):
        services.answer_deliberation(row, actor=cast.clerk, position=2, result="done", words="替他办了。")
    assert not made.fresh(row).points.get(position=2).answers.exists()
    with pytest.raises(NotAllowed):
        services.report_deliberation(made.answer(cast, row), actor=cast.co_clerk, report="我来报。")


def test_a_report_is_sent_back_once(cast):
    row = services.ask_again_deliberation(made.reported(cast), actor=cast.committee, note="第2条没有日期。")
    assert row.state == "handed" and waiting_for(row).get().holder == f"clerk:{cast.orgs.water}"
    made.report(cast, row)
    with pytest.raises(Blocked, match="退回补充过一次"):
        services.ask_again_deliberation(row, actor=cast.committee, note="还是没有。")


def test_who_did_not_vote_has_not_said_satisfied(cast):
    row = made.rated(cast, {"satisfied": 2})
    assert row.grade == "dissatisfied"


def test_dissatisfied_is_handled_again_point_by_point(cast):
    row = made.rated(cast, {"dissatisfied": 3})
    with pytest.raises(Blocked, match="再办"):
        services.close_deliberation(row, actor=cast.office)
    day = clock.today() + timedelta(days=50)
    services.handle_again_deliberation(row, actor=cast.office, note="管网没有换完。", due_on=day)
    assert (row.round, row.grade, len(holders(row))) == (2, "", 2) and waiting_for(row)[0].due_on == day
    with pytest.raises(Blocked, match="还有2条"):
        services.report_deliberation(row, actor=cast.clerk, report="上次报过了。")
    row = services.check_deliberation(made.report(cast, row), actor=cast.committee)
    row = made.rated(cast, {"satisfied": 3}, made.fresh(row))
    assert [one.grade for one in row.ratings.order_by("round")] == ["dissatisfied", "basic"]
    assert services.publish_deliberation(row, actor=cast.publisher).published_on
    assert services.close_deliberation(row, actor=cast.office).state == "closed"


def test_what_was_not_rated_dissatisfied_is_not_handled_again(cast):
    with pytest.raises(Blocked, match="不用再办"):
        services.handle_again_deliberation(made.rated(cast, {"satisfied": 3}), actor=cast.office, note="再办。")


def test_no_grade_before_the_vote_is_closed(cast):
    row = made.on_agenda(cast)
    with pytest.raises(Blocked, match="还没有测评"):
        services.rate_deliberation(row, actor=cast.office)
    services.put_to_vote_deliberation(row, actor=cast.office)
    with pytest.raises(Blocked, match="还没有截止"):
        services.rate_deliberation(made.fresh(row), actor=cast.office)
    with pytest.raises(Blocked, match="已经提请"):
        services.take_off_deliberation(made.fresh(row), actor=cast.office, note="下次")


def test_taken_off_the_item_leaves_the_agenda(cast):
    row = made.on_agenda(cast)
    item = row.rating_item
    services.take_off_deliberation(row, actor=cast.office, note="下次")
    item.refresh_from_db()
    assert row.state == "checked" and item.dropped_on


def test_it_is_closed_when_a_second_person_has_published_it(cast):
    row = made.checked(cast)
    with pytest.raises(Blocked, match="还没有向社会公开"):
        services.close_deliberation(row, actor=cast.office)
    with pytest.raises(NotAllowed):
        services.publish_deliberation(row, actor=cast.office)
    services.publish_deliberation(row, actor=cast.publisher)
    kinds = {one.template: one.audience for one in papers_of(row)}
    assert kinds["deliberations/opinions"] == kinds["deliberations/report"] == "public"
    assert kinds["deliberations/letter"] == "parties"
    assert services.close_deliberation(row, actor=cast.office).state == "closed"


def test_who_handed_it_over_does_not_publish_it(cast):
    row = made.checked(cast)
    row.handed_by = User.objects.get(pk=cast.publisher.user_id)
    row.save(update_fields=["handed_by"])
    with pytest.raises(NotAllowed):
        services.publish_deliberation(row, actor=cast.publisher)


def test_before_the_report_is_looked_at_nothing_is_published(cast):
    with pytest.raises(Exception, match="不能“公开”"):
        services.publish_deliberation(made.reported(cast), actor=cast.publisher)


def test_more_time_with_a_reason(cast):
    row = made.handed(cast)
    before = waiting_for(row)[0].due_on
    services.extend_deliberation(row, actor=cast.office, days=10, note="汛期")
    assert waiting_for(row)[0].due_on > before
