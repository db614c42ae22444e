"""Reads of the list: only what a line shows, for one page, by day or by age."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.prepared import Prepared
from renda.ground.workflow.models import Waiting
from renda.voice.suggestions.queries.pages import KIND, KINDS, Filters, filtered

if TYPE_CHECKING:
    from renda.voice.suggestions.queries.rows import SuggestionQuerySet


class Line(NamedTuple):
    """A suggestion as a line of the list names it."""

    pk: UUID
    state: str
    title: str
    number_text: str
    number_short: str
    reply_class: str
    handling_round: int
    category: str
    assigned_on: date | None
    replied_on: date | None
    proposer: str
    office_id: int
    office: str
    office_short: str
    lead: str | None
    lead_short: str | None


class Lit(NamedTuple):
    """A wait as a light needs it."""

    pk: int
    matter_id: UUID
    due_on: date | None
    amber_on: date | None
    paused_on: date | None
    is_provisional: bool


COLUMNS = (
    "pk", "state", "title", "number_text", "number_short", "reply_class", "handling_round", "category", "assigned_on",
    "replied_on", "proposer__name", "office_id", "office__name", "office__short", "lead_org__name", "lead_org__short",
)  # fmt: skip


def listed(actor: Actor, filters: Filters, on: date) -> "SuggestionQuerySet":
    """What concerns the actor; with the filter for published ones, all that is public too."""
    from renda.voice.suggestions.models import Suggestion

    every = Suggestion.objects
    rows: Any = every.visible_to(actor) if filters.published or filters.text else every.concerning(actor)
    return filtered(rows, filters, actor.county_id, on)


def lines_by_day(
    actor: Actor, filters: Filters, on: date, after: tuple[date, int] | None, most: int
) -> list[tuple[Line, Lit]]:
    """At most so many lines with their wait, the soonest first, from after the last one seen."""
    day, last = after or (None, None)
    found = [Lit(*row) for row in _found(_DAYS, _days, actor, filters, on, day=day, last=last, most=most)]
    lines = {
        row[0]: Line(*row) for row in _LINES.rows(county_id=actor.county_id, keys=tuple(w.matter_id for w in found))
    }
    return [(lines[wait.matter_id], wait) for wait in found if wait.matter_id in lines]


def lines_by_age(
    actor: Actor, filters: Filters, on: date, after: UUID | None, most: int
) -> list[tuple[Line, Lit | None]]:
    """At most so many lines with their soonest wait, the newest first, from after the last one seen."""
    lines = [Line(*row) for row in _found(_AGES, _ages, actor, filters, on, after=after, most=most)]
    waits = _waits_of(actor.county_id, [line.pk for line in lines])
    return [(line, waits.get(line.pk)) for line in lines]


def _found(read: Prepared[Any], build: Any, actor: Actor, filters: Filters, on: date, **place: Any) -> Iterable[Any]:
    """Words that are looked for go to the ORM: their pattern is no plain value."""
    values = {
        "actor": actor, "on": on if filters.light else None, "state": filters.state, "light": filters.light,
        "category": filters.category or None, "period": filters.period or None, "published": filters.published,
    } | place  # fmt: skip
    return build(text=filters.text, **values) if filters.text else read.rows(**values)


def _asked(on: date | None, category: str | None, period: str | None, **chosen: Any) -> tuple[Filters, date]:
    return Filters(category=category or "", period=period or "", **chosen), on or date.min


def _days(
    actor: Actor, day: date | None, last: int | None, most: int, text: str = "", **asked: Any
) -> "QuerySet[Waiting, Any]":
    """Reads along the index of days."""
    rows = listed(actor, *_asked(text=text, **asked))
    waits = Waiting.objects.filter(county_id=actor.county_id, kind=KIND, due_on__isnull=False)
    if day is not None:
        waits = waits.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=last), due_on__gte=day)
    return waits.filter(matter_id__in=rows.values("pk")).order_by("due_on", "pk").values_list(*Lit._fields)[:most]


def _ages(actor: Actor, after: UUID | None, most: int, text: str = "", **asked: Any) -> "QuerySet[Any, Any]":
    rows = listed(actor, *_asked(text=text, **asked))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return rows.order_by("-pk").values_list(*COLUMNS)[:most]


def _lines(county_id: int, keys: tuple[UUID, ...]) -> "QuerySet[Any, Any]":
    from renda.voice.suggestions.models import Suggestion

    return Suggestion.objects.filter(county_id=county_id, pk__in=keys).values_list(*COLUMNS)


def _waits(county_id: int, keys: tuple[UUID, ...]) -> "QuerySet[Waiting, Any]":
    waits = Waiting.objects.filter(county_id=county_id, kind__in=KINDS, matter_id__in=keys)
    return waits.order_by(F("due_on").desc(nulls_first=True), "-pk").values_list(*Lit._fields)


def _waits_of(county_id: int, keys: list[UUID]) -> dict[UUID, Lit]:
    """The soonest wait of each, since later rows stand first."""
    return {row[1]: Lit(*row) for row in _WAITS.rows(county_id=county_id, keys=tuple(keys))}


_CHOSEN = ("state", "light", "most")
_DAYS, _AGES = Prepared(_days, fixed=_CHOSEN), Prepared(_ages, fixed=_CHOSEN)
_LINES, _WAITS = Prepared(_lines), Prepared(_waits)
