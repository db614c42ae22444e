"""What happened, in the words of the resident's receipt and of the order's page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from renda.ground.kernel.clock import day_of
from renda.ground.ui.show import Stage
from renda.network.menus.models import Order
from renda.network.menus.states import OPEN, S

RESIDENT_WORDS = {
    "place": "收到了您的预约", "enter": "替您预约好了", "take": "代表接单了", "give": "派给了代表", "serve": "服务了",
    "hand_back": "代表交回，另请人接", "call_back": "联络员收回，另请人接", "refuse": "给您指了路", "cancel": "取消了",
    "rate": "您评价了", "lapse": "没有评价，记为未反馈",
}  # fmt: skip
STAGES = ("预约", "接单", "服务", "评价")
REACHED = {S.ORDERED: 1, S.TAKEN: 2, S.SERVED: 3, S.RATED: 4, S.UNRATED: 3}


@dataclass(frozen=True)
class Mark:
    """One line of the receipt's trail."""

    label: str
    at: datetime
    note: str = ""


def resident_marks(steps: Iterable[Any], names: Mapping[int, str], deputy: str) -> list[Mark]:
    """The receipt's trail, oldest first: what happened, with the word left for the resident."""
    return [_mark(s, names, deputy) for s in reversed(list(steps)) if s.step in RESIDENT_WORDS]


def _mark(step: Any, names: Mapping[int, str], deputy: str) -> Mark:
    who, label = names.get(step.user_id, ""), RESIDENT_WORDS[step.step]
    if step.step == "take" and who:
        label = f"{who}代表接单了"
    note = f"{who}：{step.note}" if who and step.note else step.note
    return Mark(label, step.at, note)


def ahead(order: Order, due_on: date | None) -> list[Stage]:
    """What is still to come, with its latest day."""
    rating = Stage("请您评价", on=due_on if order.state == S.SERVED else None, note="不评价记为未反馈，不算满意")
    if order.state == S.SERVED:
        return [rating]
    if order.state == S.TAKEN:
        return [Stage("代表来服务", on=due_on), rating]
    if order.state == S.ORDERED:
        return [Stage("代表接单", on=due_on), Stage("代表来服务"), rating]
    return []


def headline(order: Order) -> str:
    """Who has it, in a few words."""
    deputy = f"{order.deputy}代表" if order.deputy else "代表"
    words = {
        S.ORDERED: f"{order.group.name}的代表会来接单",
        S.TAKEN: f"{deputy}接了单，会来服务",
        S.SERVED: f"{deputy}服务了，请您说满不满意",
        S.RATED: "您的评价收到了",
        S.UNRATED: f"{deputy}服务了，没有收到评价",
        S.REFUSED: "这件事代表不能办，给您指了路",
        S.CANCELLED: "这次预约取消了",
        S.ERASED: "个人信息已按规定删除",
    }
    return words[S(order.state)]


def staff_line(order: Order) -> str:
    """The same as its page tells those at work."""
    deputy = f"{order.deputy}代表" if order.deputy else "代表"
    words = {S.ORDERED: f"等{order.group.name}的代表接单", S.TAKEN: f"{deputy}在办", S.SERVED: f"{deputy}服务了，等群众评价",
             S.RATED: "群众评价了", S.UNRATED: "没有收到评价，记为未反馈", S.REFUSED: "给群众指了路"}  # fmt: skip
    return words.get(S(order.state), headline(order))


def stages(order: Order, steps: Iterable[Any]) -> list[Stage]:
    """The way of an order across the head of its page, with the day each part was reached; none once it ended otherwise."""
    reached, on = REACHED.get(S(order.state), 0), dict[int, date]()
    if not reached:
        return []
    for taken in sorted(steps, key=lambda taken: taken.seq):
        if taken.to_state in OPEN:
            on = {n: day for n, day in on.items() if n < REACHED[S(taken.to_state)]}
        for part in range(REACHED.get(S(taken.to_state), 0)):
            on.setdefault(part, day_of(taken.at))
    states = ["done"] * reached + ["now"] + ["next"] * len(STAGES)
    return [Stage(label, states[n], on.get(n) if n < reached else None) for n, label in enumerate(STAGES)]
