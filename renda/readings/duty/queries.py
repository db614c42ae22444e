"""Reads of books, runs, archives and paper forms. A station's people see their own station, a town its own, the office all."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.network.deputies.models import Deputy
from renda.network.deputies.queries import DeputyQuerySet
from renda.network.stations.models import Membership, Station
from renda.network.stations.queries import StationQuerySet
from renda.readings.duty.states import DEFAULT_BOOKS, ArchiveState, BookPlan, ObjectionState

if TYPE_CHECKING:
    from renda.readings.duty.models import BookRun, DutyArchive, MadeBook, Objection, PaperForm  # noqa: F401

# Books hold what residents said, so fewer may read them than activities.
COUNTY = (Role.OFFICE, Role.LEADER)
STATION = (Role.LIAISON, Role.STATION_MASTER)
OPEN_STATES = ("opened", "paused")
NONE = Q(pk__in=[])


def side(actor: Actor, prefix: str = "") -> Q:
    """Whose books an actor reads, as a condition on a station."""
    if actor.holds(*COUNTY):
        return Q(**{f"{prefix}county_id": actor.county_id})
    found = NONE
    if towns := actor.orgs(Role.TOWNSHIP):
        found |= Q(**{f"{prefix}town_org_id__in": towns})
    if places := actor.orgs(*STATION):
        found |= Q(**{f"{prefix}org_id__in": places})
    return found


def stations_for(actor: Actor) -> StationQuerySet:
    """The stations whose books the actor may read."""
    rows: StationQuerySet = Station.objects.filter(side(actor), county_id=actor.county_id)
    return rows


def stations_in(county_id: int, year: int, *, town: str = "", station_id: int | None = None) -> StationQuerySet:
    """Stations that had opened by that year, in the order of the lists: what a run makes books of."""
    rows: StationQuerySet = Station.objects.filter(county_id=county_id, state__in=OPEN_STATES)
    rows = rows.filter(Q(opened_on__isnull=True) | Q(opened_on__year__lte=year))
    rows = rows.filter(town=town) if town else rows
    return rows.filter(pk=station_id) if station_id else rows


class MadeBookQuerySet(models.QuerySet["MadeBook"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(side(actor, "station__"), county_id=actor.county_id)

    def of(self, station: Station, year: int) -> Self:
        return self.filter(county_id=station.county_id, station=station, year=year)


class RunQuerySet(models.QuerySet["BookRun"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office all, a town its own, a station's people the runs of their station."""
        ours = self.filter(county_id=actor.county_id)
        return ours if actor.holds(*COUNTY) else ours.filter(side(actor, "station__") | Q(user_id=actor.user_id or -1))


class ArchiveQuerySet(models.QuerySet["DutyArchive"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id, deputy__in=deputies_for(actor))

    def verified(self) -> Self:
        return self.filter(state=ArchiveState.VERIFIED)


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id, deputy__in=deputies_for(actor))

    def open(self) -> Self:
        return self.filter(state=ObjectionState.RAISED)


class PaperFormQuerySet(models.QuerySet["PaperForm"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(side(actor, "station__"), county_id=actor.county_id)


def deputies_for(actor: Actor) -> DeputyQuerySet:
    """Whose archives an actor reads: the office all, a town and a station their own deputies', a deputy the own one."""
    rows: DeputyQuerySet = Deputy.objects.filter(county_id=actor.county_id)
    if actor.holds(*COUNTY):
        return rows
    found = NONE
    if actor.user_id and actor.holds(Role.DEPUTY):
        found |= Q(user_id=actor.user_id)
    if actor.holds(Role.TOWNSHIP, *STATION):
        places = Membership.objects.on(clock.today()).filter(side(actor, "station__"), county_id=actor.county_id)
        found |= Q(pk__in=places.values("deputy_id"))
    return rows.filter(found)


def town_of(deputy: Deputy) -> int | None:
    """The presidium that keeps the archive beside the county's office: of a township's deputy, that of the main station."""
    if deputy.level != 1:
        return None
    rows = Membership.objects.on(clock.today()).filter(county_id=deputy.county_id, deputy=deputy)
    return rows.order_by("-is_main", "pk").values_list("station__town_org_id", flat=True).first()


def books_of(county_id: int, year: int) -> list[BookPlan]:
    """The county's books of that year: what it set for it, or for the last year before it, or the packaged ones."""
    from renda.readings.duty.models import BookSet

    row = BookSet.objects.filter(county_id=county_id, year__lte=year).order_by("-year").first()
    return [BookPlan.from_data(one) for one in row.books] if row else list(DEFAULT_BOOKS)
