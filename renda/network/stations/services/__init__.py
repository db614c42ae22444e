"""Writes of stations: places, who belongs to them, and both from a table with a preview."""

from renda.network.stations.services.members import end_membership, join_station
from renda.network.stations.services.places import change_station, open_station
from renda.network.stations.services.sheets import MEMBERS, PLACES

__all__ = ["MEMBERS", "PLACES", "change_station", "end_membership", "join_station", "open_station"]
