"""What can be found of votes: the question, and once there is one the result, by whoever sees the meeting.

Never what anybody pressed, took or counted: papers, slips and choices are read by nothing here.
"""

from collections.abc import Iterator
from typing import Any

from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.states import BallotState, Way
from renda.chamber.meetings.search import PEOPLE, audience
from renda.ground.kernel.actor import Actor
from renda.ground.search.declare import Source, Text


def rows() -> Any:
    return Ballot.objects.select_related("meeting__body", "item", "sheet").prefetch_related(f"meeting__{PEOPLE}")


def read(row: Ballot) -> Iterator[Text]:
    is_closed = row.state == BallotState.CLOSED
    chosen = [label for label, _ in row.counted] if is_closed and row.way == Way.PAPER else []
    result = [row.get_outcome_display(), row.get_grade_display(), *chosen] if is_closed else []
    words = (row.meeting.title, row.item.title if row.item else "", row.get_vote_display(), *result)
    yield Text(
        title=row.question, at=row.closed_at or row.created_at, href=row.get_absolute_url(), keys=frozenset(audience(row.meeting)),
        text="\n".join(word for word in words if word), org=row.meeting.body.name, state=row.get_state_display(),
    )  # fmt: skip


def visible(actor: Actor) -> Any:
    return Ballot.objects.visible_to(actor)


def _of_meetings(keys: list[Any]) -> Any:
    return Ballot.objects.filter(meeting_id__in=keys).values_list("pk", flat=True)


SOURCES = (Source("ballot", "表决", rows, read, visible, of={"meeting": _of_meetings}),)
