"""What ends an opinion: closing, the clock, and the erasure of what is personal."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from renda.ground.county.services import rule_book
from renda.ground.files import services as files
from renda.ground.insight import services as insight
from renda.ground.kernel.actor import Actor, clock_actor
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.keys import random_code
from renda.ground.notices import services as notices
from renda.ground.search import services as search
from renda.ground.workflow.engine import service
from renda.ground.workflow.services import erase_private
from renda.voice.opinions.models import Contact, Opinion
from renda.voice.opinions.workflow import OPINION

log = logging.getLogger(__name__)


@service
def close_opinion(
    opinion: Opinion, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """The station closes it (办结)."""
    OPINION.apply(opinion, "close", actor=actor, seen=seen, once=once, note=note)
    return opinion


@service
def lapse_opinion(opinion: Opinion, *, actor: Actor) -> Opinion:
    """No rating came in time: 未评, which counts as nothing else."""
    OPINION.apply(opinion, "lapse", actor=actor)
    return opinion


@service
def lapse_rated_opinion(opinion: Opinion, *, actor: Actor) -> Opinion:
    OPINION.apply(opinion, "lapse_rated", actor=actor)
    return opinion


@service
def lapse_guided_opinion(opinion: Opinion, *, actor: Actor) -> Opinion:
    OPINION.apply(opinion, "lapse_guided", actor=actor)
    return opinion


@service
def erase_opinion(
    opinion: Opinion, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """Delete what is personal (删除个人信息): contact, text, place, result, photos, private history, notices, the receipt.

    The steps and their chain stay: they hold digests only. By request of the resident or at the end of the period of keeping.
    `note` is a word of the office and goes with the rest. Source: 个人信息保护法 art. 47
    """
    OPINION.apply(opinion, "erase", actor=actor, seen=seen, once=once, note="", text="", place="", village="", result="",
                  guided_to="", other_number="", became_title="", complaint="", intake_digest="", code=random_code(), erased_at=now())  # fmt: skip
    Contact.objects.filter(pk=opinion.pk).delete()
    search.forget(opinion.county_id, opinion.kind, opinion.pk)
    insight.forget(opinion.county_id, opinion.kind, opinion.pk)
    files.erase_files(opinion)
    notices.erase_notices(opinion)
    erase_private(opinion)
    return opinion


def erase_outdated(county_id: int, *, most: int = 500) -> int:
    """Erase closed opinions whose period of keeping is over; returns how many. Source: county rule opinion_retention"""
    months = int(rule_book(county_id).value("opinion_retention", today()))
    ended = now() - timedelta(days=30 * months)
    actor, erased = clock_actor(county_id), 0
    for opinion in Opinion.objects.filter(county_id=county_id).closed_before(ended).order_by("pk")[:most]:
        with transaction.atomic():
            erase_opinion(opinion, actor=actor)
        erased += 1
    if erased:
        log.info("erased %s opinions of county %s", erased, county_id)
    return erased
