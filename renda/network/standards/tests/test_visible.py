"""A station's people see and write their own checks, a town its own, the county all: by table."""

from types import SimpleNamespace

import pytest

from renda.ground.kernel.actor import Actor, Held, Role
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import NotAllowed
from renda.ground.people.models import Organisation
from renda.network.standards import services
from renda.network.standards.models import Check
from renda.network.standards.shown import table
from renda.network.standards.tests.factories import begun, said
from renda.network.stations.models import Station


@pytest.fixture
def world(cast):
    """Checks of the cast's station, of another station in the same town, and of one in another town."""
    here = cast.places.station
    town = Organisation.objects.create(county=cast.county, kind="presidium", name="沙河镇人大主席团")
    beside = _station(cast, "石门联络站", here.town_org_id, here.town)
    away = _station(cast, "沙河联络站", town.pk, "沙河镇")
    rows = {name: begun(cast, station=place) for name, place in (("own", here), ("beside", beside), ("away", away))}
    other_town = Actor(cast.county.pk, 99_001, "外镇", (Held(99_001, Role.TOWNSHIP, town.pk),))
    other_liaison = Actor(cast.county.pk, 99_002, "邻站", (Held(99_002, Role.LIAISON, beside.org_id),))
    return SimpleNamespace(cast=cast, rows=rows, other_town=other_town, other_liaison=other_liaison)


def _station(cast, name, town_org_id, town):
    org = Organisation.objects.create(county=cast.county, kind="station", name=name)
    return Station.objects.create(
        county=cast.county, org=org, name=name, town_org_id=town_org_id, town=town, kinds=["station"]
    )


def actor_of(world, who):
    return getattr(world, who, None) or getattr(world.cast, who)


SEES = [
    ("liaison", {"own"}), ("station_master", {"own"}), ("other_liaison", {"beside"}), ("township", {"own", "beside"}),
    ("other_town", {"away"}), ("office", {"own", "beside", "away"}), ("chair", {"own", "beside", "away"}),
    ("committee", {"own", "beside", "away"}), ("deputy", set()), ("clerk", set()), ("resident", set()), ("other_office", set()),
]  # fmt: skip
WRITES = [
    ("liaison", {"own"}), ("station_master", {"own"}), ("other_liaison", {"beside"}), ("township", {"own", "beside"}),
    ("other_town", {"away"}), ("office", {"own", "beside", "away"}), ("chair", set()), ("deputy", set()), ("clerk", set()),
    ("resident", set()), ("other_office", set()),
]  # fmt: skip


@pytest.mark.parametrize(("who", "sees"), SEES)
def test_who_sees_which_checks(world, who, sees):
    found = set(Check.objects.visible_to(actor_of(world, who)).values_list("pk", flat=True))
    assert found == {world.rows[name].pk for name in sees}


@pytest.mark.parametrize(("who", "writes"), WRITES)
def test_who_writes_which_checks(world, who, writes):
    for name, row in world.rows.items():
        if name in writes:
            services.report_station_check(row, actor=actor_of(world, who), answers=said())
            continue
        with pytest.raises(NotAllowed):
            services.report_station_check(row, actor=actor_of(world, who), answers=said())


@pytest.mark.parametrize(
    ("who", "sees"), [one for one in SEES if one[0] not in ("resident", "clerk", "deputy", "other_office")]
)
def test_gaps_are_those_of_the_same_stations(world, who, sees):
    for row in world.rows.values():
        services.report_station_check(row, actor=world.cast.office, answers=said({"有设施": "no"}))
    found = table(actor_of(world, who), today().year, "six")
    assert {gap.check.pk for gap in found.gaps} == {world.rows[name].pk for name in sees}
    assert found.checked == len(sees)
