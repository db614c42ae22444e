"""Writes: one function per verb, steps named `<step>_station_check`, one transaction each."""

from renda.network.standards.services.checking import (
    accept_station_check,
    begin_many,
    begin_station_check,
    hand_back_station_check,
    reopen_station_check,
    report_station_check,
    send_back_station_check,
    verify_station_check,
)
from renda.network.standards.services.mending import dispute_station_check, rectify_station_check
from renda.network.standards.services.versions import save_checklist, save_wall_text

__all__ = [
    "accept_station_check",
    "begin_many",
    "begin_station_check",
    "dispute_station_check",
    "hand_back_station_check",
    "rectify_station_check",
    "reopen_station_check",
    "report_station_check",
    "save_checklist",
    "save_wall_text",
    "send_back_station_check",
    "verify_station_check",
]
