"""Reads of motions: QuerySets with `visible_to`, the bodies that may move, the list and the matter page's history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from renda.ground.county.models import Session
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation, User
from renda.ground.people.states import OrgKind
from renda.ground.workflow.models import StepPrivate, StepTaken, Waiting
from renda.voice.motions.states import PRIVATE_STATES, SIGNED_STATES, CosigningState, M
from renda.voice.suggestions.queries.bodies import TAKEN_BEFORE, government_of, office_of, units_of
from renda.voice.suggestions.queries.supervision import leaders_of

if TYPE_CHECKING:
    from renda.voice.motions.models import Cosigning, Deadline, Motion, Talk  # noqa: F401

__all__ = ["government_of", "leaders_of", "office_of", "units_of"]
KIND = "motion"
KINDS = (KIND, "cosigning")
STATES_OF = {
    "making": (M.DRAFT, M.COSIGNING),
    "waiting": (M.SUBMITTED, M.RECEIVED, M.OPINED),
    "agenda": (M.ON_AGENDA, M.VOTED),
    "committee": (M.IN_COMMITTEE, M.WITH_UNIT, M.REPORTED, M.TOLD),
    "converted": (M.CONVERTED,),
    "closed": (M.CLOSED,),
    "stopped": (M.WITHDRAWN, M.TURNED),
}
LONG_TEXTS = ("case", "grounds", "plan", "frozen", "opinion", "report", "unit_result", "result")
LIST_PARTS = ("mover", "session__term", "reviewer", "committee", "unit", "office")
CONGRESS_STAFF = (Role.OFFICE, Role.TOWNSHIP, Role.PUBLISHER, Role.LEADER, Role.COMMITTEE)
UNIT_ROLES = (Role.CLERK, Role.UNIT_LEADER, Role.GOV_OFFICE, Role.TOWN_GOV)


class MotionQuerySet(models.QuerySet["Motion"]):
    def visible_to(self, actor: Actor) -> Self:
        """The congress side sees what was handed in, movers and their helpers their own, units what was given to them."""
        return self.filter(_concerned(actor) | Q(published_on__isnull=False), county_id=actor.county_id)

    def concerning(self, actor: Actor) -> Self:
        """What the actor has to do with: all that is visible but for what is merely public."""
        if not actor.posts:
            return self.visible_to(actor)
        return self.filter(_concerned(actor), county_id=actor.county_id)

    def published(self) -> Self:
        return self.filter(published_on__isnull=False).order_by("-published_on", "pk")

    def for_list(self) -> Self:
        return self.select_related(*LIST_PARTS).defer(*LONG_TEXTS)


def _concerned(actor: Actor) -> Q:
    concerned = Q(pk__in=[])
    if not actor.is_signed_in:
        return concerned
    if actor.holds(Role.DEPUTY):
        concerned |= Q(mover__user_id=actor.user_id) | Q(pk__in=signed_by(actor))
    if helped := actor.orgs(Role.LIAISON, Role.STATION_MASTER):
        concerned |= Q(helper_org_id__in=helped)
    if posts := actor.orgs(*(post.role for post in actor.posts if post.role != Role.DEPUTY)):
        concerned |= Q(mover_org_id__in=posts)
    handed_in = ~Q(state__in=PRIVATE_STATES) & Q(submitted_at__isnull=False)
    return concerned | (_congress_side(actor) & handed_in) | Q(unit_id__in=actor.orgs(*UNIT_ROLES))


def signed_by(actor: Actor) -> "models.QuerySet[Any, Any]":
    """The motions a deputy was asked to sign and has not declined, as keys."""
    from renda.voice.motions.models import Cosigning

    mine = Cosigning.objects.filter(county_id=actor.county_id, deputy__user_id=actor.user_id)
    return mine.exclude(state=CosigningState.DECLINED).values("parent_id")


def _congress_side(actor: Actor) -> Q:
    offices = actor.orgs(Role.OFFICE, Role.TOWNSHIP, Role.PUBLISHER)
    side = Q(office_id__in=offices)
    if readers := actor.orgs(Role.LEADER, Role.COMMITTEE):
        bodies = Organisation.objects.filter(county_id=actor.county_id, pk__in=readers, congress__isnull=False)
        side |= Q(congress_id__in=readers) | Q(congress_id__in=bodies.values("congress_id"))
    return side


def handed_over(rows: "models.QuerySet[Motion]") -> "models.QuerySet[Motion]":
    """Those with a unit of the government side: what is supervised for its handling (清单制)."""
    return rows.filter(unit__isnull=False, handed_on__isnull=False)


def visible_motions(actor: Actor) -> "models.QuerySet[Motion]":
    from renda.voice.motions.models import Motion

    return Motion.objects.visible_to(actor)


class CosigningQuerySet(models.QuerySet["Cosigning"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id, parent__in=visible_motions(actor))

    def given(self) -> Self:
        return self.filter(state__in=SIGNED_STATES)


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id, motion__in=visible_motions(actor))


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, actor: Actor) -> Self:
        """A session's deadline is public: deputies and everybody may read it."""
        return self.filter(county_id=actor.county_id).order_by("-pk")


# Bodies and sessions.


def committees_of(congress: Organisation) -> "models.QuerySet[Organisation]":
    """The committees of a congress that may consider a motion."""
    found = Organisation.objects.filter(county_id=congress.county_id, congress_id=congress.pk, kind=OrgKind.COMMITTEE)
    return found.in_use().order_by("name")


def considering_bodies(congress: Organisation) -> "models.QuerySet[Organisation]":
    """To whom the presidium may give a motion after the session: a committee, in a town its presidium."""
    kinds = [OrgKind.COMMITTEE, OrgKind.PRESIDIUM]
    found = Organisation.objects.filter(county_id=congress.county_id, congress_id=congress.pk, kind__in=kinds)
    return found.in_use().order_by("name")


def sessions_at(congress: Organisation) -> "models.QuerySet[Session]":
    """The congress's sessions, newest first."""
    rows = Session.objects.filter(county_id=congress.county_id, term__congress_key=congress.code)
    return rows.select_related("term").order_by("-starts_on")


def latest_sessions(actor: Actor) -> "models.QuerySet[Session]":
    """The latest session of each congress the actor has to do with, the county's for everybody."""
    keys = Organisation.objects.filter(county_id=actor.county_id, kind=OrgKind.CONGRESS)
    posts = [post.org_id for post in actor.posts]
    bodies = Organisation.objects.filter(county_id=actor.county_id, pk__in=posts, congress__isnull=False)
    keys = keys.filter(Q(parent__isnull=True) | Q(pk__in=posts) | Q(pk__in=bodies.values("congress_id")))
    newer = Session.objects.filter(
        county_id=actor.county_id,
        term__congress_key=OuterRef("term__congress_key"),
        starts_on__gt=OuterRef("starts_on"),
    )
    rows = Session.objects.filter(~Exists(newer), county_id=actor.county_id, term__congress_key__in=keys.values("code"))
    return rows.select_related("term").order_by("-starts_on", "pk")


def last_sessions(congress: Organisation) -> list[Session]:
    """The latest sessions of a congress, newest first: those that may take a motion now, and the one before."""
    return list(sessions_at(congress)[:3])


def open_session(congress: Organisation, moment: datetime, sessions: list[Session] | None = None) -> Session | None:
    """The session that takes motions: from 60 days before it until the presidium's deadline, or its end while none is set.

    sessions: the latest ones, if the caller has read them.
    """
    day = clock.day_of(moment)
    near = last_sessions(congress) if sessions is None else sessions
    fitting = [
        one for one in near
        if one.starts_on - TAKEN_BEFORE <= day <= one.ends_on and (one.deadline_at is None or one.deadline_at >= moment)
    ]  # fmt: skip
    return fitting[-1] if fitting else None


# Whole pages.


@dataclass(frozen=True)
class Filters:
    """What the address of a list asks for. state: a key of STATES_OF; session: its number."""

    state: str = ""
    session: int = 0
    text: str = ""
    published: bool = False


def filtered(rows: "models.QuerySet[Motion]", filters: Filters) -> "models.QuerySet[Motion]":
    if filters.state in STATES_OF:
        rows = rows.filter(state__in=STATES_OF[filters.state])
    if filters.session:
        rows = rows.filter(session_id=filters.session)
    if filters.published:
        rows = rows.filter(published_on__isnull=False)
    if filters.text:
        words = filters.text
        rows = rows.filter(Q(title__icontains=words) | Q(number_text__icontains=words) | Q(mover_name__icontains=words))
    return rows


def waits_of(county_id: int, ids: Iterable[UUID]) -> dict[UUID, list[Waiting]]:
    """The waits of each matter, the soonest first."""
    waits = Waiting.objects.filter(county_id=county_id, kind__in=KINDS, matter_id__in=list(ids))
    found: dict[UUID, list[Waiting]] = {}
    for wait in waits.order_by(F("due_on").asc(nulls_last=True), "pk"):
        found.setdefault(wait.matter_id, []).append(wait)
    return found


def history_of(row: "Motion", parts: Iterable[UUID], actor: Actor, *, is_party: bool) -> list[StepTaken]:
    """What happened to a motion and its co-signing, newest first, each with `who` and `note`, in one query.

    The congress's staff read all rows, others concerned those of parties and their own, the public the public ones.
    """
    steps = StepTaken.objects.filter(county_id=row.county_id, kind__in=KINDS, matter_id__in=[row.pk, *parts])
    if not (is_party and actor.holds(*CONGRESS_STAFF)):
        seen = ("public", "parties") if is_party else ("public",)
        steps = steps.filter(Q(seen_by__in=seen) | Q(user_id=actor.user_id, user_id__gt=0))
    notes = StepPrivate.objects.filter(
        county_id=OuterRef("county_id"), kind=OuterRef("kind"), matter_id=OuterRef("matter_id"), seq=OuterRef("seq")
    )
    names: Any = User.objects.of_county(row.county_id).filter(pk=OuterRef("user_id"))
    found = steps.annotate(who=Subquery(names.values("name")[:1])).order_by("-at", "-pk")
    if is_party:
        found = found.annotate(note=Subquery(notes.values("note")[:1]))
    return list(found)
