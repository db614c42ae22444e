"""Reads of whole pages: the list by day or by age, and everything that happened to a matter and its parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.prepared import Prepared
from renda.ground.people.models import User
from renda.ground.workflow.models import StepPrivate, StepTaken, Waiting
from renda.voice.suggestions.states import S

if TYPE_CHECKING:
    from renda.voice.suggestions.models import Suggestion
    from renda.voice.suggestions.queries.rows import SuggestionQuerySet

KIND = "suggestion"
KINDS = (KIND, "signature", "handling", "rating", "publication", "promise", "lookback")
STATES_OF = {
    "check": (S.SUBMITTED, S.RETURNED),
    "assign": (S.REGISTERED, S.PREASSIGNED),
    "handling": (S.ASSIGNED,),
    "replied": (S.REPLIED,),
    "rated": (S.RATED,),
    "closed": (S.CLOSED, S.ARCHIVED),
    "draft": (S.DRAFT,),
    "twice": (S.RATED, S.CLOSED, S.ARCHIVED),
    "stopped": (S.MERGED, S.REFUSED, S.WITHDRAWN),
}
CONGRESS_STAFF = (Role.OFFICE, Role.TOWNSHIP, Role.PUBLISHER, Role.LEADER, Role.COMMITTEE, Role.ADMIN)


@dataclass(frozen=True)
class Filters:
    """What the address of a list asks for. state: a key of STATES_OF; light: red, amber or green."""

    state: str = ""
    light: str = ""
    category: str = ""
    period: str = ""
    text: str = ""
    published: bool = False


def filtered(rows: "SuggestionQuerySet", filters: Filters, county_id: int, on: date) -> "SuggestionQuerySet":
    if filters.state in STATES_OF:
        rows = rows.filter(state__in=STATES_OF[filters.state])
    if filters.state == "twice":
        rows = rows.twice_dissatisfied()
    if filters.category:
        rows = rows.filter(category=filters.category)
    if filters.period:
        rows = rows.filter(period=filters.period)
    if filters.published:
        rows = rows.filter(published_on__isnull=False)
    if filters.text:
        rows = rows.filter(_found(filters.text))
    if filters.light:
        rows = rows.filter(Exists(_lit(filters.light, county_id, on)))
    return rows


def _found(text: str) -> Q:
    return (
        Q(title__icontains=text) | Q(number_text__icontains=text) | Q(number_short__icontains=text)
        | Q(proposer__name__icontains=text) | Q(lead_org__name__icontains=text)
    )  # fmt: skip


def _lit(light: str, county_id: int, on: date) -> QuerySet[Waiting]:
    waits = Waiting.objects.filter(county_id=county_id, kind=KIND, matter_id=OuterRef("pk"), paused_on=None)
    lights = {
        "red": waits.filter(due_on__lt=on),
        "amber": waits.filter(due_on__gte=on, amber_on__lte=on),
        "green": waits.filter(due_on__gte=on, amber_on__gt=on),
    }
    return lights.get(light, waits)


def waits_of(county_id: int, ids: Iterable[UUID]) -> dict[UUID, Waiting]:
    """The soonest wait of each matter, by its key."""
    found: dict[UUID, Waiting] = {}
    for wait in _WAITS.rows(county_id=county_id, ids=tuple(ids)):
        found.setdefault(wait.matter_id, wait)
    return found


def _waits(county_id: int, ids: tuple[UUID, ...]) -> "QuerySet[Waiting]":
    waits = Waiting.objects.filter(county_id=county_id, kind__in=KINDS, matter_id__in=ids)
    return waits.order_by(F("due_on").asc(nulls_last=True), "pk")


_WAITS = Prepared(_waits)


def history_of(
    row: "Suggestion", parts: Iterable[UUID], hidden: Iterable[UUID], actor: Actor, *, is_party: bool
) -> list[StepTaken]:
    """What happened to a suggestion and its parts, newest first, each with `who` and `note`, in one query.

    hidden: parts the actor may not know of yet (ratings before all are final). The congress's staff read all rows, the
    government's those of parties, the public the public ones.
    """
    ids = (row.pk, *set(parts) - set(hidden))
    reads_all = is_party and actor.holds(*CONGRESS_STAFF)
    reader = None if reads_all else actor.user_id or None
    return _STEPS.rows(county_id=row.county_id, ids=ids, user_id=reader, is_party=is_party, reads_all=reads_all)


def _steps(
    county_id: int, ids: tuple[UUID, ...], user_id: int | None, is_party: bool, reads_all: bool, which: Q | None = None
) -> "QuerySet[StepTaken]":
    of = which if which is not None else Q(matter_id__in=ids)
    steps = StepTaken.objects.filter(of, county_id=county_id, kind__in=KINDS)
    if not reads_all:
        seen = ("public", "parties") if is_party else ("public",)
        steps = steps.filter(Q(seen_by__in=seen) | (Q(user_id=user_id) if user_id else Q(pk__in=[])))
    notes = StepPrivate.objects.filter(
        county_id=OuterRef("county_id"), kind=OuterRef("kind"), matter_id=OuterRef("matter_id"), seq=OuterRef("seq")
    )
    names: Any = User.objects.of_county(county_id).filter(pk=OuterRef("user_id"))
    found = steps.annotate(who=Subquery(names.values("name")[:1])).order_by("-at", "-pk").defer("changed")
    return found.annotate(note=Subquery(notes.values("note")[:1])) if is_party else found


_STEPS = Prepared(_steps)


def whole_history(
    row: "Suggestion", parts: Iterable[UUID], hidden: Iterable[UUID], actor: Actor, *, is_party: bool
) -> list[StepTaken]:
    """As `history_of`, with what each step changed, and with the steps of the publications, which nobody has to read."""
    reads_all = is_party and actor.holds(*CONGRESS_STAFF)
    ids = Q(matter_id__in=[row.pk, *set(parts) - set(hidden)])
    also = Q(kind="publication", matter_id__in=row.publications.filter(county_id=row.county_id).values("pk"))
    user_id = None if reads_all else actor.user_id or None
    return list(_steps(row.county_id, (), user_id, is_party, reads_all, which=ids | also).defer(None))
