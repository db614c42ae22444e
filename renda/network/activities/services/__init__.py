"""Writes: one function per verb, named `<step>_<kind>`, one transaction each."""

from renda.network.activities.services.holding import amend_activity, cancel_activity, record_activity
from renda.network.activities.services.planning import (
    announce_activity,
    ask_leave_activity,
    call_in_activity,
    edit_activity,
    plan_activity,
    plan_receptions,
    sign_up_activity,
)
from renda.network.activities.services.reminding import remind_all, remind_duties
from renda.network.activities.services.summing import (
    confirm_summary,
    draft_summary,
    edit_summary,
    reopen_summary,
)
from renda.network.activities.services.words import explain_gap, set_words

__all__ = [
    "amend_activity",
    "announce_activity",
    "ask_leave_activity",
    "call_in_activity",
    "cancel_activity",
    "confirm_summary",
    "draft_summary",
    "edit_activity",
    "edit_summary",
    "explain_gap",
    "plan_activity",
    "plan_receptions",
    "record_activity",
    "remind_all",
    "remind_duties",
    "reopen_summary",
    "set_words",
    "sign_up_activity",
]
