"""Writes: one function per verb, named `<step>_<kind>`, one transaction each."""

from renda.network.activities.services.holding import amend_activity, cancel_activity, record_activity
from renda.network.activities.services.planning import (
    announce_activity,
    ask_leave_activity,
    edit_activity,
    plan_activity,
    plan_receptions,
    sign_up_activity,
)
from renda.network.activities.services.summing import (
    confirm_summary,
    draft_summary,
    edit_summary,
    reopen_summary,
)

__all__ = [
    "amend_activity",
    "announce_activity",
    "ask_leave_activity",
    "cancel_activity",
    "confirm_summary",
    "draft_summary",
    "edit_activity",
    "edit_summary",
    "plan_activity",
    "plan_receptions",
    "record_activity",
    "reopen_summary",
    "sign_up_activity",
]
