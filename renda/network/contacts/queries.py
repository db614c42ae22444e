"""Reads of pairs and contacts. The congress side sees the county's, a town its own, a station the residents' of its deputies."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Max, Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.clock import today
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.contacts.states import DEFAULT_WORDS, PairSort, PairState, Words
from renda.network.deputies.models import Deputy
from renda.network.deputies.states import Level
from renda.network.stations.models import Membership, Station

if TYPE_CHECKING:
    from renda.network.contacts.models import ContactLog, KindWords, Pair  # noqa: F401

COUNTY = (Role.OFFICE, Role.COMMITTEE, Role.LEADER)


class PairQuerySet(models.QuerySet["Pair"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county's office, committees and leaders all; a town its own; the deputies and leaders of a pair theirs; a
        station's liaison officer the residents of the deputies whose main station it is."""
        ours = self.filter(county_id=actor.county_id)
        return ours if actor.is_clock or actor.holds(*COUNTY) else ours.filter(_ours(actor))

    def held_by(self, actor: Actor) -> Self:
        """The pairs in which this person is who keeps in touch."""
        seats = _seats(actor)
        mine = Q(leader_id=actor.user_id) | Q(member_id__in=seats)
        mine |= Q(deputy_id__in=seats, sort=PairSort.DEPUTY_RESIDENT)
        return self.filter(mine, county_id=actor.county_id)

    def active(self) -> Self:
        return self.filter(state=PairState.ACTIVE)

    def for_list(self) -> Self:
        return self.select_related("leader", "town_org", "member", "deputy", "resident").order_by("pk")

    def on_the_books(self, day: date) -> Self:
        """The pairs that ran on a day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), begun_on__lte=day)

    def for_sheet(self) -> Self:
        """With the names a sheet needs, and no resident's."""
        return self.select_related("leader", "town_org", "member", "deputy").order_by("sort", "pk")

    def of_sort(self, sort: int | None) -> Self:
        return self.filter(sort=sort) if sort else self

    def unmet(self, day: date) -> Self:
        """Without a contact yet in the quarter of that day."""
        return self.filter(state=PairState.ACTIVE, asked_on__lte=day)

    def after(self, key: UUID | None) -> Self:
        return self.filter(pk__gt=key) if key else self

    def outdated(self, day: date) -> Self:
        """Ended before that day, with a resident whose data are still kept: what retention is about."""
        return self.filter(state=PairState.ENDED, sort=PairSort.DEPUTY_RESIDENT, ended_on__lt=day)


class ContactLogQuerySet(models.QuerySet["ContactLog"]):
    def visible_to(self, actor: Actor) -> Self:
        from renda.network.contacts.models import Pair

        return self.filter(county_id=actor.county_id, pair__in=Pair.objects.visible_to(actor))

    def newest_first(self) -> Self:
        return self.order_by("-on", "-pk")

    def between(self, first: date, last: date) -> Self:
        return self.filter(on__gte=first, on__lte=last)


class KindWordsQuerySet(models.QuerySet["KindWords"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)


def _ours(actor: Actor) -> Q:
    """No joins: each part is a set of keys."""
    ours = Q(leader_id=actor.user_id) & Q(leader__isnull=False)
    if actor.holds(Role.DEPUTY):
        seats = _seats(actor)
        ours |= Q(member_id__in=seats) | Q(deputy_id__in=seats)
    if towns := actor.orgs(Role.TOWNSHIP):
        ours |= Q(town_org_id__in=towns) | Q(deputy_id__in=_members(actor).filter(station__town_org_id__in=towns))
    if places := actor.orgs(Role.LIAISON):
        theirs = _members(actor).filter(station__org_id__in=places)
        ours |= Q(sort=PairSort.DEPUTY_RESIDENT, deputy_id__in=theirs)
    return ours


def _seats(actor: Actor) -> "models.QuerySet[Deputy, int]":
    return Deputy.objects.of_user(actor).values_list("pk", flat=True)


def _members(actor: Actor) -> "models.QuerySet[Membership, int]":
    """The deputies by their main station of today."""
    rows = Membership.objects.on(today()).filter(county_id=actor.county_id, is_main=True)
    return rows.values_list("deputy_id", flat=True)


def main_station(deputy_id: int, on: date) -> Station | None:
    rows = Membership.objects.on(on).filter(deputy_id=deputy_id, is_main=True).select_related("station")
    found = rows.order_by("-from_on", "pk").first()
    return found.station if found else None


def main_stations(county_id: int, on: date) -> dict[int, tuple[int, str]]:
    """deputy → the town's presidium (0 for none) and the town's name, by the main station of a day. One query."""
    rows = Membership.objects.on(on).filter(county_id=county_id, is_main=True).order_by("from_on", "pk")
    found = rows.values_list("deputy_id", "station__town_org_id", "station__town")
    return {deputy: (org or 0, town) for deputy, org, town in found}


def towns_of(county_id: int) -> dict[int, str]:
    """presidium → the town's name, as its stations say it."""
    rows = Station.objects.filter(county_id=county_id, town_org__isnull=False).order_by("pk")
    return {org: town for org, town in rows.values_list("town_org_id", "town") if org and town}


def own_seat(actor: Actor) -> Deputy | None:
    """The county seat of who acts."""
    rows = Deputy.objects.of_user(actor).serving().filter(level=Level.COUNTY)
    return rows.order_by("pk").first()


def deputies_for(actor: Actor) -> "models.QuerySet[Deputy]":
    """For which county deputies this actor may begin a pair with a resident: the own seat, those of the station, of the town."""
    ours = Q(pk__in=_seats(actor)) if actor.holds(Role.DEPUTY) else Q(pk__in=[])
    if towns := actor.orgs(Role.TOWNSHIP):
        ours |= Q(pk__in=_members(actor).filter(station__town_org_id__in=towns))
    if places := actor.orgs(Role.LIAISON):
        ours |= Q(pk__in=_members(actor).filter(station__org_id__in=places))
    return county_deputies(actor.county_id).filter(ours)


def county_deputies(county_id: int) -> "models.QuerySet[Deputy]":
    return Deputy.objects.serving().filter(county_id=county_id, level=Level.COUNTY).order_by("name", "pk")


def presidiums(county_id: int) -> "models.QuerySet[Organisation]":
    return Organisation.objects.in_use().filter(county_id=county_id, kind=OrgKind.PRESIDIUM).order_by("name", "pk")


def next_place(deputy_id: int) -> int:
    """Which resident of this deputy the next one is, counted from 1; numbers of ended pairs are not given again."""
    from renda.network.contacts.models import Pair

    highest = Pair.objects.filter(deputy_id=deputy_id, sort=PairSort.DEPUTY_RESIDENT).aggregate(most=Max("place"))
    return (highest["most"] or 0) + 1


def latest_log(row: "Pair", pk: int | None = None) -> "ContactLog | None":
    """A contact of this pair: the one with that key, else the newest."""
    logs = row.logs.newest_first()
    return (logs.filter(pk=pk) if pk else logs).first()


def words_of(county_id: int) -> dict[int, Words]:
    """kind → how the county calls it, our wording where it has said nothing."""
    from renda.network.contacts.models import KindWords

    own = {row.sort: row for row in KindWords.objects.filter(county_id=county_id)}
    return {
        int(sort): Words(own[sort].name, own[sort].promotes, own[sort].source) if sort in own else words
        for sort, words in DEFAULT_WORDS.items()
    }


def contacted(pairs: Iterable[UUID], county_id: int, first: date, last: date) -> set[UUID]:
    """Which of these pairs had a contact in the days from `first` to `last`."""
    from renda.network.contacts.models import ContactLog

    rows = ContactLog.objects.filter(county_id=county_id).between(first, last)
    return set(rows.values_list("pair_id", flat=True)) & set(pairs)
