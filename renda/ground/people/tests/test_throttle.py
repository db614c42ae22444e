from datetime import timedelta

import pytest

from renda.ground.kernel.clock import at, now
from renda.ground.kernel.errors import TooMany
from renda.ground.people.models import Throttle
from renda.ground.people.services import drop_old_counts, forget, give_back, throttle


@pytest.fixture
def full(db):
    for _ in range(3):
        throttle("key", limit=3, seconds=60)


def test_more_than_the_limit_is_refused(full):
    with pytest.raises(TooMany) as refused:
        throttle("key", limit=3, seconds=60)
    assert 1 <= refused.value.retry_after <= 60


def test_another_key_is_not_touched(full):
    throttle("other", limit=3, seconds=60)


def test_the_next_window_begins_at_nought(full):
    with at(now() + timedelta(seconds=61)):
        throttle("key", limit=3, seconds=60)


def test_what_is_given_back_can_be_used(full):
    give_back("key", seconds=60)
    throttle("key", limit=3, seconds=60)


def test_forgetting_begins_anew(full):
    forget("key")
    throttle("key", limit=3, seconds=60)


def test_old_counts_are_dropped(full):
    with at(now() + timedelta(days=1)):
        assert drop_old_counts() == 1
    assert not Throttle.objects.exists()
