"""Reads of the public pages: the county's figures, what is published, places and deputies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Prefetch, Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.workflow.models import Waiting
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership, Station
from renda.readings.portal import rules
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import ARRIVED
from renda.voice.suggestions.models import Handling, Rating, Suggestion
from renda.voice.suggestions.states import Category, Mode, RatingState, ReplyClass

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


# --- counting, in the job only ----------------------------------------------------------------------------------------


def count_county(county_id: int, on: date) -> dict[str, Any]:
    """All public figures of the year so far. Takes a second or so in a large county: for the job, never for a page."""
    start = date(on.year, 1, 1)
    return {
        "from": start.isoformat(),
        "to": on.isoformat(),
        "opinions": _count_opinions(county_id, start, on),
        "suggestions": _count_suggestions(county_id, start, on),
        "deputies": _count_deputies(county_id),
        **_count_places(county_id),
    }


def _count_opinions(county_id: int, start: date, on: date) -> dict[str, Any]:
    ours = Opinion.objects.filter(county_id=county_id, received_on__gte=start)
    by_way = {(r["state"], r["outcome"]): r["n"] for r in ours.order_by().values("state", "outcome").annotate(n=Count("pk"))}
    told = ours.filter(told_on__isnull=False).order_by().values("rating").annotate(n=Count("pk"))
    rated = {row["rating"]: row["n"] for row in told}
    waiting = Waiting.objects.filter(county_id=county_id, kind="opinion", state__in=[str(s) for s in ARRIVED])
    bars = rules.opinion_bars(by_way, waiting.overdue(on).count())
    return {
        "total": sum(by_way.values()),
        "bars": [[bar.label, bar.count, bar.tone] for bar in bars],
        "told": sum(rated.values()),
        "rated": [[str(word), rated.get(str(key), 0)] for key, word in rules.RATING_WORDS],
    }


def _count_suggestions(county_id: int, start: date, on: date) -> dict[str, Any]:
    ours = Suggestion.objects.filter(county_id=county_id)
    year = ours.filter(registered_on__gte=start)
    sums = year.aggregate(
        registered=Count("pk"), replied=Count("pk", filter=Q(replied_on__isnull=False)),
        published=Count("pk", filter=Q(published_on__isnull=False)),
    )  # fmt: skip
    shown = ours.filter(published_on__isnull=False).order_by()
    classes = {row["reply_class"]: row["n"] for row in shown.values("reply_class").annotate(n=Count("pk"))}
    ratings = Rating.objects.filter(county_id=county_id, parent__registered_on__gte=start).exclude(state=RatingState.OPEN)
    grades = {row["result"]: row["n"] for row in ratings.order_by().values("result").annotate(n=Count("pk"))}
    late = Waiting.objects.filter(county_id=county_id, kind="handling").overdue(on).values("matter_id").distinct().count()
    return {**sums, "published_ever": sum(classes.values()), "classes": classes, "grades": grades, "late": late}


def _count_deputies(county_id: int) -> dict[str, int]:
    rows = Deputy.objects.serving().filter(county_id=county_id).order_by().values("level").annotate(n=Count("pk"))
    levels = {str(row["level"]): row["n"] for row in rows}
    return {**levels, "total": sum(levels.values())}


def _count_places(county_id: int) -> dict[str, Any]:
    shown = Station.objects.shown().filter(county_id=county_id).order_by("pk")
    rows = list(shown.values_list("lon", "lat", "kinds", "town", "is_invented_point"))
    kinds = [rules.place_kind(row[2]) for row in rows]
    sums = {kind: kinds.count(kind) for kind in set(kinds)}
    points = [(r[0], r[1], kind, r[3]) for r, kind in zip(rows, kinds, strict=True) if r[0] is not None and r[1] is not None]
    return {"stations": {**sums, "total": len(rows)}, "map": rules.drawing(points)}


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
    where = Q(congress__code=congress) | (Q(congress_id=int(congress), congress__code="") if congress.isdigit() else Q())
    rows = Suggestion.objects.published().filter(where, county_id=county_id, number_short=number)
    return rows.select_related("lead_org", "congress", "proposer", "session", "county").prefetch_related(*_page_parts()).first()


def _card_parts() -> "Iterable[Prefetch[Any]]":
    replies = Handling.objects.replied().select_related("org")
    return Prefetch("handlings", replies, "replies"), Prefetch("ratings", Rating.objects.order_by("pk"), "all_ratings")


def _page_parts() -> "Iterable[Any]":
    co_units = Handling.objects.standing().filter(mode=Mode.CO).select_related("org").order_by("pk")
    return (
        *_card_parts(),
        Prefetch("handlings", co_units, "co_handlings"),
        "signatures__deputy",
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
    if level.isdigit() and pk.isdigit() and len(pk) < 18:
        rows = rows.filter(Q(level__lt=int(level)) | Q(level=int(level), pk__gt=int(pk)))
    here = Membership.objects.on(on).filter(is_main=True).select_related("station")
    found = list(rows.prefetch_related(Prefetch("memberships", here, "here"))[: PAGE + 1])
    more = f"{found[PAGE - 1].level}.{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return found[:PAGE], more
