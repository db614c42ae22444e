"""What ends a pair and what becomes of the resident's data: a quarter gone by, ending, unmasking, erasure."""

import logging
from datetime import date
from uuid import UUID

from django.db import transaction

from renda.ground.county.rules import add_months
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, clock_actor
from renda.ground.notices import services as notices
from renda.ground.workflow.engine import service
from renda.ground.workflow.services import erase_private
from renda.network.contacts import rules
from renda.network.contacts.models import Pair, Resident, Unmasked
from renda.network.contacts.states import RETENTION_RULE
from renda.network.contacts.workflow import PAIR

log = logging.getLogger(__name__)
MOST_AT_ONCE = 500


@service
def lapse_pair(row: Pair, *, actor: Actor) -> Pair:
    """The quarter is over without a contact: the history says so, the pair waits for the running one."""
    PAIR.apply(row, "lapse", actor=actor, asked_on=rules.quarter_begins(clock.today()))
    return row


@service
def end_pair(row: Pair, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Pair:
    """No longer in touch, with the reason. From this day the period of keeping the resident's data runs."""
    PAIR.apply(row, "end", actor=actor, seen=seen, once=once, note=note, ended_on=clock.today())
    return row


@service
def unmask_pair(row: Pair, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Pair:
    """Show the resident to someone who says why (查看群众信息). The row comes back with `unmasked`; the step is in the history.

    A repeated call with the same `once` writes and shows nothing more. Source: 个人信息保护法 arts 6, 51
    """
    PAIR.apply(row, "unmask", actor=actor, seen=seen, once=once, note=note)
    row.unmasked = Unmasked(row.resident.name, row.resident.village, row.resident.phone)
    return row


@service
def erase_pair(row: Pair, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None) -> Pair:
    """Delete what is personal (删除个人信息): the resident, the words of each contact, reasons and notes, messages.

    Days and outcomes stay, and the steps with their chain: they hold digests only. `note` goes with the rest.
    Source: 个人信息保护法 art. 47
    """
    PAIR.apply(row, "erase", actor=actor, seen=seen, once=once, note="", resident_index="")
    Resident.objects.filter(pk=row.pk).delete()
    row.logs.update(place="", topic="", problem="", follow_up="")
    notices.erase_notices(row)
    erase_private(row)
    return row


def erase_outdated(county_id: int, *, most: int = MOST_AT_ONCE) -> int:
    """Erase the residents of pairs that ended long enough ago; returns how many. Source: county rule contact_retention"""
    months = rule_book(county_id).value(RETENTION_RULE, clock.today())
    actor, erased = clock_actor(county_id), 0
    for row in Pair.objects.filter(county_id=county_id).outdated(_before(months)).order_by("pk")[:most]:
        with transaction.atomic():
            erase_pair(row, actor=actor)
        erased += 1
    if erased:
        log.info("erased the residents of %s pairs of county %s", erased, county_id)
    return erased


def _before(months: int) -> date:
    return add_months(clock.today(), -months)


def renew_waits(county_id: int) -> int:
    """Deputies move to other stations and get accounts: the waits of pairs whose holder may have changed are computed anew."""
    rows = list(Pair.objects.active().filter(county_id=county_id).for_list())
    for row in rows:
        PAIR.rewait(row)
    return len(rows)
