"""Reads of stations and memberships. Places that are open are public; staff see planned and closed ones too."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role
from renda.network.stations.states import StationState

if TYPE_CHECKING:
    from renda.network.stations.models import Membership, Station  # noqa: F401

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


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> Self:
        ours = self.filter(county_id=actor.county_id)
        return ours if actor.holds(*STAFF) else ours.filter(station__state__in=SHOWN, deputy__serving=True)

    def on(self, day: date) -> Self:
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)
