"""The proposal: what serves the village first, then the nearest, then the town; ties always the same way."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renda.network.stations.rules import Area, Spot, ground, is_inside, km_between, propose
from renda.network.stations.states import Basis

HERE = (104.5, 28.4)
POINTS = st.tuples(st.floats(104, 105), st.floats(28, 29))
KINDS = st.sampled_from([("station",), ("town_home",), ("contact_point",), ("county_home",)])
VILLAGES = st.frozensets(st.sampled_from(["东村", "西村", "南村"]), max_size=3)
SPOTS = st.lists(
    st.tuples(st.sampled_from(["甲镇", "乙镇"]), VILLAGES, st.none() | POINTS | st.just(HERE), KINDS), max_size=12
).map(lambda rows: [Spot(pk, f"站{pk}", *row) for pk, row in enumerate(rows)])
AREAS = st.tuples(st.sampled_from(["甲镇", "乙镇", "丙镇"]), st.sampled_from(["东村", "西村", ""]), st.none() | POINTS)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SPOTS, AREAS, st.randoms())
def test_the_nearest_really_is_nearest_and_ties_do_not_depend_on_the_order(spots, where, dice):
    area = Area("住在", *where)
    found = propose([area], spots)
    shuffled = random.Random(dice.random()).sample(spots, len(spots))
    assert propose([area], shuffled) == found
    serving = [s for s in spots if s.town == area.town and area.village in s.villages]
    if found is None:
        assert not serving
        assert not [s for s in spots if s.town == area.town]
        assert area.point is None or not [s for s in spots if s.point]
        return
    rivals = {Basis.SERVES: serving, Basis.NEAR: [s for s in spots if s.point]}.get(found.basis, [])
    assert (found.basis == Basis.SERVES) == bool(serving)
    if area.point and found.basis != Basis.TOWN and found.spot.point:
        least = km_between(area.point, found.spot.point)
        assert all(km_between(area.point, s.point) >= least for s in rivals if s.point)
        assert found.km == round(least, 1)
    if found.basis == Basis.TOWN:
        assert found.spot.town == area.town
        assert area.point is None or not [s for s in spots if s.point]


def spot(pk, **more):
    facts = {"name": f"站{pk}", "town": "甲镇", "villages": frozenset(), "point": None, "kinds": ("station",), **more}
    return Spot(pk=pk, **facts)


def test_a_place_for_the_village_stands_before_a_nearer_one_for_others():
    spots = [spot(1, point=HERE), spot(2, villages=frozenset({"东村"}), point=(104.9, 28.9))]
    found = propose([Area("住在", "甲镇", "东村", HERE)], spots)
    assert (found.spot.pk, found.basis) == (2, Basis.SERVES)
    assert found.words == "住在甲镇东村，这里服务这个村（社区），直线距离约67.9公里。"


def test_of_two_equally_near_the_one_for_fewer_people_then_the_older():
    home, point, later = spot(1, kinds=("town_home",), point=HERE), spot(2, point=HERE), spot(3, point=HERE)
    assert propose([Area("住在", "丙镇", "北村", HERE)], [home, later, point]).spot.pk == 2


def test_without_points_the_towns_home_is_proposed():
    spots = [spot(1), spot(2, kinds=("town_home",)), spot(3, town="乙镇", kinds=("town_home",))]
    found = propose([Area("工作在", "甲镇")], spots)
    assert (found.spot.pk, found.basis, found.km) == (2, Basis.TOWN, None)
    assert "没有写到村" in found.words


def test_where_one_works_counts_if_the_home_says_nothing():
    found = propose([Area("住在", ""), Area("工作在", "甲镇")], [spot(1)])
    assert found.words.startswith("工作在甲镇")
    assert propose([Area("住在", "")], [spot(1)]) is None


@pytest.mark.parametrize("points", [[], [HERE], [HERE, HERE, (104.6, 28.5)], [(104.1, 28), (104.2, 28), (104.3, 28)]])
def test_no_ground_without_a_surface(points):
    assert ground(points) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(POINTS, min_size=4, max_size=12, unique=True))
def test_the_ground_holds_the_middle_of_its_points(points):
    found = ground(points)
    if found is not None:
        ring = found["coordinates"][0][0]
        assert ring[0] == ring[-1]
        assert len(ring) >= 4


def test_inside_and_outside_of_an_outline():
    square = {"coordinates": [[[[104, 28], [105, 28], [105, 29], [104, 29], [104, 28]]]]}
    assert is_inside(HERE, square)
    assert not is_inside((106, 28.4), square)
