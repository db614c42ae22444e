"""Writes of meetings: who sits in a body, the meeting and its agenda, what prepares it, who is there, the summary."""

from renda.chamber.meetings.services.agenda import add_item_meeting, drop_item_meeting
from renda.chamber.meetings.services.bodies import found_bodies, found_body, seat_members, set_plan
from renda.chamber.meetings.services.calendars import drop_calendar_key, make_calendar_key
from renda.chamber.meetings.services.groups import arrange_seats_meeting, form_groups_meeting
from renda.chamber.meetings.services.guests import (
    answer_invitation,
    attend_invitation,
    invite_units_meeting,
    withdraw_invitation,
)
from renda.chamber.meetings.services.holding import close_meeting, open_meeting, publish_meeting, write_meeting
from renda.chamber.meetings.services.materials import add_material_meeting
from renda.chamber.meetings.services.papers import draw_up
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
from renda.chamber.meetings.services.sittings import (
    add_sitting_meeting,
    attend_sitting,
    close_sitting,
    drop_sitting,
    open_sitting,
)
from renda.chamber.meetings.services.speeches import (
    add_speech,
    ask_to_speak,
    call_speech,
    end_speech,
    note_speech,
    withdraw_speech,
)

__all__ = [
    "accept_meeting",
    "add_item_meeting",
    "add_material_meeting",
    "add_sitting_meeting",
    "add_speech",
    "answer_invitation",
    "arrange_seats_meeting",
    "arrive",
    "ask_leave_meeting",
    "ask_to_speak",
    "attend_invitation",
    "attend_sitting",
    "call_speech",
    "cancel_meeting",
    "close_meeting",
    "close_sitting",
    "convene_meeting",
    "depart",
    "draw_up",
    "drop_calendar_key",
    "drop_item_meeting",
    "drop_preparation",
    "drop_sitting",
    "edit_meeting",
    "end_speech",
    "finish_preparation",
    "form_groups_meeting",
    "found_bodies",
    "found_body",
    "hand_preparation",
    "invite_meeting",
    "invite_units_meeting",
    "make_calendar_key",
    "note_speech",
    "open_meeting",
    "open_sitting",
    "plan_meeting",
    "publish_meeting",
    "reopen_preparation",
    "seat_members",
    "set_plan",
    "set_up_preparation",
    "withdraw_invitation",
    "withdraw_speech",
    "write_meeting",
]
