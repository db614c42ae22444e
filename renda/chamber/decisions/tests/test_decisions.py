from datetime import timedelta

import pytest

from renda.chamber.ballots import services as ballots
from renda.chamber.decisions import services
from renda.chamber.decisions.models import MatterLine
from renda.chamber.decisions.queries import matters_of
from renda.chamber.decisions.tests import factories as made
from renda.chamber.meetings import services as meeting_services
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.files.queries import files_of
from renda.ground.files.tests.factories import photo
from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.queries import waiting_for


def test_a_matter_goes_from_its_proposal_to_the_end(cast):
    row = made.closed(cast)
    assert row.state == "closed" and row.published_on and row.number and row.ballot.counts["yes"] == 3


def test_three_members_propose_two_do_not(cast):
    row = made.by_members(cast)
    services.join_decision(row, actor=cast.deputy2)
    with pytest.raises(Blocked, match="还差1名"):
        services.submit_decision(row, actor=cast.office)
    third = row.body.seats.exclude(deputy__in=[cast.seats.deputy, cast.seats.deputy2]).first()
    services.join_decision(row, actor=cast.office, deputy_ids=[third.deputy_id])
    assert services.submit_decision(row, actor=cast.office).state == "council"
    assert row.movers.get(deputy=third.deputy_id).is_on_paper


def test_who_does_not_sit_neither_proposes_nor_signs(cast):
    body = meetings.body(cast)
    with pytest.raises(Invalid):
        made.proposed(cast, actor=cast.deputy3, body=body, proposer="members", proposer_org_id=None)
    with pytest.raises(NotAllowed):
        services.join_decision(made.by_members(cast, body=body), actor=cast.deputy3)


def test_nobody_signs_twice(cast):
    with pytest.raises(Invalid, match="已经联名"):
        services.join_decision(made.by_members(cast), actor=cast.deputy)


def test_an_organ_proposes_for_itself_alone(cast):
    with pytest.raises(NotAllowed):
        made.proposed(cast, actor=cast.co_clerk)


def test_the_papers_of_a_proposal_are_material_of_the_item(cast):
    row = made.on_agenda(cast, papers=[photo()])
    assert row.item.title == row.title
    assert [one.purpose for one in files_of(row.meeting)] == [f"item_{row.item.pk}"] and files_of(row).count() == 1


def test_the_council_refuses_with_a_reason(cast):
    row = services.refuse_decision(made.in_council(cast), actor=cast.office, note="不属于常委会职权。")
    assert row.state == "refused" and row.ended_on


def test_what_the_ballot_says_decides(cast):
    passed = made.counted(cast)
    with pytest.raises(Blocked, match="表决通过了"):
        services.fail_decision(passed, actor=cast.office)
    assert services.adopt_decision(passed, actor=cast.office).voted_on == clock.today()
    failed = made.counted(cast, is_passed=False, meeting=passed.meeting, body=passed.body)
    with pytest.raises(Blocked, match="没有通过"):
        services.adopt_decision(failed, actor=cast.office)
    assert services.fail_decision(failed, actor=cast.office).state == "failed"


def test_no_result_before_the_vote_is_closed(cast):
    row = made.deliberated(cast)
    with pytest.raises(Blocked, match="还没有表决"):
        services.adopt_decision(row, actor=cast.office)
    services.put_to_vote_decision(row, actor=cast.office)
    with pytest.raises(Blocked, match="还没有截止"):
        services.adopt_decision(made.fresh(row), actor=cast.office)


def test_the_text_is_fixed_once_it_is_put_to_the_vote(cast):
    row = made.deliberated(cast)
    services.write_decision(row, actor=cast.committee, text=f"{made.TEXT}\n三、每年报告。", why="加一条")
    services.put_to_vote_decision(row, actor=cast.office)
    with pytest.raises(Blocked, match="不能再改"):
        services.write_decision(made.fresh(row), actor=cast.office, text="别的")
    assert [one.number for one in row.texts.order_by("number")] == [1, 2] and row.voted_version == 2


def test_a_vote_taken_back_may_be_put_again(cast):
    row = services.put_to_vote_decision(made.deliberated(cast), actor=cast.office)
    with pytest.raises(Blocked, match="已经提请"):
        services.put_to_vote_decision(made.fresh(row), actor=cast.office)
    ballots.withdraw_ballot(row.ballot, actor=cast.office, note="材料不全")
    row = made.fresh(row)
    first = row.ballot_id
    assert services.put_to_vote_decision(row, actor=cast.office).ballot_id != first


def test_without_a_text_nothing_is_voted_on(cast):
    with pytest.raises(Blocked, match="还没有决定文本"):
        services.put_to_vote_decision(made.deliberated(cast, text=""), actor=cast.office)


def test_what_must_be_decided_does_not_end_in_opinions(cast):
    with pytest.raises(Blocked, match="应当作出决定"):
        services.send_opinions_decision(
            made.deliberated(cast), actor=cast.office, opinions="再研究。", organ_id=cast.orgs.water
        )


def test_opinions_go_to_the_organ_which_reports_back(cast):
    row = made.opined(cast)
    wait = waiting_for(row).get()
    assert wait.holder == f"clerk:{cast.orgs.water}" and wait.due_on
    services.report_decision(row, actor=cast.clerk, report="已经公布。")
    assert services.close_decision(row, actor=cast.office).state == "closed" and row.published_on is None


def test_what_is_for_record_ends_there_and_nothing_else_does(cast):
    row = made.proposed(cast, sort="record")
    assert services.record_decision(row, actor=cast.office).state == "recorded"
    with pytest.raises(Blocked, match="不是备案"):
        services.record_decision(made.proposed(cast), actor=cast.office)


def test_an_announced_decision_has_papers_with_numbers_for_everybody(cast):
    row = made.announced(cast)
    papers = list(papers_of(row))
    assert [one.template for one in papers] == ["decisions/decision", "decisions/notice"]
    assert row.number == papers[0].number and "人常〔" in row.number and all(one.audience == "public" for one in papers)


def test_the_organ_is_waited_for_until_the_day_the_decision_names(cast):
    row = made.announced(cast, days=60)
    wait = waiting_for(row).get()
    assert wait.holder == f"clerk:{cast.orgs.water}" and wait.due_on == clock.today() + timedelta(days=60)
    services.extend_decision(row, actor=cast.office, days=5, note="汛期")
    assert waiting_for(row).get().due_on > clock.today() + timedelta(days=60)


def test_a_day_for_the_report_needs_an_organ_and_lies_ahead(cast):
    row = made.voted(cast)
    with pytest.raises(Invalid, match="哪个机关"):
        services.announce_decision(row, actor=cast.office, form="decision", report_due_on=clock.today())
    with pytest.raises(Invalid, match="今天以后"):
        services.announce_decision(
            row, actor=cast.office, form="decision", organ_id=cast.orgs.water, report_due_on=clock.today()
        )


def test_it_is_not_closed_before_the_report(cast):
    row = services.implement_decision(made.announced(cast), actor=cast.clerk)
    with pytest.raises(Exception, match="不能“办结”"):
        services.close_decision(row, actor=cast.office)
    services.report_decision(row, actor=cast.clerk, report="做了一半。")
    services.ask_again_decision(row, actor=cast.committee, note="请写清另一半。")
    assert row.state == "implemented" and row.reported_on is None


def test_postponed_it_leaves_the_agenda(cast):
    row = made.deliberated(cast)
    meeting, item = row.meeting, row.item
    services.postpone_decision(row, actor=cast.office, note="方案还要论证。")
    item.refresh_from_db()
    assert row.state == "council" and item.dropped_on and made.fresh(row).meeting_id is None
    assert meeting_services.close_meeting(meeting, actor=cast.office).state == "closed"


def test_whoever_proposed_takes_it_back_until_it_is_on_the_agenda(cast):
    assert services.withdraw_decision(made.in_council(cast), actor=cast.clerk, note="另行研究").state == "withdrawn"
    with pytest.raises(NotAllowed):
        services.withdraw_decision(made.on_agenda(cast), actor=cast.clerk, note="另行研究")


def test_the_county_keeps_its_own_list(cast):
    assert len(matters_of(cast.county.pk)) > 15
    services.set_matters(actor=cast.office, text="应当作出决定|批准决算|预算法\n报送备案|工作方案")
    assert [one.title for one in matters_of(cast.county.pk)] == ["批准决算", "工作方案"]
    with pytest.raises(Invalid, match="第1行"):
        services.set_matters(actor=cast.office, text="随便|什么")
    with pytest.raises(NotAllowed):
        services.set_matters(actor=cast.committee, text="")
    services.set_matters(actor=cast.office, text="")
    assert not MatterLine.objects.exists()
