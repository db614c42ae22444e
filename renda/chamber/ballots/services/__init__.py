"""Writes of votes: put a question, open it, press a button, count hands, close it."""

from renda.chamber.ballots.services.closing import close_ballot
from renda.chamber.ballots.services.hands import count_hands
from renda.chamber.ballots.services.pressing import cast_choice
from renda.chamber.ballots.services.putting import open_ballot, put_ballot, recuse_ballot, withdraw_ballot

__all__ = [
    "cast_choice",
    "close_ballot",
    "count_hands",
    "open_ballot",
    "put_ballot",
    "recuse_ballot",
    "withdraw_ballot",
]
