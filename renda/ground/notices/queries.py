"""Reads of messages and of the outbox."""

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor, Role
from renda.ground.notices.states import Sending

if TYPE_CHECKING:
    from renda.ground.notices.models import Message, Outgoing  # noqa: F401


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> Self:
        """A message belongs to its reader alone, whatever the posts. The clock and residents have none."""
        return self.filter(county_id=actor.county_id, user_id=actor.user_id)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def of(self, county_id: int, kind: str, matter_id: UUID) -> Self:
        return self.filter(county_id=county_id, kind=kind, matter_id=matter_id)

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-id")

    def after(self, last: "Message | None") -> Self:
        """The next page: what comes after the last message shown, newest first."""
        if last is None:
            return self
        return self.filter(Q(made_at__lt=last.made_at) | Q(made_at=last.made_at, id__lt=last.pk))


class OutgoingQuerySet(models.QuerySet["Outgoing"]):
    def visible_to(self, actor: Actor) -> Self:
        """The county's administrators see what goes out, never to whom or what: address and text are sealed."""
        if not actor.holds(Role.ADMIN):
            return self.none()
        return self.filter(county_id=actor.county_id)

    def due(self, moment: datetime) -> Self:
        """What may be sent now. A row taken by a worker that died is due again when its lease is over."""
        return self.filter(state=Sending.QUEUED, next_at__lte=moment).order_by("next_at", "id")

    def queued(self) -> Self:
        return self.filter(state=Sending.QUEUED)

    def dead(self) -> Self:
        return self.filter(state=Sending.DEAD).order_by("-id")

    def of(self, county_id: int, kind: str, matter_id: UUID) -> Self:
        return self.filter(county_id=county_id, kind=kind, matter_id=matter_id)


def unread_count(actor: Actor) -> int:
    """For the number beside 消息; counts to 100 and no further. One query, none for someone not signed in."""
    from renda.ground.notices.models import Message

    if not actor.user_id:
        return 0
    return Message.objects.visible_to(actor).unread()[:100].count()


def page_of_messages(actor: Actor, after: UUID | None, most: int) -> "list[Message]":
    """One message more than `most`, if there are more: the caller drops it and shows the way on."""
    from renda.ground.notices.models import Message

    mine = Message.objects.visible_to(actor)
    last = mine.filter(pk=after).first() if after else None
    return list(mine.after(last).newest_first()[: most + 1])
