"""Reads of deliberation opinions: who sees one, the list and its pages, meetings and bodies to choose from."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from renda.chamber.deliberations.states import AFTER_HANDING, GROUPS
from renda.chamber.meetings.models import Body, Meeting, Seat
from renda.chamber.meetings.states import RUNNING, BodyKind, MeetingState
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.paging import page_of
from renda.ground.people.access import ANSWERING, ANSWERS
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind

if TYPE_CHECKING:
    from renda.chamber.deliberations.models import Deliberation, Point  # noqa: F401

CONGRESS = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.PUBLISHER)
KEEPERS = (Role.OFFICE, Role.TOWNSHIP)
HELD = (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.PUBLISHED)
LONG_TEXTS = ("notes", "preamble", "report", "check_note")


class DeliberationQuerySet(models.QuerySet["Deliberation"]):
    def visible_to(self, actor: Actor) -> Self:
        """The congress's side, the members, the organs once it is handed to them; what is published everybody."""
        return self.filter(_concerned(actor) | Q(published_on__isnull=False), county_id=actor.county_id)

    def in_group(self, name: str) -> Self:
        return self.filter(state__in=GROUPS[name][1]) if name in GROUPS else self

    def listed(self) -> Self:
        return self.select_related("organ").defer(*LONG_TEXTS).order_by("-created_at", "-pk")

    def page(self, place: str, size: int) -> "tuple[list[Deliberation], str]":
        return page_of(self.listed(), "created_at", place, size)


def _concerned(actor: Actor) -> Q:
    found = Q(pk__in=[])
    if not actor.is_signed_in:
        return found
    if actor.holds(*CONGRESS):
        found |= Q(office__kind=OrgKind.OFFICE)
    if kept := actor.orgs(*KEEPERS):
        found |= Q(office_id__in=kept)
    if answering := actor.orgs(*ANSWERS):
        from renda.chamber.deliberations.models import Point

        theirs = Point.objects.filter(deliberation_id=OuterRef("pk"), organ_id__in=answering)
        found |= (Q(organ_id__in=answering) | Q(Exists(theirs))) & Q(state__in=AFTER_HANDING)
    if actor.holds(Role.DEPUTY):
        found |= Q(meeting__body__in=seats_of(actor).values("body_id"))
    return found


def seats_of(actor: Actor) -> "models.QuerySet[Seat]":
    """The seats an actor fills today."""
    return Seat.objects.filter(county_id=actor.county_id, deputy__user_id=actor.user_id or -1).on(clock.today())


class PointQuerySet(models.QuerySet["Point"]):
    def unanswered(self, round: int) -> Self:
        """Those without an answer in this round."""
        return self.exclude(answers__round=round)


def meetings_held(actor: Actor) -> "models.QuerySet[Meeting]":
    """Meetings whose deliberation may become opinions: held, of bodies that deliberate, the latest first."""
    rows = Meeting.objects.visible_to(actor).filter(state__in=HELD).exclude(body__kind=BodyKind.COUNCIL)
    if not actor.holds(Role.OFFICE, Role.COMMITTEE):
        rows = rows.filter(office_id__in=actor.orgs(*KEEPERS))
    return rows.select_related("body", "office").order_by("-starts_on", "-pk")


def meetings_for_rating(row: "Deliberation") -> "models.QuerySet[Meeting]":
    """The same body's meetings that still take an item."""
    bodies = Body.objects.filter(county_id=row.county_id, pk=row.meeting.body_id)
    rows = Meeting.objects.filter(county_id=row.county_id, body__in=bodies, state__in=RUNNING)
    return rows.select_related("body", "office").order_by("starts_on", "pk")


def committees(county_id: int) -> "models.QuerySet[Organisation]":
    return Organisation.objects.filter(county_id=county_id, kind=OrgKind.COMMITTEE).in_use().order_by("name")


def organs(county_id: int) -> "models.QuerySet[Organisation]":
    """Who may have to answer."""
    return Organisation.objects.filter(county_id=county_id, kind__in=ANSWERING).in_use().order_by("kind", "name")
