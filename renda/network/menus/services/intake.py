"""An order comes in: from a resident's phone without an account, or by the liaison officer for a resident."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.intake.services import Proof, spend_proof
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.errors import Conflict, Invalid, Repeated
from renda.ground.kernel.keys import check_client_key
from renda.ground.kernel.sealed import blind_index
from renda.ground.notices import services as notices
from renda.ground.people.models import Organisation
from renda.ground.workflow.engine import service
from renda.network.menus.models import Order, OrderContact, ServiceItem
from renda.network.menus.queries import PHONE_PURPOSE
from renda.network.menus.states import Entry
from renda.network.menus.workflow import ORDER, the_group
from renda.network.stations.models import Station

DIGEST_PURPOSE = "order-intake"


@service
def place_order(
    *, actor: Actor, item: ServiceItem, at: Station | Organisation, text: str, wanted_on: date | None = None,
    phone: str = "", name: str = "", key: UUID | None = None, proof: Proof | None = None, once: UUID | None = None,
) -> Order:  # fmt: skip
    """A resident orders without an account (预约), at a station or at a town's presidium.

    key: made by the page, becomes the matter's key, so that a second sending finds the first; proof: what speaks against a
    robot, used up in the same transaction (None for programs of our own). Raises Invalid, Conflict (same key, other content).
    """
    order = _order(item, at, Entry.PAGE, text, wanted_on)
    return _receive(order, "place", actor, phone, name, key, once, proof)


@service
def enter_order(
    *, actor: Actor, item: ServiceItem, at: Station | Organisation, text: str, entry: str = Entry.VISIT,
    wanted_on: date | None = None, phone: str = "", name: str = "", key: UUID | None = None, once: UUID | None = None,
) -> Order:  # fmt: skip
    """The liaison officer orders for a resident (代为预约); who entered it is on record. Raises NotAllowed, Invalid."""
    order = _order(item, at, entry, text, wanted_on)
    order.entered_by_id = actor.user_id or None
    return _receive(order, "enter", actor, phone, name, key, once)


def _order(item: ServiceItem, at: Station | Organisation, entry: str, text: str, wanted_on: date | None) -> Order:
    """With the words of the item as they are today, kept by the station, or by the town's presidium."""
    station = at if isinstance(at, Station) else None
    return Order(
        county_id=item.county_id, item=item, group=item.group, item_title=item.title, item_offer=item.offer,
        item_times=item.times, item_edition=item.edition, entry=entry, text=text, wanted_on=wanted_on, station=station,
        org_id=station.org_id if station else at.pk, town_org_id=station.town_org_id if station else at.pk,
    )  # fmt: skip


def _receive(
    order: Order, step: str, actor: Actor, phone: str, name: str, key: UUID | None, once: UUID | None,
    proof: Proof | None = None,
) -> Order:  # fmt: skip
    order.county_id = actor.county_id
    order.intake_digest = _digest(order, phone, name)
    if key is not None:
        order.pk = check_client_key(key, now())
        _refuse_known_key(order)
    _check(order)
    if proof is not None:
        spend_proof(actor.county_id, proof)
    try:
        ORDER.start(order, step, actor=actor, once=once)
    except Conflict:
        _refuse_known_key(order)  # the same key was being sent twice at once, and the other was first
        raise
    if phone or name:
        index = blind_index(phone, purpose=PHONE_PURPOSE)
        OrderContact.objects.create(order=order, county_id=order.county_id, name=name, phone=phone, phone_index=index)
    notices.tell(the_group(order), "menus/placed", order)
    return order


def _check(order: Order) -> None:
    item = order.item
    if item.county_id != order.county_id or item.group.town_org_id not in {None, order.town_org_id}:
        raise Invalid("这项服务不在这里的菜单上，请回到菜单另选一项。", field="item")
    if not (item.is_open and item.group.is_open):
        raise Invalid("这项服务现在不接受预约，请回到菜单另选一项。", field="item")
    if order.wanted_on and order.wanted_on < today():
        raise Invalid("这一天已经过了，请另选一天。", field="wanted_on")


def _refuse_known_key(order: Order) -> None:
    """The same key with the same content is the same order; anything else under it is refused without detail."""
    first = Order.objects.filter(pk=order.pk).first()
    if first is None:
        return
    if first.county_id == order.county_id and first.intake_digest == order.intake_digest:
        raise Repeated(first)
    raise Conflict("这一份已经收到过，内容不一样，没有改动原来的。要另约，请回到菜单重新打开。")


def _digest(order: Order, phone: str, name: str) -> str:
    content: list[Any] = [order.item_id, order.org_id, order.text, str(order.wanted_on or ""), phone, name]
    return blind_index(json.dumps(content, ensure_ascii=False), purpose=DIGEST_PURPOSE)
