"""Random walks over the four workflows."""

from datetime import timedelta

import pytest

from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.clock import today
from renda.ground.workflow.testing import walk
from renda.voice.pressing.tests.factories import asked, found, issued, listed, proposed, tour
from renda.voice.pressing.workflow import EVALUATION, FINDING, INQUIRY, TOUR


@pytest.fixture
def actors(cast):
    names = ("deputy", "office", "committee", "chair", "gov", "clerk", "leader_of_unit", "co_clerk", "resident")
    return {
        **{name: getattr(cast, name) for name in names},
        "other": cast.other_office,
        "clock": clock_actor(cast.county.pk),
    }


def fields(row, name):
    soon = today() + timedelta(days=9)
    known = {
        "hold": {"held_on": today()}, "report": {"number_text": "试通报", "reported_on": today()},
        "find": {"due_on": soon, "text": "有问题"}, "reopen": {"due_on": soon},
        "issue": {"number_text": "试函", "issued_on": today(), "due_on": soon}, "send_back": {"due_on": soon},
        "rate": {"mark": "good", "rated_on": today()},
    }  # fmt: skip
    return known.get(name, {})


def test_walks_of_a_tour(cast, actors):
    walk(TOUR, lambda: tour(cast), actors, fields=fields, examples=6)


def test_walks_of_a_finding(cast, actors):
    walk(FINDING, lambda: listed(cast), actors, fields=fields, examples=5)
    walk(FINDING, lambda: found(cast), actors, fields=fields, examples=4)


def test_walks_of_a_letter(cast, actors):
    walk(INQUIRY, lambda: proposed(cast), actors, fields=fields, examples=6)
    walk(INQUIRY, lambda: issued(cast), actors, fields=fields, examples=5)


def test_walks_of_a_rating(cast, actors):
    walk(EVALUATION, lambda: asked(cast), actors, fields=fields, examples=6)
