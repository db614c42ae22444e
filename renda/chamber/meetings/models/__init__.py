"""Tables of meetings: bodies, the meeting itself, its agenda and materials, who is there, who speaks, sittings."""

from renda.chamber.meetings.models.agenda import AgendaItem, Material
from renda.chamber.meetings.models.bodies import Body, PlanLine, Seat
from renda.chamber.meetings.models.calendars import CalendarKey
from renda.chamber.meetings.models.guests import Invitation
from renda.chamber.meetings.models.meeting import Meeting, Preparation
from renda.chamber.meetings.models.presence import Group, Presence
from renda.chamber.meetings.models.sittings import Sitting, SittingPresence
from renda.chamber.meetings.models.speeches import Speech

__all__ = [
    "AgendaItem",
    "Body",
    "CalendarKey",
    "Group",
    "Invitation",
    "Material",
    "Meeting",
    "PlanLine",
    "Preparation",
    "Presence",
    "Seat",
    "Sitting",
    "SittingPresence",
    "Speech",
]
