"""The meeting is opened with enough people, closed, and its summary drafted from the record and published."""

from uuid import UUID

from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.services.planning import lay_down_members
from renda.chamber.meetings.services.preparing import drop_left_over
from renda.chamber.meetings.services.sittings import close_open_sittings
from renda.chamber.meetings.shown import summary_draft
from renda.chamber.meetings.workflow import MEETING
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.papers.services import order_paper
from renda.ground.workflow.engine import service

SUMMARY = "meetings/summary"


@service
def open_meeting(
    row: Meeting, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Meeting:
    """Fix how many seats are filled today and open. Blocked without enough people, with the source. Source: DOMAIN R-QU-1, R-QU-2"""
    lay_down_members(row)
    members = row.presences.filter(guest="").count()
    MEETING.apply(row, "open", actor=actor, seen=seen, once=once, note=note, opened_at=clock.now(), members=members)
    return row


@service
def close_meeting(
    row: Meeting, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Meeting:
    """Close, with the sittings and the speech that still run; a summary is drafted from what the record knows.

    What was not prepared is not waited for any more.
    """
    MEETING.apply(
        row, "close", actor=actor, seen=seen, once=once, note=note, closed_at=clock.now(), summary=summary_draft(row)
    )
    close_open_sittings(row)
    row.speeches.filter(started_at__isnull=False, ended_at__isnull=True).update(ended_at=row.closed_at)
    drop_left_over(row, actor=actor, note="会议已经开过，会前没有办。")
    return row


@service
def write_meeting(
    row: Meeting, *, actor: Actor, summary: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Meeting:
    MEETING.apply(row, "write", actor=actor, seen=seen, once=once, note=note, summary=summary)
    return row


@service
def publish_meeting(
    row: Meeting, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Meeting:
    """The summary is final: a paper of it is made, everybody may read it. Raises Blocked (nothing is written)."""
    MEETING.apply(row, "publish", actor=actor, seen=seen, once=once, note=note, published_on=clock.today())
    facts = {"meeting": row, "office": row.office.name, "day": row.published_on}
    order_paper(row, SUMMARY, facts, actor=actor, purpose="summary", audience="public")
    return row
