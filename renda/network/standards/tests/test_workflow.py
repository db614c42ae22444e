"""Random walks over the check."""

import pytest

from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.clock import today
from renda.ground.workflow.testing import walk
from renda.network.standards.models import Check
from renda.network.standards.tests.factories import accepted, begun
from renda.network.standards.workflow import CHECK


@pytest.fixture
def actors(cast):
    names = ("deputy", "office", "liaison", "station_master", "township", "clerk", "chair", "resident")
    return {
        **{name: getattr(cast, name) for name in names},
        "other": cast.other_office,
        "clock": clock_actor(cast.county.pk),
    }


def fields(_row, name):
    return {"accept": {"done_on": today()}}.get(name, {})


def anew(make):
    """One check a year: the earlier one of the walk makes room."""

    def run():
        for row in Check.objects.all():
            Check.objects.filter(pk=row.pk).update(year=Check.objects.count() + row.year - 100)
        return make()

    return run


def test_walks_of_a_check(cast, actors):
    walk(CHECK, anew(lambda: begun(cast)), actors, fields=fields, examples=5, steps=20)


def test_walks_of_a_settled_check_with_gaps(cast, actors):
    walk(CHECK, anew(lambda: accepted(cast, {"有设施": "no"})), actors, fields=fields, examples=2)
