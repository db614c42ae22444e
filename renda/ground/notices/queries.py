"""Reads of messages and of the outbox."""

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models

from renda.ground.kernel.actor import Actor, Role
from renda.ground.notices.states import Sending

if TYPE_CHECKING:
    from renda.ground.notices.models import Message, Outgoing  # noqa: F401


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> Self:
        """A message belongs to its reader alone, whatever the posts."""
        return self.filter(county_id=actor.county_id, user_id=actor.user_id)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-id")


class OutgoingQuerySet(models.QuerySet["Outgoing"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county's administrators see what could not be delivered."""
        if not actor.holds(Role.ADMIN):
            return self.none()
        return self.filter(county_id=actor.county_id)

    def due(self, moment: datetime) -> Self:
        """What the worker may send now; a row claimed by a worker that died is due again when its lease has run out."""
        return self.filter(state=Sending.QUEUED, next_at__lte=moment).order_by("next_at", "id")

    def dead(self) -> Self:
        return self.filter(state=Sending.DEAD).order_by("-id")

    def of(self, county_id: int, kind: str, matter_id: UUID) -> Self:
        return self.filter(county_id=county_id, kind=kind, matter_id=matter_id)


def unread_count(actor: Actor) -> int:
    """For the badge in the frame; counts to 100 and no further."""
    from renda.ground.notices.models import Message

    if not actor.user_id:
        return 0
    return Message.objects.visible_to(actor).unread()[:100].count()
