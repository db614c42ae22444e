"""Messages inside the product: read, and erased with the matter they tell of."""

from django.db import transaction

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed
from renda.ground.notices.models import Message, Outgoing
from renda.ground.notices.services.telling import Matterlike


def read_message(message: Message, *, actor: Actor) -> Message:
    """Mark a message as read, the first time with the moment. Raises NotAllowed."""
    if not actor.user_id or message.user_id != actor.user_id:
        raise NotAllowed("这条消息不是给您的。")
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=clock.now())
    message.refresh_from_db()
    return message


def read_all(*, actor: Actor) -> int:
    """Mark everything as read; returns how many messages that were."""
    if not actor.user_id:
        return 0
    return Message.objects.visible_to(actor).unread().update(read_at=clock.now())


@transaction.atomic
def erase_notices(row: Matterlike) -> int:
    """Delete every message of a matter, read or sent or waiting: their texts may hold words of the person erased.

    Source: 个人信息保护法 art. 47, docs/law/personal-information.md
    """
    of = (row.county_id, str(row.kind), row.pk)
    return Message.objects.all().of(*of).delete()[0] + Outgoing.objects.all().of(*of).delete()[0]
