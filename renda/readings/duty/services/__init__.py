"""Writes: books made and closed, runs, the county's own books, archives and objections, paper forms."""

from renda.readings.duty.services.archiving import (
    begin_duty_archive,
    confirm_duty_archive,
    correct_duty_objection,
    explain_duty_objection,
    lines_of,
    look_again_duty_archive,
    object_duty_objection,
    verify_duty_archive,
    withdraw_duty_objection,
)
from renda.readings.duty.services.making import make_book, paper_of, renew_after_erasure
from renda.readings.duty.services.naming import set_books
from renda.readings.duty.services.papering import (
    enter_paper_form,
    feeds_of,
    hold_paper_form,
    is_ours,
    place_paper_form,
    print_forms,
    print_paper_form,
    take_paper,
    void_paper_form,
)
from renda.readings.duty.services.running import close_last_year, resume_run, start_run, stop_run, take_run

__all__ = [
    "begin_duty_archive",
    "close_last_year",
    "confirm_duty_archive",
    "correct_duty_objection",
    "enter_paper_form",
    "explain_duty_objection",
    "feeds_of",
    "hold_paper_form",
    "is_ours",
    "lines_of",
    "look_again_duty_archive",
    "make_book",
    "object_duty_objection",
    "paper_of",
    "place_paper_form",
    "print_forms",
    "print_paper_form",
    "renew_after_erasure",
    "resume_run",
    "set_books",
    "start_run",
    "stop_run",
    "take_paper",
    "take_run",
    "verify_duty_archive",
    "void_paper_form",
    "withdraw_duty_objection",
]
