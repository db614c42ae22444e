"""Random walks over brands and cases."""

import pytest

from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.clock import today
from renda.ground.workflow.testing import walk
from renda.network.brands.tests.factories import applied, begun, drafted, finished, named, of_station, proposed
from renda.network.brands.workflow import BRAND, METHOD_CASE


@pytest.fixture
def actors(cast):
    names = ("office", "publisher", "township", "liaison", "station_master", "deputy", "deputy2", "clerk", "resident")
    return {
        **{name: getattr(cast, name) for name in names}, "other": cast.other_office, "clock": clock_actor(cast.county.pk),
    }  # fmt: skip


def of_brand(_row, name):
    return {"apply": {"applied_on": today()}, "name": {"named_on": today()}}.get(name, {})


def test_walks_of_a_brand(cast, actors):
    walk(BRAND, lambda: of_station(cast), actors, fields=of_brand, examples=6)
    # No second one of the town is named: it is blocked, which the walk counts as not open.
    walk(BRAND, lambda: drafted(cast), actors, fields=of_brand, examples=4)
    walk(BRAND, lambda: applied(cast) if not named_already() else drafted(cast), actors, fields=of_brand, examples=4)


def named_already():
    from renda.network.brands.models import Brand

    return Brand.objects.filter(sort="town").named().exists()


def test_walks_of_a_case(cast, actors):
    brand = named(cast)

    def fields(row, name):
        moved = {
            "tick": {"passed": row.passed + 1}, "untick": {"passed": row.passed - 1}, "finish": {"finished_on": today()},
            "propose": {"brand_id": brand.pk, "summary": "对外", "proposed_by": cast.liaison.user_id},
            "publish": {"published_on": today()},
        }  # fmt: skip
        return moved.get(name, {})

    walk(METHOD_CASE, lambda: begun(cast), actors, fields=fields, examples=5)
    walk(METHOD_CASE, lambda: finished(cast), actors, fields=fields, examples=3)
    walk(METHOD_CASE, lambda: proposed(cast, brand), actors, fields=fields, examples=3)
