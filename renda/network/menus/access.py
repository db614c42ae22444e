"""Facts about an actor and an order. First line of a docstring: who it is, as pages say it."""

from renda.ground.kernel.actor import Actor, Role
from renda.network.menus.models import Order, ServiceGroup
from renda.network.menus.queries import STATION_ROLES, deputies_of
from renda.network.menus.states import Entry


def is_anyone(actor: Actor, order: Order) -> bool:
    """任何人，不用登录"""
    return order.entry == Entry.PAGE


def is_bearer(actor: Actor, order: Order) -> bool:
    """拿着回执的群众本人"""
    return order.pk in actor.bearer_of


def keeps(actor: Actor, order: Order) -> bool:
    """所在家站的联络员、站长，或者镇人大主席团"""
    town = order.town_org_id
    return actor.holds(*STATION_ROLES, org_id=order.org_id) or (
        town is not None and actor.holds(Role.TOWNSHIP, org_id=town)
    )


def is_group_deputy(actor: Actor, order: Order) -> bool:
    """服务小组的代表"""
    return actor.holds(Role.DEPUTY) and actor.user_id in order.group_users


def is_taker(actor: Actor, order: Order) -> bool:
    """接单的代表"""
    return order.deputy is not None and actor.is_signed_in and order.deputy.user_id == actor.user_id


def may_serve(actor: Actor, order: Order) -> bool:
    """接单的代表，或者替代表记下的联络员"""
    return is_taker(actor, order) or keeps(actor, order)


def may_refuse(actor: Actor, order: Order) -> bool:
    """联络员、镇人大主席团、服务小组或者接单的代表"""
    return may_serve(actor, order) or (order.deputy_id is None and is_group_deputy(actor, order))


def may_cancel(actor: Actor, order: Order) -> bool:
    """群众本人；代为预约的，也可以由联络员替本人取消"""
    return is_bearer(actor, order) or (order.entry != Entry.PAGE and keeps(actor, order))


def may_unmask(actor: Actor, order: Order) -> bool:
    """接单的代表、联络员、镇人大主席团、县人大代表工委"""
    return may_serve(actor, order) or actor.holds(Role.OFFICE)


def may_erase(actor: Actor, order: Order) -> bool:
    """群众本人要求、县人大代表工委，或保存期满自动"""
    return actor.is_clock or is_bearer(actor, order) or actor.holds(Role.OFFICE)


def keeps_menus(actor: Actor) -> bool:
    """县人大代表工委、镇人大主席团"""
    return actor.holds(Role.OFFICE, Role.TOWNSHIP)


def keeps_group(actor: Actor, group: ServiceGroup) -> bool:
    """县人大代表工委，或者小组所在镇的人大主席团"""
    town = group.town_org_id
    return actor.holds(Role.OFFICE) or (town is not None and actor.holds(Role.TOWNSHIP, org_id=town))


def sets_fields(actor: Actor) -> bool:
    """县人大代表工委"""
    return actor.holds(Role.OFFICE)


# What blocks a step: the reason as the user reads it, empty if there is none.


def has_no_contact(order: Order) -> str:
    return "" if order.has_contact else "没有留联系方式，只能在回执页上告诉本人。"


def has_no_deputies(order: Order) -> str:
    return "" if deputies_of(order.group_id).exists() else "这个服务小组现在没有在任的代表，请先在小组页上补代表。"
