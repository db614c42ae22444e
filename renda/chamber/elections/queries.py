"""Reads of elections: those who are inside the meeting, and everybody once the result is announced."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from renda.chamber.elections.states import NAMED, ElectionState, NominationState, Organ, Post
from renda.chamber.meetings.models import Presence
from renda.chamber.meetings.queries import COUNTY, KEEPERS
from renda.ground.kernel.actor import Actor
from renda.ground.people.states import OrgKind

if TYPE_CHECKING:
    from renda.chamber.elections.models import Election, Nomination  # noqa: F401


def _inside(actor: Actor, meeting: str, office: str) -> Q:
    """The office that keeps the meeting, the county's congress, the meeting's own people."""
    if actor.holds(*COUNTY):
        return Q(pk__isnull=False)
    seen = Q(**{f"{office}__in": actor.orgs(*KEEPERS)})
    if actor.is_signed_in:
        mine = Presence.objects.filter(
            county_id=actor.county_id, meeting_id=OuterRef(meeting), deputy__user_id=actor.user_id
        )
        seen |= Q(Exists(mine))
    return seen


class ElectionQuerySet(models.QuerySet["Election"]):
    def visible_to(self, actor: Actor) -> Self:
        seen = _inside(actor, "meeting_id", "office_id") | Q(state=ElectionState.ANNOUNCED)
        return self.filter(seen, county_id=actor.county_id)

    def begun_governments(self, county_id: int) -> Self:
        """Heads of a new county government whose members were not put up for appointment yet."""
        states = (ElectionState.ELECTED, ElectionState.ANNOUNCED)
        heads = self.filter(organ=Organ.GOVERNMENT, post=Post.CHIEF, is_term_change=True, state__in=states)
        return heads.filter(county_id=county_id, office__kind=OrgKind.OFFICE, put_up_on__isnull=True)

    def listed(self) -> Self:
        return self.select_related("meeting", "meeting__body", "office").order_by(
            "-meeting__starts_on", "created_at", "pk"
        )


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, actor: Actor) -> Self:
        """A nomination that has been handed in is read inside the meeting; before, by its movers, who is asked, and the office."""
        mine = Q(election__office_id__in=actor.orgs(*KEEPERS))
        if actor.is_signed_in:
            from renda.chamber.elections.models import Endorsement

            asked = Endorsement.objects.filter(
                county_id=actor.county_id, nomination_id=OuterRef("pk"), deputy__user_id=actor.user_id
            )
            mine |= Q(Exists(asked))
        is_private = Q(state__in=[NominationState.COLLECTING, NominationState.LAPSED])
        inside = _inside(actor, "election__meeting_id", "election__office_id")
        return self.filter(mine | (inside & ~is_private), county_id=actor.county_id)

    def named(self) -> Self:
        """Who stands, in the order of nomination."""
        return self.filter(state__in=NAMED).order_by("position", "created_at", "pk")

    def listed(self) -> Self:
        return self.select_related("election", "election__meeting", "lead", "deputy").order_by(
            "position", "created_at", "pk"
        )
