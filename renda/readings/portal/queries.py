"""Reads of the public pages: the county's figures, what is published, places and deputies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Prefetch, Q

from renda.ground.kernel.actor import Actor, Role
from renda.network.activities.models import Activity, Attendance, Summary
from renda.network.activities.states import ActivityState, Answer, Sort, SummaryState
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership, Station
from renda.voice.opinions.models import Opinion
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


# --- a station, as its page, its hall screen and its cards show it ---------------------------------------------------------

LASTS = timedelta(hours=3)  # a reception of which nobody said when it ends
MOST_OF_A_YEAR = 400


def station_of(actor: Actor, code: str) -> "models.QuerySet[Station]":
    return Station.objects.visible_to(actor).filter(code=code).select_related("parent")


def receptions(county_id: int, moment: datetime, *, station: Station | None = None, most: int = 3) -> list[Activity]:
    """Announced receptions that are on or to come, with `on_duty`: who receives, without those on leave. Two queries."""
    rows = Activity.objects.filter(county_id=county_id, state=ActivityState.ANNOUNCED, sort=Sort.RECEPTION)
    rows = rows.filter(station=station) if station else rows.filter(station__in=Station.objects.shown())
    rows = rows.filter(Q(ends_at__gte=moment) | Q(ends_at=None, starts_at__gte=moment - LASTS))
    people = Attendance.objects.exclude(answer=Answer.LEAVE).select_related("deputy").order_by("-deputy__level", "pk")
    found = rows.select_related("station").prefetch_related(Prefetch("attendances", people, "on_duty"))
    return list(found.defer("plan", "result").order_by("starts_at", "pk")[:most])


def held_in(station: Station, year: int) -> list[tuple[UUID, date, str]]:
    """Key, day and title of what was recorded in a year, the latest first: all of it that is public. One query."""
    rows = Activity.objects.filter(county_id=station.county_id, station=station)
    found = rows.recorded_in(date(year, 1, 1), date(year, 12, 31)).order_by("-held_on", "-pk")
    rows_of_year = found.values_list("pk", "held_on", "title")[:MOST_OF_A_YEAR]
    return [(key, held_on, title) for key, held_on, title in rows_of_year if held_on]


def opinions_at(station: Station, year: int) -> list[tuple[str, str, int, int]]:
    """State, outcome, how many, how many told of the result: of what was received in a year. Only sums leave the room."""
    ours = Opinion.objects.filter(county_id=station.county_id, station=station, received_on__year=year).order_by()
    counted = ours.values("state", "outcome").annotate(count=Count("pk"), told=Count("told_on"))
    return list(counted.values_list("state", "outcome", "count", "told"))


def published_from(station: Station) -> "models.QuerySet[Suggestion]":
    """Published suggestions that grew out of what people said at the station."""
    keys = Opinion.objects.filter(county_id=station.county_id, station=station).values("suggestions")
    return published(station.county_id).filter(pk__in=keys)


def last_summary(station: Station) -> Summary | None:
    rows = Summary.objects.filter(county_id=station.county_id, station=station, state=SummaryState.CONFIRMED)
    return rows.defer("text", "figures").order_by("-year", "-quarter").first()
