"""The bodies around an item: offices, towns with their government and villages, units, the deputy's station."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q

from renda.ground.kernel import clock
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.stations.models import Membership

UNIT_KINDS = (OrgKind.UNIT, OrgKind.GOV_OFFICE, OrgKind.TOWN_GOV, OrgKind.VILLAGE)
PRESIDIUM = "人大主席团"


@dataclass(frozen=True)
class Town:
    """A town as a campaign sees it: its presidium, its government, its villages by name."""

    name: str
    presidium_id: int
    congress_id: int
    government_id: int | None = None
    villages: Mapping[str, int] = field(default_factory=dict)


def towns_of(county_id: int) -> list[Town]:
    """The county's towns, each with the bodies that may handle an item there. One query."""
    kinds = [OrgKind.PRESIDIUM, OrgKind.TOWN_GOV, OrgKind.VILLAGE]
    rows = Organisation.objects.filter(county_id=county_id, kind__in=kinds).in_use().order_by("pk")
    by_congress: dict[int, list[Organisation]] = {}
    for org in rows:
        by_congress.setdefault(org.congress_id or 0, []).append(org)
    found = (_town(congress_id, orgs) for congress_id, orgs in by_congress.items())
    return sorted((town for town in found if town), key=lambda town: town.presidium_id)


def _town(congress_id: int, orgs: list[Organisation]) -> Town | None:
    presidium = next((org for org in orgs if org.kind == OrgKind.PRESIDIUM), None)
    if presidium is None:
        return None
    name = presidium.name.removesuffix(PRESIDIUM)
    government = next((org.pk for org in orgs if org.kind == OrgKind.TOWN_GOV), None)
    villages = {org.name.removeprefix(name): org.pk for org in orgs if org.kind == OrgKind.VILLAGE}
    return Town(name, presidium.pk, congress_id, government, villages)


def town_of(county_id: int, presidium_id: int | None) -> Town | None:
    """The town of a presidium, read alone."""
    presidium = Organisation.objects.filter(county_id=county_id, pk=presidium_id or 0, kind=OrgKind.PRESIDIUM).first()
    if presidium is None:
        return None
    kinds = [OrgKind.PRESIDIUM, OrgKind.TOWN_GOV, OrgKind.VILLAGE]
    orgs = Organisation.objects.filter(county_id=county_id, kind__in=kinds, congress_id=presidium.congress_id)
    return _town(presidium.congress_id or 0, list(orgs.in_use().order_by("pk")))


def units_of(county_id: int) -> "models.QuerySet[Organisation]":
    """The bodies that may be given an item."""
    return Organisation.objects.filter(county_id=county_id, kind__in=UNIT_KINDS).in_use().order_by("kind", "name")


def office_of(county_id: int) -> Organisation | None:
    """The county congress's own office."""
    return Organisation.objects.filter(county_id=county_id, kind=OrgKind.OFFICE).in_use().order_by("pk").first()


@dataclass(frozen=True)
class Home:
    """Where a deputy belongs: the station whose liaison officer helps, and the presidium of its town."""

    org_id: int | None = None
    presidium_id: int | None = None


def home_of(county_id: int, deputy_id: int, *, among: Iterable[int] = ()) -> Home:
    """The deputy's station: one of `among` if the deputy belongs there, else the main one."""
    running = Q(to_on__isnull=True) | Q(to_on__gte=clock.today())
    rows = Membership.objects.filter(running, county_id=county_id, deputy_id=deputy_id).order_by("-is_main", "pk")
    homes = [Home(*pair) for pair in rows.values_list("station__org_id", "station__town_org_id")]
    ours = [home for home in homes if home.org_id in set(among)]
    return next(iter(ours or homes), Home())


def homes_in(county_id: int) -> dict[int, Home]:
    """The home of every deputy of the county, for a table of many rows. One query."""
    running = Q(to_on__isnull=True) | Q(to_on__gte=clock.today())
    rows = Membership.objects.filter(running, county_id=county_id).order_by("is_main", "-pk")
    found = rows.values_list("deputy_id", "station__org_id", "station__town_org_id")
    return {deputy_id: Home(org_id, presidium_id) for deputy_id, org_id, presidium_id in found}
