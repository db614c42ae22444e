"""Organisations are invited to a meeting or to an item, answer who comes, and are noted when they are there."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from renda.chamber.meetings.models import Invitation, Meeting
from renda.chamber.meetings.states import GuestPart, MeetingState
from renda.chamber.meetings.workflow import INVITATION, MEETING, the_unit
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service

MOST_UNITS = 60


@service
def invite_units_meeting(
    row: Meeting, *, actor: Actor, org_ids: Sequence[int], part: str, item_id: int | None = None,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Meeting:  # fmt: skip
    """Ask organisations to attend the meeting, or to hear and answer at an item. One that was asked already stays as it is.

    Source: DOMAIN R-MT-7, R-MT-8. Raises Invalid.
    """
    MEETING.check_may(MEETING.steps["invite_units"], row, actor)
    item = row.items.asked(item_id)
    if part == GuestPart.ANSWERS and item is None:
        raise Invalid("到会听取意见、回答询问的，请选是哪项议题。", field="item_id")
    there = row.invitations.exclude(state="withdrawn").filter(item=item).values("org_id")
    orgs = list(Organisation.objects.in_use().filter(county_id=row.county_id, pk__in=org_ids).exclude(pk__in=there))
    if not orgs or row.invitations.count() + len(orgs) > MOST_UNITS:
        raise Invalid(f"请选还没有请的单位，一次会议最多请{MOST_UNITS}个。", field="org_ids")
    MEETING.apply(row, "invite_units", actor=actor, seen=seen, once=once, note=note)
    for org in orgs:
        one = Invitation(county_id=row.county_id, meeting=row, item=item, office=row.office, org=org, part=part)
        INVITATION.start(one, "invite", actor=actor)
        if row.state != MeetingState.PLANNED:
            _tell(one)
    return row


def _tell(one: Invitation) -> None:
    tell(the_unit(one), "meetings/invited", one, extra={"meeting": one.meeting, "when": one.meeting.begins})


def tell_units(row: Meeting) -> None:
    """The meeting is called: whoever was invited while it was planned hears of it now."""
    for one in _invited(row):
        _tell(one)


def _invited(row: Meeting) -> Iterable[Invitation]:
    return row.invitations.filter(state="invited").select_related("meeting", "office", "org", "item")


@service
def answer_invitation(
    row: Invitation, *, actor: Actor, is_coming: bool, who: str = "", seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Invitation:  # fmt: skip
    """Who comes, or why nobody does; may be changed until the meeting is opened. Raises Invalid."""
    INVITATION.check_may(INVITATION.steps["answer"], row, actor)
    if is_coming and not who.strip():
        raise Invalid("请写谁来，姓名和职务。", field="who")
    if not is_coming and not note.strip():
        raise Invalid("不能来的，请在说明里写原因。", field="note")
    INVITATION.apply(row, "answer", actor=actor, seen=seen, once=once, note=note, is_coming=is_coming,
                     who=who.strip() if is_coming else "")  # fmt: skip
    return row


@service
def attend_invitation(
    row: Invitation, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Invitation:
    """The office notes that they are there."""
    INVITATION.apply(row, "attend", actor=actor, seen=seen, once=once, note=note, came=True)
    return row


@service
def withdraw_invitation(
    row: Invitation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Invitation:
    INVITATION.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    tell(the_unit(row), "meetings/uninvited", row, extra={"meeting": row.meeting, "reason": note})
    return row
