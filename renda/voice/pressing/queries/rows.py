"""QuerySets of acts of supervision. Every one begins with the county."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation
from renda.voice.pressing.states import (
    DONE_TOURS,
    UNSEEN_LETTERS,
    UNSEEN_TOURS,
    EvaluationState,
    FindingState,
    Rater,
)

if TYPE_CHECKING:
    from renda.voice.pressing.models import (  # noqa: F401
        Assessment,
        Evaluation,
        Finding,
        FourLine,
        Inquiry,
        Invitee,
        Tour,
    )

ITEM = ("suggestion", "motion", "org", "committee")
NONE = Q(pk__in=[])
UNIT_ROLES = (Role.CLERK, Role.UNIT_LEADER, Role.TOWN_GOV, Role.VILLAGE, Role.GOV_OFFICE)


def congress_side(actor: Actor) -> Q:
    """Offices see what they carry; leaders and committees all of their congress."""
    side = NONE
    if offices := actor.orgs(Role.OFFICE, Role.TOWNSHIP, Role.PUBLISHER):
        side |= Q(office_id__in=offices)
    if readers := actor.orgs(Role.LEADER, Role.COMMITTEE):
        bodies = Organisation.objects.filter(county_id=actor.county_id, pk__in=readers, congress__isnull=False)
        side |= Q(congress_id__in=readers) | Q(congress_id__in=bodies.values("congress_id"))
    return side


def unit_side(actor: Actor) -> Q:
    """The unit an act is addressed to, and the government office above it."""
    side = NONE
    if units := actor.orgs(*UNIT_ROLES):
        side |= Q(org_id__in=units)
    if offices := actor.orgs(Role.GOV_OFFICE, Role.TOWN_GOV):
        side |= Q(government_id__in=offices)
    return side


def proposer_side(actor: Actor) -> Q:
    """The deputy whose suggestion or motion it is about."""
    if not actor.holds(Role.DEPUTY):
        return NONE
    return Q(suggestion__proposer__user_id=actor.user_id) | Q(motion__mover__user_id=actor.user_id)


class TourQuerySet(models.QuerySet["Tour"]):
    def visible_to(self, actor: Actor) -> Self:
        """The congress side; once announced the units visited, the invited deputies, the proposers."""
        if not actor.posts:
            return self.none()
        return self.filter(congress_side(actor) | (self._guests(actor) & ~Q(state__in=UNSEEN_TOURS)),
                           county_id=actor.county_id)  # fmt: skip

    def _guests(self, actor: Actor) -> Q:
        side = NONE
        if actor.orgs(*UNIT_ROLES) or actor.holds(Role.DEPUTY):
            findings = apps.get_model("pressing", "Finding").objects.filter(
                unit_side(actor) | proposer_side(actor),
                ~Q(state=FindingState.LEFT),
                county_id=OuterRef("county_id"),
                tour_id=OuterRef("pk"),
            )
            side |= Q(Exists(findings))
        if actor.holds(Role.DEPUTY):
            side |= Q(Exists(invitations(actor, OuterRef("pk"))))
        return side

    def held(self) -> Self:
        return self.filter(state__in=DONE_TOURS)

    def in_year(self, year: int) -> Self:
        return self.filter(on__gte=date(year, 1, 1), on__lte=date(year, 12, 31))


def invitations(actor: Actor, tour: Any) -> "models.QuerySet[Invitee]":
    from renda.voice.pressing.models import Invitee

    return Invitee.objects.filter(county_id=OuterRef("county_id"), tour_id=tour, deputy__user_id=actor.user_id)


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def visible_to(self, actor: Actor) -> Self:
        tours = apps.get_model("pressing", "Tour").objects.visible_to(actor)
        return self.filter(county_id=actor.county_id, tour__in=tours)


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, actor: Actor) -> Self:
        """A unit sees what was found with it; an invited deputy all of the tour."""
        if not actor.posts:
            return self.none()
        guests = unit_side(actor) | proposer_side(actor)
        if actor.holds(Role.DEPUTY):
            guests |= Q(Exists(invitations(actor, OuterRef("tour_id"))))
        seen = congress_side(actor) | (guests & ~Q(tour__state__in=UNSEEN_TOURS))
        return self.filter(seen, county_id=actor.county_id)

    def standing(self) -> Self:
        """Those that are on the tour: what left its plan stays in the history alone."""
        return self.exclude(state=FindingState.LEFT)

    def for_page(self) -> Self:
        return self.select_related(*ITEM, "tour").order_by("pk")


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, actor: Actor) -> Self:
        """Before it is sent, and if it never is, a letter is the congress's own."""
        if not actor.posts:
            return self.none()
        sent = (unit_side(actor) | proposer_side(actor)) & ~Q(state__in=UNSEEN_LETTERS)
        return self.filter(congress_side(actor) | sent, county_id=actor.county_id)

    def for_list(self) -> Self:
        return self.select_related(*ITEM).order_by("-pk")


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who is asked sees his own; the others see a rating when it is given."""
        if not actor.posts:
            return self.none()
        units, governments = actor.orgs(*UNIT_ROLES), actor.orgs(Role.GOV_OFFICE, Role.TOWN_GOV)
        asked = Q(rater=Rater.UNIT, org_id__in=units) | Q(rater=Rater.GOVERNMENT, government_id__in=governments)
        asked |= Q(rater=Rater.PROPOSER) & proposer_side(actor)
        given = (unit_side(actor) | proposer_side(actor)) & ~Q(state=EvaluationState.OPEN)
        return self.filter(congress_side(actor) | asked | given, county_id=actor.county_id)


class FourLineQuerySet(models.QuerySet["FourLine"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id) if actor.is_signed_in else self.none()


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id) if actor.is_signed_in else self.none()
