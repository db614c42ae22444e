"""Writes: one function per verb, `<step>_order`, one transaction each; the menus themselves are plain rows."""

from renda.network.menus.services.ending import erase_order, erase_outdated, lapse_order, unmask_order
from renda.network.menus.services.intake import enter_order, place_order
from renda.network.menus.services.menu import change_group, change_item, open_group, open_item, set_fields
from renda.network.menus.services.serving import (
    call_back_order,
    cancel_order,
    give_order,
    hand_back_order,
    rate_order,
    refuse_order,
    serve_order,
    take_order,
)

__all__ = [
    "call_back_order",
    "cancel_order",
    "change_group",
    "change_item",
    "enter_order",
    "erase_order",
    "erase_outdated",
    "give_order",
    "hand_back_order",
    "lapse_order",
    "open_group",
    "open_item",
    "place_order",
    "rate_order",
    "refuse_order",
    "serve_order",
    "set_fields",
    "take_order",
    "unmask_order",
]
