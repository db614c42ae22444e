"""Reads of participations: who sees one, the list by year, whom the office may name."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from renda.chamber.participations.states import GROUPS, NAMED
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.paging import page_of
from renda.ground.people.access import ANSWERING, ANSWERS
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.deputies.models import Deputy

if TYPE_CHECKING:
    from renda.chamber.participations.models import Participant, Participation  # noqa: F401

CONGRESS = (Role.OFFICE, Role.COMMITTEE, Role.LEADER)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county's congress, the organ that asks, and the deputies named for it."""
        seen = Q(organ_id__in=actor.orgs(*ANSWERS))
        if actor.holds(*CONGRESS):
            seen |= Q(pk__isnull=False)
        if actor.is_signed_in:
            from renda.chamber.participations.models import Participant

            mine = Participant.objects.filter(participation=OuterRef("pk"), deputy__user_id=actor.user_id)
            seen |= Q(Exists(mine), state__in=NAMED)
        return self.filter(seen, county_id=actor.county_id)

    def in_group(self, name: str) -> Self:
        return self.filter(state__in=GROUPS[name][1]) if name in GROUPS else self

    def in_year(self, year: int | None) -> Self:
        return self.filter(starts_at__year=year) if year else self

    def counted(self) -> Self:
        """Each with how many deputies are named and how many came."""
        came = Count("participants", filter=Q(participants__came=True))
        return self.annotate(named=Count("participants"), came=came)

    def page(self, place: str, size: int) -> "tuple[list[Participation], str]":
        rows = self.select_related("organ").order_by("-starts_at", "-pk")
        return page_of(rows, "starts_at", place, size)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def listed(self) -> Self:
        return self.select_related("deputy").order_by("pk")

    def of_actor(self, actor: Actor) -> Self:
        """The row of the person who acts; none for someone without an account."""
        return self.filter(deputy__user_id=actor.user_id, deputy__user__isnull=False)


def allotting_office(county_id: int) -> Organisation | None:
    """The standing committee's office, which the organs of the county ask."""
    rows = Organisation.objects.filter(county_id=county_id, kind=OrgKind.OFFICE).in_use()
    return rows.select_related("congress").order_by("pk").first()


def organs(actor: Actor) -> "models.QuerySet[Organisation]":
    """For whom this person may ask: one's own organ, the office for any (a court without account)."""
    rows = Organisation.objects.filter(county_id=actor.county_id, kind__in=ANSWERING).in_use().order_by("kind", "name")
    return rows if actor.holds(Role.OFFICE) else rows.filter(pk__in=actor.orgs(*ANSWERS))


def to_name(row: "Participation") -> "models.QuerySet[Deputy]":
    """Serving deputies not named yet, in the order of the roster, each with `times` named in this term."""
    rows = Deputy.objects.filter(county_id=row.county_id, congress_id=row.office.congress_id, serving=True)
    rows = rows.exclude(pk__in=row.participants.values("deputy_id")).annotate(times=Count("participations"))
    return rows.order_by("delegation", "name", "pk")
