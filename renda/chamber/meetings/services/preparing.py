"""What has to be done before and after a meeting, each by its day."""

from uuid import UUID

from renda.chamber.meetings import queries
from renda.chamber.meetings.models import Meeting, Preparation
from renda.chamber.meetings.states import PreparationState
from renda.chamber.meetings.workflow import PREPARATION
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service


@service
def set_up_preparation(
    meeting: Meeting, *, actor: Actor, title: str, days: int, source: str = "", once: UUID | None = None, note: str = ""
) -> Preparation:
    """One more thing to do; days: before the first day, negative after it."""
    row = Preparation(
        county_id=meeting.county_id, meeting=meeting, office=meeting.office, title=title, days=days, source=source
    )
    PREPARATION.start(row, "set_up", actor=actor, once=once, note=note)
    return row


def move_preparations(meeting: Meeting, *, actor: Actor) -> None:
    """The meeting's day has moved, so do the days of what is still to be done."""
    for row in meeting.preparations.filter(state=PreparationState.WAITING).select_related("office", "org"):
        row.meeting = meeting
        PREPARATION.apply(row, "move", actor=actor)


@service
def hand_preparation(
    row: Preparation,
    *,
    actor: Actor,
    org_id: int | None,
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Preparation:
    """A committee of the county does it; without one the office takes it back. Raises Invalid."""
    row.org = found = committee_at(row.county_id, org_id)
    PREPARATION.apply(row, "hand", actor=actor, seen=seen, once=once, note=note, org_id=found.pk if found else None)
    return row


def committee_at(county_id: int, org_id: int | None) -> Organisation | None:
    """The county's committee with this number; None for none. Raises Invalid."""
    found = queries.committees(county_id).filter(pk=org_id).first() if org_id else None
    if org_id and found is None:
        raise Invalid("请选本县的委室。", field="org_id")
    return found


@service
def finish_preparation(
    row: Preparation,
    *,
    actor: Actor,
    result: str = "",
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Preparation:
    PREPARATION.apply(row, "finish", actor=actor, seen=seen, once=once, note=note, result=result, done_on=clock.today())
    return row


@service
def drop_preparation(
    row: Preparation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Preparation:
    PREPARATION.apply(row, "drop", actor=actor, seen=seen, once=once, note=note, result=note[:300])
    return row


def drop_left_over(meeting: Meeting, *, actor: Actor, note: str, is_all: bool = False) -> None:
    """What was to be done before the meeting and was not waits for nobody any more; all of it when there is no meeting."""
    rows = meeting.preparations.filter(state=PreparationState.WAITING).select_related("meeting", "office", "org")
    for thing in rows if is_all else rows.filter(days__gte=0):
        drop_preparation(thing, actor=actor, note=note)


@service
def reopen_preparation(
    row: Preparation, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Preparation:
    PREPARATION.apply(row, "reopen", actor=actor, seen=seen, once=once, note=note, done_on=None, result="")
    return row
