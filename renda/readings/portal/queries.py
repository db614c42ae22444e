"""Reads of the public pages: the county's figures, what is published, places and deputies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Prefetch, Q

from renda.ground.kernel.actor import Actor, Role
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership, Station
from renda.voice.suggestions.models import Handling, Promise, Rating, Suggestion
from renda.voice.suggestions.states import Category, Mode, ReplyClass

if TYPE_CHECKING:
    from renda.readings.portal.models import Complaint, Figures  # noqa: F401

PAGE = 20
YEARS = frozenset(str(year) for year in range(2000, 2100))


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who answers complaints; others open their own by its code."""
        ours = self.filter(county_id=actor.county_id)
        return ours if actor.holds(Role.OFFICE, Role.ADMIN) else ours.filter(pk__in=actor.bearer_of)

    def newest_first(self) -> Self:
        return self.order_by("-pk")


def figures_of(county_id: int) -> "Figures | None":
    from renda.readings.portal.models import Figures

    return Figures.objects.filter(county_id=county_id).first()


# --- published suggestions --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address: ?class=B&category=education&q=路&after=2026-05-20.018f…"""

    reply_class: str = ""
    category: str = ""
    year: str = ""
    words: str = ""
    after: str = ""


def published(county_id: int, filters: Filters | None = None) -> "models.QuerySet[Suggestion]":
    """Published suggestions of the county, newest first, with what their cards show: three queries for any number."""
    asked = filters or Filters()
    rows = Suggestion.objects.published().filter(county_id=county_id)
    if asked.reply_class in ReplyClass.values:
        rows = rows.filter(reply_class=asked.reply_class)
    if asked.category in Category.values:
        rows = rows.filter(category=asked.category)
    if asked.year in YEARS:
        rows = rows.filter(published_on__year=int(asked.year))
    if asked.words:
        rows = rows.filter(Q(title__icontains=asked.words) | Q(number_text__icontains=asked.words))
    return _after(rows, asked.after).select_related("lead_org", "congress", "proposer").prefetch_related(*_card_parts())


def page_of(rows: "models.QuerySet[Suggestion]") -> "tuple[list[Suggestion], str]":
    """One page and the place where the next one begins, empty on the last."""
    found = list(rows[: PAGE + 1])
    if len(found) <= PAGE:
        return found, ""
    last = found[PAGE - 1]
    return found[:PAGE], f"{last.published_on}.{last.pk}"


def find_published(county_id: int, congress: str, number: str) -> "Suggestion | None":
    """The published suggestion at its stable address: the code of its congress and its short number."""
    is_small = congress.isdecimal() and len(congress) < 10
    where = Q(congress__code=congress) | (Q(congress_id=int(congress), congress__code="") if is_small else Q())
    rows = Suggestion.objects.published().filter(where, county_id=county_id, number_short=number)
    return (
        rows.select_related("lead_org", "congress", "proposer", "session", "county")
        .prefetch_related(*_page_parts())
        .first()
    )


def _card_parts() -> "Iterable[Prefetch[Any]]":
    replies = Handling.objects.replied().select_related("org")
    return Prefetch("handlings", replies, "replies"), Prefetch("ratings", Rating.objects.order_by("pk"), "all_ratings")


def _page_parts() -> "Iterable[Any]":
    co_units = Handling.objects.standing().filter(mode=Mode.CO).select_related("org").order_by("pk")
    return (
        *_card_parts(),
        Prefetch("handlings", co_units, "co_handlings"),
        "signatures__deputy",
        Prefetch("promises", Promise.objects.select_related("org").order_by("handling", "point")),
        "opinions__station",
        "supplements",
    )


def _after(rows: "models.QuerySet[Suggestion]", after: str) -> "models.QuerySet[Suggestion]":
    day, _, key = after.partition(".")
    try:
        place, pk = date.fromisoformat(day), UUID(key)
    except ValueError:
        return rows
    return rows.filter(Q(published_on__lt=place) | Q(published_on=place, pk__gt=pk))


# --- places and deputies ----------------------------------------------------------------------------------------------


def places(actor: Actor, words: str = "") -> list[Station]:
    """The places that are open, by town; found by name, town or the villages they serve. At most a few hundred."""
    rows = Station.objects.visible_to(actor).shown().listed()
    return [row for row in rows if not words or _serves(row, words)]


def _serves(station: Station, words: str) -> bool:
    return any(words in text for text in (station.name, station.town, station.address, *station.villages))


def deputies(actor: Actor, words: str, after: str, on: date) -> tuple[list[Deputy], str]:
    """Serving deputies, higher levels first, found by name, district or the place they belong to; and the next place."""
    rows = Deputy.objects.serving().filter(county_id=actor.county_id).order_by("-level", "pk")
    if words:
        near = [station.pk for station in places(actor, words)]
        members = Membership.objects.on(on).filter(county_id=actor.county_id, station_id__in=near).values("deputy_id")
        rows = rows.filter(Q(name__icontains=words) | Q(district__icontains=words) | Q(pk__in=members))
    level, _, pk = after.partition(".")
    if level.isdecimal() and pk.isdigit() and len(pk) < 18:
        rows = rows.filter(Q(level__lt=int(level)) | Q(level=int(level), pk__gt=int(pk)))
    here = Membership.objects.on(on).filter(is_main=True).select_related("station")
    found = list(rows.prefetch_related(Prefetch("memberships", here, "here"))[: PAGE + 1])
    more = f"{found[PAGE - 1].level}.{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return found[:PAGE], more
