"""Writes of notices: tell people, send what waits in the outbox, remind of days, read, resend and erase."""

from renda.ground.notices.services.outbox import discard, resend, resend_all, send_due, throw_away
from renda.ground.notices.services.reading import erase_notices, read_all, read_message
from renda.ground.notices.services.reminding import remind_due
from renda.ground.notices.services.telling import tell, tell_clerks, tell_phone

__all__ = [
    "discard",
    "erase_notices",
    "read_all",
    "read_message",
    "remind_due",
    "resend",
    "resend_all",
    "send_due",
    "tell",
    "tell_clerks",
    "tell_phone",
    "throw_away",
]
