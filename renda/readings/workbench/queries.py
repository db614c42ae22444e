"""What the desk and the deputy's page show: the inbox with its lights, and what is mine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.prepared import Prepared
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.queries import inbox
from renda.network.activities.models import Activity, Attendance
from renda.voice.motions.models import Motion
from renda.voice.motions.queries import signed_by
from renda.voice.opinions.models import Opinion
from renda.voice.suggestions.models import Suggestion

PAGE, HALF_A_DAY = 30, timedelta(hours=12)
Counts = dict[str, dict[str, int]]
LIGHTS = {"red": "超期", "amber": "快到期", "green": "按期", "paused": "已暂停"}


@dataclass(frozen=True)
class Filters:
    """What stands in the address: ?light=red&kind=opinion&q=水压&after=2026-05-20.81"""

    light: str = ""
    kind: str = ""
    words: str = ""
    after: str = ""


def filtered(actor: Actor, filters: Filters, on: date) -> "QuerySet[Waiting]":
    """The inbox under these filters, overdue first, what has no end last."""
    rows = inbox(actor)
    if filters.light in LIGHTS:
        rows = rows.filter(_light(filters.light, on))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.words:
        rows = rows.filter(Q(title__icontains=filters.words) | Q(number__icontains=filters.words))
    return rows


def page_of(rows: "QuerySet[Waiting]", after: str) -> tuple[list[Waiting], str]:
    """One page after the given place (`due.id`, or `-.id` in the part without an end) and where the next one begins."""
    found = list(_after(rows, after)[: PAGE + 1])
    if len(found) <= PAGE:
        return found, ""
    last = found[PAGE - 1]
    return found[:PAGE], f"{last.due_on or '-'}.{last.pk}"


def counts(actor: Actor, on: date) -> Counts:
    """How many wait for me, by kind, in all and under each light: one query over my own rows."""
    rows = _COUNTS.rows(county_id=actor.county_id, keys=tuple(sorted(actor.keys)), on=on) if actor.keys else []
    return {kind: dict(zip(("all", *LIGHTS), numbers, strict=True)) for kind, *numbers in rows}


def sum_of(counted: Counts, light: str = "all", kinds: Iterable[str] | None = None) -> int:
    wanted = counted if kinds is None else set(kinds) & set(counted)
    return sum(counted[kind][light] for kind in wanted)


def _counted(county_id: int, keys: Sequence[str], on: date) -> "QuerySet[Waiting, tuple[Any, ...]]":
    sums = {light: Count("pk", filter=_light(light, on)) for light in LIGHTS}
    ours = Waiting.objects.filter(county_id=county_id, holder__in=keys).order_by()
    return ours.values("kind").annotate(all=Count("pk"), **sums).values_list("kind", "all", *LIGHTS)


_COUNTS = Prepared(_counted)


def my_opinions(actor: Actor) -> "QuerySet[Opinion]":
    """The opinions I have taken up as a deputy, open ones first."""
    mine = Opinion.objects.visible_to(actor).filter(deputy__user_id=actor.user_id)
    return mine.order_by(F("state").asc(), "-id")


def my_suggestions(actor: Actor) -> "QuerySet[Suggestion]":
    mine = Suggestion.objects.visible_to(actor).filter(proposer__user_id=actor.user_id)
    return mine.order_by("-created_at", "id")


def my_activities(actor: Actor) -> "QuerySet[Activity]":
    """Duties and activities I am to come to, the soonest first."""
    mine = Attendance.objects.filter(county_id=actor.county_id, deputy__user_id=actor.user_id).values("activity_id")
    return Activity.objects.visible_to(actor).filter(pk__in=mine).coming(now() - HALF_A_DAY).for_list()


def my_motions(actor: Actor) -> "QuerySet[Motion]":
    """Those I moved or signed."""
    mine = Q(mover__user_id=actor.user_id) | Q(pk__in=signed_by(actor))
    return Motion.objects.visible_to(actor).filter(mine).order_by("-created_at", "id")


def _light(light: str, on: date) -> Q:
    return {
        "red": Q(paused_on=None, due_on__lt=on),
        "amber": Q(paused_on=None, due_on__gte=on, amber_on__lte=on),
        "green": Q(paused_on=None) & (Q(due_on__gte=on, amber_on__gt=on) | Q(due_on=None)),
        "paused": Q(paused_on__isnull=False),
    }[light]


def _after(rows: "QuerySet[Waiting]", after: str) -> "QuerySet[Waiting]":
    day, _, pk = after.partition(".")
    if not pk.isdecimal():
        return rows
    if day == "-":
        return rows.filter(due_on=None, pk__gt=int(pk))
    try:
        due = date.fromisoformat(day)
    except ValueError:
        return rows
    return rows.filter(Q(due_on__gt=due) | Q(due_on=due, pk__gt=int(pk)) | Q(due_on=None))
