from datetime import datetime, timedelta

import pytest

from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.errors import Blocked, NotAllowed
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.services import lapse_due
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Rating, Suggestion
from renda.voice.suggestions.states import HandlingState, RatingState, S
from renda.voice.suggestions.tests.factories import BAD, GOOD, accept, lead_of, rated, rating_of, replied, reply
from renda.voice.suggestions.workflow import RATING


def test_the_last_rating_moves_the_suggestion(cast):
    row = rated(cast)
    assert row.state == S.RATED
    assert (rating_of(row).process, rating_of(row).is_by_proxy) == ("satisfied", False)


def test_a_liaison_officer_enters_the_paper_form_and_it_says_so(cast):
    row = replied(cast)
    made = services.rate_rating(rating_of(row), actor=cast.liaison, **GOOD)
    assert (made.is_by_proxy, made.entered_by_id) == (True, cast.liaison.user_id)


def test_the_unit_and_other_deputies_do_not_rate(cast):
    rating = rating_of(replied(cast))
    for other in (cast.clerk, cast.deputy3, cast.office, cast.gov):
        with pytest.raises(NotAllowed):
            services.rate_rating(rating, actor=other, **GOOD)


def test_silence_is_no_feedback_and_never_satisfied(cast):
    row = replied(cast)
    waiting = waiting_for(rating_of(row)).get()
    assert waiting.due_on == clock.today() + timedelta(days=10)
    with clock.at(datetime.combine(waiting.due_on + timedelta(days=1), datetime.min.time())):
        assert lapse_due() == 1
    row.refresh_from_db()
    rating = rating_of(row)
    assert (row.state, rating.state, rating.result) == (S.RATED, RatingState.LAPSED, "")


def test_only_the_clock_lapses(cast):
    rating = rating_of(replied(cast))
    with pytest.raises(NotAllowed):
        services.lapse_rating(rating, actor=cast.office)
    services.lapse_rating(rating, actor=clock_actor(cast.county.pk))


def test_back_to_back_the_unit_sees_no_rating_before_all_are_final(cast):
    row = replied(cast)
    other = Rating(county_id=row.county_id, parent=row, deputy=cast.seats.deputy2, round=1)
    RATING.start(other, "open", actor=cast.clerk)
    services.rate_rating(rating_of(row), actor=cast.deputy, **BAD)
    for unit in (cast.clerk, cast.leader_of_unit, cast.gov):
        assert not Rating.objects.visible_to(unit).exists()
    assert Rating.objects.visible_to(cast.deputy).count() == 1
    assert Rating.objects.visible_to(cast.office).count() == 2
    services.rate_rating(other, actor=cast.liaison, **GOOD)
    assert Rating.objects.visible_to(cast.clerk).count() == 2


def test_the_second_handling_keeps_the_old_reply(cast):
    row = rated(cast, BAD)
    old = lead_of(row)
    services.second_handling_suggestion(row, actor=cast.deputy, note="没有动工")
    fresh = lead_of(row)
    assert (row.state, row.handling_round, fresh.round, fresh.state) == (S.ASSIGNED, 2, 2, HandlingState.PENDING)
    old.refresh_from_db()
    assert (old.state, old.round, bool(old.answers)) == (HandlingState.DONE, 1, True)
    reply(cast, accept(cast, fresh))
    assert [h.round for h in row.handlings.replied()] == [1, 2]
    assert row.ratings.count() == 2


def test_a_third_handling_is_refused(cast):
    row = rated(cast, BAD)
    services.second_handling_suggestion(row, actor=cast.office)
    reply(cast, accept(cast, lead_of(row)))
    row.refresh_from_db()
    services.rate_rating(rating_of(row), actor=cast.deputy, **BAD)
    row = Suggestion.objects.get(pk=row.pk)
    with pytest.raises(Blocked, match="二次办理过一次"):
        services.second_handling_suggestion(row, actor=cast.office)


def test_without_a_dissatisfied_rating_no_second_handling(cast):
    with pytest.raises(Blocked, match="不满意"):
        services.second_handling_suggestion(rated(cast), actor=cast.office)
