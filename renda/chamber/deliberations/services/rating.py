"""Laid before a meeting, rated by its members, published by a second person, closed."""

from uuid import UUID

from renda.chamber.ballots import services as ballots
from renda.chamber.ballots.states import Vote, Way
from renda.chamber.deliberations import access, queries
from renda.chamber.deliberations.models import Deliberation, Rating
from renda.chamber.deliberations.services.papers import open_papers
from renda.chamber.deliberations.workflow import DELIBERATION
from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.states import RUNNING, ItemKind
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, person_key
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.people.access import holder_of
from renda.ground.workflow.engine import service


@service
def put_on_agenda_deliberation(
    row: Deliberation,
    *,
    actor: Actor,
    meeting_id: UUID,
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Deliberation:
    """Onto the agenda of a meeting of the same body, to be rated. Raises Invalid."""
    meeting = queries.meetings_for_rating(row).filter(pk=meeting_id).first()
    if meeting is None:
        raise Invalid("请选还没有结束的会议；没有的，先去筹备会议。", field="meeting_id")
    row.rating_meeting = meeting
    DELIBERATION.apply(row, "put_on_agenda", actor=actor, seen=seen, once=once, note=note, rating_meeting_id=meeting.pk)
    meetings.add_item_meeting(
        meeting, actor=actor, title=_item_title(row), sort=ItemKind.SATISFACTION, reporter=row.organ.label
    )
    row.rating_item = meeting.items.standing().last()
    row.save(update_fields=["rating_item"])
    return row


def _item_title(row: Deliberation) -> str:
    return f"测评“{row.title}”的处理情况{f'（第{row.round}次）' if row.round > 1 else ''}"[:160]


@service
def take_off_deliberation(
    row: Deliberation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Deliberation:
    """Not rated at this meeting."""
    meeting, item = row.rating_meeting, row.rating_item
    DELIBERATION.apply(
        row, "take_off", actor=actor, seen=seen, once=once, note=note, rating_meeting_id=None, rating_item_id=None
    )
    if meeting is not None and item is not None and meeting.state in RUNNING and item.dropped_on is None:
        meetings.drop_item_meeting(meeting, actor=actor, position=item.position, note=note)
    return row


@service
def put_to_vote_deliberation(
    row: Deliberation, *, actor: Actor, way: str = Way.NAMED, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Deliberation:  # fmt: skip
    """Lay the satisfaction vote ready in the meeting. Source: DOMAIN 6.5"""
    DELIBERATION.apply(row, "put_to_vote", actor=actor, seen=seen, once=once, note=note)
    assert row.rating_meeting is not None  # `blocked` has looked
    ballot = ballots.put_ballot(
        row.rating_meeting, actor=actor, vote=Vote.SATISFACTION, way=way, question=_item_title(row),
        item_id=row.rating_item_id,
    )  # fmt: skip
    Rating.objects.create(county_id=row.county_id, deliberation=row, ballot=ballot, round=row.round)
    return row


@service
def rate_deliberation(
    row: Deliberation, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Deliberation:
    """The grade is the vote's; whoever did not vote has not said 满意. The organ is told."""
    rating = access.current_rating(row)
    grade = rating.ballot.grade if rating is not None else ""
    DELIBERATION.apply(row, "rate", actor=actor, seen=seen, once=once, note=note, grade=grade)
    assert rating is not None  # `blocked` has looked
    rating.grade, closed_at = grade, rating.ballot.closed_at
    rating.rated_on = clock.day_of(closed_at) if closed_at else clock.today()
    rating.save(update_fields=["grade", "rated_on"])
    tell([holder_of(row.organ)], "deliberations/rated", row)
    return row


@service
def publish_deliberation(
    row: Deliberation, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Deliberation:
    """Opinions, answers and report to everybody, the deputies told; by a second person. Source: 监督法 (2024) art. 17, R-SV-2"""
    DELIBERATION.apply(row, "publish", actor=actor, seen=seen, once=once, note=note, published_on=clock.today())
    open_papers(row, actor=actor)
    users = row.meeting.presences.filter(guest="", deputy__user__isnull=False).values_list("deputy__user_id", flat=True)
    tell([person_key(pk) for pk in users], "deliberations/published", row)
    return row


@service
def close_deliberation(
    row: Deliberation, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Deliberation:
    DELIBERATION.apply(row, "close", actor=actor, seen=seen, once=once, note=note, ended_on=clock.today())
    return row
