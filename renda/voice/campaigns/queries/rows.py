"""QuerySets of campaigns, their items, deeds, uploaded tables and runs. Every one begins with the county."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role
from renda.voice.campaigns.states import OPEN, CampaignState

if TYPE_CHECKING:
    from renda.voice.campaigns.models import (  # noqa: F401
        BatchRun,
        Campaign,
        CampaignAction,
        CampaignItem,
        ItemSheet,
    )

COUNTY_READERS = (Role.OFFICE, Role.LEADER, Role.COMMITTEE, Role.PUBLISHER)
STATION = (Role.LIAISON, Role.STATION_MASTER)
UNIT = (Role.CLERK, Role.UNIT_LEADER, Role.TOWN_GOV, Role.VILLAGE, Role.GOV_OFFICE)
CONCERNED = ("deputy", "handling_org", "presidium", "office")
NOBODY = Q(pk__in=[])


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everyone sees what runs or has run; one in preparation is its office's and the county congress's."""
        ours = self.filter(county_id=actor.county_id)
        if actor.is_clock or actor.holds(*COUNTY_READERS):
            return ours
        offices = actor.orgs(Role.TOWNSHIP)
        return ours.filter(~Q(state=CampaignState.DRAFT) | Q(office_id__in=offices))

    def newest_first(self) -> Self:
        return self.order_by("-from_on", "-pk")


class ItemQuerySet(models.QuerySet["CampaignItem"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county congress sees all; a presidium its town's; a unit what is given to it; a station its deputies';
        a deputy the own. Nothing is public but the totals. With the people and bodies that every step asks for."""
        ours = self.filter(county_id=actor.county_id).select_related(*CONCERNED)
        if actor.is_clock or actor.holds(*COUNTY_READERS):
            return ours
        return ours.filter(_own_items(actor))

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def for_list(self) -> Self:
        """With the people and bodies a list names, without the long texts it does not show."""
        return self.select_related(*CONCERNED).defer("result", "reply", "rating_text", "press")

    def for_page(self) -> Self:
        return self.select_related(*CONCERNED, "campaign", "village_org", "merged_into")


def _own_items(actor: Actor) -> Q:
    if not actor.is_signed_in:
        return NOBODY
    side = NOBODY
    if actor.holds(Role.DEPUTY):
        side |= Q(deputy__user_id=actor.user_id)
    if presidiums := actor.orgs(Role.TOWNSHIP):
        side |= Q(presidium_id__in=presidiums) | Q(office_id__in=presidiums)
    if units := actor.orgs(*UNIT):
        side |= Q(handling_org_id__in=units)
    if stations := actor.orgs(*STATION):
        side |= Q(helper_org_id__in=stations)
    return side


class ActionQuerySet(models.QuerySet["CampaignAction"]):
    def visible_to(self, actor: Actor) -> Self:
        """As items are: the county congress, the town's presidium, the deputy's station, the deputy."""
        ours = self.filter(county_id=actor.county_id).select_related("deputy", "presidium", "office")
        if actor.is_clock or actor.holds(*COUNTY_READERS):
            return ours
        return ours.filter(_own_actions(actor))

    def for_list(self) -> Self:
        return self.select_related("deputy", "presidium", "office", "campaign")


def _own_actions(actor: Actor) -> Q:
    if not actor.is_signed_in:
        return NOBODY
    side = NOBODY
    if actor.holds(Role.DEPUTY):
        side |= Q(deputy__user_id=actor.user_id)
    if presidiums := actor.orgs(Role.TOWNSHIP):
        side |= Q(presidium_id__in=presidiums) | Q(office_id__in=presidiums)
    if stations := actor.orgs(*STATION):
        side |= Q(helper_org_id__in=stations)
    return side


class ItemSheetQuerySet(models.QuerySet["ItemSheet"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county office sees all uploaded tables, a presidium those of its own people."""
        ours = self.filter(county_id=actor.county_id)
        if actor.holds(Role.OFFICE):
            return ours
        return ours.filter(presidium_id__in=actor.orgs(Role.TOWNSHIP))


class RunQuerySet(models.QuerySet["BatchRun"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever started it, and the county office."""
        ours = self.filter(county_id=actor.county_id)
        if actor.holds(Role.OFFICE):
            return ours
        return ours.filter(user_id=actor.user_id) if actor.is_signed_in else ours.none()
