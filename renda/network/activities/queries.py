"""Reads of activities and summaries. A station's people see their own, a town its town's, the public what was announced."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import ExtractMonth

from renda.ground.county.at_hand import county_at_hand
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.network.activities.states import COMING, FOUR, PUBLIC, ActivityState, Sort, SummaryState, WordLine, Words
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership, Station
from renda.network.stations.queries import StationQuerySet

if TYPE_CHECKING:
    from renda.network.activities.models import Activity, Attendance, GapReason, Summary, Word  # noqa: F401

STATION = (Role.LIAISON, Role.STATION_MASTER)
COUNTY = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.PUBLISHER, Role.ADMIN)
NONE = Q(pk__in=[])


def side(actor: Actor) -> Q:
    """What an actor keeps or oversees: the county's congress all, a town its own, a station's people theirs."""
    if actor.holds(*COUNTY):
        return Q(county_id=actor.county_id)
    found = NONE
    if towns := actor.orgs(Role.TOWNSHIP):
        found |= Q(town_org_id__in=towns)
    if places := actor.orgs(*STATION):
        found |= Q(org_id__in=places)
    return found


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, actor: Actor) -> Self:
        """Beside one's own side: deputies what they take part in, everybody what was announced and not withdrawn."""
        seen = side(actor) | Q(state__in=PUBLIC)
        if actor.holds(Role.DEPUTY):
            seen |= Q(Exists(_mine(actor)))
        return self.filter(seen, county_id=actor.county_id)

    def concerning(self, actor: Actor) -> Self:
        """What stands in one's own lists."""
        mine = side(actor)
        if actor.holds(Role.DEPUTY):
            mine |= Q(Exists(_mine(actor)))
        return self.filter(mine, county_id=actor.county_id)

    def coming(self, moment: datetime) -> Self:
        return self.filter(state__in=COMING, starts_at__gte=moment).order_by("starts_at", "pk")

    def published(self) -> Self:
        """What the public reads: receptions and what else was announced."""
        return self.filter(state__in=PUBLIC).order_by("-starts_at", "pk")

    def recorded_in(self, first: date, last: date) -> Self:
        return self.filter(state=ActivityState.RECORDED, held_on__gte=first, held_on__lte=last)

    def of_kind(self, key: str) -> Self:
        """One of the county's kinds: an own one exactly, a packaged one with the own ones that count as it."""
        if not key:
            return self
        return self.filter(word=key) if key.startswith("own_") else self.filter(sort=key)

    def for_list(self) -> Self:
        return self.select_related("station").defer("plan", "result")


def _mine(actor: Actor) -> "models.QuerySet[Attendance]":
    from renda.network.activities.models import Attendance

    rows = Attendance.objects.filter(county_id=OuterRef("county_id"), activity_id=OuterRef("pk"))
    return rows.filter(deputy__user_id=actor.user_id)


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, actor: Actor) -> Self:
        from renda.network.activities.models import Activity

        return self.filter(county_id=actor.county_id, activity__in=Activity.objects.visible_to(actor))

    def for_page(self) -> Self:
        return self.select_related("deputy").order_by("-deputy__level", "deputy__name", "pk")


class SummaryQuerySet(models.QuerySet["Summary"]):
    def visible_to(self, actor: Actor) -> Self:
        """A draft is its station's and who oversees it; a confirmed one everybody may read."""
        return self.filter(side(actor) | Q(state=SummaryState.CONFIRMED), county_id=actor.county_id)


class WordQuerySet(models.QuerySet["Word"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)

    def as_words(self) -> Words:
        rows = self.order_by("family", "pk")
        return Words.of([WordLine(row.family, row.key, row.label, row.sort, row.is_on, is_set=True) for row in rows])


class GapReasonQuerySet(models.QuerySet["GapReason"]):
    def visible_to(self, actor: Actor) -> Self:
        """Why a month was empty is public."""
        return self.filter(county_id=actor.county_id)


_words: dict[int, tuple[int, Words]] = {}


def words_of(county_id: int) -> Words:
    """The county's words, kept per process until the county's version changes. Within a request no query but the first."""
    from renda.network.activities.models import Word

    version = county_at_hand(county_id).version
    kept = _words.get(county_id)
    if kept is None or kept[0] != version:
        kept = _words[county_id] = (version, Word.objects.filter(county_id=county_id).as_words())
    return kept[1]


def gap_reasons(county_id: int, year: int, station_ids: "list[int]") -> dict[tuple[int, int], str]:
    """(station, month) → why nothing was held. One query."""
    from renda.network.activities.models import GapReason

    rows = GapReason.objects.filter(county_id=county_id, year=year, station_id__in=station_ids)
    return {(station, month): reason for station, month, reason in rows.values_list("station_id", "month", "reason")}


def four_of(rows: "models.QuerySet[Activity]", year: int) -> dict[tuple[int, int], dict[str, int]]:
    """(station, quarter) → how often each of the four was held there (四在家站). One query. Source: DOMAIN H11"""
    recorded = rows.recorded_in(date(year, 1, 1), date(year, 12, 31)).exclude(tags=[])  # type: ignore[attr-defined]
    found: dict[tuple[int, int], dict[str, int]] = {}
    for station_id, held_on, tags in recorded.order_by().values_list("station_id", "held_on", "tags"):
        counts = found.setdefault((station_id, (held_on.month + 2) // 3), dict.fromkeys(map(str, FOUR), 0))
        for tag in set(tags) & counts.keys():
            counts[tag] += 1
    return found


def stations_of(actor: Actor) -> StationQuerySet:
    """The stations an actor keeps or oversees."""
    rows: StationQuerySet = Station.objects.filter(county_id=actor.county_id)
    if actor.holds(*COUNTY):
        return rows
    found = NONE
    if towns := actor.orgs(Role.TOWNSHIP):
        found |= Q(town_org_id__in=towns)
    if places := actor.orgs(*STATION):
        found |= Q(org_id__in=places)
    return rows.filter(found)


def members_of(station: Station, on: date) -> "models.QuerySet[Deputy]":
    """The serving deputies of a station on a day, by level and name."""
    places = Membership.objects.on(on).filter(county_id=station.county_id, station=station).values("deputy_id")
    rows = Deputy.objects.serving().filter(county_id=station.county_id, pk__in=places)
    return rows.order_by("-level", "name", "pk")


def in_turn(station: Station, on: date) -> list[Deputy]:
    """The station's deputies, who has not been on duty for longest first: whose turn it is."""
    from renda.network.activities.models import Attendance

    duties = Attendance.objects.filter(
        county_id=station.county_id, activity__station=station, activity__sort=Sort.RECEPTION
    ).exclude(activity__state=ActivityState.CANCELLED)
    last = dict(duties.values("deputy_id").annotate(last=Max("activity__starts_at")).values_list("deputy_id", "last"))
    never = datetime(1949, 1, 1, tzinfo=clock.COUNTY_TIME)
    return sorted(members_of(station, on), key=lambda deputy: (last.get(deputy.pk, never), -deputy.level, deputy.pk))


def reception_days_of(station: Station, first: date) -> set[date]:
    """Days from the first on that have a reception already."""
    from renda.network.activities.models import Activity

    begin = datetime.combine(first, time(0), tzinfo=clock.COUNTY_TIME)
    rows = Activity.objects.filter(
        county_id=station.county_id, station=station, sort=Sort.RECEPTION, starts_at__gte=begin
    )
    return {clock.day_of(at) for at in rows.exclude(state=ActivityState.CANCELLED).values_list("starts_at", flat=True)}


def to_call_in(row: "Activity", on: date) -> list[Deputy]:
    """Who may take the place of somebody who cannot come: the station's deputies who are not of it, whose turn it is first."""
    asked = set(row.attendances.values_list("deputy_id", flat=True))
    return [deputy for deputy in in_turn(row.station, on) if deputy.pk not in asked]


def months(rows: "models.QuerySet[Activity]", year: int) -> dict[int, dict[int, int]]:
    """station → month → how many were recorded. One grouped query."""
    recorded = rows.recorded_in(date(year, 1, 1), date(year, 12, 31))  # type: ignore[attr-defined]
    counted = recorded.order_by().values("station_id", month=ExtractMonth("held_on")).annotate(times=Count("pk"))
    found: dict[int, dict[int, int]] = {}
    for row in counted:
        found.setdefault(row["station_id"], {})[row["month"]] = row["times"]
    return found


def quarters(actor: Actor, year: int) -> dict[tuple[int, int], tuple[UUID, str]]:
    """(station, quarter) → key and state of its summary."""
    from renda.network.activities.models import Summary

    rows = Summary.objects.visible_to(actor).filter(year=year)
    return {(s, q): (pk, state) for s, q, pk, state in rows.values_list("station_id", "quarter", "pk", "state")}


def figures_of(station: Station, first: date, last: date) -> dict[str, Any]:
    """What the record knows of a station's days: how many of each kind, residents who came, tags. Two queries."""
    from renda.network.activities.models import Activity

    rows = Activity.objects.filter(county_id=station.county_id, station=station).recorded_in(first, last)
    lines = list(rows.order_by("held_on", "pk").values("held_on", "sort", "title", "visitors", "tags", "result"))
    sorts: dict[str, int] = {}
    tags: dict[str, int] = {}
    for line in lines:
        sorts[line["sort"]] = sorts.get(line["sort"], 0) + 1
        for tag in line["tags"]:
            tags[tag] = tags.get(tag, 0) + 1
    return {"count": len(lines), "sorts": sorts, "tags": tags, "visitors": sum(line["visitors"] or 0 for line in lines),
            "lines": [[str(line["held_on"]), line["title"], line["result"][:200]] for line in lines]}  # fmt: skip


def coming_of(station: Station, moment: datetime, most: int = 5) -> "list[Activity]":
    """What the station has announced and is still to come."""
    from renda.network.activities.models import Activity

    rows = Activity.objects.filter(county_id=station.county_id, station=station, state=ActivityState.ANNOUNCED)
    return list(rows.filter(starts_at__gte=moment - timedelta(hours=12)).order_by("starts_at", "pk")[:most])
