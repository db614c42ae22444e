"""Writes: one function per verb, `<step>_opinion`, one transaction each."""

from renda.ground.intake.services import Proof, make_challenge, make_token, slow_down
from renda.voice.opinions.services.contact import ask_phone_code, confirm_phone, unmask_opinion
from renda.voice.opinions.services.ending import (
    close_opinion,
    erase_opinion,
    erase_outdated,
    lapse_guided_opinion,
    lapse_opinion,
    lapse_rated_opinion,
)
from renda.voice.opinions.services.handling import (
    decline_county_opinion,
    decline_opinion,
    extend_opinion,
    handle_opinion,
    keep_for_opinion,
    pass_to_county_opinion,
    pass_to_town_opinion,
    pass_to_village_opinion,
    pause_opinion,
    refer_to_county_opinion,
    resume_opinion,
    send_back_opinion,
    tell_opinion,
)
from renda.voice.opinions.services.intake import enter_opinion, submit_opinion
from renda.voice.opinions.services.paper import confirm_paper
from renda.voice.opinions.services.resident import (
    add_word_opinion,
    complain_opinion,
    rate_opinion,
    reopen_opinion,
    withdraw_opinion,
)
from renda.voice.opinions.services.screening import (
    answer_on_spot_opinion,
    guide_away_opinion,
    hand_back_opinion,
    pass_elsewhere_opinion,
    screen_opinion,
    take_up_opinion,
)
from renda.voice.opinions.services.suggestion import (
    answer_opinion,
    become_suggestion_opinion,
    leave_suggestion_opinion,
    suggestion_assigned_opinion,
    suggestion_replied_opinion,
)

__all__ = [
    "Proof",
    "add_word_opinion",
    "answer_on_spot_opinion",
    "answer_opinion",
    "ask_phone_code",
    "become_suggestion_opinion",
    "close_opinion",
    "complain_opinion",
    "confirm_paper",
    "confirm_phone",
    "decline_county_opinion",
    "decline_opinion",
    "enter_opinion",
    "erase_opinion",
    "erase_outdated",
    "extend_opinion",
    "guide_away_opinion",
    "hand_back_opinion",
    "handle_opinion",
    "keep_for_opinion",
    "lapse_guided_opinion",
    "lapse_opinion",
    "lapse_rated_opinion",
    "leave_suggestion_opinion",
    "make_challenge",
    "make_token",
    "pass_elsewhere_opinion",
    "pass_to_county_opinion",
    "pass_to_town_opinion",
    "pass_to_village_opinion",
    "pause_opinion",
    "rate_opinion",
    "refer_to_county_opinion",
    "reopen_opinion",
    "resume_opinion",
    "screen_opinion",
    "send_back_opinion",
    "slow_down",
    "submit_opinion",
    "suggestion_assigned_opinion",
    "suggestion_replied_opinion",
    "take_up_opinion",
    "tell_opinion",
    "unmask_opinion",
    "withdraw_opinion",
]
