"""Random walks over both workflows."""

import pytest

from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.clock import today
from renda.ground.workflow.testing import walk
from renda.network.activities.tests.factories import drafted, held_today, planned
from renda.network.activities.workflow import ACTIVITY, SUMMARY


@pytest.fixture
def actors(cast):
    names = ("deputy", "deputy2", "office", "liaison", "station_master", "township", "clerk", "resident")
    return {
        **{name: getattr(cast, name) for name in names},
        "other": cast.other_office,
        "clock": clock_actor(cast.county.pk),
    }


def fields(_row, name):
    return {"record": {"held_on": today()}, "amend": {"held_on": today()}, "confirm": {"confirmed_on": today()}}.get(
        name, {}
    )


def test_walks_of_an_activity(cast, actors):
    titles = iter(range(10**6))
    walk(ACTIVITY, lambda: planned(cast, title=f"接待{next(titles)}"), actors, fields=fields, examples=6)
    walk(ACTIVITY, lambda: held_today(cast), actors, fields=fields, examples=1)


def test_walks_of_a_summary(cast, actors):
    walk(SUMMARY, lambda: drafted(cast), actors, fields=fields, examples=1)
