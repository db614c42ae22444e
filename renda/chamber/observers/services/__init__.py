"""Writes of observers: the call, the sign-up without an account, who comes, erasure."""

from renda.chamber.observers.services.calling import announce_observing, cancel_observing, choose_observing
from renda.chamber.observers.services.signing_up import (
    apply_observer,
    erase_observer,
    erase_outdated,
    unmask_observer,
    withdraw_observer,
)

__all__ = [
    "announce_observing",
    "apply_observer",
    "cancel_observing",
    "choose_observing",
    "erase_observer",
    "erase_outdated",
    "unmask_observer",
    "withdraw_observer",
]
