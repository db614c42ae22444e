"""Reads of the assessment. The office, leaders and committees see all, a town its own, a station itself, a group its area."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Post, User
from renda.network.stations.models import Membership, Station
from renda.network.stations.queries import StationQuerySet
from renda.readings.assessments.states import PUBLIC, Grade, PlaceState

if TYPE_CHECKING:
    from renda.readings.assessments.models import (  # noqa: F401
        Candidacy,
        Cycle,
        Group,
        Line,
        Reviewer,
        Scheme,
        StationAppeal,
        VisitSheet,
    )

STATION = (Role.LIAISON, Role.STATION_MASTER)
COUNTY = (Role.OFFICE, Role.LEADER, Role.COMMITTEE)
GROUP_ROLES = (*COUNTY, Role.TOWNSHIP)
INSIDE = (*COUNTY, Role.TOWNSHIP, *STATION)


def _side(actor: Actor) -> Q:
    return Q(town_org_id__in=actor.orgs(Role.TOWNSHIP)) | Q(org_id__in=actor.orgs(*STATION))


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def visible_to(self, actor: Actor) -> Self:
        """The method is no secret: whoever works here reads it."""
        return self.filter(county_id=actor.county_id) if actor.is_signed_in else self.none()


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)

    def newest(self) -> Self:
        return self.select_related("scheme").order_by("-first_on", "-pk")


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id) if actor.is_signed_in else self.none()


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def visible_to(self, actor: Actor) -> Self:
        ours = self.filter(county_id=actor.county_id)
        if actor.holds(*COUNTY):
            return ours
        return ours.filter(_side(actor) | Q(Exists(_sent(actor))))

    def published(self) -> Self:
        """What the public reads: which station holds which grade. Order: by town and name, no rank."""
        return self.filter(state__in=PUBLIC).select_related("station").order_by("station__town", "station__name", "pk")

    def listed(self) -> Self:
        return self.select_related("station", "group").order_by("station__town", "station__name", "pk")

    def after(self, place: str) -> Self:
        """The rows behind `town|name` of the last row shown; anything else is the beginning."""
        town, mark, name = place[:200].partition("|")
        later = Q(station__town__gt=town) | Q(station__town=town, station__name__gt=name)
        return self.filter(later) if mark else self

    def counts(self) -> dict[str, int]:
        """How many hold each grade, by the record."""
        rows = self.filter(state__in=PUBLIC).order_by().values("grade").annotate(times=Count("pk"))
        found = {row["grade"]: row["times"] for row in rows}
        return {str(grade): found.get(str(grade), 0) for grade in Grade}


def _sent(actor: Actor) -> "models.QuerySet[Reviewer]":
    """The actor is of the station's group."""
    from renda.readings.assessments.models import Reviewer

    rows = Reviewer.objects.filter(county_id=OuterRef("county_id"), group_id=OuterRef("group_id"))
    return rows.filter(user_id=actor.user_id)


class AppealQuerySet(models.QuerySet["StationAppeal"]):
    def visible_to(self, actor: Actor) -> Self:
        ours = self.filter(county_id=actor.county_id)
        return ours if actor.holds(*COUNTY) else ours.filter(_side(actor))


class SheetQuerySet(models.QuerySet["VisitSheet"]):
    def visible_to(self, actor: Actor) -> Self:
        from renda.readings.assessments.models import Candidacy

        seen = Candidacy.objects.visible_to(actor).values("pk")
        return self.filter(county_id=actor.county_id, candidacy_id__in=seen)

    def current(self) -> Self:
        """Each member's last one that came in time."""
        return self.filter(is_replaced=False, is_late=False)


def stations_of(actor: Actor) -> StationQuerySet:
    """The open stations for which the actor may apply."""
    rows: StationQuerySet = Station.objects.filter(county_id=actor.county_id).shown()
    if actor.holds(Role.OFFICE):
        return rows
    return rows.filter(_side(actor))


def without_candidacy(actor: Actor, cycle: "Cycle") -> StationQuerySet:
    """The actor's stations that have no part in the cycle yet."""
    from renda.readings.assessments.models import Candidacy

    known = Candidacy.objects.filter(county_id=cycle.county_id, cycle=cycle).values("station_id")
    return stations_of(actor).exclude(pk__in=known).listed()


def towns_with_stations(county_id: int) -> list[str]:
    """By name; the county's own places stand under an empty town, first."""
    rows = Station.objects.filter(county_id=county_id).shown()
    return sorted(set(rows.values_list("town", flat=True)))


def may_be_reviewers(county_id: int) -> "models.QuerySet[User]":
    """The county congress's people and the towns' presidiums: a group has some of both."""
    posts = Post.objects.filter(county_id=county_id, role__in=GROUP_ROLES).values("user_id")
    return User.objects.of_county(county_id).filter(pk__in=posts).order_by("name", "pk")


def own_towns(user: User) -> list[str]:
    """The towns whose stations a person may not review: where a post is held, or where one is a deputy.

    Source: DOMAIN H9 (分片区, 县镇结合), the exclusion [inferred]
    """
    orgs = list(Post.objects.filter(county_id=user.county_id, user=user).values_list("org_id", flat=True))
    rows = Station.objects.filter(county_id=user.county_id)
    kept = rows.filter(Q(town_org_id__in=orgs) | Q(org_id__in=orgs)).values_list("town", flat=True)
    places = Membership.objects.filter(county_id=user.county_id, deputy__user=user, to_on__isnull=True)
    return sorted({*kept, *places.values_list("station__town", flat=True)} - {""})


def progress(cycle: "Cycle", actor: Actor) -> dict[str, int]:
    """How many stations stand where."""
    from renda.readings.assessments.models import Candidacy

    rows = (
        Candidacy.objects.visible_to(actor).filter(cycle=cycle).order_by().values("state").annotate(times=Count("pk"))
    )
    found = {row["state"]: row["times"] for row in rows}
    return {str(state): found[state] for state in PlaceState.values if found.get(state)}


def trend(county_id: int) -> list[dict[str, Any]]:
    """Each cycle with its counts per grade, the newest first. Two queries."""
    from renda.readings.assessments.models import Candidacy, Cycle

    rows = Candidacy.objects.filter(county_id=county_id, state__in=PUBLIC).order_by()
    counted: dict[Any, dict[str, int]] = {}
    for row in rows.values("cycle_id", "grade").annotate(times=Count("pk")):
        counted.setdefault(row["cycle_id"], {})[row["grade"]] = row["times"]
    cycles = Cycle.objects.filter(county_id=county_id, pk__in=list(counted)).newest()
    return [
        {"cycle": cycle, "counts": [(grade.label, counted[cycle.pk].get(str(grade), 0)) for grade in Grade],
         "of": sum(counted[cycle.pk].values())}
        for cycle in cycles
    ]  # fmt: skip
