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


def photo_of_sheet() -> Any:
    from renda.ground.files.tests.factories import photo

    return photo()


def issued(cast: Any, *, papers: int | None = None, **facts: Any) -> Ballot:
    """A paper vote whose papers are handed out."""
    row = opened(cast, **{"way": "paper", **facts})
    papers = (row.present or 0) if papers is None else papers
    return services.issue_ballot(
        row,
        actor=cast.office,
        first_number=1,
        last_number=papers + 3,
        issued=papers,
        scrutineers=["冯见素", "沈怀山"],
    )


def told(cast: Any, row: Ballot, *, second: Any = None, **count: Any) -> Ballot:
    """Both tellers have reported; second: what the other one counted, the same if not given."""
    services.count_sheet(row, actor=cast.office, **count)
    services.count_sheet(row, actor=cast.publisher, **(second or count))
    return row


def settled(cast: Any, row: Ballot, **count: Any) -> Ballot:
    """Counted, signed and closed, whatever came of it."""
    services.sign_ballot(told(cast, row, **count), actor=cast.office, papers=[photo_of_sheet()])
    return services.close_ballot(row, actor=cast.office)
