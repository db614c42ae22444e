"""In the meeting: deliberated, voted on in the room of votes, adopted or not, or ended in opinions."""

from datetime import date
from uuid import UUID

from renda.chamber.ballots import services as ballots
from renda.chamber.ballots.states import Vote, Way
from renda.chamber.decisions import queries
from renda.chamber.decisions.models import Decision, DecisionText
from renda.chamber.decisions.services.papers import order_opinions
from renda.chamber.decisions.services.proposing import leave_agenda
from renda.chamber.decisions.workflow import DECISION
from renda.chamber.meetings.states import BodyKind
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.people.access import holder_of
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service


@service
def deliberate_decision(
    row: Decision, *, actor: Actor, deliberation: str, text: str = "", seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Decision:  # fmt: skip
    """What the members said, and the text as it stands after it."""
    is_new = bool(text.strip()) and text.strip() != row.text.strip()
    number = row.version_number + 1 if is_new else row.version_number
    DECISION.apply(
        row, "deliberate", actor=actor, seen=seen, once=once, note=note, deliberation=deliberation,
        text=text if is_new else row.text, version_number=number,
    )  # fmt: skip
    if is_new:
        DecisionText.objects.create(county_id=row.county_id, decision=row, number=number, text=text, why="审议后修改")
    return row


@service
def postpone_decision(
    row: Decision, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Decision:
    """Not ripe yet: back to the council, for a later meeting. Source: DOMAIN 6.2"""
    leave_agenda(row, actor=actor, why=note)
    DECISION.apply(row, "postpone", actor=actor, seen=seen, once=once, note=note, meeting_id=None, item_id=None)
    return row


@service
def put_to_vote_decision(
    row: Decision, *, actor: Actor, way: str = Way.NAMED, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Decision:  # fmt: skip
    """Lay the text ready for the vote of this meeting; it is fixed from now on. A congress resolves, a committee decides."""
    vote = Vote.RESOLUTION if row.body.kind == BodyKind.CONGRESS else Vote.DECISION
    DECISION.apply(row, "put_to_vote", actor=actor, seen=seen, once=once, note=note, voted_version=row.version_number)
    assert row.meeting is not None  # `blocked` has looked
    row.ballot = ballots.put_ballot(
        row.meeting, actor=actor, vote=vote, way=way, question=row.title, item_id=row.item_id
    )
    row.save(update_fields=["ballot"])
    return row


@service
def adopt_decision(
    row: Decision, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Decision:
    """The vote passed it. Source: 地方组织法 (2022) art. 51"""
    DECISION.apply(row, "adopt", actor=actor, seen=seen, once=once, note=note, voted_on=_day_of_vote(row))
    return row


@service
def fail_decision(
    row: Decision, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Decision:
    """The vote did not pass it; nothing is decided."""
    on = _day_of_vote(row)
    DECISION.apply(row, "fail", actor=actor, seen=seen, once=once, note=note, voted_on=on, ended_on=clock.today())
    return row


def _day_of_vote(row: Decision) -> date:
    closed_at = row.ballot.closed_at if row.ballot is not None else None
    return clock.day_of(closed_at) if closed_at else clock.today()


@service
def send_opinions_decision(
    row: Decision, *, actor: Actor, opinions: str, organ_id: int, report_due_on: date | None = None,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Decision:  # fmt: skip
    """No decision but opinions for the organ, which reports back. Raises Invalid. Source: 地方组织法 (2022) art. 50"""
    row.organ, row.report_due_on = organ_of(row, organ_id), later_day(report_due_on)
    DECISION.apply(
        row, "send_opinions", actor=actor, seen=seen, once=once, note=note, opinions=opinions, organ_id=organ_id,
        report_due_on=row.report_due_on,
    )  # fmt: skip
    order_opinions(row, actor=actor)
    tell([holder_of(row.organ)], "decisions/opined", row)
    return row


def organ_of(row: Decision, organ_id: int | None) -> Organisation:
    found = queries.organs(row.county_id).filter(pk=organ_id or 0).first()
    if found is None:
        raise Invalid("请选本县的承办机关。", field="organ_id")
    return found


def later_day(day: date | None) -> date | None:
    if day is not None and day <= clock.today():
        raise Invalid("报告的日子要在今天以后。", field="report_due_on")
    return day
