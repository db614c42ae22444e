"""Pure rules of orders: where to go when the group does not serve it, until when it is to be served."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel import law
from renda.ground.kernel.law import Source
from renda.network.menus.states import Guidance

MOST_FIELDS, LONGEST_FIELD = 20, 20


@dataclass(frozen=True, slots=True)
class Way:
    """Where a resident can go instead: `to` is proposed and may be edited, `why` is the sentence shown, with its source."""

    why: str
    to: str
    source: Source | None


WHERE_TO_GO: dict[str, Way] = {
    Guidance.LAWSUIT: Way(
        "这件事在打官司，代表不能过问", "可以找县法律援助中心（12348），或向受理的法院反映", law.DEPUTIES_59
    ),
    Guidance.TENDER: Way("招标投标的事，代表不能插手", "可以向县公共资源交易监督部门提出异议或投诉", law.DEPUTIES_59),
    Guidance.CASE: Way(
        "具体案件由执法、办案机关依法办理，代表不能过问", "可以向办案机关或检察院（12309）反映", law.DEPUTIES_59
    ),
    Guidance.OUTSIDE: Way("这件事不在这项服务的范围里", "可以到家站反映，或者打12345", None),
}


def way_for(guidance: str) -> Way:
    return WHERE_TO_GO[guidance]


def serve_due(row: Any, since: date, book: RuleBook) -> Due:
    """接单以后县定工作日内，约定的日子更晚的从那天起算"""
    return book.due("order_serve", max(since, row.wanted_on or since))


def field_names(text: str) -> list[str]:
    """The fields of service a county typed, one a line or with 、 between, each once, in their order.

    >>> field_names("农技、法律\\n法律")
    ['农技', '法律']
    """
    found = [part.strip()[:LONGEST_FIELD] for part in re.split(r"[\n、，,]", text) if part.strip()]
    return list(dict.fromkeys(found))[:MOST_FIELDS]
