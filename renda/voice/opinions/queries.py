"""Reads of opinions: whom they are visible to, the filters of the list, finding by phone, the receipt's owner."""

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.clock import today
from renda.ground.kernel.prepared import Prepared
from renda.ground.kernel.sealed import blind_index
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership, Station
from renda.voice.opinions.states import S

if TYPE_CHECKING:
    from renda.voice.opinions.models import Opinion

PHONE_PURPOSE = "opinion-contact"
STATION_ROLES = (Role.LIAISON, Role.STATION_MASTER)
COUNTY_ROLES = (Role.OFFICE, Role.LEADER)
HOLDER_ROLES = (Role.VILLAGE, Role.TOWN_GOV, Role.CLERK, Role.UNIT_LEADER)


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def visible_to(self, actor: Actor) -> Self:
        """The station's people and deputies, its town's presidium, the unit at work, the county's office, and the
        bearer of the receipt."""
        mine = self.filter(county_id=actor.county_id)
        if actor.is_clock or actor.orgs(*COUNTY_ROLES):
            return mine
        return mine.filter(_ours(actor))

    def listed_for(self, actor: Actor) -> Self:
        """`visible_to` for long lists: who works at stations only gets their keys named, for the index of a station."""
        keys = own_station_keys(actor)
        return self.visible_to(actor) if keys is None else self.visible_to(actor).filter(station_id__in=keys)

    def newest_first(self) -> Self:
        """UUIDv7 keys grow with time, so the key alone sorts and pages."""
        return self.order_by("-pk")

    def before(self, key: UUID | None) -> Self:
        return self.filter(pk__lt=key) if key else self

    def open(self) -> Self:
        return self.exclude(state__in=[S.CLOSED, S.ERASED])

    def for_list(self) -> Self:
        return self.select_related("station__org", "deputy", "target_org")

    def for_page(self) -> Self:
        return self.select_related("county", "station", "station__org", "deputy", "target_org", "entered_by", "contact")

    def with_phone(self, county_id: int, phone: str) -> Self:
        """Opinions left with this mobile number, found by its keyed digest."""
        index = blind_index(phone, purpose=PHONE_PURPOSE)
        return self.filter(county_id=county_id, contact__county_id=county_id, contact__phone_index=index or "-")

    def with_light(self, light: str, county_id: int, on: date) -> Self:
        """red, amber, green, paused or none, by the engine's waiting rows."""
        waits = apps.get_model("workflow", "Waiting").objects.filter(
            county_id=county_id, kind="opinion", matter_id=OuterRef("pk")
        )
        of_light = {
            "red": waits.filter(paused_on=None, due_on__lt=on),
            "amber": waits.filter(paused_on=None, due_on__gte=on, amber_on__lte=on),
            "green": waits.filter(Q(amber_on__gt=on) | Q(amber_on=None), paused_on=None, due_on__gte=on),
            "paused": waits.exclude(paused_on=None),
        }.get(light)
        return self.none() if of_light is None else self.filter(Exists(of_light))

    def waiting_for_one_of(self, actor: Actor) -> Self:
        """Rows that wait for this actor, in any post."""
        waits = apps.get_model("workflow", "Waiting").objects.filter(
            county_id=actor.county_id, kind="opinion", holder__in=sorted(actor.keys)
        )
        return self.filter(pk__in=waits.values("matter_id"))

    def closed_before(self, day: datetime) -> Self:
        """Closed, not yet erased, and untouched since `day`: what retention is about."""
        step = apps.get_model("workflow", "StepTaken").objects.filter(
            county_id=OuterRef("county_id"), kind="opinion", matter_id=OuterRef("pk"), at__gte=day
        )
        return self.filter(state=S.CLOSED, created_at__lt=day).exclude(Exists(step))


def _ours(actor: Actor) -> Q:
    """No joins: each part is a set of keys, so that the indexes beginning with the county serve the lists."""
    ours = Q(pk__in=actor.bearer_of)
    if actor.orgs(*STATION_ROLES, Role.TOWNSHIP):
        ours |= Q(station_id__in=_own_stations(actor).values("pk"))
    if units := actor.orgs(*HOLDER_ROLES):
        ours |= Q(target_org_id__in=units)
    if actor.holds(Role.DEPUTY):
        mine = Membership.objects.on(today()).filter(county_id=actor.county_id, deputy__user_id=actor.user_id)
        seats = Deputy.objects.filter(county_id=actor.county_id, user_id=actor.user_id)
        ours |= Q(station_id__in=mine.values("station_id")) | Q(deputy_id__in=seats.values("pk"))
    return ours


def own_station_keys(actor: Actor) -> tuple[int, ...] | None:
    """The stations of someone who works at stations only; None for everybody else. One steady read."""
    if {post.role for post in actor.posts} <= {*STATION_ROLES, Role.TOWNSHIP} and not actor.bearer_of:
        return tuple(key for (key,) in _STATION_KEYS.rows(actor=actor))
    return None


def _own_stations(actor: Actor) -> "models.QuerySet[Station]":
    by_post = Q(org_id__in=actor.orgs(*STATION_ROLES)) | Q(town_org_id__in=actor.orgs(Role.TOWNSHIP))
    return Station.objects.filter(by_post, county_id=actor.county_id)


_STATION_KEYS = Prepared(lambda actor: _own_stations(actor).order_by("pk").values_list("pk"))


class Member(NamedTuple):
    """A deputy of a station; `user_id` is None for one without an account."""

    deputy_id: int
    name: str
    user_id: int | None


def station_members(station_id: int, on: date) -> list[Member]:
    """The deputies who belong to the station on that day, by name, each once."""
    return [Member(*row) for row in dict.fromkeys(_MEMBERS.rows(station_id=station_id, on=on))]


def _members(station_id: int, on: date) -> "models.QuerySet[Membership, tuple[int, str, int | None]]":
    members = Membership.objects.on(on).filter(station_id=station_id)
    return members.order_by("deputy__name", "deputy_id").values_list("deputy_id", "deputy__name", "deputy__user_id")


# Who may act on an opinion, and each form that asks for a deputy, asks this.
_MEMBERS = Prepared(_members)


def county_offices(county_id: int) -> list[int]:
    """The working bodies of the county's congress that pass matters on; a town's congress has a presidium instead."""
    offices = Organisation.objects.in_use().filter(county_id=county_id, kind=OrgKind.OFFICE)
    return list(offices.order_by("pk").values_list("pk", flat=True))


def units_of(county_id: int) -> "models.QuerySet[Organisation]":
    return Organisation.objects.in_use().filter(county_id=county_id, kind=OrgKind.UNIT).order_by("name")


def orgs_for(kind: str, opinion: "Opinion") -> "models.QuerySet[Organisation]":
    """Where an opinion can be passed to: the villages and government of its station's town, or the county's units."""
    if kind == OrgKind.UNIT:
        return units_of(opinion.county_id)
    found = Organisation.objects.in_use().filter(county_id=opinion.county_id, kind=kind).order_by("name")
    town = opinion.station.town_org
    if town is None:
        return found
    near = {town.pk, town.congress_id, town.parent_id} - {None}
    return found.filter(Q(congress_id__in=near) | Q(parent_id__in=near) | Q(parent__congress_id=town.congress_id or 0))


def members_of(station_id: int, on: date) -> "models.QuerySet[Deputy]":
    """The deputies who belong to the station on that day, by name."""
    return Deputy.objects.filter(
        pk__in=Membership.objects.on(on).filter(station_id=station_id).values("deputy_id")
    ).order_by("name")


def stations_to_enter(actor: Actor) -> "models.QuerySet[Station]":
    """The stations at which this actor may enter a resident's word: own ones, those of the town, those one belongs to."""
    ours = Q(org_id__in=actor.orgs(*STATION_ROLES)) | Q(town_org_id__in=actor.orgs(Role.TOWNSHIP))
    if actor.holds(Role.DEPUTY):
        members = Membership.objects.on(today()).filter(county_id=actor.county_id, deputy__user_id=actor.user_id)
        ours |= Q(pk__in=members.values("station_id"))
    return Station.objects.visible_to(actor).shown().filter(ours).listed()
