"""QuerySets of suggestions and their parts. Every one begins with the county."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation
from renda.voice.suggestions.states import (
    GOVERNMENT_STATES,
    PRIVATE_STATES,
    HandlingState,
    Mode,
    RatingState,
    SignatureState,
)

if TYPE_CHECKING:
    from renda.voice.suggestions.models import (  # noqa: F401
        Consultation,
        Handling,
        Publication,
        Rating,
        Signature,
        Suggestion,
    )

PARTS = (
    ("origins", "Origin", "suggestion"), ("supplements", "Supplement", "suggestion"), ("signatures", "Signature", "parent"),
)  # fmt: skip
LIST_PARTS = ("proposer", "lead_org")


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, actor: Actor) -> Self:
        """The congress side sees what was submitted, the government side what was given to it, deputies their own."""
        return self.filter(_visible(actor), county_id=actor.county_id)

    def published(self) -> Self:
        return self.filter(published_on__isnull=False).order_by("-published_on", "pk")

    def of_deputy(self, deputy_id: int) -> Self:
        return self.filter(proposer_id=deputy_id)

    def with_people(self) -> Self:
        return self.select_related(*LIST_PARTS)

    def knowing_parts(self) -> Self:
        """Each row says which kinds of part it has, so that a page asks only for those."""
        return self.annotate(**{
            f"has_{name}": Exists(apps.get_model("suggestions", model).objects.filter(
                **{f"{field}_id": OuterRef("pk"), "county_id": OuterRef("county_id")}))
            for name, model, field in PARTS
        })  # fmt: skip


def _visible(actor: Actor) -> Q:
    seen = Q(published_on__isnull=False)
    if actor.is_signed_in:
        seen |= _mine(actor) | _congress_side(actor) | _government_side(actor)
    return seen


def _mine(actor: Actor) -> Q:
    """Own drafts and papers, those one is asked to co-sign, and those one helps a deputy of the station with."""
    mine = Q(entered_by_id=actor.user_id)
    if actor.holds(Role.DEPUTY):
        mine |= Q(proposer__user_id=actor.user_id) | Q(Exists(_signatures_of(actor)))
    helped = actor.orgs(Role.LIAISON, Role.STATION_MASTER)
    return mine | Q(helper_org_id__in=helped) if helped else mine


def _signatures_of(actor: Actor) -> "models.QuerySet[Signature]":
    from renda.voice.suggestions.models import Signature

    return Signature.objects.filter(
        county_id=actor.county_id, parent_id=OuterRef("pk"), deputy__user_id=actor.user_id
    ).exclude(state=SignatureState.DECLINED)


def _congress_side(actor: Actor) -> Q:
    offices = actor.orgs(Role.OFFICE, Role.TOWNSHIP, Role.PUBLISHER)
    readers = actor.orgs(Role.LEADER, Role.COMMITTEE, Role.PUBLISHER)
    if not offices and not readers:
        return Q(pk__in=[])
    side = Q(office_id__in=offices) | Q(congress_id__in=readers)
    if readers:
        bodies = Organisation.objects.filter(county_id=actor.county_id, pk__in=readers, congress__isnull=False)
        side |= Q(congress_id__in=bodies.values("congress_id"))
    return side & ~Q(state__in=PRIVATE_STATES)


def _government_side(actor: Actor) -> Q:
    offices = actor.orgs(Role.GOV_OFFICE, Role.TOWN_GOV)
    units = actor.orgs(Role.CLERK, Role.UNIT_LEADER, Role.TOWN_GOV, Role.VILLAGE)
    side = Q(government_id__in=offices, state__in=GOVERNMENT_STATES) if offices else Q(pk__in=[])
    return side | Q(Exists(_handlings_at(units, actor.county_id))) if units else side


def _handlings_at(units: frozenset[int], county_id: int) -> "models.QuerySet[Handling]":
    from renda.voice.suggestions.models import Handling

    return Handling.objects.filter(county_id=county_id, parent_id=OuterRef("pk"), org_id__in=units).exclude(
        state=HandlingState.RETURNED
    )


def visible_parents(actor: Actor) -> "models.QuerySet[Suggestion]":
    from renda.voice.suggestions.models import Suggestion

    return Suggestion.objects.visible_to(actor)


class SignatureQuerySet(models.QuerySet["Signature"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id, parent__in=visible_parents(actor))

    def given(self) -> Self:
        return self.filter(state__in=[SignatureState.SIGNED, SignatureState.PAPER])


class HandlingQuerySet(models.QuerySet["Handling"]):
    def visible_to(self, actor: Actor) -> Self:
        """With the matter; what is not sent yet is for those who work on it (the page and the API leave it out)."""
        return self.filter(county_id=actor.county_id, parent__in=visible_parents(actor))

    def standing(self) -> Self:
        """Units that are in it: all but those whose return was granted."""
        return self.exclude(state=HandlingState.RETURNED)

    def open_replies(self, number: int) -> Self:
        """Replies of this round still to come: the lead's and the separate units'."""
        return self.standing().filter(round=number).exclude(mode=Mode.CO).exclude(state=HandlingState.DONE)

    def running(self, number: int) -> Self:
        """Units that still owe an opinion or a reply in this round."""
        return self.standing().filter(round=number).exclude(state=HandlingState.DONE)

    def replied(self) -> Self:
        """Replies sent, first round first, the lead unit's before the others'."""
        return self.filter(state=HandlingState.DONE).exclude(mode=Mode.CO).order_by("round", "mode", "pk")


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id, handling__parent__in=visible_parents(actor))


class RatingQuerySet(models.QuerySet["Rating"]):
    def visible_to(self, actor: Actor) -> Self:
        """Back to back: before all ratings of a round are final, only the rater, his helper and the office see one."""
        mine = Q(deputy__user_id=actor.user_id) if actor.is_signed_in else Q(pk__in=[])
        offices = actor.orgs(Role.OFFICE, Role.TOWNSHIP)
        helped = actor.orgs(Role.LIAISON, Role.STATION_MASTER)
        early = mine | Q(parent__office_id__in=offices) | Q(parent__helper_org_id__in=helped)
        seen = early | ~Q(Exists(self._still_open()))
        return self.filter(seen, county_id=actor.county_id, parent__in=visible_parents(actor))

    def _still_open(self) -> "models.QuerySet[Rating]":
        return self.model.objects.filter(
            county_id=OuterRef("county_id"), parent_id=OuterRef("parent_id"), round=OuterRef("round"),
            state=RatingState.OPEN,
        )  # fmt: skip

    def of_round(self, number: int) -> Self:
        return self.filter(round=number)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id, parent__in=visible_parents(actor))
