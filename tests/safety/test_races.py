"""Two clerks, one row: never two winners, never a half step, and the history holds."""

import random
from uuid import uuid4

import pytest
from django.db import transaction

from renda.ground.county.services import take_number
from renda.ground.kernel.errors import Conflict, DomainError, Stale, WrongState
from renda.ground.kernel.keys import uuid7
from renda.ground.notices.models import Message
from renda.ground.workflow.models import StepPrivate, StepTaken
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.sealing import verify_history
from renda.ground.workflow.testing import check_history, check_waits
from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.tests.factories import TEXT, collected, screened
from renda.voice.opinions.workflow import OPINION
from renda.voice.suggestions import services as suggestions
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import Criterion
from renda.voice.suggestions.tests.factories import submitted
from tests.safety.races import race

MANY = [40, pytest.param(200, marks=pytest.mark.long)]
VERBS = {
    "screen": lambda row, actor: services.screen_opinion(row, actor=actor, note="请接"),
    "guide_away": lambda row, actor: services.guide_away_opinion(row, actor=actor, guidance="lawsuit", note="指路"),
    "answer_on_spot": lambda row, actor: services.answer_on_spot_opinion(
        row, actor=actor, result="好了", told_way="face"
    ),
    "pass_to_town": lambda row, actor: services.pass_to_town_opinion(row, actor=actor, note="请办"),
}


@pytest.mark.parametrize("races", MANY)
def test_of_two_clerks_at_one_row_one_wins(staged, races):
    dice = random.Random(races)
    refused = 0
    for _ in range(races):
        one, two = dice.choice(sorted(VERBS)), dice.choice(sorted(VERBS))
        row = collected(staged)
        came = race(clerk(row, one, staged.liaison), clerk(row, two, staged.station_master))
        winners = [each for each in came if not isinstance(each, DomainError)]
        assert len(winners) == 1, f"{one} against {two}: {came}"
        loser = next(each for each in came if isinstance(each, DomainError))
        assert isinstance(loser, Stale | WrongState), loser
        assert loser.text.endswith("。")
        assert_whole(row, winners[0])
        refused += 1
    assert refused == races
    assert verify_history(staged.county.pk) is None


def clerk(row, verb, actor):
    """Someone who has the page open and takes a step at the given version."""
    seen = Opinion.objects.for_page().get(pk=row.pk)
    return lambda: VERBS[verb](seen, actor)


def assert_whole(row, winner):
    """One step with its private side, its waits and its messages; nothing of the loser's."""
    now = Opinion.objects.get(pk=row.pk)
    steps = list(StepTaken.objects.of(now))
    assert (now.version, now.state, now.chain_head) == (2, winner.state, steps[-1].hash)
    assert [s.seq for s in steps] == [1, 2]
    check_history(OPINION, now)
    check_waits(OPINION, now)
    assert {w.state for w in waiting_for(now)} == {now.state}
    told = set(StepPrivate.objects.filter(matter_id=now.pk).values_list("seq", flat=True))
    assert told == {s.seq for s in steps if s.private_digest}
    titles = {m.title for m in Message.objects.filter(kind="opinion", matter_id=now.pk)}
    assert len(titles) <= 2  # received, and what the winner told


@pytest.mark.parametrize("races", [15, pytest.param(100, marks=pytest.mark.long)])
def test_of_two_deputies_one_takes_it_up(staged, races):
    for _ in range(races):
        row = screened(staged)
        came = race(*(takes(row, actor) for actor in (staged.deputy, staged.deputy2, staged.deputy3)))
        winners = [each for each in came if not isinstance(each, DomainError)]
        assert len(winners) == 1, came
        now = Opinion.objects.get(pk=row.pk)
        assert (now.version, now.deputy_id) == (3, winners[0].deputy_id)
    assert verify_history(staged.county.pk) is None


def takes(row, actor):
    seen = Opinion.objects.for_page().get(pk=row.pk)
    return lambda: services.take_up_opinion(seen, actor=actor, seen=2)


@pytest.mark.parametrize("races", [15, pytest.param(100, marks=pytest.mark.long)])
def test_the_same_call_twice_at_once_moves_it_once(staged, races):
    for _ in range(races):
        row, once = collected(staged), uuid4()
        sends = [again(row, staged.liaison, once) for _ in range(3)]
        came = race(*sends)
        assert [each.pk for each in came] == [row.pk] * 3, came
        assert StepTaken.objects.filter(once=once).count() == 1
        assert Opinion.objects.get(pk=row.pk).version == 2
    assert verify_history(staged.county.pk) is None


def again(row, actor, once):
    seen = Opinion.objects.for_page().get(pk=row.pk)
    return lambda: services.screen_opinion(seen, actor=actor, once=once, seen=1)


@pytest.mark.parametrize("races", [15, pytest.param(100, marks=pytest.mark.long)])
def test_the_same_opinion_sent_twice_at_once_is_one(staged, races):
    for _ in range(races):
        key = uuid7()
        came = race(*[sends(staged, key, TEXT) for _ in range(3)])
        assert {each.pk for each in came} == {key}, came
        assert StepTaken.objects.filter(matter_id=key).count() == 1
    assert Opinion.objects.count() == races
    assert verify_history(staged.county.pk) is None


def test_another_text_under_the_same_key_is_refused(staged):
    for _ in range(10):
        key = uuid7()
        came = race(sends(staged, key, TEXT), sends(staged, key, "桥头路灯坏了三盏，晚上看不清。"))
        assert sorted(type(each) for each in came if isinstance(each, DomainError)) == [Conflict], came
        assert Opinion.objects.filter(pk=key).count() == 1
    assert verify_history(staged.county.pk) is None


def sends(cast, key, text):
    return lambda: services.submit_opinion(actor=cast.resident, station=cast.places.station, text=text, key=key)


@pytest.mark.parametrize("takers", [30, pytest.param(200, marks=pytest.mark.long)])
def test_numbers_have_no_gap_when_some_give_up(staged, takers):
    """Four at a time; every fifth is rolled back after it took its number, which the next one then gets."""
    kept = []
    for begin in range(0, takers, 4):
        kept += [n for n in race(*[takes_number(staged.county.pk, begin + i) for i in range(4)]) if n]
    assert sorted(kept) == list(range(1, len(kept) + 1))


def takes_number(county_id, turn):
    def run():
        with transaction.atomic():
            number = take_number(county_id=county_id, series="race", year=2026)
            if turn % 5 == 0:
                transaction.set_rollback(True)
                return 0
            return number

    return run


@pytest.mark.parametrize("papers", [6, pytest.param(40, marks=pytest.mark.long)])
def test_two_who_register_number_each_paper_once(staged, papers):
    for _ in range(papers):
        one, other = submitted(staged), submitted(staged, title="关于修通石门村机耕道的建议")
        race(*[registers(row, staged.office) for row in (one, other, one, other)])
    rows = Suggestion.objects.exclude(number=None)
    assert sorted(rows.values_list("number", flat=True)) == list(range(1, 2 * papers + 1))
    assert verify_history(staged.county.pk) is None


def registers(row, actor):
    seen = Suggestion.objects.get(pk=row.pk)
    return lambda: suggestions.register_suggestion(seen, actor=actor, criteria=Criterion.values)
