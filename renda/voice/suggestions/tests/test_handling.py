from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.papers.models import Paper
from renda.ground.workflow.queries import waiting_for
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import HandlingState, S
from renda.voice.suggestions.tests.factories import (
    ANSWERS,
    accept,
    accepted,
    assigned,
    co_of,
    drafted,
    lead_of,
    reply,
    talk,
)


def test_accepting_names_who_is_responsible(cast):
    handling = accepted(cast)
    assert (handling.state, handling.officer_name) == (HandlingState.ACCEPTED, "易川")


def test_only_the_unit_itself_accepts(cast):
    handling = lead_of(assigned(cast))
    for other in (cast.co_clerk, cast.office, cast.gov, cast.deputy):
        with pytest.raises(NotAllowed):
            services.accept_handling(handling, actor=other, leader_name="甲", officer_name="乙", officer_phone="1")


def test_a_return_granted_moves_the_work_and_never_the_date(cast):
    with clock.at(datetime(2026, 3, 2, 9)):
        row = assigned(cast)
        handling = lead_of(row)
        services.request_return_handling(handling, actor=cast.clerk, return_reason="是公路，不是水")
        due = waiting_for(row).get().due_on
    with clock.at(datetime(2026, 3, 9, 9)):
        services.approve_return_handling(handling, actor=cast.gov, new_org_id=cast.orgs.roads)
    row.refresh_from_db()
    fresh = lead_of(row)
    assert (handling.state, fresh.org_id, row.lead_org_id) == (HandlingState.RETURNED, cast.orgs.roads, cast.orgs.roads)
    assert waiting_for(row).get().due_on == due
    with clock.at(datetime(2026, 3, 9, 10)):
        services.accept_handling(fresh, actor=cast.co_clerk, leader_name="车", officer_name="陆", officer_phone="1")
    assert waiting_for(fresh).get().due_on == due


def test_a_return_needs_another_unit_that_is_not_in_it(cast):
    handling = lead_of(assigned(cast, co=True))
    services.request_return_handling(handling, actor=cast.clerk, return_reason="不归我们")
    for new_org_id in (None, cast.orgs.roads, cast.orgs.station):
        with pytest.raises(Invalid):
            services.approve_return_handling(handling, actor=cast.gov, new_org_id=new_org_id)


def test_a_return_refused_counts_as_accepted(cast):
    handling = lead_of(assigned(cast))
    services.request_return_handling(handling, actor=cast.clerk, return_reason="不归我们")
    services.refuse_return_handling(handling, actor=cast.gov, return_ruling="三定方案写明由你局负责")
    assert (handling.state, handling.accepted_on) == (HandlingState.ACCEPTED, clock.today())


def test_after_its_days_nothing_is_returned(cast):
    with clock.at(datetime(2026, 3, 2, 9)):
        handling = lead_of(assigned(cast))
    with clock.at(datetime(2026, 3, 20, 9)), pytest.raises(Blocked, match="退办"):
        services.request_return_handling(handling, actor=cast.clerk, return_reason="不归我们")


def test_a_co_units_opinion_reaches_the_lead_unit(cast):
    row = assigned(cast, co=True)
    services.accept_handling(co_of(row), actor=cast.co_clerk, leader_name="车", officer_name="陆", officer_phone="1")
    done = services.give_opinion_handling(co_of(row), actor=cast.co_clerk, co_opinion="地块已收储。")
    assert (done.state, done.done_on) == (HandlingState.DONE, clock.today())
    with pytest.raises(NotAllowed):
        services.draft_reply_handling(co_of(row), actor=cast.co_clerk, answers=ANSWERS, disclosure="full")


def test_without_a_talk_no_reply(cast):
    handling = accepted(cast)
    with pytest.raises(Blocked, match="面商"):
        services.draft_reply_handling(handling, actor=cast.clerk, answers=ANSWERS, disclosure="full")
    talk(cast, handling)
    services.draft_reply_handling(handling, actor=cast.clerk, answers=ANSWERS, disclosure="full")
    assert (handling.state, handling.reply_class) == (HandlingState.DRAFTED, "B")


def test_a_talk_to_come_is_not_noted(cast):
    with pytest.raises(Invalid, match="面商"):
        services.consult_handling(
            accepted(cast),
            actor=cast.clerk,
            way="phone",
            held_at=clock.now() + timedelta(hours=1),
            people="罗",
            points="约",
            deputy_view="好",
        )


@pytest.mark.parametrize(
    ("change", "words"),
    [({"text": ""}, "第2条还没有答"), ({"reply_class": ""}, "办理结果"), ({"promised_on": ""}, "承诺日期"),
     ({"section": ""}, "股室")],
)  # fmt: skip
def test_every_point_is_answered_with_class_promise_and_section(cast, change, words):
    handling = talk(cast, accepted(cast))
    with pytest.raises(Invalid, match=words):
        services.draft_reply_handling(
            handling, actor=cast.clerk, answers=[ANSWERS[0], {**ANSWERS[1], **change}], disclosure="full"
        )


def test_a_point_left_out_is_counted(cast):
    handling = talk(cast, accepted(cast))
    with pytest.raises(Invalid, match="还差1条"):
        services.draft_reply_handling(handling, actor=cast.clerk, answers=ANSWERS[:1], disclosure="full")


def test_less_than_open_needs_a_reason(cast):
    handling = talk(cast, accepted(cast))
    with pytest.raises(Invalid, match="理由"):
        services.draft_reply_handling(handling, actor=cast.clerk, answers=ANSWERS, disclosure="none")


def test_a_draft_put_aside_may_have_gaps(cast):
    handling = services.keep_draft_handling(accepted(cast), actor=cast.clerk, answers=ANSWERS[:1])
    assert (handling.state, len(handling.answers)) == (HandlingState.ACCEPTED, 1)


def test_only_the_leader_signs_and_may_send_it_back(cast):
    handling = talk(cast, accepted(cast))
    services.draft_reply_handling(handling, actor=cast.clerk, answers=ANSWERS, disclosure="full")
    with pytest.raises(NotAllowed):
        services.check_handling(handling, actor=cast.clerk, signer_name="易川")
    services.send_back_handling(handling, actor=cast.gov, note="文号格式不对")
    assert handling.state == HandlingState.ACCEPTED


def test_delivering_moves_the_suggestion_and_asks_each_signatory(cast):
    row = drafted(cast)
    services.invite_signature(row, actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk])
    services.sign_signature(row.signatures.get(), actor=cast.deputy2)
    services.submit_suggestion(row, actor=cast.deputy)
    services.register_suggestion(row, actor=cast.office)
    services.assign_suggestion(row, actor=cast.office, lead_org_id=cast.orgs.water)
    handling = reply(cast, accept(cast, lead_of(row)))
    row.refresh_from_db()
    assert (row.state, row.reply_class, row.replied_on) == (S.REPLIED, "B", clock.today())
    assert {r.deputy_id for r in row.ratings.all()} == {cast.seats.deputy.pk, cast.seats.deputy2.pk}
    letters = Paper.objects.filter(matter_id=row.pk, purpose__startswith="reply")
    assert letters.count() == 2
    assert {p.number for p in letters} == {handling.paper_number}


def test_the_sealed_scan_is_kept_as_the_original(cast):
    handling = reply(cast, accepted(cast))
    scan = SimpleUploadedFile("盖章.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", "application/pdf")
    services.attach_scan_handling(handling, actor=cast.clerk, scan=scan)
    assert (handling.scan.purpose, handling.state) == ("sealed_reply", HandlingState.DONE)


def test_of_two_separate_units_the_last_reply_moves_the_suggestion(cast):
    row = services.assign_suggestion(
        drafted_and_registered(cast), actor=cast.office, lead_org_id=cast.orgs.water, separate_org_ids=[cast.orgs.roads]
    )
    first, second = row.handlings.get(org_id=cast.orgs.water), row.handlings.get(org_id=cast.orgs.roads)
    reply(cast, accept(cast, first))
    assert Suggestion.objects.get(pk=row.pk).state == S.ASSIGNED
    services.accept_handling(second, actor=cast.co_clerk, leader_name="车", officer_name="陆", officer_phone="1")
    services.consult_handling(
        second,
        actor=cast.co_clerk,
        way="phone",
        held_at=clock.now() - timedelta(hours=1),
        people="罗",
        points="谈",
        deputy_view="好",
    )
    services.draft_reply_handling(second, actor=cast.co_clerk, answers=ANSWERS, disclosure="full")
    services.check_handling(second, actor=cast.co_leader, signer_name="车致和")
    services.reply_handling(second, actor=cast.co_clerk, paper_number="高交函〔2026〕18号")
    assert second.paper_number == "高交函〔2026〕18号"
    assert Suggestion.objects.get(pk=row.pk).state == S.REPLIED


def drafted_and_registered(cast):
    from renda.voice.suggestions.tests.factories import registered

    return registered(cast)


def test_a_return_and_a_co_opinion_are_papers_for_the_staff(cast, client_of):
    row = assigned(cast, co=True)
    co = services.accept_handling(
        co_of(row), actor=cast.co_clerk, leader_name="车", officer_name="陆", officer_phone="1"
    )
    services.give_opinion_handling(co, actor=cast.co_clerk, co_opinion="同意先修路。")
    services.request_return_handling(
        lead_of(row), actor=cast.clerk, return_reason="农村公路不归我局管。", proposed_unit="县交通运输局"
    )
    papers = {paper.purpose: paper for paper in Paper.objects.filter(matter_id=row.pk)}
    assert "农村公路不归我局管。" in papers["return_request"].source
    assert "建议改由县交通运输局办理" in papers["return_request"].source
    assert "同意先修路。" in papers["co_opinion"].source and "高县水利局：" in papers["co_opinion"].source
    assert {papers[name].audience for name in ("return_request", "co_opinion")} == {"staff"}
    assert "建议的会办意见" in client_of("office").get(row.get_absolute_url()).content.decode()
    assert "建议的会办意见" not in client_of("deputy").get(row.get_absolute_url()).content.decode()
