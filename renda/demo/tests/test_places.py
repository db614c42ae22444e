"""The demo counties have the figures the field names, whatever the cast brings along."""

import pytest

from renda.demo.cast import build_cast
from renda.demo.load import _county, _places
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership, Station

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "places", "town_deputies"), [("gaoxian", 61, 941), ("dingyuan", 282, 1600), ("daan", 74, 900)]
)
def test_a_county_has_its_figures(key, places, town_deputies):
    county = _county(key)
    _places(county, build_cast(county, with_other=False), key)
    assert Station.objects.filter(county=county).count() == places
    assert Deputy.objects.filter(county=county, level=1).count() == town_deputies
    main = Membership.objects.filter(county=county, is_main=True, to_on=None)
    assert main.count() == Deputy.objects.filter(county=county).count()


def test_a_second_load_adds_nothing():
    county = _county("daan")
    cast = build_cast(county, with_other=False)
    first = _places(county, cast, "daan")
    again = _places(county, cast, "daan")
    assert len(again.stations) == len(first.stations) == 74
    assert set(again.units) == set(first.units)
