"""An ordered service (服务预约): ordered, taken, served, rated. Source: DOMAIN 3.1 H18; days are the county's."""

from collections.abc import Iterable

from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.workflow.declare import by_clock, by_rule, step, waits
from renda.ground.workflow.engine import Workflow
from renda.network.menus import rules
from renda.network.menus.access import (
    has_no_contact,
    has_no_deputies,
    is_anyone,
    is_bearer,
    is_group_deputy,
    is_taker,
    keeps,
    may_cancel,
    may_erase,
    may_refuse,
    may_serve,
    may_unmask,
)
from renda.network.menus.models import Order
from renda.network.menus.states import S

# --- who is waited for ----------------------------------------------------------------------------------------------


def the_keeper(order: Order) -> list[str]:
    """所在家站的联络员，镇里预约的是镇人大主席团"""
    return [holder_key(Role.LIAISON if order.station_id else Role.TOWNSHIP, order.org_id)]


def the_group(order: Order) -> Iterable[str]:
    """小组的代表谁方便谁接，联络员也可以派"""
    return [*(person_key(user_id) for user_id in sorted(order.group_users)), *the_keeper(order)]


def the_taker(order: Order) -> Iterable[str]:
    """接单的代表；没有账号的，由联络员记"""
    user_id = order.deputy.user_id if order.deputy else None
    return [person_key(user_id)] if user_id else the_keeper(order)


def the_resident(order: Order) -> Iterable[str]:
    """预约的群众"""
    # A key no account answers to: the day runs, and the clock takes the step when it is over.
    return ["resident:0"]


# --- the workflow ---------------------------------------------------------------------------------------------------

ORDER = Workflow(
    "order", S, model=Order, label="服务预约",
    private={"text", "result", "guided_to", "code", "intake_digest"}, related=("deputy", "station", "org"),
    steps=[
        step("place", "预约", [], S.ORDERED, allow=is_anyone, seen_by="public"),
        step("enter", "代为预约", [], S.ORDERED, allow=keeps, seen_by="public"),
        step("take", "接单", [S.ORDERED], S.TAKEN, allow=is_group_deputy, seen_by="public"),
        step("give", "派给代表", [S.ORDERED], S.TAKEN, allow=keeps, blocked=has_no_deputies, seen_by="public"),
        step("serve", "服务了", [S.TAKEN], S.SERVED, allow=may_serve, seen_by="public"),
        step("hand_back", "交回", [S.TAKEN], S.ORDERED, allow=is_taker, seen_by="public"),
        step("call_back", "收回另派", [S.TAKEN], S.ORDERED, allow=keeps, seen_by="public"),
        step("refuse", "不能办，指路", [S.ORDERED, S.TAKEN], S.REFUSED, allow=may_refuse, is_grave=True, seen_by="public"),
        step("cancel", "不用了，取消", [S.ORDERED, S.TAKEN], S.CANCELLED, allow=may_cancel, is_grave=True, seen_by="public"),
        step("rate", "评价", [S.SERVED, S.UNRATED], S.RATED, allow=is_bearer, seen_by="public"),
        step("lapse", "未反馈", [S.SERVED], S.UNRATED, allow=by_clock, at="due", seen_by="public"),
        step("unmask", "查看联系方式", [s for s in S if s != S.ERASED], None, allow=may_unmask, blocked=has_no_contact,
             is_grave=True),
        step("erase", "删除个人信息", [s for s in S if s != S.ERASED], S.ERASED, allow=may_erase, is_grave=True,
             seen_by="public"),
    ],
    waits=[
        waits(S.ORDERED, for_=the_group, until=by_rule("order_take"), ask="接单，或者派给小组的代表"),
        waits(S.TAKEN, for_=the_taker, until=rules.serve_due, ask="服务以后记一笔"),
        waits(S.SERVED, for_=the_resident, until=by_rule("order_rating"), ask="请群众评价"),
    ],
)  # fmt: skip
