"""Reads of menus and orders. A menu is public; an order is its keeper's, its group's while open, its taker's and its bearer's."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractQuarter, ExtractYear

from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.deputies.models import Deputy
from renda.network.menus.states import DEFAULT_FIELDS, ENDED, OPEN, Rating, S
from renda.network.stations.models import Station
from renda.network.stations.queries import StationQuerySet

if TYPE_CHECKING:
    from renda.network.menus.models import Order, ServiceGroup, ServiceItem  # noqa: F401

STATION_ROLES = (Role.LIAISON, Role.STATION_MASTER)
COUNTY_ROLES = (Role.OFFICE, Role.LEADER)
PHONE_PURPOSE = "order-contact"


class ServiceGroupQuerySet(models.QuerySet["ServiceGroup"]):
    def visible_to(self, actor: Actor) -> Self:
        """Groups are public, as their menus are."""
        return self.filter(county_id=actor.county_id)

    def kept_by(self, actor: Actor) -> Self:
        """Those whose menu the actor keeps: the county's office all, a presidium its town's."""
        ours = self.filter(county_id=actor.county_id)
        return ours if actor.holds(Role.OFFICE) else ours.filter(town_org_id__in=actor.orgs(Role.TOWNSHIP))

    def listed(self) -> Self:
        return self.select_related("town_org__congress").order_by(
            F("town_org__name").asc(nulls_first=True), "name", "pk"
        )


class ServiceItemQuerySet(models.QuerySet["ServiceItem"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)

    def offered(self, town_org_id: int | None) -> Self:
        """What may be ordered in a town: its own groups', and those that serve the whole county."""
        near = Q(group__town_org_id=town_org_id) if town_org_id else Q(pk__in=[])
        return self.filter(near | Q(group__town_org__isnull=True), is_open=True, group__is_open=True)

    def listed(self) -> Self:
        return self.select_related("group").order_by("group__field", "group__name", "title", "pk")


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county's office and leaders all; a station its own, a presidium its town's; a deputy the open ones of one's
        groups and what one took; and the bearer of the receipt."""
        mine = self.filter(county_id=actor.county_id)
        if actor.is_clock or actor.holds(*COUNTY_ROLES):
            return mine
        return mine.filter(_ours(actor))

    def of_group_open(self, actor: Actor) -> Self:
        """Open orders of the actor's groups."""
        return self.filter(_of_groups(actor), county_id=actor.county_id)

    def taken_by(self, actor: Actor) -> Self:
        return self.filter(deputy__in=_seats(actor), county_id=actor.county_id)

    def newest_first(self) -> Self:
        """UUIDv7 keys grow with time, so the key alone sorts and pages."""
        return self.order_by("-pk")

    def before(self, key: UUID | None) -> Self:
        return self.filter(pk__lt=key) if key else self

    def for_list(self) -> Self:
        return self.select_related("group", "deputy", "station", "org")

    def for_page(self) -> Self:
        return self.select_related(
            "county", "group", "item", "deputy", "station", "org", "town_org", "entered_by", "contact"
        )

    def ended_before(self, day: datetime) -> Self:
        """Over, not yet erased, and untouched since `day`: what retention is about."""
        step = apps.get_model("workflow", "StepTaken").objects.filter(
            county_id=OuterRef("county_id"), kind="order", matter_id=OuterRef("pk"), at__gte=day
        )
        return self.filter(state__in=ENDED, created_at__lt=day).exclude(Exists(step))


def _ours(actor: Actor) -> Q:
    ours = Q(pk__in=actor.bearer_of)
    if places := actor.orgs(*STATION_ROLES):
        ours |= Q(org_id__in=places)
    if towns := actor.orgs(Role.TOWNSHIP):
        ours |= Q(town_org_id__in=towns)
    if actor.holds(Role.DEPUTY):
        ours |= _of_groups(actor) | Q(deputy__in=_seats(actor))
    return ours


def _of_groups(actor: Actor) -> Q:
    members = apps.get_model("menus", "GroupMember").objects.filter(
        county_id=actor.county_id, deputy__user_id=actor.user_id, deputy__serving=True
    )
    return Q(state=S.ORDERED, group__in=members.values("group_id"))


def _seats(actor: Actor) -> "QuerySet[Deputy, int]":
    return Deputy.objects.of_user(actor).values("pk")  # type: ignore[return-value]


def member_users(group_id: int) -> frozenset[int]:
    """Accounts of a group's serving deputies; deputies without one are left out."""
    rows = deputies_of(group_id).filter(user__isnull=False)
    return frozenset(pk for pk in rows.values_list("user_id", flat=True) if pk)


def deputies_of(group_id: int) -> "QuerySet[Deputy]":
    """The serving deputies of a group, by name."""
    members = apps.get_model("menus", "GroupMember").objects.filter(group_id=group_id)
    return Deputy.objects.serving().filter(pk__in=members.values("deputy_id")).order_by("name", "pk")


def fields_of(county_id: int) -> list[str]:
    """The county's fields of service, in its order; the packaged ones where it has set none."""
    rows = apps.get_model("menus", "ServiceField").objects.filter(county_id=county_id).order_by("position", "pk")
    return list(rows.values_list("name", flat=True)) or list(DEFAULT_FIELDS)


def towns_of(county_id: int) -> "QuerySet[Organisation]":
    """The presidia of the county's towns."""
    rows = Organisation.objects.in_use().filter(county_id=county_id, kind=OrgKind.PRESIDIUM)
    return rows.select_related("congress").order_by("name", "pk")


def towns_with_menu(county_id: int) -> "QuerySet[Organisation]":
    """Towns with something that may be ordered of their own groups."""
    open_items = apps.get_model("menus", "ServiceItem").objects.filter(
        county_id=county_id, is_open=True, group__is_open=True, group__town_org=OuterRef("pk")
    )
    return towns_of(county_id).filter(Exists(open_items))


def stations_to_enter(actor: Actor) -> StationQuerySet:
    """The stations at which the actor may order for a resident: one's own, and those of one's town."""
    ours = Q(org_id__in=actor.orgs(*STATION_ROLES)) | Q(town_org_id__in=actor.orgs(Role.TOWNSHIP))
    rows: StationQuerySet = Station.objects.visible_to(actor).shown().filter(ours).listed()
    return rows


def counts(rows: OrderQuerySet, first: date, last: date) -> list[dict[str, Any]]:
    """By item and quarter of ordering: how many were ordered, served, guided, cancelled, and how the served were rated.

    Never by deputy. An order that was served and whose personal part is erased since still counts.
    """
    served = Q(served_on__isnull=False)
    asked = {rating.value: Count("pk", filter=served & Q(rating=rating)) for rating in Rating}
    grouped = rows.order_by().values("item_id", "item__title", "group__name", y=ExtractYear("created_at"),
                                     q=ExtractQuarter("created_at"))  # fmt: skip
    found = grouped.filter(created_at__date__gte=first, created_at__date__lte=last).annotate(
        ordered=Count("pk"), served=Count("pk", filter=served), open=Count("pk", filter=Q(state__in=OPEN)),
        guided=Count("pk", filter=~Q(guidance="")), silent=Count("pk", filter=served & Q(rating="") & ~Q(state=S.SERVED)),
        asked=Count("pk", filter=Q(state=S.SERVED)), **asked,
    )  # fmt: skip
    return list(found.order_by("-y", "-q", "group__name", "item__title", "item_id"))
