"""Lists of orders with their lights, the counts by item and quarter, the menu of a place: for pages, Excel and JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.errors import Invalid
from renda.ground.kernel.text import mask_name, mask_phone
from renda.ground.people.models import Organisation
from renda.ground.workflow.models import Waiting
from renda.network.menus.models import Order, ServiceItem
from renda.network.menus.queries import OrderQuerySet, counts
from renda.network.menus.states import OPEN, S

PAGE = 30
QUARTERS = ("一季度", "二季度", "三季度", "四季度")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. scope: group (open ones of my groups), mine (what I took), or all one may see."""

    state: str = ""
    scope: str = ""
    after: UUID | None = None


def filters_of(asked: Any) -> Filters:
    """From an address; unknown states are dropped. Raises Invalid for a place in the list that is none."""
    state, scope = asked.get("state", ""), asked.get("scope", "")
    try:
        after = UUID(asked["after"]) if asked.get("after") else None
    except ValueError:
        raise Invalid("这个地址不完整，请从第一页看起。") from None
    known = {"open", *S.values}
    return Filters(state if state in known else "", scope if scope in {"group", "mine"} else "", after)


def filtered(actor: Actor, filters: Filters) -> OrderQuerySet:
    rows: OrderQuerySet = Order.objects.visible_to(actor)
    if filters.scope == "group":
        rows = rows.of_group_open(actor)
    elif filters.scope == "mine":
        rows = rows.taken_by(actor)
    if filters.state == "open":
        rows = rows.filter(state__in=OPEN)
    elif filters.state:
        rows = rows.filter(state=filters.state)
    return rows.newest_first()


def page_of(actor: Actor, filters: Filters, *, page: int = PAGE) -> tuple[list[Order], UUID | None]:
    """A page of orders with their waits as `light`, and the key the next page goes on behind. Two queries."""
    found = list(filtered(actor, filters).before(filters.after).for_list()[: page + 1])
    rows = found[:page]
    waits = Waiting.objects.filter(county_id=actor.county_id, kind="order", matter_id__in=[row.pk for row in rows])
    by_row = {wait.matter_id: wait for wait in waits.order_by("-pk")}
    for row in rows:
        row.light = by_row.get(row.pk)  # type: ignore[attr-defined]
    return rows, rows[-1].pk if len(found) > page else None


def is_deputy_only(actor: Actor) -> bool:
    return {post.role for post in actor.posts} == {Role.DEPUTY}


def counted(actor: Actor, year: int) -> list[dict[str, Any]]:
    """By item and quarter of one year: served of ordered, and what the served were rated; never by deputy."""
    rows = counts(Order.objects.visible_to(actor), date(year, 1, 1), date(year, 12, 31))
    return [{**row, "quarter": f"{row['y']}年{QUARTERS[row['q'] - 1]}"} for row in rows]


def year_of(text: str) -> int:
    """The year in the address, the current one if there is none. Raises Invalid."""
    if not text:
        return clock.today().year
    if not (text.isdecimal() and len(text) == 4 and 2000 <= int(text) <= 2100):
        raise Invalid("年份写成四位数，例如2026。")
    return int(text)


def menu_of(items: Iterable[ServiceItem]) -> list[dict[str, Any]]:
    """A menu by field of service and group, in the order of the rows."""
    menu = []
    for field, found in groupby(items, key=lambda item: item.group.field):
        groups = [(group, list(lines)) for group, lines in groupby(found, key=lambda item: item.group)]
        menu.append({"field": field, "groups": groups})
    return menu


def town_name(town: Organisation) -> str:
    """The town of a presidium, as residents say it: 庆符镇."""
    return town.label.removesuffix("人大主席团")


def masked(order: Order) -> dict[str, str]:
    """Name and phone as pages show them."""
    if not order.has_contact:
        return {}
    return {"name": mask_name(order.contact.name), "phone": mask_phone(order.contact.phone)}
