"""The clock, the contact in the clear, and the erasure of what is personal."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from renda.ground.county.services import rule_book
from renda.ground.kernel.actor import Actor, clock_actor
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.keys import random_code
from renda.ground.notices import services as notices
from renda.ground.workflow.engine import service
from renda.ground.workflow.services import erase_private
from renda.network.menus.models import Order, OrderContact, Unmasked
from renda.network.menus.workflow import ORDER

log = logging.getLogger(__name__)


@service
def lapse_order(order: Order, *, actor: Actor) -> Order:
    """No rating came in time: 未反馈, which counts as nothing else."""
    ORDER.apply(order, "lapse", actor=actor)
    return order


@service
def unmask_order(order: Order, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Order:
    """Show the contact to someone who says why (查看联系方式). The row comes back with `unmasked`; the step is in the history.

    A repeated call with the same `once` writes and shows nothing more. Source: 个人信息保护法 arts 6, 51
    """
    ORDER.apply(order, "unmask", actor=actor, seen=seen, once=once, note=note)
    order.unmasked = Unmasked(order.contact.name, order.contact.phone)
    return order


@service
def erase_order(
    order: Order, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Order:
    """Delete what is personal (删除个人信息): contact, words, private history, notices, the receipt.

    Steps, days, item and rating stay: they name nobody. `note` goes with the rest. Source: 个人信息保护法 art. 47
    """
    ORDER.apply(order, "erase", actor=actor, seen=seen, once=once, note="", text="", result="", guided_to="",
                intake_digest="", code=random_code(), erased_at=now())  # fmt: skip
    OrderContact.objects.filter(pk=order.pk).delete()
    notices.erase_notices(order)
    erase_private(order)
    return order


def erase_outdated(county_id: int, *, most: int = 500) -> int:
    """Erase ended orders whose period of keeping is over; returns how many. Source: county rule order_retention"""
    months = int(rule_book(county_id).value("order_retention", today()))
    ended = now() - timedelta(days=30 * months)
    actor, erased = clock_actor(county_id), 0
    for order in Order.objects.filter(county_id=county_id).ended_before(ended).order_by("pk")[:most]:
        with transaction.atomic():
            erase_order(order, actor=actor)
        erased += 1
    if erased:
        log.info("erased %s orders of county %s", erased, county_id)
    return erased
