"""Whose figures an actor reads: a congress's, a government's, or those of his own unit. Every read here begins with it."""

from dataclasses import dataclass, field

from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation

STAFF = (Role.OFFICE, Role.TOWNSHIP, Role.PUBLISHER, Role.COMMITTEE, Role.LEADER)
UNIT_STAFF = (Role.CLERK, Role.UNIT_LEADER, Role.TOWN_GOV, Role.VILLAGE)


@dataclass(frozen=True)
class Scope:
    """offices and bodies: of the congress's staff; governments: what was given to them; units: their own parts alone.

    congress_id: one congress as a whole, for what is made for it once (assessments, reports). Without any of them: nothing.
    """

    county_id: int
    offices: frozenset[int] = field(default=frozenset())
    bodies: frozenset[int] = field(default=frozenset())
    governments: frozenset[int] = field(default=frozenset())
    units: frozenset[int] = field(default=frozenset())
    congress_id: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.sees_all or self.units)

    @property
    def is_congress(self) -> bool:
        return bool(self.offices or self.bodies or self.congress_id)

    @property
    def sees_all(self) -> bool:
        """All units' figures, not only one's own."""
        return self.is_congress or bool(self.governments)

    def of_suggestion(self, at: str = "") -> Q:
        """The condition on suggestions, or on their parts with `at` = `parent__`. Nothing at all for an empty scope."""
        found = Q(pk__in=[])
        if self.congress_id:
            return Q(**{f"{at}congress_id": self.congress_id})
        if self.offices:
            found |= Q(**{f"{at}office_id__in": self.offices})
        if self.bodies:
            there = Organisation.objects.filter(county_id=self.county_id, pk__in=self.bodies)
            found |= Q(**{f"{at}congress_id__in": self.bodies})
            found |= Q(**{f"{at}congress_id__in": there.exclude(congress=None).values("congress_id")})
        if self.governments:
            found |= Q(**{f"{at}government_id__in": self.governments, f"{at}assigned_on__isnull": False})
        return found

    def of_handling(self) -> Q:
        return self.of_suggestion("parent__") if self.sees_all else Q(org_id__in=self.units)


def scope_of(actor: Actor) -> Scope:
    """The congress's staff read all of their congress, the government's office all that was given to it, units their own."""
    offices = actor.orgs(Role.OFFICE, Role.TOWNSHIP, Role.PUBLISHER)
    bodies, governments = actor.orgs(Role.COMMITTEE, Role.LEADER), actor.orgs(Role.GOV_OFFICE)
    return Scope(actor.county_id, offices, bodies, governments, actor.orgs(*UNIT_STAFF))


def scope_of_congress(county_id: int, congress_id: int) -> Scope:
    return Scope(county_id, congress_id=congress_id)
