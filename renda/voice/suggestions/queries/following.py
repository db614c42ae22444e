"""Reads of what follows a reply: the promise board, the look-back, and their figures."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from renda.ground.kernel.actor import Actor, Role
from renda.ground.workflow.models import Waiting
from renda.voice.suggestions.states import (
    FINISHED,
    UNFINISHED,
    Claim,
    Disclosure,
    LookbackState,
    PromiseState,
)

if TYPE_CHECKING:
    from renda.voice.suggestions.models import Lookback, Point, Promise

P = TypeVar("P", bound="Point")
PARTS_OF_LINE = ("org", "parent", "parent__proposer", "handling")
NOT_SHOWN = (
    "text",
    "answer",
    "parent__problem",
    "parent__analysis",
    "parent__frozen",
    "parent__asks",
    "handling__answers",
)
LATE = Q(answered_on__gt=F("first_promised_on"))
STATES = {
    "": Q(state__in=UNFINISHED),
    "confirm": Q(state=PromiseState.ANSWERED),
    "disputed": Q(state__in=[PromiseState.DISPUTED, PromiseState.SILENT]),
    "kept": Q(state=PromiseState.KEPT) & ~LATE,
    "late": Q(state=PromiseState.KEPT) & LATE,
    "carried": Q(carried_to_year__isnull=False) & ~Q(state=PromiseState.SUPERSEDED),
    "ended": Q(state__in=[PromiseState.ENDED, PromiseState.SUPERSEDED]),
    "all": Q(),
}


@dataclass(frozen=True)
class PromiseFilters:
    """What the address of the board asks for. state: a key of STATES; light: red or amber; year: of the promised day."""

    state: str = ""
    light: str = ""
    unit: int = 0
    year: int = 0
    text: str = ""


class PointQuerySet(models.QuerySet[P], Generic[P]):
    """What is seen: with the matter by those concerned, by everybody else where the whole reply is public."""

    def visible_to(self, actor: Actor) -> Self:
        from renda.voice.suggestions.models import Suggestion

        seen = Q(parent__published_on__isnull=False, parent__disclosure=Disclosure.FULL)
        if actor.posts:
            seen |= Q(parent__in=Suggestion.objects.concerning(actor))
        return self.filter(seen, county_id=actor.county_id)

    def concerning(self, actor: Actor) -> Self:
        """What the actor has to do with; a unit's people see what their own unit promised."""
        if units := own_units(actor):
            return self.filter(county_id=actor.county_id, org_id__in=units)
        from renda.voice.suggestions.models import Suggestion

        mine = Suggestion.objects.concerning(actor) if actor.posts else Suggestion.objects.none()
        return self.filter(county_id=actor.county_id, parent__in=mine)

    def of_unit(self, org_id: int) -> Self:
        return self.filter(org_id=org_id)

    def for_page(self) -> Self:
        return self.select_related(
            "org", "handling", "parent__proposer", "parent__lead_org", "parent__office", "parent__government"
        )


class PromiseQuerySet(PointQuerySet["Promise"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def finished(self) -> Self:
        return self.filter(state__in=FINISHED)

    def not_carried(self) -> Self:
        """Those that keep a suggestion from being closed: neither at their end nor rolled on. Source: DOMAIN 5.2 row 19"""
        return self.unfinished().filter(carried_to_year=None)

    def overdue(self, on: date) -> Self:
        return self.filter(state=PromiseState.OPEN, promised_on__lt=on)

    def later_than(self, place: tuple[date, UUID] | None) -> Self:
        """What comes after a place in a list by day."""
        if place is None:
            return self
        day, pk = place
        return self.filter(Q(promised_on__gt=day) | Q(promised_on=day, pk__gt=pk), promised_on__gte=day)

    def for_board(self, county_id: int) -> Self:
        """With what a line of the board names, and from when its light is amber."""
        waits = Waiting.objects.filter(county_id=county_id, kind="promise", matter_id=OuterRef("pk"))
        lit = {name: Subquery(waits.order_by("pk").values(name)[:1]) for name in ("due_on", "amber_on")}
        return self.select_related(*PARTS_OF_LINE).defer(*NOT_SHOWN).annotate(**lit)

    def filtered(self, filters: PromiseFilters, on: date) -> Self:
        rows = self.filter(STATES.get(filters.state, Q()))
        if filters.unit:
            rows = rows.of_unit(filters.unit)
        if filters.year:
            rows = rows.filter(promised_on__year=filters.year)
        if filters.text:
            words = filters.text
            rows = rows.filter(
                Q(parent__title__icontains=words) | Q(parent__number_text__icontains=words)
                | Q(parent__number_short__icontains=words) | Q(ask__icontains=words)
            )  # fmt: skip
        if filters.light == "red":
            return rows.overdue(on)
        if filters.light == "amber":
            soon = Waiting.objects.filter(county_id=OuterRef("county_id"), kind="promise", matter_id=OuterRef("pk"))
            near = soon.filter(due_on__gte=on, amber_on__lte=on)
            return rows.filter(models.Exists(near), state=PromiseState.OPEN)
        return rows


class LookbackQuerySet(PointQuerySet["Lookback"]):
    def open(self) -> Self:
        return self.filter(state__in=[LookbackState.ASKED, LookbackState.ANSWERED])

    def of_year(self, year: int) -> Self:
        return self.filter(year=year)


def own_units(actor: Actor) -> frozenset[int]:
    """The units whose own view of the board this actor has; the congress's people and the government office see all."""
    return actor.orgs(Role.CLERK, Role.UNIT_LEADER, Role.TOWN_GOV, Role.VILLAGE)


def promise_figures(rows: "QuerySet[Promise]", on: date) -> dict[str, int]:
    """Numerators and denominators of these promises on a day, in one query. due: whose first promised day has come."""
    came = Q(first_promised_on__lte=on)
    kept, late = STATES["kept"], STATES["late"]
    counted: dict[str, int] = rows.exclude(state=PromiseState.SUPERSEDED).aggregate(
        whole=Count("pk"), due=Count("pk", filter=came), kept=Count("pk", filter=kept), late=Count("pk", filter=late),
        due_kept=Count("pk", filter=came & kept), due_late=Count("pk", filter=came & late),
        overdue=Count("pk", filter=Q(state=PromiseState.OPEN, promised_on__lt=on)),
        waiting=Count("pk", filter=STATES["confirm"]), disputed=Count("pk", filter=STATES["disputed"]),
        carried=Count("pk", filter=STATES["carried"] & Q(state__in=UNFINISHED)),
        ended=Count("pk", filter=Q(state=PromiseState.ENDED)),
    )  # fmt: skip
    return counted


def lookback_figures(rows: "QuerySet[Lookback]") -> dict[str, int]:
    """What the look-back found: claims of "solved" asked about, answered, found true and done. In one query."""
    solved = Q(promise=None)
    done = Q(state=LookbackState.VERIFIED, claim=Claim.DONE)
    counted: dict[str, int] = rows.exclude(state=LookbackState.DROPPED).aggregate(
        whole=Count("pk"), solved=Count("pk", filter=solved), solved_done=Count("pk", filter=solved & done),
        solved_checked=Count("pk", filter=solved & Q(checked_on__isnull=False)), done=Count("pk", filter=done),
        asked=Count("pk", filter=Q(state=LookbackState.ASKED)),
        answered=Count("pk", filter=Q(state=LookbackState.ANSWERED)),
        refuted=Count("pk", filter=Q(state=LookbackState.REFUTED)),
    )  # fmt: skip
    return counted


def carried_out(rows: "QuerySet[Any]", county_id: int) -> "QuerySet[Any]":
    """Of these suggestions, those found carried out (办成): every promise kept, every look-back true and done, and at
    least one of them. A reply's own word for it (A) is not enough. For the reports' figure of things done."""
    from renda.voice.suggestions.models import Lookback, Promise

    promises = Promise.objects.filter(county_id=county_id, parent_id=OuterRef("pk"))
    looked = Lookback.objects.filter(county_id=county_id, parent_id=OuterRef("pk"))
    kept = promises.filter(state=PromiseState.KEPT)
    true = looked.filter(state=LookbackState.VERIFIED, claim=Claim.DONE)
    broken = promises.exclude(state__in=[PromiseState.KEPT, PromiseState.SUPERSEDED])
    doubted = looked.filter(promise=None).exclude(state=LookbackState.DROPPED).exclude(
        state=LookbackState.VERIFIED, claim=Claim.DONE
    )  # fmt: skip
    found = models.Exists(kept) | models.Exists(true)
    return rows.filter(found, ~models.Exists(broken), ~models.Exists(doubted), county_id=county_id)
