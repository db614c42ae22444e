"""Before the meeting: research by a committee, the council of chairpersons, the agenda; what is only kept for record."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile

from renda.chamber.decisions import queries
from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.workflow import DECISION
from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.states import ItemKind
from renda.ground.files import services as files
from renda.ground.files import storage
from renda.ground.files.queries import files_of
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.people.access import holder_of
from renda.ground.workflow.engine import service

MOST_PAPERS = 6


@service
def hand_decision(
    row: Decision, *, actor: Actor, committee_id: int, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Decision:
    """A committee looks into the matter first. Raises Invalid."""
    found = queries.committees(row.county_id).filter(pk=committee_id).first()
    if found is None:
        raise Invalid("请选本县的委室。", field="committee_id")
    row.committee = found
    DECISION.apply(row, "hand", actor=actor, seen=seen, once=once, note=note, committee_id=found.pk)
    return row


@service
def research_decision(
    row: Decision, *, actor: Actor, research: str, papers: Sequence[Any] = (), seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Decision:  # fmt: skip
    """What the committee found and advises; the matter is the office's again."""
    DECISION.apply(row, "research", actor=actor, seen=seen, once=once, note=note, research=research)
    files.attach(papers, row, actor=actor, purpose="research")
    return row


@service
def submit_decision(
    row: Decision, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Decision:
    """Laid before the council of chairpersons. Source: 地方组织法 (2022) art. 52"""
    DECISION.apply(row, "submit", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def record_decision(
    row: Decision, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Decision:
    """Kept for record; nothing is decided."""
    DECISION.apply(row, "record", actor=actor, seen=seen, once=once, note=note, ended_on=clock.today())
    return row


@service
def send_back_decision(
    row: Decision, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Decision:
    DECISION.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note)
    tell_proposer(row, "decisions/sent_back", why=note)
    return row


@service
def refuse_decision(
    row: Decision, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Decision:
    """The council does not lay it before the meeting, and says why. Source: 地方组织法 (2022) art. 52"""
    DECISION.apply(row, "refuse", actor=actor, seen=seen, once=once, note=note, ended_on=clock.today())
    tell_proposer(row, "decisions/refused", why=note)
    return row


@service
def put_on_agenda_decision(
    row: Decision, *, actor: Actor, meeting_id: UUID, reporter: str = "", seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Decision:  # fmt: skip
    """Onto the agenda of a meeting of the body, with its papers as material. Raises Invalid."""
    meeting = queries.meetings_for(row).filter(pk=meeting_id).first()
    if meeting is None:
        raise Invalid("请选还没有结束的会议；没有的，先去筹备会议。", field="meeting_id")
    row.meeting = meeting
    DECISION.apply(row, "put_on_agenda", actor=actor, seen=seen, once=once, note=note, meeting_id=meeting.pk)
    meetings.add_item_meeting(
        meeting, actor=actor, title=row.title, sort=ItemKind.DECISION, reporter=reporter, papers=_copies(row)
    )
    row.item = meeting.items.standing().last()
    row.save(update_fields=["item"])
    return row


def _copies(row: Decision) -> list[ContentFile[bytes]]:
    """The matter's files as papers of the item: read anew, because a file stands at one matter."""
    found = files_of(row)[:MOST_PAPERS]
    return [ContentFile(storage.open_bytes(one.county_id, one.sha256).read(), name=one.name) for one in found]


def tell_proposer(row: Decision, template: str, **more: Any) -> None:
    if row.proposer_org is not None:
        tell([holder_of(row.proposer_org)], template, row, extra=more)
    elif row.mover is not None and row.mover.user_id:
        tell([f"person:{row.mover.user_id}"], template, row, extra=more)
