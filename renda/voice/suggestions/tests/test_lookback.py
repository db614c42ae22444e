"""The look-back: each open promise and each "solved" is asked about once a year, said by the unit, checked by the office."""

from datetime import date

import pytest

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import holder_key
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed
from renda.ground.workflow.queries import waiting_for
from renda.voice.suggestions import queries, services
from renda.voice.suggestions.models import Lookback, Promise, Suggestion
from renda.voice.suggestions.states import LookbackState, PromiseOrigin, PromiseState
from renda.voice.suggestions.tests.factories import again, answered, promised, replied

AUTUMN = date(2027, 9, 1)


@pytest.fixture
def asked(cast):
    """The promise of one reply, and the two questions of the year about it."""
    with clock.at(date(2027, 3, 1)):
        promise = promised(cast)
    with clock.at(AUTUMN):
        services.ask_due(county_id=cast.county.pk)
    return promise


def of_solved():
    return Lookback.objects.get(promise=None)


def test_from_the_countys_month_on_each_open_promise_and_each_solved_point_is_asked_once(asked, cast):
    assert sorted((b.point, b.is_about_promise) for b in Lookback.objects.all()) == [(1, False), (2, True)]
    assert {w.holder for b in Lookback.objects.all() for w in waiting_for(b)} == {holder_key("clerk", cast.orgs.water)}
    with clock.at(date(2027, 9, 2)):
        assert services.ask_due(county_id=cast.county.pk) == 0
    with clock.at(date(2028, 8, 31)):
        assert services.ask_due(county_id=cast.county.pk) == 0


def test_next_year_only_what_is_still_open_is_asked_again(asked, cast):
    with clock.at(AUTUMN):
        services.answer_lookback(of_solved(), actor=cast.clerk, claim="done", text="人行道已通行。")
        services.verify_lookback(again(of_solved()), actor=cast.office)
    with clock.at(date(2028, 9, 1)):
        assert services.ask_due(county_id=cast.county.pk) == 1
    assert Lookback.objects.get(year=2028).promise == asked


def test_the_office_may_begin_earlier_and_nobody_else(cast):
    promised(cast)
    offices = frozenset({cast.orgs.office})
    year = clock.today().year
    assert services.wanted_count(cast.county.pk, year, offices) == 2
    with pytest.raises(NotAllowed):
        services.ask_lookbacks(cast.county.pk, actor=cast.clerk, year=year)
    with pytest.raises(NotAllowed):
        services.ask_lookbacks(cast.county.pk, actor=cast.clerk, year=year, office_ids=offices)
    assert not Lookback.objects.exists()
    assert services.ask_lookbacks(cast.county.pk, actor=cast.office, year=year, office_ids=offices) == 2
    assert services.ask_lookbacks(cast.county.pk, actor=cast.office, year=year, office_ids=offices) == 0


def test_the_unit_says_and_the_office_finds_it_true(asked, cast):
    row = of_solved()
    with clock.at(AUTUMN):
        due = rule_book(cast.county.pk).due("lookback_answer", AUTUMN).day
        assert waiting_for(row).get().due_on == due
        services.answer_lookback(row, actor=cast.clerk, claim="done", text="人行道已通行。")
        assert waiting_for(row).get().holder == holder_key("office", cast.orgs.office)
        services.verify_lookback(again(row), actor=cast.office)
    assert again(row).state == LookbackState.VERIFIED
    found = queries.lookback_figures(Lookback.objects.all())
    assert (found["solved"], found["solved_done"], found["solved_checked"]) == (1, 1, 1)


def test_what_nobody_said_is_not_found_true(asked, cast):
    with pytest.raises(Blocked, match="还没有说明"):
        services.verify_lookback(of_solved(), actor=cast.office)


@pytest.mark.parametrize("who", ["clerk", "co_clerk", "deputy", "gov"])
def test_only_the_office_checks(asked, cast, who):
    with pytest.raises(NotAllowed):
        services.refute_lookback(of_solved(), actor=getattr(cast, who), note="没有通。")


def test_an_untrue_solved_becomes_a_promise_and_the_class_follows(asked, cast):
    services.answer_promise(asked, actor=cast.clerk, answer="公路完工。")
    assert Suggestion.objects.get().reply_class == "A"
    with clock.at(AUTUMN):
        services.answer_lookback(of_solved(), actor=cast.clerk, claim="done", text="人行道已通行。")
        services.refute_lookback(again(of_solved()), actor=cast.office, note="北段没有通。")
        mend = rule_book(cast.county.pk).due("lookback_mend", AUTUMN).day
    promise = Promise.objects.get(origin=PromiseOrigin.LOOKBACK)
    assert (promise.point, promise.promised_on, promise.state) == (1, mend, PromiseState.OPEN)
    assert Suggestion.objects.get().reply_class == "B"
    services.confirm_promise(answered(cast, promise), actor=cast.deputy)
    assert Suggestion.objects.get().reply_class == "A"


def test_a_unit_that_owns_up_gets_a_day_too(asked, cast):
    with clock.at(AUTUMN):
        services.answer_lookback(of_solved(), actor=cast.clerk, claim="going", text="还差北段。")
        services.verify_lookback(again(of_solved()), actor=cast.office)
    assert Promise.objects.filter(origin=PromiseOrigin.LOOKBACK).count() == 1
    assert queries.lookback_figures(Lookback.objects.all())["solved_done"] == 0


def test_a_promise_that_is_done_is_answered_by_its_letter_and_the_question_is_settled(asked, cast):
    row = Lookback.objects.get(promise=asked)
    with pytest.raises(Invalid, match="再次答复"):
        services.answer_lookback(row, actor=cast.clerk, claim="done", text="完工了。")
    answered(cast, asked)
    assert again(row).state == LookbackState.DROPPED
    assert not waiting_for(row).exists()


def test_a_true_account_of_a_running_promise_opens_no_second_one(asked, cast):
    row = Lookback.objects.get(promise=asked)
    services.answer_lookback(row, actor=cast.clerk, claim="going", text="路基完成。")
    services.verify_lookback(again(row), actor=cast.office)
    assert Promise.objects.count() == 1


def test_replies_of_years_ago_are_left_alone(cast):
    with clock.at(date(2025, 3, 1)):
        row = replied(cast)
    with clock.at(AUTUMN):
        services.ask_due(county_id=cast.county.pk)
    assert [b.point for b in Lookback.objects.filter(parent=row)] == [2]
