"""Writes of meetings: who sits in a body, the meeting and its agenda, what prepares it, who is there, the summary."""

from renda.chamber.meetings.services.agenda import add_item_meeting, drop_item_meeting
from renda.chamber.meetings.services.bodies import found_body, seat_members, set_plan
from renda.chamber.meetings.services.holding import close_meeting, open_meeting, publish_meeting, write_meeting
from renda.chamber.meetings.services.planning import (
    accept_meeting,
    ask_leave_meeting,
    cancel_meeting,
    convene_meeting,
    edit_meeting,
    invite_meeting,
    plan_meeting,
)
from renda.chamber.meetings.services.preparing import (
    drop_preparation,
    finish_preparation,
    hand_preparation,
    reopen_preparation,
    set_up_preparation,
)
from renda.chamber.meetings.services.presence import arrive, depart

__all__ = [
    "accept_meeting",
    "add_item_meeting",
    "arrive",
    "ask_leave_meeting",
    "cancel_meeting",
    "close_meeting",
    "convene_meeting",
    "depart",
    "drop_item_meeting",
    "drop_preparation",
    "edit_meeting",
    "finish_preparation",
    "found_body",
    "hand_preparation",
    "invite_meeting",
    "open_meeting",
    "plan_meeting",
    "publish_meeting",
    "reopen_preparation",
    "seat_members",
    "set_plan",
    "set_up_preparation",
    "write_meeting",
]
