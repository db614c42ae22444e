"""Writes of participations: an organ asks, the office names deputies, they answer, come and say what they saw."""

from renda.chamber.participations.services.allotting import (
    accept_participation,
    allot_participation,
    ask_leave_participation,
    cancel_participation,
    refuse_participation,
    substitute_participation,
)
from renda.chamber.participations.services.requesting import (
    attend_participation,
    move_participation,
    observe_participation,
    request_participation,
    take_up_participation,
    withdraw_participation,
)

__all__ = [
    "accept_participation", "allot_participation", "ask_leave_participation", "attend_participation", "cancel_participation",
    "move_participation", "observe_participation", "refuse_participation", "request_participation", "substitute_participation",
    "take_up_participation", "withdraw_participation",
]  # fmt: skip
