"""Writes of decisions: proposed, considered, voted on, announced, carried out; the county's list of matters."""

from renda.chamber.decisions.services.carrying import (
    announce_decision,
    ask_again_decision,
    close_decision,
    extend_decision,
    implement_decision,
    report_decision,
)
from renda.chamber.decisions.services.considering import (
    hand_decision,
    put_on_agenda_decision,
    record_decision,
    refuse_decision,
    research_decision,
    send_back_decision,
    submit_decision,
)
from renda.chamber.decisions.services.matters import set_matters
from renda.chamber.decisions.services.proposing import (
    join_decision,
    propose_decision,
    withdraw_decision,
    write_decision,
)
from renda.chamber.decisions.services.voting import (
    adopt_decision,
    deliberate_decision,
    fail_decision,
    postpone_decision,
    put_to_vote_decision,
    send_opinions_decision,
)

__all__ = [
    "adopt_decision",
    "announce_decision",
    "ask_again_decision",
    "close_decision",
    "deliberate_decision",
    "extend_decision",
    "fail_decision",
    "hand_decision",
    "implement_decision",
    "join_decision",
    "postpone_decision",
    "propose_decision",
    "put_on_agenda_decision",
    "put_to_vote_decision",
    "record_decision",
    "refuse_decision",
    "report_decision",
    "research_decision",
    "send_back_decision",
    "send_opinions_decision",
    "set_matters",
    "submit_decision",
    "withdraw_decision",
    "write_decision",
]
