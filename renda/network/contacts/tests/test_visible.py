"""Who sees which pair: by table. Nobody sees another deputy's, station's or town's residents."""

from datetime import timedelta

import pytest

from renda.ground.kernel.actor import Actor, Held, Role
from renda.ground.kernel.clock import today
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.contacts.models import ContactLog, Pair
from renda.network.contacts.tests.factories import logged, with_deputy, with_resident, with_town
from renda.network.stations.models import Membership, Station

MAKE = {"town": with_town, "deputy": with_deputy, "resident": with_resident}
SIDE = {"office", "committee", "chair"}
SEES = {
    "town": SIDE | {"township"},
    "deputy": SIDE | {"township", "deputy2", "deputy3"},
    "resident": SIDE | {"township", "liaison", "deputy"},
}
EVERYBODY = [
    "office", "committee", "chair", "township", "liaison", "station_master", "deputy", "deputy2", "deputy3", "town_deputy",
    "publisher", "admin", "gov", "clerk", "village", "town_gov", "resident", "other_office",
]  # fmt: skip


@pytest.mark.parametrize("kind", MAKE)
def test_who_sees_a_pair_and_its_contacts(cast, kind):
    pair = MAKE[kind](cast)
    logged(cast, pair, by="deputy" if kind == "resident" else "office")
    actors = {who: getattr(cast, who) for who in EVERYBODY}
    assert {who for who in EVERYBODY if Pair.objects.visible_to(actors[who]).filter(pk=pair.pk)} == SEES[kind]
    assert {who for who in EVERYBODY if ContactLog.objects.visible_to(actors[who]).filter(pair=pair)} == SEES[kind]


@pytest.fixture
def far(cast):
    """A station in another town with its liaison officer and its presidium, as actors."""
    county = cast.county
    presidium, org = (
        Organisation.objects.create(county=county, kind=kind, name=f"月江镇{kind}")
        for kind in (OrgKind.PRESIDIUM, OrgKind.STATION)
    )
    station = Station.objects.create(county=county, org=org, name="月江镇站", town="月江镇", town_org=presidium)
    return {
        "station": station,
        "liaison": Actor(county.pk, 990_001, "外站", (Held(0, Role.LIAISON, org.pk),)),
        "township": Actor(county.pk, 990_002, "外镇", (Held(0, Role.TOWNSHIP, presidium.pk),)),
    }


@pytest.mark.parametrize("who", ["liaison", "township"])
def test_another_station_and_another_town_see_nothing(cast, far, who):
    for make in MAKE.values():
        make(cast)
    assert not Pair.objects.visible_to(far[who]).exists()


@pytest.mark.parametrize("who", ["liaison", "township"])
def test_who_sees_moves_with_the_deputys_main_station(cast, far, who):
    pair, yesterday = with_resident(cast), today() - timedelta(days=1)
    Membership.objects.filter(deputy=cast.seats.deputy, is_main=True).update(to_on=yesterday)
    Membership.objects.create(county=cast.county, deputy=cast.seats.deputy, station=far["station"], from_on=today())
    assert Pair.objects.visible_to(far[who]).get() == pair
    assert not Pair.objects.visible_to(getattr(cast, who)).exists()


def test_a_second_station_of_the_deputy_sees_no_residents(cast, far):
    with_resident(cast)
    Membership.objects.create(
        county=cast.county, deputy=cast.seats.deputy, station=far["station"], from_on=today(), is_main=False
    )
    assert not Pair.objects.visible_to(far["liaison"]).exists()


def test_a_page_shows_no_name_village_or_phone_to_anybody(cast, client_of):
    pair = logged(cast, with_resident(cast), topic="可以打13800136044")
    for who in EVERYBODY[:-1]:
        page = client_of(who).get(pair.get_absolute_url())
        assert page.status_code == (200 if who in SEES["resident"] else 302 if who == "resident" else 404), who
        text = page.content.decode()
        assert not [word for word in ("汪秀莲", "瓦窑坝", "13800136044") if word in text], who
