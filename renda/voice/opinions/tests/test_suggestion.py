import pytest

from renda.ground.kernel.errors import WrongState
from renda.ground.workflow.queries import history, waiting_for
from renda.voice.opinions import services
from renda.voice.opinions.states import S, ToldWay
from renda.voice.opinions.tests.factories import as_suggestion, bearer, entered, screened

pytestmark = pytest.mark.django_db


def test_only_what_is_taken_up_becomes_a_suggestion(cast):
    with pytest.raises(WrongState):
        services.become_suggestion_opinion(screened(cast), actor=cast.deputy, title="关于……的建议")


def test_the_resident_sees_each_stage(cast):
    opinion = as_suggestion(cast)
    services.suggestion_assigned_opinion(
        opinion, actor=cast.office, number="第034号", title="关于清通暗沟的建议", unit="县水利局"
    )
    services.suggestion_replied_opinion(opinion, actor=cast.clerk)
    services.answer_opinion(opinion, actor=cast.publisher, text="已列入今年计划，十月底前完工。", link="/s/1")
    steps = [s.step for s in history(opinion, bearer(opinion), is_party=True)]
    assert steps[:4] == ["answer", "suggestion_replied", "suggestion_assigned", "become_suggestion"]
    assert (opinion.state, opinion.told_way, opinion.became_number) == (S.TOLD, ToldWay.RECEIPT, "第034号")


def test_who_has_neither_receipt_page_nor_phone_is_told_by_the_station(cast):
    opinion = services.screen_opinion(entered(cast), actor=cast.liaison)
    services.take_up_opinion(opinion, actor=cast.deputy)
    services.become_suggestion_opinion(opinion, actor=cast.deputy, title="关于……的建议")
    services.answer_opinion(opinion, actor=cast.publisher, text="已列入计划。")
    assert opinion.state == S.HANDLED
    assert waiting_for(opinion).exists()


def test_a_suggestion_that_came_to_nothing_is_the_deputys_again(cast):
    opinion = services.leave_suggestion_opinion(as_suggestion(cast), actor=cast.office, note="没有立案：属村内事务")
    assert (opinion.state, opinion.became_title) == (S.TAKEN, "")


def test_publishing_does_not_fail_for_an_erased_opinion(cast):
    opinion = as_suggestion(cast)
    services.erase_opinion(opinion, actor=bearer(opinion))
    assert services.answer_opinion(opinion, actor=cast.publisher, text="……").state == S.ERASED
