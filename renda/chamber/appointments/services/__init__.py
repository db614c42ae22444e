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
    check_nominee,
    exempt_nominee,
    fill_nominee,
    resubmit_nominee,
    send_back_nominee,
    state_nominee,
    summon_nominee,
    withdraw_nominee,
)
from renda.chamber.appointments.services.office import issue_appointment, swear_appointment
from renda.chamber.appointments.services.opening import add_appointment, open_appointment, withdraw_appointment

__all__ = [
    "add_appointment",
    "announce_appointment",
    "begin_exam",
    "cancel_exam",
    "change_question",
    "check_nominee",
    "close_appointment",
    "exempt_nominee",
    "fill_bank",
    "fill_nominee",
    "give_marks",
    "hand_in_exam",
    "issue_appointment",
    "list_appointment",
    "load_questions",
    "miss_exam",
    "open_appointment",
    "put_appointment",
    "resubmit_nominee",
    "save_answer",
    "send_back_nominee",
    "settle_appointment",
    "state_nominee",
    "summon_nominee",
    "swear_appointment",
    "time_out_exam",
    "withdraw_appointment",
    "withdraw_nominee",
]
