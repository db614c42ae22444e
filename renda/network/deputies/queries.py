"""Reads of the roster. Deputies are public persons: everyone sees those who serve, staff see all of their county."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role

if TYPE_CHECKING:
    from renda.network.deputies.models import Deputy, ImportDraft  # noqa: F401

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
        return self.select_related("congress", "term").order_by("-level", "pk")

    def matching(self, *, level: int | None = None, words: str = "", delegation: str = "") -> Self:
        """What a list is narrowed to; empty values narrow nothing."""
        found = self.filter(level=level) if level else self
        found = found.filter(delegation=delegation) if delegation else found
        named = Q(name__contains=words) | Q(district__contains=words) | Q(delegation__contains=words)
        return found.filter(named) if words else found

    def after(self, place: str) -> Self:
        """The rows behind a place of the list: `level-pk` of the last row shown. Anything else is the beginning."""
        level, _, pk = place.partition("-")
        if not (level.isdecimal() and pk.isdecimal() and len(place) < 20):
            return self
        return self.filter(Q(level__lt=int(level)) | Q(level=int(level), pk__gt=int(pk)))


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who keep the roster see what was uploaded for it."""
        if not actor.holds(Role.OFFICE, Role.ADMIN):
            return self.none()
        return self.filter(county_id=actor.county_id).order_by("-made_at", "pk")


def delegations(actor: Actor) -> list[str]:
    """The names of the county's delegations (代表团)."""
    from renda.network.deputies.models import Deputy

    rows = Deputy.objects.visible_to(actor).exclude(delegation="").order_by("delegation")
    return list(rows.values_list("delegation", flat=True).distinct())
