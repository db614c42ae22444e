"""Reads of appointments: whom a proposal concerns before the meeting, its members from the agenda on, everybody the announced names."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from renda.chamber.appointments.states import AT_MEETING, CAME_THROUGH, IN_PUBLIC, SHOWN_TO_MEMBERS, ExamState
from renda.chamber.meetings.models import Presence
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.paging import page_of

if TYPE_CHECKING:
    from renda.chamber.appointments.models import Appointment, Exam, Nominee, Question  # noqa: F401

PROPOSING = (Role.GOV_OFFICE, Role.CLERK, Role.UNIT_LEADER, Role.COMMITTEE)


def _sits_in(actor: Actor, meeting: str) -> "Exists":
    """A member of the meeting, not one who only attends it."""
    rows = Presence.objects.filter(county_id=OuterRef("county_id"), meeting_id=OuterRef(meeting), guest="")
    return Exists(rows.filter(deputy__user_id=actor.user_id))


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office and the leaders; the proposer its own; the meeting's members once the council has put it on the agenda."""
        seen = Q(office_id__in=actor.orgs(Role.OFFICE)) | Q(proposer_org_id__in=actor.orgs(*PROPOSING))
        if actor.holds(Role.LEADER):
            seen |= Q(pk__isnull=False)
        if actor.is_signed_in:
            seen |= Q(_sits_in(actor, "meeting_id"), state__in=SHOWN_TO_MEMBERS)
        return self.filter(seen, county_id=actor.county_id)

    def announced(self, county_id: int) -> Self:
        return self.filter(county_id=county_id, state__in=IN_PUBLIC, announced_on__isnull=False)

    def listed(self) -> Self:
        return self.select_related("meeting", "office").order_by("-received_on", "-pk")

    def page(self, place: str, size: int) -> "tuple[list[Appointment], str]":
        return page_of(self.listed(), "received_on", place, size)


class NomineeQuerySet(models.QuerySet["Nominee"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the proposal, but members only see lines that came before the meeting; the candidate the own one."""
        ours = Q(parent__office_id__in=actor.orgs(Role.OFFICE))
        ours |= Q(parent__proposer_org_id__in=actor.orgs(*PROPOSING)) | Q(user_id=actor.user_id)
        if actor.holds(Role.LEADER):
            ours |= Q(pk__isnull=False)
        if actor.is_signed_in:
            ours |= Q(_sits_in(actor, "parent__meeting_id"), state__in=AT_MEETING)
        return self.filter(ours, county_id=actor.county_id)

    def listed(self) -> Self:
        return self.select_related("parent", "org", "ballot", "oath").order_by("position", "pk")

    def came_through(self) -> Self:
        return self.filter(state__in=CAME_THROUGH)


class ExamQuerySet(models.QuerySet["Exam"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office that sets it and who sits it, by account or by the code; nobody else."""
        ours = Q(parent__parent__office_id__in=actor.orgs(Role.OFFICE)) | Q(pk__in=actor.bearer_of)
        if actor.is_signed_in:
            ours |= Q(parent__user_id=actor.user_id)
        return self.filter(ours, county_id=actor.county_id)

    def overdue(self) -> Self:
        """Whose time has run out, whatever became of the browser."""
        return self.filter(state=ExamState.RUNNING, ends_at__lte=clock.now())


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, actor: Actor) -> Self:
        """The bank is the office's alone: whoever sits an exam must not read it."""
        return self.filter(county_id=actor.county_id) if actor.holds(Role.OFFICE) else self.none()

    def of(self, county_id: int) -> Self:
        return self.filter(county_id=county_id, is_used=True)

    def listed(self) -> Self:
        return self.order_by("subject", "kind", "pk")


def earlier_lines(line: "Nominee") -> "QuerySet[Nominee]":
    """Lines of the same person for the same post that came to a vote before and failed."""
    from renda.chamber.appointments.models import Nominee

    rows = Nominee.objects.filter(county_id=line.county_id, name=line.name, post=line.post, state="failed")
    return rows.filter(organisation=line.organisation).exclude(pk=line.pk)
