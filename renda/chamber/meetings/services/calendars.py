"""The secret address under which a phone's calendar reads a person's meetings."""

from django.db import transaction

from renda.chamber.meetings.models import CalendarKey
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.keys import random_code

KEY_BITS = 128


@transaction.atomic
def make_calendar_key(*, actor: Actor) -> CalendarKey:
    """A new secret address; the one before reads nothing any more. Raises NotAllowed."""
    if not actor.is_signed_in:
        raise NotAllowed("请先登录。")
    facts = {"county_id": actor.county_id, "key": random_code(KEY_BITS), "made_at": now()}
    made, _ = CalendarKey.objects.update_or_create(user_id=actor.user_id, defaults=facts)
    return made


@transaction.atomic
def drop_calendar_key(*, actor: Actor) -> None:
    """No address any more."""
    CalendarKey.objects.filter(user_id=actor.user_id, county_id=actor.county_id).delete()
