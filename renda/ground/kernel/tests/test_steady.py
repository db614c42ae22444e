"""What a worker keeps doing beside its jobs."""

import threading
import time

import pytest

from renda.ground.kernel import steady

LIMIT = 20


@pytest.fixture
def declared(monkeypatch):
    monkeypatch.setattr(steady, "STEADY", [])
    monkeypatch.setattr(steady, "load_declarations", lambda: None)
    return steady.STEADY


def test_a_round_follows_the_other_and_ends_with_the_worker(declared):
    twice, count = threading.Event(), []

    @steady.steadily(seconds=0.01)
    def work() -> None:
        count.append(1)
        if len(count) == 2:
            twice.set()

    with steady.running_steadily():
        assert twice.wait(LIMIT)
    ended = len(count)
    time.sleep(0.05)
    assert len(count) == ended


def test_a_fault_in_one_round_does_not_end_the_next(declared, monkeypatch, caplog):
    monkeypatch.setattr(steady, "AFTER_FAULT", 0.01)
    again, count = threading.Event(), []

    @steady.steadily(seconds=0.01)
    def work() -> None:
        count.append(1)
        if len(count) > 1:
            again.set()
        raise ValueError("once")

    with steady.running_steadily():
        assert again.wait(LIMIT)
    assert "failed after" in caplog.text
