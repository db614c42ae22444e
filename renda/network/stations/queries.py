"""Reads of stations and memberships. Places that are open are public; staff see planned and closed ones too."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.prepared import Prepared
from renda.network.deputies.models import Deputy
from renda.network.deputies.queries import DeputyQuerySet
from renda.network.deputies.states import Level
from renda.network.stations.states import Placed, StationState

if TYPE_CHECKING:
    from renda.network.stations.models import Membership, Network, Opening, Placing, Station, Tag, Village  # noqa: F401

STAFF = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.TOWNSHIP, Role.LIAISON, Role.STATION_MASTER, Role.ADMIN)
SHOWN = (StationState.OPENED, StationState.PAUSED)
PLANNERS = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.TOWNSHIP, Role.ADMIN)
DECIDERS_SEEN = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.ADMIN)
# Which kinds cover a village where the county has set nothing: a place of its own town's zone or nearer [inferred].
COVERING = ("station", "activity_room", "contact_point", "practice", "themed")


class StationQuerySet(models.QuerySet["Station"]):
    def visible_to(self, actor: Actor) -> Self:
        ours = self.filter(county_id=actor.county_id)
        return ours if actor.holds(*STAFF) else ours.filter(state__in=SHOWN)

    def shown(self) -> Self:
        return self.filter(state__in=SHOWN)

    def listed(self) -> Self:
        return self.order_by("town", "name", "pk")

    def matching(self, *, town: str = "", words: str = "") -> Self:
        """What a list is narrowed to; empty values narrow nothing."""
        found = self.filter(town=town) if town else self
        named = Q(name__contains=words) | Q(address__contains=words) | Q(town__contains=words)
        return found.filter(named) if words else found

    def kept(self, *, kind: str = "", state: str = "", tag: int = 0) -> Self:
        """Narrowed by kind, state and tag; empty values narrow nothing. Kinds are few and stand in quotes in the text."""
        found = self.filter(state=state) if state else self
        found = found.filter(kinds__icontains=f'"{kind}"') if kind else found
        return found.filter(taggings__tag_id=tag) if tag else found

    def after(self, place: str) -> Self:
        """The rows behind a place of the list: `town|name` of the last row shown. Anything else is the beginning."""
        town, mark, name = place[:200].partition("|")
        return self.filter(Q(town__gt=town) | Q(town=town, name__gt=name)) if mark else self


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> Self:
        ours = self.filter(county_id=actor.county_id)
        return ours if actor.holds(*STAFF) else ours.filter(station__state__in=SHOWN, deputy__serving=True)

    def on(self, day: date) -> Self:
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)

    def not_ended(self, day: date) -> Self:
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


class OpeningQuerySet(models.QuerySet["Opening"]):
    def visible_to(self, actor: Actor) -> Self:
        """The plan is the congress's; who serves at a place sees how it stands."""
        ours = self.filter(county_id=actor.county_id)
        if actor.is_clock or actor.holds(*PLANNERS):
            return ours
        return ours.filter(station__org_id__in=actor.orgs(Role.LIAISON, Role.STATION_MASTER))

    def running(self) -> Self:
        return self.filter(state__in=[StationState.PLANNED, StationState.BUILDING])


class PlacingQuerySet(models.QuerySet["Placing"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county's congress side sees all, a town's presidium those of its own deputies."""
        ours = self.filter(county_id=actor.county_id)
        if actor.is_clock or actor.holds(*DECIDERS_SEEN):
            return ours
        return ours.filter(town_org_id__in=actor.orgs(Role.TOWNSHIP))

    def excused(self) -> Self:
        return self.filter(state=Placed.EXCUSED, deputy__serving=True)

    def listed(self) -> Self:
        return self.select_related("deputy", "station", "town_org").order_by("pk")


class VillageQuerySet(models.QuerySet["Village"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)

    def current(self) -> Self:
        return self.filter(is_current=True)

    def listed(self) -> Self:
        return self.order_by("town", "name", "pk")

    def after(self, place: str) -> Self:
        town, mark, name = place[:100].partition("|")
        return self.filter(Q(town__gt=town) | Q(town=town, name__gt=name)) if mark else self


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)

    def listed(self) -> Self:
        """With the number of open places that carry each."""
        shown = Q(taggings__station__state__in=SHOWN)
        counted = self.annotate(places=models.Count("taggings", filter=shown))
        return counted.order_by("sort", "name", "pk")


def open_station(actor: Actor, code: str) -> "Station | None":
    """The station whose code stands on a door, as long as people may go there."""
    return _WITH_CODE.first(actor=actor, code=code)


def _with_code(actor: Actor, code: str) -> "models.QuerySet[Station]":
    from renda.network.stations.models import Station

    return Station.objects.visible_to(actor).shown().filter(code=code)


# Whoever leaves an opinion asks this.
_WITH_CODE = Prepared(_with_code)


def towns(actor: Actor) -> list[str]:
    """The towns that have a station, by name."""
    from renda.network.stations.models import Station

    rows = Station.objects.visible_to(actor).exclude(town="").order_by("town")
    return list(rows.values_list("town", flat=True).distinct())


def main_station_of(actor: Actor, deputy_code: str, on: date) -> "Station | None":
    """The station where the deputy is met: the main one first."""
    from renda.network.stations.models import Membership

    rows = Membership.objects.visible_to(actor).on(on).filter(deputy__code=deputy_code)
    found = rows.select_related("station").order_by("-is_main", "pk").first()
    return found.station if found else None


def deputies_of(station: "Station", on: date) -> "models.QuerySet[Membership]":
    """Who belongs to the station on a day, the higher levels first."""
    from renda.network.stations.models import Membership

    rows = Membership.objects.on(on).filter(county_id=station.county_id, station=station, deputy__serving=True)
    return rows.select_related("deputy").order_by("-deputy__level", "deputy__name", "pk")


def without_station(county_id: int, on: date) -> "models.QuerySet[Deputy]":
    """Serving deputies who belong to no station: the list that should be empty (DOMAIN 3.1 H8)."""
    from renda.network.stations.models import Membership

    placed = Membership.objects.on(on).filter(county_id=county_id).values("deputy_id")
    return Deputy.objects.serving().filter(county_id=county_id).exclude(pk__in=placed).order_by("-level", "pk")


# --- who is to be placed where ----------------------------------------------------------------------------------------


def undecided(actor: Actor, on: date) -> DeputyQuerySet:
    """Serving deputies without a main station and without an exception, as far as the actor decides on them or reads on."""
    ours = _in_scope(actor, Deputy.objects.serving().filter(county_id=actor.county_id))
    return ours.exclude(pk__in=main_placed(actor.county_id, on)).exclude(placing__state=Placed.EXCUSED)


def main_placed(county_id: int, on: date) -> "models.QuerySet[Membership, int]":
    """The numbers of deputies who have a main station."""
    from renda.network.stations.models import Membership

    return Membership.objects.on(on).filter(county_id=county_id, is_main=True).values_list("deputy_id", flat=True)


def _in_scope(actor: Actor, rows: DeputyQuerySet) -> DeputyQuerySet:
    """A town's presidium has the deputies of its own congress."""
    if actor.is_clock or actor.holds(*DECIDERS_SEEN):
        return rows
    return rows.filter(level=Level.TOWNSHIP, congress_id__in=_congresses(actor))


def _congresses(actor: Actor) -> "models.QuerySet[Any, int | None]":
    from renda.ground.people.models import Organisation

    rows = Organisation.objects.filter(county_id=actor.county_id, pk__in=actor.orgs(Role.TOWNSHIP))
    return rows.exclude(congress_id=None).values_list("congress_id", flat=True)


def network_of(county_id: int) -> "Network":
    """The county's own settings, or the packaged ones (not written)."""
    from renda.network.stations.models import Network

    found = Network.objects.filter(county_id=county_id).first()
    return found or Network(county_id=county_id, covering=list(COVERING))
