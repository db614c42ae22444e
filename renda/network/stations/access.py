"""Facts about an actor and the stations."""

from renda.ground.kernel.actor import Actor, Role
from renda.network.deputies.access import keeps_roster
from renda.network.stations.models import Station

keeps_stations = keeps_roster


def serves_at(actor: Actor, station: Station) -> bool:
    """联络员或者站长 of this station"""
    return actor.holds(Role.LIAISON, Role.STATION_MASTER, org_id=station.org_id)


def may_change(actor: Actor, station: Station) -> bool:
    """Who keeps the stations of the county, or serves at this one"""
    return keeps_stations(actor, station.county_id) or serves_at(actor, station)
