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
from renda.network.activities.queries import in_turn, members_of, reception_days_of, to_call_in, words_of
from renda.network.activities.states import Answer, Family, Sort, WordLine
from renda.network.activities.workflow import ACTIVITY
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Station

MOST_AHEAD_YEARS, MOST_MONTHS = 2, 3
TITLES = {Sort.RECEPTION: "代表接待日"}


@service
def plan_activity(
    station: Station, *, actor: Actor, sort: str, starts_at: datetime, title: str = "", ends_at: datetime | None = None,
    place: str = "", plan: str = "", tags: Sequence[str] = (), topic: str = "", deputy_ids: Sequence[int] = (),
    announce: bool = False, once: UUID | None = None, note: str = "",
) -> Activity:  # fmt: skip
    """Plan one at a station, with the deputies who are to come. Raises Invalid, NotAllowed.

    sort: a key of the county's kinds. announce: to everybody at once.
    """
    facts = _checked(station.county_id, sort, title, starts_at, ends_at, tags, topic)
    row = Activity(
        county_id=station.county_id, station=station, org_id=station.org_id, town_org_id=station.town_org_id,
        place=place or station.address, plan=plan, **facts,
    )  # fmt: skip
    if Activity.objects.filter(county_id=row.county_id, station=station, starts_at=starts_at, title=row.title).exists():
        raise Invalid("这个时间已经安排了同名的活动。", field="starts_at")
    ACTIVITY.start(row, "plan", actor=actor, once=once, note=note)
    _invite(row, deputy_ids)
    return announce_activity(row, actor=actor) if announce else row


@service
def edit_activity(
    row: Activity, *, actor: Actor, sort: str, starts_at: datetime, title: str = "", ends_at: datetime | None = None,
    place: str = "", plan: str = "", tags: Sequence[str] = (), topic: str = "", deputy_ids: Sequence[int] = (),
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Activity:  # fmt: skip
    """Change the plan; who was announced to is told of another time. Raises Invalid."""
    facts = _checked(row.county_id, sort, title, starts_at, ends_at, tags, topic)
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


@service
def call_in_activity(
    row: Activity, *, actor: Actor, deputy_id: int, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Activity:
    """Another deputy for one who cannot come; told at once. Raises Invalid. Source: DOMAIN H22"""
    found = next((deputy for deputy in to_call_in(row, clock.today()) if deputy.pk == deputy_id), None)
    if found is None:
        raise Invalid("请在本站还没有请的代表里选。", field="deputy_id")
    ACTIVITY.apply(row, "call_in", actor=actor, seen=seen, once=once, note=note)
    Attendance.objects.create(county_id=row.county_id, activity=row, deputy=found)
    if found.user_id:
        tell([person_key(found.user_id)], "activities/called", row, extra={"when": when(row), "place": row.place})
    return row


@transaction.atomic
def plan_receptions(
    station: Station, *, actor: Actor, year: int, month: int, days: Sequence[int], starts: time, ends: time | None = None,
    each: int = 2, months: int = 1, announce: bool = False,
) -> list[Activity]:  # fmt: skip
    """The duties of one to three months (值班表): a reception on each day, `each` deputies in turn; days that have one stay.

    A day of rest moves on to the next working day. announce: to everybody at once. Raises Invalid, NotAllowed.
    """
    if not keeps(actor, station):
        raise NotAllowed("值班表由家站、镇人大主席团或者代表工作机构来排。")
    if not 1 <= months <= MOST_MONTHS:
        raise Invalid(f"一次最多排{MOST_MONTHS}个月。", field="months")
    free, turn, made = _free_days(station, rules.months_from(year, month, months), days), None, list[Activity]()
    for on in free:
        turn = in_turn(station, clock.today()) if turn is None else turn
        on_duty, turn = turn[:each], [*turn[each:], *turn[:each]]
        made.append(plan_activity(
            station, actor=actor, sort=Sort.RECEPTION, starts_at=_at(on, starts), ends_at=_at(on, ends) if ends else None,
            deputy_ids=[deputy.pk for deputy in on_duty], announce=announce,
        ))  # fmt: skip
    return made


def _free_days(station: Station, months: Iterable[tuple[int, int]], days: Sequence[int]) -> list[date]:
    """The days asked for that are still to come and have no reception yet. Raises Invalid if none is to come."""
    calendar, today = rule_book(station.county_id).calendar, clock.today()
    wanted = [on for year, month in months for on in rules.reception_days(year, month, days, calendar) if on >= today]
    if not wanted:
        raise Invalid("这几个月没有还能排的日子，请看一下月份和日子。", field="days")
    busy = reception_days_of(station, wanted[0])
    return [on for on in dict.fromkeys(wanted) if on not in busy]


def _at(on: date, hour: time) -> datetime:
    return datetime.combine(on, hour, tzinfo=clock.COUNTY_TIME)


def _checked(
    county_id: int,
    kind: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime | None,
    tags: Sequence[str],
    topic: str,
) -> dict[str, Any]:
    words = words_of(county_id)
    line = words.find(Family.KIND, kind)
    if line is None:
        raise Invalid("请选是哪一种活动。", field="sort")
    if abs(starts_at.year - clock.today().year) > MOST_AHEAD_YEARS:
        raise Invalid("开始的时间离今天太远，请再看一下年份。", field="starts_at")
    if ends_at is not None and not starts_at < ends_at:
        raise Invalid("结束要晚于开始。", field="ends_at")
    if topic and words.find(Family.TOPIC, topic) is None:
        raise Invalid("请在表里选学什么。", field="topic")
    return {
        "sort": line.sort, "word": kind if line.is_own else "", "title": title.strip() or _title_of(line),
        "starts_at": starts_at, "ends_at": ends_at,
        "tags": [tag.key for tag in words.of_family(Family.TAG) if tag.key in tags],
        "topic": topic if line.sort == Sort.STUDY else "",
    }  # fmt: skip


def _title_of(line: WordLine) -> str:
    """What an activity is called if nobody says: the county's word for its kind."""
    return line.label if line.is_set else TITLES.get(Sort(line.sort), line.label)


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
