"""Writes: one function per verb, named `<step>_<kind>`, one transaction each."""

from renda.voice.suggestions.services.assigning import (
    assign_suggestion,
    lengthen_suggestion,
    preassign_suggestion,
    propose_suggestion,
    urge_suggestion,
)
from renda.voice.suggestions.services.drafting import (
    convert_suggestion,
    draft_from_opinions,
    draft_suggestion,
    edit_suggestion,
    submit_suggestion,
    supplement_suggestion,
    withdraw_suggestion,
)
from renda.voice.suggestions.services.handling import (
    accept_handling,
    approve_return_handling,
    attach_scan_handling,
    check_handling,
    consult_handling,
    draft_reply_handling,
    give_opinion_handling,
    keep_draft_handling,
    refuse_return_handling,
    reply_handling,
    request_return_handling,
    send_back_handling,
)
from renda.voice.suggestions.services.letters import letter_facts
from renda.voice.suggestions.services.publishing import (
    approve_publication,
    archive_suggestion,
    close_suggestion,
    drop_publication,
    propose_publication,
    withhold_publication,
)
from renda.voice.suggestions.services.rating import lapse_rating, rate_rating, second_handling_suggestion
from renda.voice.suggestions.services.registering import (
    merge_suggestion,
    refuse_suggestion,
    register_suggestion,
    send_back_suggestion,
)
from renda.voice.suggestions.services.signing import (
    decline_signature,
    invite_signature,
    record_signature,
    sign_signature,
)
from renda.voice.suggestions.services.supervising import (
    name_key_suggestion,
    set_tracking,
    supervise_suggestion,
    unname_key_suggestion,
)

__all__ = [
    "accept_handling",
    "approve_publication",
    "approve_return_handling",
    "archive_suggestion",
    "assign_suggestion",
    "attach_scan_handling",
    "check_handling",
    "close_suggestion",
    "consult_handling",
    "convert_suggestion",
    "decline_signature",
    "draft_from_opinions",
    "draft_reply_handling",
    "draft_suggestion",
    "drop_publication",
    "edit_suggestion",
    "give_opinion_handling",
    "invite_signature",
    "keep_draft_handling",
    "lapse_rating",
    "lengthen_suggestion",
    "letter_facts",
    "merge_suggestion",
    "name_key_suggestion",
    "preassign_suggestion",
    "propose_publication",
    "propose_suggestion",
    "rate_rating",
    "record_signature",
    "refuse_return_handling",
    "refuse_suggestion",
    "register_suggestion",
    "reply_handling",
    "request_return_handling",
    "second_handling_suggestion",
    "send_back_handling",
    "send_back_suggestion",
    "set_tracking",
    "sign_signature",
    "submit_suggestion",
    "supervise_suggestion",
    "supplement_suggestion",
    "unname_key_suggestion",
    "urge_suggestion",
    "withdraw_suggestion",
    "withhold_publication",
]
