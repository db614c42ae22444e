"""Activities planned and announced, duties of a month in turn, deputies who sign up or ask for leave."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, person_key
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.network.activities import rules
from renda.network.activities.access import keeps
from renda.network.activities.models import Activity, Attendance
from renda.network.activities.queries import in_turn, members_of
from renda.network.activities.states import Answer, Sort, Tag
from renda.network.activities.workflow import ACTIVITY
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Station

MOST_AHEAD_YEARS = 2
TITLES = {Sort.RECEPTION: "代表接待日"}


@service
def plan_activity(
    station: Station, *, actor: Actor, sort: str, starts_at: datetime, title: str = "", ends_at: datetime | None = None,
    place: str = "", plan: str = "", tags: Sequence[str] = (), topic: str = "", deputy_ids: Sequence[int] = (),
    once: UUID | None = None, note: str = "",
) -> Activity:  # fmt: skip
    """Plan one at a station, with the deputies who are to come. Raises Invalid, NotAllowed."""
    facts = _checked(sort, title, starts_at, ends_at, tags, topic)
    row = Activity(
        county_id=station.county_id, station=station, org_id=station.org_id, town_org_id=station.town_org_id,
        place=place or station.address, plan=plan, **facts,
    )  # fmt: skip
    if Activity.objects.filter(county_id=row.county_id, station=station, starts_at=starts_at, title=row.title).exists():
        raise Invalid("这个时间已经安排了同名的活动。", field="starts_at")
    ACTIVITY.start(row, "plan", actor=actor, once=once, note=note)
    _invite(row, deputy_ids)
    return row


@service
def edit_activity(
    row: Activity, *, actor: Actor, sort: str, starts_at: datetime, title: str = "", ends_at: datetime | None = None,
    place: str = "", plan: str = "", tags: Sequence[str] = (), topic: str = "", deputy_ids: Sequence[int] = (),
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Activity:  # fmt: skip
    """Change the plan; who was announced to is told of another time. Raises Invalid."""
    facts = _checked(sort, title, starts_at, ends_at, tags, topic)
    is_moved = starts_at != row.starts_at and row.state == "announced"
    for name, value in facts.items():
        setattr(row, name, value)
    ACTIVITY.apply(row, "edit", actor=actor, seen=seen, once=once, note=note, place=place, plan=plan, **facts)
    _invite(row, deputy_ids)
    if is_moved:
        _tell(row, "activities/moved")
    return row


@service
def announce_activity(
    row: Activity, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Activity:
    """To everybody on the station's page and to the deputies of it."""
    ACTIVITY.apply(row, "announce", actor=actor, seen=seen, once=once, note=note)
    _tell(row, "activities/announced")
    return row


@service
def sign_up_activity(
    row: Activity, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Activity:
    return _answer(row, "sign_up", actor, Answer.GOING, "", seen, once)


@service
def ask_leave_activity(
    row: Activity, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Activity:
    """With a reason if one likes; the station is told, so that another takes the duty."""
    _answer(row, "ask_leave", actor, Answer.LEAVE, note[:100], seen, once)
    tell([f"liaison:{row.org_id}"], "activities/leave", row, extra={"who": actor.name, "reason": note})
    return row


@transaction.atomic
def plan_receptions(
    station: Station, *, actor: Actor, year: int, month: int, days: Sequence[int], starts: time, ends: time | None = None,
    each: int = 2,
) -> list[Activity]:  # fmt: skip
    """The duties of a month (值班表): a reception on each day, `each` deputies in turn; days that have one are left alone.

    A day of rest moves on to the next working day. Raises Invalid, NotAllowed.
    """
    if not keeps(actor, station):
        raise NotAllowed("值班表由家站、镇人大主席团或者代表工作机构来排。")
    today = clock.today()
    dates = [on for on in rules.reception_days(year, month, days, rule_book(station.county_id).calendar) if on >= today]
    if not dates:
        raise Invalid("这个月没有还能排的日子，请看一下月份和日子。", field="days")
    taken = set(
        Activity.objects.filter(
            county_id=station.county_id, station=station, sort=Sort.RECEPTION, starts_at__gte=_at(dates[0], time(0))
        ).exclude(state="cancelled").values_list("starts_at", flat=True)
    )  # fmt: skip
    busy, turn, made = {clock.day_of(moment) for moment in taken}, in_turn(station, today), list[Activity]()
    for on in dates:
        if on in busy:
            continue
        on_duty, turn = turn[:each], [*turn[each:], *turn[:each]]
        made.append(plan_activity(
            station, actor=actor, sort=Sort.RECEPTION, starts_at=_at(on, starts), ends_at=_at(on, ends) if ends else None,
            deputy_ids=[deputy.pk for deputy in on_duty],
        ))  # fmt: skip
    return made


def _at(on: date, hour: time) -> datetime:
    return datetime.combine(on, hour, tzinfo=clock.COUNTY_TIME)


def _checked(
    sort: str, title: str, starts_at: datetime, ends_at: datetime | None, tags: Sequence[str], topic: str
) -> dict[str, Any]:
    if sort not in Sort.values:
        raise Invalid("请选是哪一种活动。", field="sort")
    if abs(starts_at.year - clock.today().year) > MOST_AHEAD_YEARS:
        raise Invalid("开始的时间离今天太远，请再看一下年份。", field="starts_at")
    if ends_at is not None and not starts_at < ends_at:
        raise Invalid("结束要晚于开始。", field="ends_at")
    words = title.strip() or TITLES.get(Sort(sort), str(Sort(sort).label))
    return {
        "sort": sort, "title": words, "starts_at": starts_at, "ends_at": ends_at,
        "tags": [tag for tag in Tag.values if tag in tags], "topic": topic if sort == Sort.STUDY else "",
    }  # fmt: skip


def _invite(row: Activity, wanted: Iterable[int]) -> None:
    """These deputies and no others; what somebody has answered stays."""
    keys = set(wanted)
    known = set(Deputy.objects.serving().filter(county_id=row.county_id, pk__in=keys).values_list("pk", flat=True))
    if keys - known:
        raise Invalid("请在本县在任的代表里选。", field="deputy_ids")
    row.attendances.exclude(deputy_id__in=keys).filter(answer=Answer.NONE).delete()
    here = set(row.attendances.values_list("deputy_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(county_id=row.county_id, activity=row, deputy_id=pk) for pk in sorted(keys - here)
    )


def _answer(
    row: Activity, step: str, actor: Actor, answer: Answer, reason: str, seen: int | None, once: UUID | None
) -> Activity:
    ACTIVITY.apply(row, step, actor=actor, seen=seen, once=once)
    deputy = Deputy.objects.serving().filter(county_id=row.county_id, user_id=actor.user_id).order_by("-level").first()
    if deputy is None:
        raise NotAllowed("只有在任代表才能报名、请假。")
    mine = row.attendances.filter(deputy__user_id=actor.user_id).first()
    Attendance.objects.update_or_create(
        county_id=row.county_id, activity=row, deputy=mine.deputy if mine else deputy,
        defaults={"answer": answer, "reason": reason},
    )  # fmt: skip
    return row


def _tell(row: Activity, template: str) -> None:
    """Who is to come; at an announcement to nobody in particular, all deputies of the station."""
    invited = list(row.attendances.filter(deputy__user__isnull=False).values_list("deputy__user_id", flat=True))
    users = invited or [pk for pk in members_of(row.station, clock.today()).values_list("user_id", flat=True) if pk]
    if users:
        tell([person_key(pk) for pk in users], template, row, extra={"when": when(row), "place": row.place})


def when(row: Activity) -> str:
    moment = row.starts_at.astimezone(clock.COUNTY_TIME)
    return f"{moment.month}月{moment.day}日{moment:%H:%M}"
