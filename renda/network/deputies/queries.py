"""Reads of the roster. Deputies are public persons: everyone sees those who serve, staff see all of their county."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role

if TYPE_CHECKING:
    from renda.network.deputies.models import Deputy  # noqa: F401

STAFF = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.TOWNSHIP, Role.LIAISON, Role.STATION_MASTER, Role.ADMIN)


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def visible_to(self, actor: Actor) -> Self:
        ours = self.filter(county_id=actor.county_id)
        if actor.holds(*STAFF):
            return ours
        return ours.filter(Q(serving=True) | Q(user__isnull=False, user_id=actor.user_id))

    def serving(self) -> Self:
        return self.filter(serving=True)

    def of_user(self, actor: Actor) -> Self:
        """The seats of the person who acts; none for someone without an account."""
        return self.filter(county_id=actor.county_id, user_id=actor.user_id, user__isnull=False)

    def listed(self) -> Self:
        return self.order_by("-level", "delegation", "name", "pk")
