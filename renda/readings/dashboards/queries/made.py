"""Reads of what was made: assessments and reports."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation
from renda.readings.dashboards.queries.scope import STAFF, UNIT_STAFF

if TYPE_CHECKING:
    from renda.readings.dashboards.models import Assessment, Report  # noqa: F401


def _of_congress(actor: Actor) -> Q:
    """The congress of the bodies in which the actor works; the government's office belongs to it too."""
    orgs = actor.orgs(*STAFF, Role.GOV_OFFICE)
    there = Organisation.objects.filter(county_id=actor.county_id, pk__in=orgs).exclude(congress=None)
    return Q(congress_id__in=orgs) | Q(congress_id__in=there.values("congress_id"))


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, actor: Actor) -> Self:
        """The congress's staff and the government's office all of it; a unit's people the assessments, with their own line alone."""
        ours = self.filter(county_id=actor.county_id)
        if actor.holds(*STAFF, Role.GOV_OFFICE):
            return ours.filter(_of_congress(actor))
        return ours if actor.holds(*UNIT_STAFF) else ours.none()

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> Self:
        """The congress's staff and the government's office. A draft is nobody else's."""
        ours = self.filter(county_id=actor.county_id)
        return ours.filter(_of_congress(actor)) if actor.holds(*STAFF, Role.GOV_OFFICE) else ours.none()

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")
