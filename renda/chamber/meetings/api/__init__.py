"""Meetings as JSON: the meeting itself and its preparation, and what happens at it."""

from renda.chamber.meetings.api import at_meetings
from renda.chamber.meetings.api.meetings import router

__all__ = ["at_meetings", "router"]
