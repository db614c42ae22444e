"""Letters: proposed by the platform, decided by a person, answered by the unit."""

from datetime import timedelta

import pytest

from renda.ground.kernel import clock
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.notices.models import Message
from renda.ground.papers.queries import papers_of
from renda.ground.workflow.models import Waiting
from renda.voice.pressing import services
from renda.voice.pressing.models import Inquiry
from renda.voice.pressing.tests.factories import fresh, issued, key_item, proposed
from renda.voice.suggestions import services as suggestions
from renda.voice.suggestions.tests.factories import accepted, assigned, registered, replied, talk

OVERDUE = timedelta(days=100)


def thin_reply(cast):
    handling = accepted(cast)
    talk(cast, handling)
    answers = [{"ask": ask, "text": "正在研究。", "reply_class": "C"} for ask in handling.parent.asks]
    suggestions.draft_reply_handling(handling, actor=cast.clerk, answers=answers, disclosure="full")
    suggestions.check_handling(handling, actor=cast.leader_of_unit, signer_name="闻道平")
    return suggestions.reply_handling(handling, actor=cast.clerk).parent


def test_the_platform_proposes_once_for_what_is_overdue(cast):
    with clock.at(now() - OVERDUE):
        item = assigned(cast)
    assert services.propose_due(cast.county.pk) == 1
    row = Inquiry.objects.get()
    assert (row.suggestion_id, row.cause, row.state, row.number_text) == (item.pk, "overdue", "proposed", "")
    assert "已经超期" in row.reasons[0]
    assert services.propose_due(cast.county.pk) == 0


def test_what_is_in_time_is_left_alone(cast):
    assigned(cast)
    replied(cast)
    services.propose_due(cast.county.pk)
    assert not Inquiry.objects.filter(cause="overdue").exists()


def test_the_platform_proposes_for_a_thin_reply_and_says_which_point(cast):
    item = thin_reply(cast)
    assert services.propose_due(cast.county.pk) == 1
    row = Inquiry.objects.get()
    assert (row.suggestion_id, row.cause, row.stage) == (item.pk, "thin", "after")
    assert row.reasons == ["第1条答复只有5个字。", "第2条答复只有5个字。"]


def test_what_was_dropped_is_not_proposed_again(cast):
    thin_reply(cast)
    services.propose_due(cast.county.pk)
    services.drop_inquiry(fresh(Inquiry.objects.get()), actor=cast.office, note="已经当面说清。")
    assert services.propose_due(cast.county.pk) == 0


def test_sending_takes_the_number_prints_the_letter_and_tells_the_unit(cast):
    row = issued(cast)
    assert row.number_text == f"函询函〔{today().year}〕1号"
    assert Waiting.objects.of(row).get().due_on == row.due_on
    paper = papers_of(row).get()
    assert (paper.number, paper.audience) == (row.number_text, "parties")
    assert "代表两次催问没有回音。" in paper.source and "哪一天答复代表？" in paper.source
    assert Message.objects.filter(user_id=cast.clerk.user_id, title__contains="函询函").exists()


def test_the_two_letters_are_numbered_apart(cast):
    item = key_item(cast)
    issued(cast, item)
    row = services.issue_inquiry(
        proposed(cast, item), actor=cast.office, letter="press", questions="办到哪一步？",
        due_on=today() + timedelta(days=5),
    )  # fmt: skip
    assert row.number_text == f"督办函〔{today().year}〕1号"


def test_the_unit_answers_and_the_committee_closes(cast):
    row = issued(cast)
    services.answer_inquiry(row, actor=cast.clerk, answer="七月十日前答复代表，由建设股负责。")
    assert Waiting.objects.of(row).get().holder == f"committee:{cast.orgs.committee}"
    services.send_back_inquiry(row, actor=cast.committee, note="写明预算。", due_on=today() + timedelta(days=7))
    services.answer_inquiry(row, actor=cast.clerk, answer="预算三十万元，七月十日前答复。")
    services.close_inquiry(row, actor=cast.committee, conclusion="列入下季度督查。")
    assert (row.state, row.closed_on) == ("closed", today())


def test_it_is_escalated_only_after_its_day_and_by_a_person(cast):
    row = issued(cast)
    with pytest.raises(Blocked):
        services.escalate_inquiry(row, actor=cast.committee, note="没有答复。")
    with clock.at(now() + timedelta(days=16)):
        services.escalate_inquiry(row, actor=cast.committee, note="没有答复。")
    holders = set(Waiting.objects.of(row).values_list("holder", flat=True))
    assert holders == {f"clerk:{cast.orgs.water}", f"unit_leader:{cast.orgs.water}"}
    told = set(Message.objects.filter(title__startswith="升级督办").values_list("user_id", flat=True))
    assert {cast.chair.user_id, cast.gov.user_id, cast.leader_of_unit.user_id} <= told


def test_a_reminder_tells_the_unit_and_its_head(cast):
    services.remind_inquiry(issued(cast), actor=cast.committee)
    told = set(Message.objects.filter(title__startswith="催复").values_list("user_id", flat=True))
    assert told == {cast.clerk.user_id, cast.leader_of_unit.user_id}


def test_the_unit_does_not_send_letters(cast):
    row = proposed(cast)
    with pytest.raises(NotAllowed):
        services.issue_inquiry(row, actor=cast.clerk, letter="press", questions="?", due_on=today() + timedelta(days=3))
    with pytest.raises(NotAllowed):
        services.propose_inquiry(key_item(cast), actor=cast.clerk, reasons=["自己问自己。"])


def test_a_letter_needs_a_unit_and_a_later_day(cast):
    with pytest.raises(Blocked):
        proposed(cast, registered(cast))
    with pytest.raises(Invalid):
        services.issue_inquiry(proposed(cast), actor=cast.committee, letter="inquiry", questions="?", due_on=today())
