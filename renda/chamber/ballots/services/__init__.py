"""Writes of votes: put a question, open it, press a button, count hands or papers, close it."""

from renda.chamber.ballots.services.closing import close_ballot
from renda.chamber.ballots.services.hands import count_hands
from renda.chamber.ballots.services.pressing import cast_choice
from renda.chamber.ballots.services.putting import open_ballot, put_ballot, recuse_ballot, withdraw_ballot
from renda.chamber.ballots.services.sheets import count_sheet, issue_ballot, sign_ballot

__all__ = [
    "cast_choice",
    "close_ballot",
    "count_hands",
    "count_sheet",
    "issue_ballot",
    "open_ballot",
    "put_ballot",
    "recuse_ballot",
    "sign_ballot",
    "withdraw_ballot",
]
