"""Writes of the county, and the rule book that every subject computes with."""

from renda.ground.county.services.books import rule_book
from renda.ground.county.services.calendars import confirm_holidays, draft_book, draft_holidays, drop_draft
from renda.ground.county.services.numbers import raise_number, refuse_number, take_number
from renda.ground.county.services.settings import book_with_rule, set_rule
from renda.ground.county.services.terms import (
    change_session,
    change_term,
    close_term,
    move_deadline,
    open_session,
    open_term,
)

__all__ = [
    "book_with_rule", "change_session", "change_term", "close_term", "confirm_holidays", "draft_book", "draft_holidays",
    "drop_draft", "move_deadline", "open_session",
    "open_term", "raise_number", "refuse_number", "rule_book", "set_rule", "take_number",
]  # fmt: skip
