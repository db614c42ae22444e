"""Writes of deliberation opinions: drafted, handed over, answered, rated, published."""

from renda.chamber.deliberations.services.drafting import (
    add_point_deliberation,
    approve_deliberation,
    change_point_deliberation,
    draft_deliberation,
    drop_deliberation,
    drop_point_deliberation,
    send_back_deliberation,
    submit_deliberation,
    write_deliberation,
)
from renda.chamber.deliberations.services.handling import (
    answer_deliberation,
    ask_again_deliberation,
    check_deliberation,
    extend_deliberation,
    hand_deliberation,
    handle_again_deliberation,
    report_deliberation,
)
from renda.chamber.deliberations.services.rating import (
    close_deliberation,
    publish_deliberation,
    put_on_agenda_deliberation,
    put_to_vote_deliberation,
    rate_deliberation,
    take_off_deliberation,
)

__all__ = [
    "add_point_deliberation",
    "answer_deliberation",
    "approve_deliberation",
    "ask_again_deliberation",
    "change_point_deliberation",
    "check_deliberation",
    "close_deliberation",
    "draft_deliberation",
    "drop_deliberation",
    "drop_point_deliberation",
    "extend_deliberation",
    "hand_deliberation",
    "handle_again_deliberation",
    "publish_deliberation",
    "put_on_agenda_deliberation",
    "put_to_vote_deliberation",
    "rate_deliberation",
    "report_deliberation",
    "send_back_deliberation",
    "submit_deliberation",
    "take_off_deliberation",
    "write_deliberation",
]
