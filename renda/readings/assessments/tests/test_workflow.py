"""Random walks over a station's assessment and over an appeal."""

from datetime import date
from decimal import Decimal

import pytest

from renda.ground.kernel.clock import today
from renda.ground.workflow.testing import walk
from renda.readings.assessments.tests import factories as make
from renda.readings.assessments.workflow import APPEAL, CANDIDACY


@pytest.fixture
def actors(cast):
    names = ("office", "liaison", "station_master", "township", "committee", "chair", "deputy", "clerk", "resident")
    return {**{name: getattr(cast, name) for name in names}, "other": cast.other_office}


@pytest.fixture
def cycles(cast):
    """A cycle of its own for each walk, as a station takes part in one once."""
    return (make.opened(cast, first=date(1990 + 2 * n, 1, 1)) for n in range(10**6))


def fields(_row, name):
    score = {"score": Decimal("81.0"), "grade": "fine"}
    return {"compose": score, "announce": {"announced_on": today()}}.get(name, {})


def test_walks_of_a_station(cast, actors, cycles):
    walk(CANDIDACY, lambda: make.begun(cast, cycle=next(cycles)), actors, fields=fields, examples=3, steps=20)
    walk(CANDIDACY, lambda: make.visited(cast), actors, fields=fields, examples=1, steps=30)


def test_walks_of_an_appeal(cast, actors):
    walk(APPEAL, lambda: make.appealed(cast), actors, examples=1)
