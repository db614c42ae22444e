"""The presidium's decision and what follows: number, agenda and vote, committee and report, suggestion, withdrawal."""

from datetime import date

import pytest

from renda.ground.county.queries import void_numbers
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, WrongState
from renda.ground.notices.models import Message
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.models import Waiting
from renda.voice.motions import services
from renda.voice.motions.models import Motion
from renda.voice.motions.services.receiving import series_of
from renda.voice.motions.states import M
from renda.voice.motions.tests.factories import (
    DECIDED_ON,
    SECOND_DAY,
    TALK,
    TEXT,
    at_session,
    converted,
    in_committee,
    next_session,
    on_agenda,
    opined,
    received,
    reported,
    submitted,
    voted,
    with_unit,
)


def told(actor):
    return set(Message.objects.filter(user_id=actor.user_id).values_list("title", flat=True))


def test_numbers_of_a_session_have_no_gap(cast):
    row = received(cast)
    with at_session():
        body = services.submit_motion(
            services.draft_motion(actor=cast.gov, mover_kind="government", **TEXT), actor=cast.gov
        )
        with pytest.raises(Invalid):
            services.receive_motion(body, actor=cast.office, reviewer_id=cast.orgs.water)
        body = services.receive_motion(Motion.objects.get(pk=body.pk), actor=cast.office)
    assert (row.number_text, row.number_short) == ("第1号议案", "19-5-1")
    assert (body.number_text, body.number_short) == ("第2号议案", "19-5-2")


def test_the_committee_asked_gives_the_opinion_and_nobody_else(cast):
    row = received(cast, reviewer_id=cast.orgs.committee)
    assert Waiting.objects.get(matter_id=row.pk).holder == f"committee:{cast.orgs.committee}"
    with pytest.raises(NotAllowed):
        services.opine_motion(row, actor=cast.gov, opinion="宜列入。", advice="agenda")
    assert services.opine_motion(row, actor=cast.committee, opinion="宜列入。", advice="agenda").state == M.OPINED


def test_a_motion_sent_back_comes_again(cast):
    row = submitted(cast)
    with at_session():
        services.send_back_motion(row, actor=cast.office, ruling="请写明经费从哪里来。")
        assert row.state == M.DRAFT
        row = services.submit_motion(Motion.objects.get(pk=row.pk), actor=cast.deputy)
    assert (row.state, row.ruling) == (M.SUBMITTED, "")


@pytest.mark.parametrize(("yes", "result"), [(111, "passed"), (110, "failed")])
def test_a_motion_passes_with_more_than_half_of_all_deputies(cast, yes, result):
    row = voted(cast, yes=yes)
    assert (row.state, row.vote) == (M.VOTED, result)
    assert row.votes == {"members": 220, "yes": yes, "no": 5, "abstain": 7, "unpressed": 208 - yes}


def test_more_votes_than_deputies_are_refused(cast):
    row = on_agenda(cast)
    with pytest.raises(Invalid, match="多过全体代表"):
        services.vote_motion(row, actor=cast.office, voted_on=DECIDED_ON, members=100, yes=90, no=6, abstain=5)


def test_the_presidiums_day_lies_between_handing_in_and_today(cast):
    row = opined(cast)
    for day in (date(2026, 1, 11), date(2026, 1, 16)):
        with at_session(SECOND_DAY), pytest.raises(Invalid, match="日子不能晚于今天"):
            services.put_on_agenda_motion(row, actor=cast.office, decided_on=day)


def test_the_movers_get_the_decision_in_writing_and_are_told(cast):
    row = on_agenda(cast)
    paper = papers_of(row).get(purpose="decision")
    assert "主席团决定：列入会议议程" in paper.source
    assert "主席团决定：列入会议议程" in told(cast.deputy)
    assert "主席团决定：列入会议议程" in told(cast.deputy2)
    assert "主席团决定：列入会议议程" not in told(cast.deputy3)


def test_the_committee_has_six_months_and_the_unit_does_not_move_them(cast):
    row = in_committee(cast)
    assert Waiting.objects.get(matter_id=row.pk).due_on == date(2026, 7, 14)
    with at_session(SECOND_DAY):
        services.hand_over_motion(row, actor=cast.committee, unit_id=cast.orgs.water, leader_id=cast.chair.user_id)
    wait = Waiting.objects.get(matter_id=row.pk)
    assert (wait.holder, wait.due_on) == (f"clerk:{cast.orgs.water}", date(2026, 4, 14))
    services.answer_motion(row, actor=cast.clerk, unit_result="规划已经编好。")
    wait = Waiting.objects.get(matter_id=row.pk)
    assert (wait.holder, wait.due_on) == (f"committee:{cast.orgs.committee}", date(2026, 7, 14))


def test_no_report_without_a_talk_with_the_movers(cast):
    row = with_unit(cast)
    with pytest.raises(Blocked, match="还没有听取提案人的意见"):
        services.report_motion(row, actor=cast.committee, report="建议由政府实施。")
    services.consult_motion(row, actor=cast.committee, **TALK)
    row = services.report_motion(Motion.objects.get(pk=row.pk), actor=cast.committee, report="建议由政府实施。")
    assert row.state == M.REPORTED
    assert "先修管网" in papers_of(row).get(purpose="report").source


def test_the_result_is_told_at_the_next_session_and_closes_it(cast):
    row, session = reported(cast), next_session(cast)
    with pytest.raises(WrongState):
        services.close_motion(row, actor=cast.office)
    with pytest.raises(Invalid):
        services.tell_motion(
            row, actor=cast.office, result="已办。", told_session_id=session.pk, told_on=date(2026, 10, 30)
        )
    services.tell_motion(
        row, actor=cast.office, result="三年规划已实施。", told_session_id=session.pk, told_on=date(2026, 11, 3)
    )
    assert "您的议案，已向大会报告结果" in told(cast.deputy)
    assert services.close_motion(row, actor=cast.office).state == M.CLOSED


def test_a_motion_becomes_a_suggestion_that_names_it_and_keeps_its_signers(cast):
    row = converted(cast)
    made = row.suggestion
    assert (row.state, made.state, made.motion_paper) == (M.CONVERTED, "submitted", "主席团第三次会议")
    assert made.motion_link == row.get_absolute_url()
    assert (made.session_id, made.period) == (row.session_id, "session")
    assert made.signatures.given().count() == 9
    assert len(made.frozen["signatories"]) == 9
    assert made.title.endswith("的建议")


def test_a_bodys_motion_never_becomes_a_suggestion(cast):
    with at_session():
        row = services.draft_motion(actor=cast.gov, mover_kind="government", **TEXT)
        services.submit_motion(row, actor=cast.gov)
        services.receive_motion(row, actor=cast.office)
        with pytest.raises(Invalid, match="机关提出的议案"):
            services.convert_motion(
                row, actor=cast.office, decided_on=date(2026, 1, 12), decision_paper="一", decision_reason="政府工作。"
            )


def test_withdrawal_before_the_vote_needs_the_presidiums_consent(cast):
    row = on_agenda(cast)
    with pytest.raises(Blocked, match="没有要求撤回"):
        services.allow_withdrawal_motion(row, actor=cast.office)
    services.ask_withdrawal_motion(row, actor=cast.deputy, withdrawal_reason="政府已经作出安排。")
    with pytest.raises(NotAllowed):
        services.allow_withdrawal_motion(row, actor=cast.deputy)
    with pytest.raises(Blocked, match="要求撤回"):
        services.vote_motion(row, actor=cast.office, voted_on=DECIDED_ON, members=220, yes=1, no=1, abstain=1)
    row = services.allow_withdrawal_motion(row, actor=cast.office)
    assert row.state == M.WITHDRAWN
    assert void_numbers(cast.county.pk, series_of(row), 2026) == {1: "经主席团同意撤回"}


def test_a_withdrawal_refused_lets_the_vote_go_on(cast):
    row = on_agenda(cast)
    services.ask_withdrawal_motion(row, actor=cast.deputy, withdrawal_reason="政府已经作出安排。")
    services.refuse_withdrawal_motion(row, actor=cast.office, note="多数联名代表不同意撤回。")
    assert (row.state, row.is_asked_back) == (M.ON_AGENDA, False)
    services.vote_motion(row, actor=cast.office, voted_on=DECIDED_ON, members=220, yes=150, no=1, abstain=1)
    with pytest.raises(WrongState):
        services.ask_withdrawal_motion(row, actor=cast.deputy, withdrawal_reason="再想想。")


def test_a_second_person_publishes(cast):
    row = voted(cast)
    with pytest.raises(NotAllowed):
        services.publish_motion(row, actor=cast.office)
    row = services.publish_motion(row, actor=cast.publisher)
    assert row.published_on is not None
    assert papers_of(row).get(purpose="decision").audience == "public"
    assert papers_of(row).get(purpose="cover").audience == "parties"


def test_an_undecided_motion_is_not_published(cast):
    row = opined(cast)
    with pytest.raises((Blocked, WrongState)):
        services.publish_motion(row, actor=cast.publisher)
