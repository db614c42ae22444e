"""Reads of meetings: who sits in a body on a day, who is in the hall, what a person sees."""

from datetime import date
from functools import cache
from importlib import resources
from json import loads
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from renda.chamber.meetings.states import PUBLIC, BodyKind, GuestKind, Line
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.paging import page_of
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.deputies.models import Deputy

if TYPE_CHECKING:
    from renda.chamber.meetings.models import (  # noqa: F401
        AgendaItem,
        Body,
        Invitation,
        Material,
        Meeting,
        PlanLine,
        Preparation,
        Presence,
        Seat,
        Speech,
    )

COUNTY = (Role.OFFICE, Role.COMMITTEE, Role.LEADER, Role.PUBLISHER, Role.ADMIN)
KEEPERS = (Role.OFFICE, Role.TOWNSHIP)
UNITS = (Role.CLERK, Role.UNIT_LEADER, Role.GOV_OFFICE, Role.TOWN_GOV)


class BodyQuerySet(models.QuerySet["Body"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)

    def kept_by(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id, office_id__in=actor.orgs(*KEEPERS)).order_by("pk")

    def listed(self) -> Self:
        return self.select_related("congress", "office").order_by("pk")


class SeatQuerySet(models.QuerySet["Seat"]):
    def on(self, day: date) -> Self:
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)

    def listed(self) -> Self:
        return self.select_related("deputy").order_by("position", "pk")


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def standing(self) -> Self:
        """Those that were not dropped, in their order."""
        return self.filter(dropped_on__isnull=True).order_by("position", "pk")

    def given_by(self, actor: Actor, meeting: "Meeting") -> Self:
        """Those whose materials this person may give: all for the office that keeps the meeting, a committee its own."""
        is_all = actor.holds(*KEEPERS, org_id=meeting.office_id)
        return self.standing() if is_all else self.standing().filter(org_id__in=actor.orgs(Role.COMMITTEE))

    def asked(self, item_id: int | None) -> "AgendaItem | None":
        """The item that a form or a program names; None if it names none. Raises Invalid."""
        found = self.standing().filter(pk=item_id).first() if item_id else None
        if item_id and found is None:
            raise Invalid("议程里没有这一项，请刷新页面。", field="item_id")
        return found


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office that keeps it, the county's congress and its members before notice is given; then everybody."""
        seen = Q(state__in=PUBLIC) | Q(office_id__in=actor.orgs(*KEEPERS))
        if actor.holds(*COUNTY):
            seen |= Q(pk__isnull=False)
        if actor.is_signed_in:
            seen |= Q(Exists(_mine(actor)))
        return self.filter(seen, county_id=actor.county_id)

    def listed(self) -> Self:
        return self.select_related("body").defer("summary").order_by("-starts_on", "-pk")

    def page(self, place: str, size: int) -> "tuple[list[Meeting], str]":
        return page_of(self.listed(), "starts_on", place, size)


def _mine(actor: Actor, meeting: str = "pk") -> "QuerySet[Presence]":
    from renda.chamber.meetings.models import Presence

    rows = Presence.objects.filter(county_id=OuterRef("county_id"), meeting_id=OuterRef(meeting))
    return rows.filter(deputy__user_id=actor.user_id)


class PreparationQuerySet(models.QuerySet["Preparation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the office that keeps the meeting, and of whom it was given to."""
        mine = Q(office_id__in=actor.orgs(*KEEPERS)) | Q(org_id__in=actor.orgs(Role.COMMITTEE))
        if actor.holds(Role.OFFICE, Role.LEADER):
            mine |= Q(pk__isnull=False)
        return self.filter(mine, county_id=actor.county_id)

    def listed(self) -> Self:
        return self.select_related("org").order_by("-days", "created_at", "pk")


class PresenceQuerySet(models.QuerySet["Presence"]):
    def in_hall(self) -> Self:
        """Who is there now: came, and has not left since."""
        return self.filter(came_at__isnull=False).filter(Q(left_at__isnull=True) | Q(left_at__lt=F("came_at")))

    def listed(self) -> Self:
        return self.select_related("deputy").order_by("position", "deputy__name", "pk")


def _inside(actor: Actor) -> Q:
    """Of what belongs to a meeting: the office that keeps it, the county's congress, whoever is asked to it."""
    inside = Q(meeting__office_id__in=actor.orgs(*KEEPERS))
    if actor.holds(*COUNTY):
        inside |= Q(pk__isnull=False)
    if actor.is_signed_in:
        inside |= Q(Exists(_mine(actor, "meeting_id")))
    return inside


class MaterialQuerySet(models.QuerySet["Material"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_inside(actor), county_id=actor.county_id)

    def standing(self) -> Self:
        """What members read: the newest version of each, of items that stand."""
        from renda.chamber.meetings.models import Material

        newer = Material.objects.filter(
            county_id=OuterRef("county_id"), series=OuterRef("series"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(newer), item__dropped_on__isnull=True)

    def listed(self) -> Self:
        """By item; the newest version of each material first."""
        rows = self.filter(item__dropped_on__isnull=True).select_related("item", "file", "given_by")
        return rows.order_by("item__position", "series", "-version")


class SpeechQuerySet(models.QuerySet["Speech"]):
    def visible_to(self, actor: Actor) -> Self:
        """What is said in a meeting is read by those inside it. Source: DOMAIN R-MT-15"""
        return self.filter(_inside(actor), county_id=actor.county_id)

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def queued(self) -> Self:
        """Asked for and not yet called."""
        return self.standing().filter(started_at__isnull=True, asked_at__isnull=False, words="")

    def said(self) -> Self:
        """Begun, or written down without having been called."""
        return self.standing().filter(Q(started_at__isnull=False) | ~Q(words=""))

    def listed(self) -> Self:
        return self.select_related("deputy", "item", "sitting").order_by("order")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office that keeps the meeting, the county's congress, and the organisation that was asked."""
        mine = Q(office_id__in=actor.orgs(*KEEPERS)) | Q(org_id__in=actor.orgs(*UNITS))
        if actor.holds(*COUNTY):
            mine |= Q(pk__isnull=False)
        return self.filter(mine, county_id=actor.county_id)

    def listed(self) -> Self:
        return self.select_related("org", "item").order_by("item__position", "pk")


class PlanLineQuerySet(models.QuerySet["PlanLine"]):
    def of(self, county_id: int, kind: str) -> Self:
        return self.filter(county_id=county_id, kind=kind).order_by("-days", "pk")


def committees(county_id: int) -> QuerySet[Organisation]:
    return Organisation.objects.filter(county_id=county_id, kind=OrgKind.COMMITTEE, is_open=True).order_by("pk")


def members_on(body: "Body", day: date) -> QuerySet[Deputy]:
    """Whose seats are filled on a day: the roster for a congress, the seats kept for the others."""
    serving = Deputy.objects.filter(county_id=body.county_id)
    if body.kind == BodyKind.CONGRESS:
        since = Q(from_on__isnull=True) | Q(from_on__lte=day)
        until = Q(to_on__isnull=True, serving=True) | Q(to_on__gte=day)
        return serving.filter(since, until, congress_id=body.congress_id).order_by("delegation", "name", "pk")
    seats = body.seats.on(day)
    return serving.filter(pk__in=seats.values("deputy_id")).order_by("pk")


def attended_before(body: "Body") -> set[int]:
    """Deputies who attended a meeting of this body without a vote; a seat is of one term, so in this term. Source: DOMAIN P2"""
    from renda.chamber.meetings.models import Presence

    rows = Presence.objects.filter(county_id=body.county_id, meeting__body=body, guest=GuestKind.ATTENDING)
    return set(rows.filter(came_at__isnull=False).values_list("deputy_id", flat=True))


def plan_of(county_id: int, kind: str) -> list[Line]:
    """The county's own plan of preparation for this kind of meeting, or the packaged one."""
    from renda.chamber.meetings.models import PlanLine

    own = PlanLine.objects.of(county_id, kind)
    lines = [Line(one.days, one.title, one.source) for one in own]
    return lines or list(packaged_plans()[kind])


@cache
def packaged_plans() -> dict[str, tuple[Line, ...]]:
    text = (resources.files("renda.chamber.meetings") / "data" / "plans.json").read_text()
    return {kind: tuple(Line(*line) for line in lines) for kind, lines in loads(text).items()}
