"""Reads of decisions: who sees one, the list and its pages, the year's list, the county's list of matters."""

from functools import cache
from importlib import resources
from json import loads
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from renda.chamber.decisions.states import GROUPS, Line, Sort
from renda.chamber.meetings.models import Body, Meeting, Seat
from renda.chamber.meetings.states import RUNNING, BodyKind
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.paging import page_of
from renda.ground.people.access import ANSWERING, ANSWERS
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind

if TYPE_CHECKING:
    from renda.chamber.decisions.models import Decision, MatterLine  # noqa: F401

CONGRESS = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.PUBLISHER)
KEEPERS = (Role.OFFICE, Role.TOWNSHIP)
DECIDING = (BodyKind.STANDING, BodyKind.CONGRESS)
LONG_TEXTS = ("reasons", "basis", "plan", "text", "research", "deliberation", "opinions", "report", "check_note")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, actor: Actor) -> Self:
        """The congress's side, whoever proposed or must carry it out, the members; what is announced everybody."""
        return self.filter(_concerned(actor) | Q(published_on__isnull=False), county_id=actor.county_id)

    def concerning(self, actor: Actor) -> Self:
        """Without what is merely public."""
        return self.filter(_concerned(actor), county_id=actor.county_id)

    def in_group(self, name: str) -> Self:
        return self.filter(state__in=GROUPS[name][1]) if name in GROUPS else self

    def of_year(self, year: int) -> Self:
        """What was announced in a year, by day."""
        return self.filter(published_on__year=year).order_by("published_on", "pk")

    def listed(self) -> Self:
        return (
            self.select_related("body", "organ", "meeting", "ballot").defer(*LONG_TEXTS).order_by("-proposed_on", "-pk")
        )

    def page(self, place: str, size: int) -> "tuple[list[Decision], str]":
        return page_of(self.listed(), "proposed_on", place, size)


def _concerned(actor: Actor) -> Q:
    found = Q(pk__in=[])
    if not actor.is_signed_in:
        return found
    if actor.holds(*CONGRESS):
        found |= Q(office__kind=OrgKind.OFFICE)
    if kept := actor.orgs(*KEEPERS):
        found |= Q(office_id__in=kept)
    if answering := actor.orgs(*ANSWERS):
        found |= Q(proposer_org_id__in=answering) | Q(organ_id__in=answering)
    if actor.holds(Role.DEPUTY):
        found |= Q(mover__user_id=actor.user_id) | Q(body__in=seats_of(actor).values("body_id"))
    return found


def seats_of(actor: Actor) -> "models.QuerySet[Seat]":
    """The seats an actor fills today."""
    return Seat.objects.filter(county_id=actor.county_id, deputy__user_id=actor.user_id or -1).on(clock.today())


class MatterLineQuerySet(models.QuerySet["MatterLine"]):
    def of(self, county_id: int) -> Self:
        return self.filter(county_id=county_id).order_by("position", "pk")


def matters_of(county_id: int) -> list[Line]:
    """The county's own list of major matters, or the packaged one."""
    from renda.chamber.decisions.models import MatterLine

    lines = [Line(one.sort, one.title, one.source) for one in MatterLine.objects.of(county_id)]
    return lines or list(packaged_matters())


@cache
def packaged_matters() -> tuple[Line, ...]:
    text = (resources.files("renda.chamber.decisions") / "data" / "matters.json").read_text()
    return tuple(Line(*line) for line in loads(text))


def sorted_matters(county_id: int) -> list[tuple[str, list[Line]]]:
    """The list by its three sorts, each under its name."""
    lines = matters_of(county_id)
    return [(str(sort.label), [one for one in lines if one.sort == sort]) for sort in Sort]


def deciding_bodies(county_id: int) -> "models.QuerySet[Body]":
    """Bodies that may decide: standing committees first, then congresses."""
    return Body.objects.filter(county_id=county_id, kind__in=DECIDING).select_related("office").order_by("-kind", "pk")


def meetings_for(row: "Decision") -> "models.QuerySet[Meeting]":
    """The body's meetings that still take an item, the next one first."""
    rows = Meeting.objects.filter(county_id=row.county_id, body_id=row.body_id, state__in=RUNNING)
    return rows.select_related("body", "office").order_by("starts_on", "pk")


def committees(county_id: int) -> "models.QuerySet[Organisation]":
    return Organisation.objects.filter(county_id=county_id, kind=OrgKind.COMMITTEE).in_use().order_by("name")


def organs(county_id: int) -> "models.QuerySet[Organisation]":
    """Who may have to carry out a decision or handle opinions."""
    return Organisation.objects.filter(county_id=county_id, kind__in=ANSWERING).in_use().order_by("kind", "name")
