"""Makes votes by services in a meeting that is open."""

from typing import Any

from renda.chamber.ballots import services
from renda.chamber.ballots.models import Ballot
from renda.chamber.meetings.tests import factories as meetings

MEMBERS = 7


def put(cast: Any, **facts: Any) -> Ballot:
    """Ready, in an open meeting of seven with five in the hall."""
    meeting = facts.pop("meeting", None) or meetings.opened(cast, members=MEMBERS, present=5)
    facts = {"vote": "decision", "question": "批准2025年决算", **facts}
    return services.put_ballot(meeting, actor=cast.office, **facts)


def opened(cast: Any, **facts: Any) -> Ballot:
    return services.open_ballot(put(cast, **facts), actor=cast.office)


def closed(cast: Any, *, option: str = "yes", **facts: Any) -> Ballot:
    """The cast's two members have pressed."""
    row = opened(cast, **facts)
    for actor in (cast.deputy, cast.deputy2):
        services.cast_choice(row, actor=actor, option=option)
    return services.close_ballot(row, actor=cast.office)
