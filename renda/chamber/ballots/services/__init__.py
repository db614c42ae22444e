"""Writes of votes: put a question, issue papers, open it, press a button, take a slip, count hands, close it."""

from renda.chamber.ballots.services.casting import cast_slip, package_of
from renda.chamber.ballots.services.closing import close_ballot
from renda.chamber.ballots.services.hands import count_hands
from renda.chamber.ballots.services.issuing import end_issuing, start_issuing, sweep_keys, take_papers
from renda.chamber.ballots.services.pressing import cast_choice
from renda.chamber.ballots.services.putting import open_ballot, put_ballot, recuse_ballot, withdraw_ballot

__all__ = [
    "cast_choice",
    "cast_slip",
    "close_ballot",
    "count_hands",
    "end_issuing",
    "open_ballot",
    "package_of",
    "put_ballot",
    "recuse_ballot",
    "start_issuing",
    "sweep_keys",
    "take_papers",
    "withdraw_ballot",
]
