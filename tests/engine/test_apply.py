"""What must hold for every workflow, shown on opinions."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, Repeated, Stale, WrongState
from renda.ground.workflow.engine import service
from renda.ground.workflow.models import StepPrivate, StepTaken, Waiting
from renda.ground.workflow.sealing import seal_due, verify_history
from renda.voice.opinions.workflow import OPINION

pytestmark = pytest.mark.django_db


def test_a_start_writes_row_history_and_wait(new_opinion, cast):
    row = new_opinion()
    taken = StepTaken.objects.of(row).get()
    assert (row.version, row.chain_head, taken.seq, taken.from_state) == (1, taken.hash, 1, "")
    assert Waiting.objects.of(row).exists()


def test_private_words_are_not_in_the_chain(new_opinion):
    row = new_opinion(text="我家在桥头，电话写在纸上。")
    taken = StepTaken.objects.of(row).get()
    assert "桥头" not in str(taken.changed)
    assert taken.private_digest


def test_a_step_from_another_state_is_refused_with_a_sentence(new_opinion, cast):
    row = new_opinion()
    closing = next(s for s in OPINION.steps.values() if s.sources and row.state not in s.sources and not s.at)
    with pytest.raises((WrongState, NotAllowed)) as refusal:
        OPINION.apply(row, closing.name, actor=cast.liaison)
    assert refusal.value.text.endswith(("。", "方。"))


def test_another_countys_clerk_may_nothing(new_opinion, cast):
    row = new_opinion()
    assert OPINION.offers(cast.other_office, row) == []


def test_the_same_key_moves_nothing_twice(new_opinion, cast):
    key = uuid4()
    first = new_opinion(once=key)
    with pytest.raises(Repeated) as again:
        new_opinion(once=key)
    assert again.value.row.pk == first.pk
    assert StepTaken.objects.filter(once=key).count() == 1


def test_a_service_answers_a_repeated_call_with_the_first_row(new_opinion):
    key = uuid4()
    leave = service(lambda: new_opinion(once=key))
    assert leave().pk == leave().pk


def test_a_refusal_that_is_only_the_echo_of_the_same_call_answers_with_the_first_row(new_opinion, cast):
    screen, row, other = refused_the_second_time(), new_opinion(), new_opinion()
    key = uuid4()
    first = screen(row, actor=cast.liaison, once=key)
    assert screen(row, actor=cast.liaison, once=key) == first
    for again in (
        lambda: screen(row, actor=cast.liaison, once=uuid4()),
        lambda: screen(other, actor=cast.liaison, once=key),
        lambda: screen(row, actor=cast.office, once=key),
        lambda: refused_the_second_time("answer_opinion", 1)(row, actor=cast.liaison, once=key),
    ):
        with pytest.raises(Invalid):
            again()
    assert StepTaken.objects.filter(once=key).count() == 1


def refused_the_second_time(name="screen_opinion", calls=0):
    """A service that refuses by itself whatever comes after its first call."""
    made = [None] * calls

    def screen_opinion(row, *, actor, once):
        made.append(row)
        if len(made) > 1:
            raise Invalid("只剩一次。")
        OPINION.apply(row, "screen", actor=actor, once=once)
        return row

    screen_opinion.__name__ = name
    return service(screen_opinion)


def test_someone_elses_key_is_a_conflict(new_opinion, cast):
    key = uuid4()
    new_opinion(once=key)
    with pytest.raises(Conflict):
        new_opinion(once=key, actor=cast.liaison)


def test_of_two_who_saw_the_same_version_one_wins(new_opinion, cast):
    row = new_opinion()
    other = OPINION.model.objects.get(pk=row.pk)
    OPINION.apply(row, "screen", actor=cast.liaison)
    with pytest.raises(Stale) as stale:
        OPINION.apply(other, "screen", actor=cast.liaison)
    assert OPINION.steps["screen"].label in stale.value.text
    assert StepTaken.objects.of(row).count() == 2


@pytest.mark.parametrize("verb", ["UPDATE workflow_steptaken SET step = 'x'", "DELETE FROM workflow_steptaken"])
def test_the_database_refuses_to_change_history(new_opinion, verb):
    new_opinion()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


def test_a_changed_row_is_named(new_opinion, county):
    row = new_opinion()
    type(row)._base_manager.filter(pk=row.pk).update(chain_head="0" * 64)
    broken = verify_history(county.pk)
    assert broken is not None and str(row.pk) in broken.where


def test_whole_history_and_seals_verify(new_opinion, county):
    from datetime import timedelta

    from renda.ground.kernel import clock

    new_opinion()
    assert seal_due(clock.today() + timedelta(days=2)) >= 2
    assert verify_history(county.pk) is None


def test_erasing_leaves_the_chain_valid(new_opinion, county):
    from renda.ground.workflow.services import erase_private

    row = new_opinion()
    assert erase_private(row) == 1
    assert not StepPrivate.objects.filter(matter_id=row.pk).exists()
    assert verify_history(county.pk) is None
