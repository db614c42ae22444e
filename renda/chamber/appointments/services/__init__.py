"""Writes of appointments: proposals and their lines, exams and the question bank, the meeting, and taking office."""

from renda.chamber.appointments.services.bank import change_question, fill_bank, load_questions
from renda.chamber.appointments.services.exams import (
    begin_exam,
    cancel_exam,
    give_marks,
    hand_in_exam,
    miss_exam,
    save_answer,
    time_out_exam,
)
from renda.chamber.appointments.services.holding import (
    announce_appointment,
    close_appointment,
    list_appointment,
    put_appointment,
    settle_appointment,
)
from renda.chamber.appointments.services.lines import (
    check_nomination,
    exempt_nomination,
    fill_nomination,
    resubmit_nomination,
    send_back_nomination,
    state_nomination,
    summon_nomination,
    withdraw_nomination,
)
from renda.chamber.appointments.services.office import issue_appointment, swear_appointment
from renda.chamber.appointments.services.opening import add_appointment, open_appointment, withdraw_appointment

__all__ = [
    "add_appointment",
    "announce_appointment",
    "begin_exam",
    "cancel_exam",
    "change_question",
    "check_nomination",
    "close_appointment",
    "exempt_nomination",
    "fill_bank",
    "fill_nomination",
    "give_marks",
    "hand_in_exam",
    "issue_appointment",
    "list_appointment",
    "load_questions",
    "miss_exam",
    "open_appointment",
    "put_appointment",
    "resubmit_nomination",
    "save_answer",
    "send_back_nomination",
    "settle_appointment",
    "state_nomination",
    "summon_nomination",
    "swear_appointment",
    "time_out_exam",
    "withdraw_appointment",
    "withdraw_nomination",
]
