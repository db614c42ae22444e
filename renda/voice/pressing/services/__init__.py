"""Writes: one function per verb, named `<step>_<kind>`, one transaction each."""

from renda.voice.pressing.services.due import open_ratings, propose_due
from renda.voice.pressing.services.evaluations import lapse_evaluation, open_evaluation, rate_evaluation
from renda.voice.pressing.services.findings import (
    answer_finding,
    clear_finding,
    confirm_finding,
    find_finding,
    reopen_finding,
)
from renda.voice.pressing.services.inquiries import (
    answer_inquiry,
    close_inquiry,
    drop_inquiry,
    escalate_inquiry,
    issue_inquiry,
    propose_inquiry,
    remind_inquiry,
    send_back_inquiry,
)
from renda.voice.pressing.services.papers import order_slip
from renda.voice.pressing.services.settings import note_assessment, set_four
from renda.voice.pressing.services.tours import (
    announce_tour,
    cancel_tour,
    edit_tour,
    hold_tour,
    plan_tour,
    report_tour,
)

__all__ = [
    "announce_tour",
    "answer_finding",
    "answer_inquiry",
    "cancel_tour",
    "clear_finding",
    "close_inquiry",
    "confirm_finding",
    "drop_inquiry",
    "edit_tour",
    "escalate_inquiry",
    "find_finding",
    "hold_tour",
    "issue_inquiry",
    "lapse_evaluation",
    "note_assessment",
    "open_evaluation",
    "open_ratings",
    "order_slip",
    "plan_tour",
    "propose_due",
    "propose_inquiry",
    "rate_evaluation",
    "remind_inquiry",
    "reopen_finding",
    "report_tour",
    "send_back_inquiry",
    "set_four",
]
