"""A meeting is planned with its preparation, changed, called, and answered by its members."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from renda.chamber.meetings import queries, rules
from renda.chamber.meetings.models import Body, Meeting, Presence
from renda.chamber.meetings.services.guests import tell_units
from renda.chamber.meetings.services.preparing import drop_left_over, move_preparations, set_up_preparation
from renda.chamber.meetings.services.telling import tell_members
from renda.chamber.meetings.states import Answer, BodyKind
from renda.chamber.meetings.workflow import MEETING
from renda.ground.county.models import Session
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy

MOST_AHEAD_DAYS, LONGEST_DAYS = 400, 15


@service
def plan_meeting(
    body: Body, *, actor: Actor, starts_on: date, starts_at: time, place: str, ends_on: date | None = None,
    number: int | None = None, title: str = "", once: UUID | None = None, note: str = "",
) -> Meeting:  # fmt: skip
    """Plan one: its members as of today are laid down, its preparation fills itself with days. Raises Invalid, NotAllowed."""
    row = Meeting(
        county_id=body.county_id, body=body, office=body.office, number=number, starts_at=starts_at, place=place,
        title=title or rules.meeting_name(body.name, number, body.kind), session=_session(body, number),
        **_days(starts_on, ends_on),
    )  # fmt: skip
    if (
        number
        and Meeting.objects.filter(county_id=row.county_id, body=body, number=number, session=row.session)
        .exclude(state="cancelled")
        .exists()
    ):
        raise Invalid(f"第{number}次会议已经在筹备了，请看一下次数。", field="number")
    MEETING.start(row, "plan", actor=actor, once=once, note=note)
    lay_down_members(row)
    for line in queries.plan_of(body.county_id, body.kind):
        set_up_preparation(row, actor=actor, title=line.title, days=line.days, source=line.source)
    return row


def _session(body: Body, number: int | None) -> Session | None:
    """The session of a congress with that number in its running term."""
    if body.kind != BodyKind.CONGRESS or number is None:
        return None
    rows = Session.objects.filter(county_id=body.county_id, number=number, term__congress_key=body.congress.code)
    return rows.order_by("-starts_on").first()


def _days(starts_on: date, ends_on: date | None) -> dict[str, date]:
    if starts_on < clock.today():
        raise Invalid("开会日已经过了，请看一下日期。", field="starts_on")
    if (starts_on - clock.today()).days > MOST_AHEAD_DAYS:
        raise Invalid("开会日太远了，请看一下年份。", field="starts_on")
    return {"starts_on": starts_on, "ends_on": _last(starts_on, ends_on or starts_on)}


def _last(starts_on: date, ends_on: date) -> date:
    if ends_on < starts_on or (ends_on - starts_on).days >= LONGEST_DAYS:
        raise Invalid(f"最后一天要在开会日当天或者以后，最多连开{LONGEST_DAYS}天。", field="ends_on")
    return ends_on


def lay_down_members(row: Meeting) -> None:
    """Those whose seats are filled on the first day, with what they said already; who has left the body leaves the list."""
    seats = {s.deputy_id: s for s in row.body.seats.on(row.starts_on)} if row.body.kind != BodyKind.CONGRESS else {}
    is_congress = row.body.kind == BodyKind.CONGRESS
    wanted = {d.pk: d.delegation if is_congress else "" for d in queries.members_on(row.body, row.starts_on)}
    there = set(row.presences.filter(guest="").values_list("deputy_id", flat=True))
    row.presences.filter(guest="").exclude(deputy_id__in=wanted).delete()
    row.presences.exclude(guest="").filter(deputy_id__in=wanted).update(guest="")
    Presence.objects.bulk_create(
        (
            Presence(county_id=row.county_id, meeting=row, deputy_id=pk, group=wanted[pk],
                       title=seats[pk].title if pk in seats else "", position=seats[pk].position if pk in seats else 100)
            for pk in wanted.keys() - there
        ),
        ignore_conflicts=True,
    )  # fmt: skip


@service
def edit_meeting(
    row: Meeting, *, actor: Actor, starts_on: date, starts_at: time, place: str, ends_on: date | None = None,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Meeting:  # fmt: skip
    """Another day, hour or place: the preparation's days follow, who was called is told. Raises Invalid."""
    is_moved = (starts_on, starts_at, place) != (row.starts_on, row.starts_at, row.place)
    was_day = row.starts_on
    if starts_on != was_day:
        _days(starts_on, ends_on)
    last = _last(starts_on, ends_on or (row.ends_on if starts_on == was_day else starts_on))
    MEETING.apply(
        row, "edit", actor=actor, seen=seen, once=once, note=note, starts_at=starts_at, place=place, starts_on=starts_on,
        ends_on=last,
    )  # fmt: skip
    if starts_on != was_day:
        lay_down_members(row)
        move_preparations(row, actor=actor)
    if is_moved and row.state == "convened":
        tell_members(row, "meetings/moved")
    return row


@service
def invite_meeting(
    row: Meeting, *, actor: Actor, deputy_ids: Sequence[int], guest: str, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Meeting:  # fmt: skip
    """Deputies who attend without a vote. Source: DOMAIN P2, 代表法 (2025) art. 33"""
    known = Deputy.objects.filter(county_id=row.county_id, pk__in=deputy_ids, serving=True)
    if not known:
        raise Invalid("请选要请的在任代表。", field="deputy_ids")
    MEETING.apply(row, "invite", actor=actor, seen=seen, once=once, note=note)
    Presence.objects.bulk_create(
        (Presence(county_id=row.county_id, meeting=row, deputy=one, guest=guest) for one in known),
        ignore_conflicts=True,
    )
    return row


@service
def convene_meeting(
    row: Meeting, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Meeting:
    """Call the meeting: everybody on the list is told of day, place and agenda."""
    MEETING.apply(row, "convene", actor=actor, seen=seen, once=once, note=note)
    lay_down_members(row)
    tell_members(row, "meetings/convened")
    tell_units(row)
    return row


@service
def accept_meeting(
    row: Meeting, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Meeting:
    MEETING.apply(row, "accept", actor=actor, seen=seen, once=once, note=note)
    _mine(row, actor).update(answer=Answer.COMING, reason="")
    return row


@service
def ask_leave_meeting(
    row: Meeting, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Meeting:
    """Leave has to be asked for, with the reason. Source: DOMAIN R-MT-13, 代表法 (2025) art. 13"""
    MEETING.apply(row, "ask_leave", actor=actor, seen=seen, once=once, note=note)
    _mine(row, actor).update(answer=Answer.LEAVE, reason=note[:200])
    return row


@service
def cancel_meeting(
    row: Meeting, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Meeting:
    """It does not take place; who was called is told why."""
    was_called = row.state == "convened"
    MEETING.apply(row, "cancel", actor=actor, seen=seen, once=once, note=note, cancel_reason=note[:200])
    drop_left_over(row, actor=actor, note="会议不开了。", is_all=True)
    if was_called:
        tell_members(row, "meetings/cancelled", reason=note)
    return row


def _mine(row: Meeting, actor: Actor) -> Any:
    return row.presences.filter(deputy__user_id=actor.user_id)
