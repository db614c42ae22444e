import pytest

from renda.ground.kernel import law
from renda.ground.kernel.errors import Invalid, NotAllowed, WrongState
from renda.ground.workflow.queries import waiting_for
from renda.voice.opinions import rules, services
from renda.voice.opinions.states import Guidance, S
from renda.voice.opinions.tests.factories import collected, in_town, screened, taken

pytestmark = pytest.mark.django_db


def test_screening_asks_every_deputy_of_the_station(cast):
    holders = set(waiting_for(screened(cast)).values_list("holder", flat=True))
    assert f"person:{cast.deputy.user_id}" in holders
    assert len(holders) == 4


def test_screening_for_one_deputy_asks_only_that_one(cast):
    opinion = services.screen_opinion(collected(cast), actor=cast.liaison, deputy_id=cast.seats.deputy2.pk)
    assert waiting_for(opinion).get().holder == f"person:{cast.deputy2.user_id}"
    with pytest.raises(NotAllowed):
        services.take_up_opinion(opinion, actor=cast.deputy)
    assert services.take_up_opinion(opinion, actor=cast.deputy2).state == S.TAKEN


@pytest.mark.parametrize("who", ["deputy", "office", "clerk", "other_office", "resident"])
def test_only_the_station_screens(cast, who):
    with pytest.raises(NotAllowed):
        services.screen_opinion(collected(cast), actor=getattr(cast, who))


def test_a_liaison_enters_the_taking_up_for_a_deputy(cast):
    opinion = services.take_up_opinion(screened(cast), actor=cast.liaison, deputy_id=cast.seats.deputy3.pk)
    assert opinion.deputy == cast.seats.deputy3


def test_a_liaison_must_say_for_which_deputy(cast):
    with pytest.raises(Invalid):
        services.take_up_opinion(screened(cast), actor=cast.liaison)


def test_a_deputy_hands_back_with_a_reason(cast):
    opinion = services.hand_back_opinion(taken(cast), actor=cast.deputy, note="不在我的片区")
    assert (opinion.state, opinion.deputy) == (S.COLLECTED, None)


def test_two_deputies_take_it_up_once(cast):
    opinion = screened(cast)
    mine, other = (type(opinion).objects.get() for _ in range(2))
    services.take_up_opinion(mine, actor=cast.deputy)
    with pytest.raises(WrongState):
        services.take_up_opinion(other, actor=cast.deputy2)
    opinion.refresh_from_db()
    assert opinion.deputy == cast.seats.deputy


@pytest.mark.parametrize("guidance", Guidance.values)
def test_every_refusal_says_where_to_go_and_why(guidance):
    way = rules.way_for(guidance)
    assert way.why and way.to
    assert way.source in {law.DEPUTIES_31, law.DEPUTIES_59}


def test_guiding_away_tells_where_to_go(cast):
    opinion = services.guide_away_opinion(collected(cast), actor=cast.liaison, guidance=Guidance.LAWSUIT)
    assert (opinion.state, opinion.outcome) == (S.GUIDED, "guided_away")
    assert "法律援助" in opinion.guided_to


def test_what_is_with_a_unit_is_not_guided_away(cast):
    with pytest.raises(WrongState):
        services.guide_away_opinion(in_town(cast), actor=cast.liaison, guidance=Guidance.LAWSUIT)


def test_answered_on_the_spot_is_told(cast):
    opinion = services.answer_on_spot_opinion(
        collected(cast), actor=cast.deputy, result="当面说清了。", told_way="face"
    )
    assert (opinion.state, opinion.outcome) == (S.TOLD, "answered")
    assert opinion.told_on is not None


def test_another_channels_number_is_noted(cast):
    opinion = services.pass_elsewhere_opinion(
        collected(cast), actor=cast.liaison, result="已转12345", other_number="20260511-77"
    )
    assert (opinion.state, opinion.other_number) == (S.HANDLED, "20260511-77")
