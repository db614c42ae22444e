"""Writes of stations: places and their lives, who belongs to them, villages, tags; tables with a preview."""

from renda.network.stations.services.members import (
    accept_placing,
    choose_placing,
    end_membership,
    end_placing,
    excuse_placing,
    join_station,
    move_placing,
    release_placing,
)
from renda.network.stations.services.network import (
    add_tag,
    drop_outline,
    keep_tag,
    set_covering,
    set_outline,
    tag_station,
)
from renda.network.stations.services.openings import (
    begin_opening,
    close_opening,
    open_opening,
    pause_opening,
    plan_opening,
    record_opening,
    reopen_opening,
    reschedule_opening,
    upgrade_opening,
)
from renda.network.stations.services.places import change_station, open_station
from renda.network.stations.services.sheets import MEMBERS, PLACES
from renda.network.stations.services.villages import VILLAGES

__all__ = [
    "MEMBERS", "PLACES", "VILLAGES", "accept_placing", "add_tag", "begin_opening", "change_station", "choose_placing",
    "close_opening", "drop_outline", "end_membership", "end_placing", "excuse_placing", "join_station", "keep_tag", "move_placing",
    "open_opening", "open_station", "pause_opening", "plan_opening", "record_opening", "release_placing", "reopen_opening",
    "reschedule_opening", "set_covering", "set_outline", "tag_station", "upgrade_opening",
]  # fmt: skip
