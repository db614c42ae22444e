"""Reads of votes: whoever sees the meeting sees its votes; who chose what only those inside, once it is closed."""

from typing import TYPE_CHECKING, Self

from django.db import models

from renda.chamber.ballots.states import BallotState
from renda.chamber.meetings.models import Meeting
from renda.ground.kernel.actor import Actor

if TYPE_CHECKING:
    from renda.chamber.ballots.models import Ballot  # noqa: F401


class BallotQuerySet(models.QuerySet["Ballot"]):
    def visible_to(self, actor: Actor) -> Self:
        meetings = Meeting.objects.visible_to(actor).values("pk")
        return self.filter(county_id=actor.county_id, meeting__in=meetings)

    def listed(self) -> Self:
        return self.select_related("meeting", "meeting__body", "office", "item", "sheet").order_by("created_at", "pk")

    def running(self) -> Self:
        return self.filter(state=BallotState.OPEN)
