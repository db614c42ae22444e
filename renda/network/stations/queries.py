"""Reads of stations and memberships. Places that are open are public; staff see planned and closed ones too."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.prepared import Prepared
from renda.network.deputies.models import Deputy
from renda.network.stations.states import StationState

if TYPE_CHECKING:
    from renda.network.stations.models import Membership, Station

STAFF = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.TOWNSHIP, Role.LIAISON, Role.STATION_MASTER, Role.ADMIN)
SHOWN = (StationState.OPENED, StationState.PAUSED)


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
