"""Random walks over proposal, line and exam."""

import pytest

from renda.chamber.appointments.tests import factories as made
from renda.chamber.appointments.workflow import APPOINTMENT, EXAM, NOMINEE
from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.ground.workflow.testing import walk


@pytest.fixture
def actors(cast):
    names = ("office", "gov", "co_clerk", "deputy", "chair", "clerk", "resident")
    return {
        **{name: getattr(cast, name) for name in names},
        "other": cast.other_office,
        "clock": clock_actor(cast.county.pk),
    }


def fields(row, name):
    return {"announce": {"announced_on": clock.today()}}.get(name, {}) if row.kind == "appointment" else {}


def test_walks_of_a_proposal(cast, actors):
    case = made.ready(cast)
    walk(APPOINTMENT, lambda: made.fresh(case) if case.version < 3 else case, actors, fields=fields, examples=1)
    walk(APPOINTMENT, lambda: made.opened(cast), actors, fields=fields, examples=2)


def test_walks_of_a_line(cast, actors):
    walk(NOMINEE, lambda: made.line_of(made.opened(cast)), actors, examples=3)


def test_walks_of_an_exam(cast, actors):
    exams = iter([made.exam_set(cast), made.exam_set(cast)])
    walk(EXAM, lambda: next(exams), actors, examples=2)
