"""An election is put on, its nominations end, or it is called off."""

from datetime import datetime
from uuid import UUID

from renda.chamber.elections import rules
from renda.chamber.elections.models import Election
from renda.chamber.elections.states import ElectionState, NominationState, Organ, Post
from renda.chamber.elections.workflow import ELECTION, NOMINATION
from renda.chamber.meetings.models import Meeting
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service


@service
def call_election(
    meeting: Meeting, *, actor: Actor, organ: str, post: str, title: str, seats: int, nominate_until: datetime,
    is_by_election: bool = False, is_term_change: bool = False, item_id: int | None = None, follows_id: UUID | None = None,
    once: UUID | None = None, note: str = "",
) -> Election:  # fmt: skip
    """One kind of post to be filled at this session, and until when it may be nominated for. Raises Invalid, NotAllowed, Blocked."""
    row = Election(
        county_id=meeting.county_id, meeting=meeting, office=meeting.office, organ=organ, post=post, title=title.strip(), seats=seats,
        is_by_election=is_by_election, is_term_change=is_term_change, nominate_until=nominate_until,
        item=meeting.items.asked(item_id), follows=_followed(meeting, follows_id),
    )  # fmt: skip
    ELECTION.check_may(ELECTION.steps["call"], row, actor)
    if why := rules.post_fault(Organ(organ), Post(post), seats, is_town=meeting.office.kind == "presidium"):
        raise Invalid(why, field="post")
    _check_time(meeting, nominate_until)
    standing = Election.objects.filter(meeting=meeting, organ=organ, title=row.title)
    if standing.exclude(state=ElectionState.CALLED_OFF).exists():
        raise Invalid(f"这次会议已经提请选举{row.title}了。", field="title")
    ELECTION.start(row, "call", actor=actor, once=once, note=note)
    return row


def _followed(meeting: Meeting, pk: UUID | None) -> Election | None:
    if pk is None:
        return None
    found = Election.objects.filter(county_id=meeting.county_id, office_id=meeting.office_id, pk=pk).first()
    if found is None:
        raise Invalid("没有找到上次的选举。", field="follows_id")
    return found


def _check_time(meeting: Meeting, until: datetime) -> None:
    day = clock.day_of(until)
    if until <= clock.now():
        raise Invalid("提名截止的时间已经过了，请看一下。", field="nominate_until")
    if day > meeting.ends_on:
        raise Invalid("提名要在会议结束以前截止。", field="nominate_until")


@service
def time_election(
    row: Election,
    *,
    actor: Actor,
    nominate_until: datetime,
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Election:
    """The presidium decides another deadline. Raises Invalid."""
    _check_time(row.meeting, nominate_until)
    ELECTION.apply(row, "time", actor=actor, seen=seen, once=once, note=note, nominate_until=nominate_until)
    for one in row.nominations.filter(state=NominationState.COLLECTING).select_related("lead", "election__office"):
        NOMINATION.rewait(one)
    return row


@service
def end_nominations_election(
    row: Election, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Election:
    """The deadline is over; nominations without enough deputies lapse. Blocked before it, and with too few nominees."""
    ELECTION.apply(row, "end_nominations", actor=actor, seen=seen, once=once, note=note)
    _lapse(row, actor)
    return row


@service
def call_off_election(
    row: Election, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Election:
    ELECTION.apply(row, "call_off", actor=actor, seen=seen, once=once, note=note)
    _lapse(row, actor)
    return row


def _lapse(row: Election, actor: Actor) -> None:
    for one in row.nominations.filter(state=NominationState.COLLECTING).select_related(
        "election__meeting", "lead", "deputy"
    ):
        NOMINATION.apply(one, "lapse", actor=actor)
