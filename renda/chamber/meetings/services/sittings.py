"""Sittings of a meeting: set on the schedule, opened with enough people, closed with who was there. See docs/decisions/0045"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from renda.chamber.meetings import access
from renda.chamber.meetings.models import Meeting, Sitting, SittingPresence
from renda.chamber.meetings.states import IN_HALL, MeetingState, SittingKind
from renda.chamber.meetings.workflow import MEETING
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, WrongState
from renda.ground.workflow.engine import service

MOST_SITTINGS = 80


@service
def add_sitting_meeting(
    row: Meeting, *, actor: Actor, sort: str, starts_at: datetime, place: str, topic: str = "", group: str = "",
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Meeting:  # fmt: skip
    """One more sitting on the schedule; its number follows from what is there. Raises Invalid."""
    MEETING.check_may(MEETING.steps["add_sitting"], row, actor)
    if not row.starts_on <= clock.day_of(starts_at) <= row.ends_on:
        raise Invalid("这一场要排在会期里；会期不对，请先改时间地点。", field="starts_at")
    if (sort == SittingKind.GROUP) != bool(group):
        raise Invalid("代表团、分组审议要选是哪个团（组），其他会议不用选。", field="group")
    if group and not row.groups.filter(name=group).exists():
        raise Invalid("没有这个代表团（组），请先编代表团。", field="group")
    if row.sittings.count() >= MOST_SITTINGS:
        raise Invalid(f"一次会议最多排{MOST_SITTINGS}场。")
    last = row.sittings.filter(sort=sort, group=group).aggregate(last=Max("number"))["last"] or 0
    if sort == SittingKind.PREPARATORY and last:
        raise Invalid("预备会议已经排过了。", field="sort")
    sitting = Sitting(county_id=row.county_id, meeting=row, sort=sort, group=group, number=last + 1,
                      starts_at=starts_at, place=place, topic=topic)  # fmt: skip
    MEETING.apply(row, "add_sitting", actor=actor, seen=seen, once=once, note=note or sitting.name)
    sitting.save(force_insert=True)
    return row


@transaction.atomic
def drop_sitting(sitting: Sitting, *, actor: Actor) -> None:
    """Off the schedule, while it has not begun; the ones behind it move up. Raises NotAllowed, WrongState."""
    _check(sitting, actor)
    if sitting.opened_at is not None:
        raise WrongState("这一场已经开了，不能撤下。")
    sitting.delete()
    later = Sitting.objects.filter(meeting_id=sitting.meeting_id, sort=sitting.sort, group=sitting.group)
    for one in later.filter(number__gt=sitting.number).order_by("number"):
        Sitting.objects.filter(pk=one.pk).update(number=one.number - 1)


@transaction.atomic
def open_sitting(sitting: Sitting, *, actor: Actor) -> Sitting:
    """Begin; all members in the hall need their quorum for it, one sitting of all at a time. Raises NotAllowed, Blocked, WrongState."""
    row = _check(sitting, actor)
    if row.state != MeetingState.OPEN:
        raise WrongState("请先宣布开会，再开这一场。")
    if sitting.opened_at is not None:
        raise WrongState("这一场已经开过了，请刷新页面。")
    if sitting.sort in IN_HALL:
        running = row.sittings.filter(sort__in=IN_HALL, opened_at__isnull=False, closed_at__isnull=True).first()
        if running is not None:
            raise Blocked(f"{running.name}还没有结束，请先结束那一场。")
        if why_not := access.quorum_of(row).why_not:
            raise Blocked(why_not)
    sitting.opened_at = clock.now()
    sitting.save(update_fields=["opened_at"])
    return sitting


@transaction.atomic
def close_sitting(sitting: Sitting, *, actor: Actor) -> Sitting:
    """End it and keep who was there; the hall is empty then, so the next one is signed in to anew. Raises NotAllowed, WrongState."""
    row = _check(sitting, actor)
    if not sitting.is_open:
        raise WrongState("这一场没有在开，请刷新页面。")
    return _end(row, sitting)


def close_open_sittings(row: Meeting) -> None:
    """The meeting is over, and what still runs of it."""
    for sitting in row.sittings.filter(opened_at__isnull=False, closed_at__isnull=True):
        _end(row, sitting)


def _end(row: Meeting, sitting: Sitting) -> Sitting:
    moment = clock.now()
    if sitting.sort in IN_HALL:
        _keep_who_was_there(row, sitting)
        row.presences.in_hall().update(left_at=moment)
        sitting.members = row.members
    else:
        sitting.members = row.presences.filter(guest="", group=sitting.group).count() if sitting.group else None
    sitting.present, sitting.closed_at = sitting.presences.count(), moment
    sitting.save(update_fields=["members", "present", "closed_at"])
    return sitting


def _keep_who_was_there(row: Meeting, sitting: Sitting) -> None:
    """Members who were in the hall at any time of it."""
    there = row.presences.filter(guest="", came_at__isnull=False).exclude(left_at__lt=sitting.opened_at) | (
        row.presences.filter(guest="").in_hall()
    )
    SittingPresence.objects.bulk_create(
        SittingPresence(county_id=row.county_id, sitting=sitting, deputy_id=one.deputy_id, came_at=one.came_at)
        for one in there.distinct()
    )


@transaction.atomic
def attend_sitting(sitting: Sitting, *, actor: Actor, deputy_ids: Sequence[int]) -> int:
    """Who is at a sitting of a delegation or the presidium, as its clerk ticks them; returns how many. Raises NotAllowed, WrongState."""
    row = _check(sitting, actor)
    if sitting.sort in IN_HALL:
        raise WrongState("全体的会议在会场签到，不用另外勾。")
    if sitting.opened_at is None or sitting.closed_at is not None:
        raise WrongState("这一场没有在开，不能记到会。")
    known = row.presences.filter(guest="", deputy_id__in=deputy_ids).values_list("deputy_id", flat=True)
    sitting.presences.exclude(deputy_id__in=known).delete()
    SittingPresence.objects.bulk_create(
        (SittingPresence(county_id=row.county_id, sitting=sitting, deputy_id=pk, came_at=clock.now()) for pk in known),
        ignore_conflicts=True,
    )
    return len(known)


def _check(sitting: Sitting, actor: Actor) -> Meeting:
    """The meeting, locked: one after another. Raises NotAllowed."""
    row = sitting.meeting
    if not access.keeps(actor, row):
        raise NotAllowed("各场会议由承办会议的机构来记。")
    Meeting.objects.select_for_update().get(pk=row.pk)
    sitting.refresh_from_db(fields=["opened_at", "closed_at", "number"])
    return row
