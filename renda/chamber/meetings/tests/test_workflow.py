"""Random walks over meeting and preparation."""

import pytest

from renda.chamber.meetings.tests.factories import opened, planned, today
from renda.chamber.meetings.workflow import MEETING, PREPARATION
from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.clock import today as this_day
from renda.ground.workflow.testing import walk


@pytest.fixture
def actors(cast):
    names = ("deputy", "deputy2", "office", "committee", "township", "clerk", "resident")
    return {
        **{name: getattr(cast, name) for name in names},
        "other": cast.other_office,
        "clock": clock_actor(cast.county.pk),
    }


def fields(row, name):
    return {
        "open": {"opened_at": now(), "members": 5}, "finish": {"done_on": this_day()}, "publish": {"published_on": this_day()},
    }.get(name, {})  # fmt: skip


def test_walks_of_a_meeting(cast, actors):
    numbers = iter(range(1, 10**6))
    walk(MEETING, lambda: planned(cast, number=next(numbers)), actors, fields=fields, examples=3)
    walk(MEETING, lambda: today(cast), actors, fields=fields, examples=2)
    walk(MEETING, lambda: opened(cast), actors, fields=fields, examples=1)


def test_walks_of_a_preparation(cast, actors):
    meeting = planned(cast)
    things = iter([*meeting.preparations.all()] * 3)
    walk(PREPARATION, lambda: next(things), actors, fields=fields, examples=2)
