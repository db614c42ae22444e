"""QuerySets of suggestions and their parts. Every one begins with the county."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from renda.ground.files.models import StoredFile
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.prepared import Prepared
from renda.ground.people.models import Organisation
from renda.voice.suggestions.states import (
    GOVERNMENT_STATES,
    LAST_ROUND,
    MERGES_INTO,
    PRIVATE_STATES,
    Grade,
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
    ("promises", "Promise", "parent"), ("lookbacks", "Lookback", "parent"),
)  # fmt: skip
LIST_PARTS = ("proposer", "lead_org", "office", "government")
LONG_TEXTS = ("problem", "analysis", "asks", "frozen", "ruling", "summary", "criteria", "proposed")
NONE = Q()
Keys = models.QuerySet[Any, Any]


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, actor: Actor) -> Self:
        """The congress side sees what was submitted, the government side what was given to it, deputies their own."""
        return self.filter(_visible(actor), county_id=actor.county_id)

    def concerning(self, actor: Actor) -> Self:
        """What the actor has to do with: all that is visible but for what is merely public."""
        if not actor.posts:
            return self.visible_to(actor)
        rows, keys = self.filter(county_id=actor.county_id), _own_keys(actor)
        if side := _congress_side(actor) | _government_side(actor):
            return rows.filter(reduce(or_, (Q(pk__in=k) for k in keys), side))
        return rows.filter(pk__in=keys[0].union(*keys[1:]) if keys[1:] else keys[0]) if keys else rows.none()

    def knowing_party(self, actor: Actor) -> Self:
        """Each row says whether it concerns the actor (`access.remember_party`)."""
        rows = self.model.objects.concerning(actor).filter(pk=OuterRef("pk"))
        return self.annotate(is_concerned=Exists(rows))

    def published(self) -> Self:
        return self.filter(published_on__isnull=False).order_by("-published_on", "pk")

    def twice_dissatisfied(self) -> Self:
        """Handled a second time and still not to a deputy's satisfaction: what leaders press for, and reports name."""
        ratings = apps.get_model("suggestions", "Rating").objects.filter(
            county_id=OuterRef("county_id"), parent_id=OuterRef("pk"), round=LAST_ROUND, state=RatingState.FINAL
        )
        bad = ratings.filter(Q(process=Grade.DISSATISFIED) | Q(result=Grade.DISSATISFIED))
        return self.filter(Exists(bad), handling_round=LAST_ROUND)

    def taking_in(self, row: "Suggestion") -> Self:
        """Those this one may be merged into. Source: DOMAIN R-SG-11"""
        rows = self.filter(
            county_id=row.county_id, congress_id=row.congress_id, merged_into__isnull=True, state__in=MERGES_INTO
        )
        return rows.exclude(pk=row.pk)

    def of_deputy(self, deputy_id: int) -> Self:
        return self.filter(proposer_id=deputy_id)

    def for_list(self) -> Self:
        """With the people and bodies a list names, without the long texts it does not show."""
        return self.select_related(*LIST_PARTS).defer(*LONG_TEXTS)

    def knowing_parts(self) -> Self:
        """Each row says which kinds of part it has, so that a page asks only for those."""
        parts = {
            f"has_{name}": apps.get_model("suggestions", model).objects.filter(
                **{f"{field}_id": OuterRef("pk"), "county_id": OuterRef("county_id")}
            )
            for name, model, field in PARTS
        }
        files = StoredFile.objects.filter(county_id=OuterRef("county_id"), kind="suggestion", matter_id=OuterRef("pk"))
        return self.annotate(has_files=Exists(files), **{name: Exists(rows) for name, rows in parts.items()})


def is_concerned(actor: Actor, key: UUID) -> bool:
    """Whether the actor has to do with this suggestion. One steady read."""
    return bool(_CONCERNED.rows(actor=actor, key=key))


def _concerned(actor: Actor, key: UUID) -> "models.QuerySet[Suggestion, tuple[Any, ...]]":
    rows: SuggestionQuerySet = apps.get_model("suggestions", "Suggestion").objects
    return rows.concerning(actor).filter(pk=key).values_list("pk")


_CONCERNED = Prepared(_concerned)


def _visible(actor: Actor) -> Q:
    seen = Q(published_on__isnull=False)
    if actor.is_signed_in:
        for keys in _own_keys(actor):
            seen |= Q(pk__in=keys)
        seen |= _congress_side(actor) | _government_side(actor)
    return seen


def _own_keys(actor: Actor) -> list[Keys]:
    """Keys of what is one's own: papers written, signed or asked to sign, and those they were merged into; what one
    helps a deputy of the station with; what one's unit handles. Each reads along an index of its own; most staff have none."""
    rows = apps.get_model("suggestions", "Suggestion").objects.filter(county_id=actor.county_id)
    found: list[Keys] = []
    if actor.holds(Role.DEPUTY):
        own, signed = rows.filter(proposer__user_id=actor.user_id), _signatures_of(actor)
        found += [
            own.values("pk"), signed.values("parent_id"), own.exclude(merged_into=None).values("merged_into_id"),
            signed.exclude(parent__merged_into=None).values("parent__merged_into_id"),
        ]  # fmt: skip
    if helped := actor.orgs(Role.LIAISON, Role.STATION_MASTER):
        found.append(rows.filter(helper_org_id__in=helped).values("pk"))
    if units := actor.orgs(Role.CLERK, Role.UNIT_LEADER, Role.TOWN_GOV, Role.VILLAGE):
        found.append(_handlings_at(units, actor.county_id).values("parent_id"))
    return found


def _signatures_of(actor: Actor) -> "models.QuerySet[Signature]":
    from renda.voice.suggestions.models import Signature

    mine = Signature.objects.filter(county_id=actor.county_id, deputy__user_id=actor.user_id)
    return mine.exclude(state=SignatureState.DECLINED)


def _handlings_at(units: frozenset[int], county_id: int) -> "models.QuerySet[Handling]":
    from renda.voice.suggestions.models import Handling

    here = Handling.objects.filter(county_id=county_id, org_id__in=units)
    return here.exclude(state=HandlingState.RETURNED)


def _congress_side(actor: Actor) -> Q:
    offices = actor.orgs(Role.OFFICE, Role.TOWNSHIP, Role.PUBLISHER)
    readers = actor.orgs(Role.LEADER, Role.COMMITTEE)
    side = NONE
    if offices:
        side |= Q(office_id__in=offices)
    if readers:
        bodies = Organisation.objects.filter(county_id=actor.county_id, pk__in=readers, congress__isnull=False)
        side |= Q(congress_id__in=readers) | Q(congress_id__in=bodies.values("congress_id"))
    return side & ~Q(state__in=PRIVATE_STATES) if side else NONE


def _government_side(actor: Actor) -> Q:
    offices = actor.orgs(Role.GOV_OFFICE, Role.TOWN_GOV)
    return Q(government_id__in=offices, state__in=GOVERNMENT_STATES) if offices else NONE


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
