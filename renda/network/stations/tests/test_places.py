"""Stations: opened, kept by who serves there, joined and left by deputies."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.people.models import Organisation
from renda.network.stations.models import Membership, Station
from renda.network.stations.queries import deputies_of, main_station_of, towns, without_station
from renda.network.stations.services import change_station, end_membership, join_station, open_station
from renda.network.stations.states import StationKind, StationState


@pytest.fixture
def opened(county, cast):
    presidium = Organisation.objects.get(pk=cast.orgs.presidium)
    return open_station(
        county_id=county.pk, actor=cast.office, name="庆符镇第三片区代表联络站", kinds=[StationKind.STATION],
        town="庆符镇", town_org=presidium,
    )  # fmt: skip


def test_a_new_station_has_an_organisation_under_the_town(opened, cast):
    assert opened.org.parent_id == cast.orgs.presidium
    assert opened.org.congress_id == cast.orgs.town_congress
    assert opened.state == StationState.OPENED


def test_a_name_is_taken_once(county, cast, opened):
    with pytest.raises(Conflict):
        open_station(county_id=county.pk, actor=cast.office, name=opened.name, kinds=[StationKind.STATION])


@pytest.mark.parametrize("facts", [{"kinds": []}, {"kinds": ["palace"]}, {"kinds": ["station"], "code": "X"}])
def test_what_is_no_station_is_refused(county, cast, facts):
    with pytest.raises(Invalid):
        open_station(county_id=county.pk, actor=cast.office, name="新站", **facts)


@pytest.mark.parametrize("name", ["liaison", "deputy", "township", "resident", "other_office"])
def test_only_the_office_opens_stations(county, cast, name):
    with pytest.raises(NotAllowed):
        open_station(county_id=county.pk, actor=getattr(cast, name), name="新站", kinds=[StationKind.STATION])


def test_who_serves_at_a_station_keeps_its_address_and_hours(cast, opened):
    change_station(cast.places.station, actor=cast.liaison, hours="每天 8:00—20:00")
    assert Station.objects.get(pk=cast.places.station.pk).hours == "每天 8:00—20:00"
    with pytest.raises(Invalid):
        change_station(cast.places.station, actor=cast.liaison, state=StationState.CLOSED)
    with pytest.raises(NotAllowed):
        change_station(opened, actor=cast.liaison, hours="每天")


def test_a_deputy_moves_to_another_main_station(cast, opened):
    join_station(opened, actor=cast.office, deputy=cast.seats.deputy, from_on=date(2026, 6, 1))
    assert main_station_of(cast.resident, cast.seats.deputy.code, date(2026, 5, 31)) == cast.places.station
    assert main_station_of(cast.resident, cast.seats.deputy.code, date(2026, 6, 1)) == opened


def test_a_second_station_leaves_the_main_one(cast, opened):
    join_station(opened, actor=cast.office, deputy=cast.seats.deputy, from_on=date(2026, 6, 1), is_main=False)
    assert main_station_of(cast.resident, cast.seats.deputy.code, date(2026, 6, 1)) == cast.places.station
    assert cast.seats.deputy in [row.deputy for row in deputies_of(opened, date(2026, 6, 1))]


def test_nobody_joins_a_station_twice(cast):
    with pytest.raises(Conflict):
        join_station(cast.places.station, actor=cast.office, deputy=cast.seats.deputy, from_on=date(2026, 6, 1))


def test_only_serving_deputies_join(cast, opened):
    cast.seats.deputy.serving = False
    with pytest.raises(Invalid):
        join_station(opened, actor=cast.office, deputy=cast.seats.deputy, from_on=date(2026, 6, 1))


def test_the_database_allows_one_main_station(cast, opened, county):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(county=county, deputy=cast.seats.deputy, station=opened, from_on=date(2026, 6, 1))


def test_only_the_office_places_deputies(cast, opened):
    with pytest.raises(NotAllowed):
        join_station(opened, actor=cast.liaison, deputy=cast.seats.deputy, from_on=date(2026, 6, 1))


def test_who_left_every_station_is_listed(cast, county):
    assert not without_station(county.pk, date(2026, 6, 2)).exists()
    member = Membership.objects.get(deputy=cast.seats.deputy)
    with pytest.raises(Invalid):
        end_membership(member, actor=cast.office, on=date(2020, 1, 1))
    end_membership(member, actor=cast.office, on=date(2026, 6, 1))
    assert list(without_station(county.pk, date(2026, 6, 2))) == [cast.seats.deputy]


def test_nothing_stands_above_itself(cast, opened):
    change_station(opened, actor=cast.office, parent=cast.places.station)
    for parent in (cast.places.home, opened, cast.places.station):
        with pytest.raises(Invalid) as caught:
            change_station(cast.places.home, actor=cast.office, parent=parent)
        assert caught.value.field == "parent"


def test_closed_stations_are_seen_by_staff_only(cast):
    with pytest.raises(Invalid):
        change_station(cast.places.station, actor=cast.office, state=StationState.CLOSED)
    Station.objects.filter(pk=cast.places.station.pk).update(state=StationState.CLOSED)
    seen = Station.objects.filter(pk=cast.places.station.pk)
    assert not seen.visible_to(cast.resident).exists()
    assert seen.visible_to(cast.office).exists()
    assert not seen.visible_to(cast.other_office).exists()
    assert not Membership.objects.visible_to(cast.resident).exists()
    assert Membership.objects.visible_to(cast.office).exists()


def test_towns_are_named_once(cast, opened):
    assert towns(cast.resident) == ["庆符镇"]
