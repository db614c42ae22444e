"""Who supervises: the leaders and committees of a congress, and the committee that follows a category."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.states import OrgKind

if TYPE_CHECKING:
    from renda.voice.suggestions.models import Tracking  # noqa: F401

COMMITTEE_KINDS = (OrgKind.COMMITTEE, OrgKind.OFFICE, OrgKind.PRESIDIUM)


class TrackingQuerySet(models.QuerySet["Tracking"]):
    def visible_to(self, actor: Actor) -> Self:
        """Which committee follows what is no secret among those who work here."""
        return self.filter(county_id=actor.county_id) if actor.is_signed_in else self.none()


def leaders_of(county_id: int, congress_id: int, office_id: int) -> "models.QuerySet[User]":
    """Who may lead the supervision of an item: leaders of the standing committee; in a town those of its presidium."""
    here = Q(role=Role.LEADER, org_id=congress_id) | Q(role=Role.TOWNSHIP, org_id=office_id)
    posts = Post.objects.filter(here, county_id=county_id).held_on(clock.today())
    return User.objects.of_county(county_id).filter(pk__in=posts.values("user_id")).order_by("pk")


def committees_of(county_id: int, congress_id: int) -> "models.QuerySet[Organisation]":
    """The bodies of a congress that may follow an item, committees first."""
    bodies = Organisation.objects.filter(county_id=county_id, congress_id=congress_id, kind__in=COMMITTEE_KINDS)
    return bodies.in_use().order_by("kind", "pk")


def congress_of(county_id: int, office_id: int) -> int:
    """The congress of an office or presidium; 0 if it is none's."""
    bodies = Organisation.objects.filter(county_id=county_id, pk=office_id)
    return bodies.values_list("congress_id", flat=True).first() or 0
