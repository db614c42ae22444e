"""Fields that choose from the county's own lists."""

from typing import Any

from django import forms

from renda.ground.kernel.actor import Actor, Role
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership
from renda.voice.campaigns.queries import towns_of, units_of
from renda.voice.campaigns.queries.rows import STATION

Choices = list[tuple[str, str]]


class OneOf(forms.TypedChoiceField):
    """One entry of a list, by its number; the list is set by `setup` of the form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)

    def offer(self, choices: Choices, blank: str = "请选择") -> None:
        self.choices = [("", blank), *choices]


def unit_choices(county_id: int) -> Choices:
    return [(str(pk), name) for pk, name in units_of(county_id).values_list("pk", "name")]


def town_choices(county_id: int) -> Choices:
    return [(str(town.presidium_id), town.name) for town in towns_of(county_id)]


def seats_of(actor: Actor) -> Choices:
    """For whom the actor may enter something: the own seats, or deputies of the own station, town or county."""
    mine = Deputy.objects.of_user(actor).filter(serving=True).order_by("-level", "pk")
    if actor.holds(Role.DEPUTY) and (own := [_seat(d) for d in mine]):
        return own
    deputies = Deputy.objects.filter(county_id=actor.county_id, serving=True)
    if stations := actor.orgs(*STATION):
        deputies = deputies.filter(pk__in=_members(actor, station__org_id__in=stations))
    elif actor.holds(Role.TOWNSHIP) and not actor.holds(Role.OFFICE):
        deputies = deputies.filter(pk__in=_members(actor, station__town_org_id__in=actor.orgs(Role.TOWNSHIP)))
    elif not actor.holds(Role.OFFICE):
        return []
    return [_seat(d) for d in deputies.order_by("-level", "name", "pk")]


def _members(actor: Actor, **where: Any) -> Any:
    return Membership.objects.filter(county_id=actor.county_id, to_on__isnull=True, **where).values("deputy_id")


def _seat(deputy: Deputy) -> tuple[str, str]:
    return str(
        deputy.pk
    ), f"{deputy.name}（{deputy.get_level_display()}{f'，{deputy.delegation}' if deputy.delegation else ''}）"
