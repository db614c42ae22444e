"""Taken, served, handed back, guided elsewhere, cancelled, rated."""

from datetime import date
from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import day_of, today
from renda.ground.kernel.errors import Invalid
from renda.ground.notices import services as notices
from renda.ground.workflow.engine import service
from renda.network.menus import rules
from renda.network.menus.models import Order
from renda.network.menus.queries import deputies_of
from renda.network.menus.states import Guidance, Rating
from renda.network.menus.workflow import ORDER, the_group, the_keeper, the_taker


@service
def take_order(
    order: Order, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Order:
    """A deputy of the group takes it (接单)."""
    ORDER.apply(order, "take", actor=actor, seen=seen, once=once, note=note, deputy_id=_seat_id(order, actor))
    return order


@service
def give_order(
    order: Order, *, actor: Actor, deputy_id: int, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Order:
    """The liaison officer gives it to a deputy of the group, who has said so (派给代表). Raises Invalid."""
    members = list(deputies_of(order.group_id).values_list("pk", flat=True))
    if members and deputy_id not in members:
        raise Invalid("请在这个服务小组的代表里选。", field="deputy_id")
    ORDER.apply(order, "give", actor=actor, seen=seen, once=once, note=note, deputy_id=deputy_id)
    notices.tell(the_taker(order), "menus/given", order)
    return order


@service
def serve_order(
    order: Order, *, actor: Actor, served_on: date | None = None, result: str = "", note: str = "",
    seen: int | None = None, once: UUID | None = None,
) -> Order:  # fmt: skip
    """It was served (服务了): today if no other day is named; a line on it if one likes. Raises Invalid."""
    day = served_on or today()
    if day > today():
        raise Invalid("这一天还没有到，服务以后再记。", field="served_on")
    if day < day_of(order.created_at):
        raise Invalid("这一天还没有预约，请看看日期。", field="served_on")
    ORDER.apply(order, "serve", actor=actor, seen=seen, once=once, note=note, served_on=day, result=result)
    return order


@service
def hand_back_order(
    order: Order, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Order:
    """The deputy can't after all: back to the group, with the reason (交回)."""
    ORDER.apply(order, "hand_back", actor=actor, seen=seen, once=once, note=note, deputy_id=None)
    notices.tell(the_group(order), "menus/returned", order)
    return order


@service
def call_back_order(
    order: Order, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Order:
    """The liaison officer takes it back to give it to another (收回另派)."""
    holders = list(the_taker(order))
    ORDER.apply(order, "call_back", actor=actor, seen=seen, once=once, note=note, deputy_id=None)
    notices.tell([*holders, *the_group(order)], "menus/returned", order)
    return order


@service
def refuse_order(
    order: Order, *, actor: Actor, guidance: str, guided_to: str = "", note: str = "", seen: int | None = None,
    once: UUID | None = None,
) -> Order:  # fmt: skip
    """The group does not serve it: the reason, and where to go instead (指路). Source: 代表法 (2025) arts 31, 59

    A deputy who refuses what nobody has taken stands in the row, so that who guided the resident can be asked.
    """
    if guidance not in Guidance.values:
        raise Invalid("请选为什么不能办。", field="guidance")
    to = guided_to or rules.way_for(guidance).to
    deputy_id = order.deputy_id or _seat_id(order, actor)
    ORDER.apply(order, "refuse", actor=actor, seen=seen, once=once, note=note, guidance=guidance, guided_to=to,
                deputy_id=deputy_id)  # fmt: skip
    return order


@service
def cancel_order(
    order: Order, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Order:
    """No longer needed (取消)."""
    holders = list(the_taker(order)) if order.deputy_id else the_keeper(order)
    ORDER.apply(order, "cancel", actor=actor, seen=seen, once=once, note=note)
    notices.tell(holders, "menus/cancelled", order)
    return order


@service
def rate_order(
    order: Order, *, actor: Actor, rating: str, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Order:
    """The resident's word (评价), also after the days for it are over. Nobody rates for the resident."""
    if rating not in Rating.values:
        raise Invalid("请选一个：满意、基本满意、不满意。", field="rating")
    ORDER.apply(order, "rate", actor=actor, seen=seen, once=once, note=note, rating=rating)
    return order


def _seat_id(order: Order, actor: Actor) -> int | None:
    """The seat in which the actor belongs to the group."""
    seat = deputies_of(order.group_id).filter(user_id=actor.user_id, user__isnull=False).first()
    return seat.pk if seat else None
