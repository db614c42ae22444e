from datetime import timedelta

import pytest

from renda.ground.kernel.clock import at, now, today
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.services import lapse_due
from renda.voice.opinions import services
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import bearer, collected, told

pytestmark = pytest.mark.django_db


def test_only_the_bearer_of_the_receipt_rates(cast):
    opinion = told(cast)
    for who in (cast.liaison, cast.office, cast.resident):
        with pytest.raises(NotAllowed):
            services.rate_opinion(opinion, actor=who, rating="satisfied")
    assert services.rate_opinion(opinion, actor=bearer(opinion), rating="basic").state == S.RATED


def test_another_receipt_opens_nothing(cast):
    with pytest.raises(NotAllowed):
        services.rate_opinion(told(cast), actor=bearer(collected(cast)), rating="satisfied")


def test_there_are_three_grades(cast):
    opinion = told(cast)
    with pytest.raises(Invalid):
        services.rate_opinion(opinion, actor=bearer(opinion), rating="excellent")


def test_silence_is_no_rating(cast):
    opinion = told(cast)
    assert waiting_for(opinion).get().due_on == today() + timedelta(days=15)
    with at(now() + timedelta(days=16)):
        assert lapse_due() == 1
    opinion.refresh_from_db()
    assert (opinion.state, opinion.rating) == (S.RATED, "")


def test_what_is_rated_closes_by_itself_in_the_end(cast):
    opinion = told(cast)
    services.rate_opinion(opinion, actor=bearer(opinion), rating="satisfied")
    with at(now() + timedelta(days=30)):
        lapse_due()
    opinion.refresh_from_db()
    assert opinion.state == S.CLOSED


def test_one_reopening_and_no_second(cast):
    opinion = told(cast)
    services.reopen_opinion(opinion, actor=bearer(opinion), note="暗沟只清了一半")
    assert (opinion.state, opinion.reopened, opinion.target_org_id) == (S.REOPENED, 1, None)
    services.pass_to_town_opinion(opinion, actor=cast.liaison)
    services.handle_opinion(opinion, actor=cast.town_gov, result="全部清完。")
    services.tell_opinion(opinion, actor=cast.liaison, told_way="face")
    with pytest.raises(Blocked):
        services.reopen_opinion(opinion, actor=bearer(opinion), note="还要再办")


def test_no_longer_needed_closes_it(cast):
    opinion = collected(cast)
    services.withdraw_opinion(opinion, actor=bearer(opinion), note="已经好了")
    assert (opinion.state, opinion.outcome) == (S.CLOSED, "withdrawn")


def test_a_word_more_stays_where_it_is(cast):
    opinion = collected(cast)
    due_on = waiting_for(opinion).get().due_on
    services.add_word_opinion(opinion, actor=bearer(opinion), note="是靠近校门的那一段")
    assert (opinion.state, waiting_for(opinion).get().due_on) == (S.COLLECTED, due_on)


def test_a_complaint_is_possible_after_the_end(cast):
    opinion = collected(cast)
    services.withdraw_opinion(opinion, actor=bearer(opinion))
    services.complain_opinion(opinion, actor=bearer(opinion), note="没有人联系过我")
    assert opinion.state == S.CLOSED


def test_a_complaint_is_read_by_the_office_alone(cast, client_of):
    opinion = told(cast)
    services.complain_opinion(opinion, actor=bearer(opinion), note="经办的人态度不好")
    address = opinion.get_absolute_url()
    assert "态度不好" in client_of("office").get(address).content.decode()
    assert "态度不好" not in client_of("liaison").get(address).content.decode()
    assert "态度不好" not in client_of("liaison").get(f"/api/v1/opinion/{opinion.pk}").content.decode()
