"""Writes of elections: nominate, vote, declare who is elected, announce."""

from renda.chamber.elections.services.calling import (
    call_election,
    call_off_election,
    end_nominations_election,
    time_election,
)
from renda.chamber.elections.services.nominating import (
    decline_nomination,
    endorse_nomination,
    hand_in_nomination,
    invite_nomination,
    nominate_nomination,
    propose_nomination,
    withdraw_nomination,
)
from renda.chamber.elections.services.results import (
    announce_election,
    elect_election,
    leave_open_election,
    note_put_up,
    swear_election,
)
from renda.chamber.elections.services.voting import (
    pre_vote_election,
    settle_election,
    vote_again_election,
    vote_another_election,
    vote_election,
)

__all__ = [
    "announce_election", "call_election", "call_off_election", "decline_nomination", "elect_election", "end_nominations_election",
    "endorse_nomination", "hand_in_nomination", "invite_nomination", "leave_open_election", "nominate_nomination", "note_put_up",
    "pre_vote_election", "propose_nomination", "settle_election", "swear_election", "time_election", "vote_again_election",
    "vote_another_election", "vote_election", "withdraw_nomination",
]  # fmt: skip
