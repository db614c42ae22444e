"""Writes: one function per verb, named `<step>_<kind>`, one transaction each."""

from renda.voice.motions.services.deadlines import set_deadline
from renda.voice.motions.services.deciding import (
    allow_withdrawal_motion,
    ask_withdrawal_motion,
    convert_motion,
    put_on_agenda_motion,
    refer_motion,
    refuse_withdrawal_motion,
    vote_motion,
)
from renda.voice.motions.services.drafting import (
    draft_motion,
    edit_motion,
    miss_motion,
    submit_motion,
    turn_motion,
    withdraw_motion,
)
from renda.voice.motions.services.handling import (
    answer_motion,
    close_motion,
    consult_motion,
    hand_over_motion,
    publish_motion,
    report_motion,
    tell_motion,
)
from renda.voice.motions.services.receiving import opine_motion, receive_motion, send_back_motion
from renda.voice.motions.services.signing import decline_cosigning, invite_cosigning, record_cosigning, sign_cosigning

__all__ = [
    "allow_withdrawal_motion", "answer_motion", "ask_withdrawal_motion", "close_motion", "consult_motion", "convert_motion",
    "decline_cosigning", "draft_motion", "edit_motion", "hand_over_motion", "invite_cosigning", "miss_motion", "opine_motion",
    "publish_motion", "put_on_agenda_motion", "receive_motion", "record_cosigning", "refer_motion",
    "refuse_withdrawal_motion", "report_motion", "send_back_motion", "set_deadline", "sign_cosigning", "submit_motion",
    "tell_motion", "turn_motion", "vote_motion", "withdraw_motion",
]  # fmt: skip
