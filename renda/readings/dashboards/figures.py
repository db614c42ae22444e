"""The figures as data: of which rows each is a part (`of`) and which of those it counts (`has`), in the words of `queries.as_of`.

Pages, Excel, lists of rows, reports and assessments all read this list, so that a number and the rows behind it can't differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.readings.dashboards.states import PACES_ASSIGNED, PACES_DUE, PACES_REPLIED, Pace, Part, Verdict
from renda.voice.suggestions.states import ReplyClass

CONTENT = (Verdict.SATISFIED, Verdict.BASIC)

Wants = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `has` among `of`. is_count: the rows themselves, without a rate. of_words: what the denominator is."""

    key: str
    label: str
    has: Wants
    of: Wants
    of_words: str = ""
    is_count: bool = False

    @property
    def wanted(self) -> Wants:
        return {**self.of, **self.has}


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: matters registered from `first` to `last`, as the record stood at the end of the day `cut`."""

    first: date
    last: date
    cut: date
    early_days: int = 15

    @property
    def year(self) -> int:
        return self.first.year


REPLIED: Wants = {"pace": PACES_REPLIED}
DUE: Wants = {"pace": PACES_DUE}
ASSIGNED: Wants = {"pace": PACES_ASSIGNED}
LEADING: Wants = {"part": (Part.LEAD,), "returned": (False,)}


def _verdicts(name: str, what: str) -> tuple[Figure, ...]:
    words = (Verdict.SATISFIED, Verdict.BASIC, Verdict.DISSATISFIED, Verdict.SILENT, Verdict.OPEN)
    return tuple(
        Figure(f"{name}_{word.name.lower()}", f"{what}{word.label}", {name: (word,)}, REPLIED, "已答复")
        for word in words
    )


def _classes() -> tuple[Figure, ...]:
    return tuple(
        Figure(f"class_{c.value.lower()}", f"{c.value}类", {"klass": (c.value,)}, REPLIED, "已答复") for c in ReplyClass
    )


def _handled() -> tuple[Figure, ...]:
    """What is asked of a reply, whether of a whole suggestion or of one unit's part. Source: DOMAIN 5.7"""
    return (
        Figure("replied", "已答复", REPLIED, ASSIGNED, "已交办"),
        Figure("on_time", "按期答复", {"pace": (Pace.EARLY, Pace.ON_TIME)}, DUE, "应答复"),
        Figure("early", "提前答复", {"pace": (Pace.EARLY,)}, REPLIED, "已答复"),
        Figure("late", "超期后答复", {"pace": (Pace.LATE,)}, DUE, "应答复"),
        Figure("overdue", "超期未答复", {"pace": (Pace.OVERDUE,)}, DUE, "应答复"),
        *_classes(),
        Figure("done", "办成", {"klass": ("A",), "result": CONTENT}, REPLIED, "已答复"),
        *_verdicts("result", "结果"),
        *_verdicts("process", "过程"),
        Figure("second", "二次办理", {"second": (True,)}, REPLIED, "已答复"),
        Figure("published", "已公开", {"published": (True,)}, REPLIED, "已答复"),
    )


SUGGESTIONS: dict[str, Figure] = {
    figure.key: figure
    for figure in (
        Figure("registered", "立案", {}, {}, is_count=True),
        Figure("session", "大会期间提出", {"period": ("session",)}, {}, "立案"),
        Figure("between", "闭会期间提出", {"period": ("between",)}, {}, "立案"),
        Figure("key", "重点督办", {"is_key": (True,)}, {}, "立案"),
        Figure("assigned", "已交办", ASSIGNED, {}, "立案"),
        Figure("running", "期限内在办", {"pace": (Pace.RUNNING,)}, ASSIGNED, "已交办"),
        *_handled(),
    )
}
UNITS: dict[str, Figure] = {
    figure.key: figure
    for figure in (
        Figure("given", "交到本单位", {"part": (Part.LEAD,)}, {"part": (Part.LEAD,)}, is_count=True),
        Figure("returned", "退办", {"returned": (True,)}, {"part": (Part.LEAD,)}, "交到本单位"),
        Figure("handled", "承办", LEADING, LEADING, is_count=True),
        *(
            Figure(f.key, f.label, f.has, {**LEADING, **f.of}, f.of_words)
            for f in _handled()
            if f.key != "replied"
        ),
        Figure("replied", "已答复", REPLIED, LEADING, "承办"),
        Figure("consulted", "面商", {"consulted": (True,)}, {**LEADING, **REPLIED}, "已答复"),
        Figure("co_given", "会办意见已交", {"opined": (True,)}, {"part": (Part.CO,), "returned": (False,)}, "会办"),
    )
}  # fmt: skip
# The order in which a table of units shows them; all of DOMAIN 5.7.
UNIT_COLUMNS = (
    "handled", "replied", "on_time", "early", "overdue", "returned", "consulted", "class_a", "class_b", "class_c", "class_d",
    "done", "result_satisfied", "result_basic", "result_dissatisfied", "result_silent", "second", "published", "co_given",
)  # fmt: skip
TABLE_COLUMNS = (
    "registered", "assigned", "replied", "on_time", "overdue", "class_a", "class_b", "class_c", "class_d", "done",
    "result_satisfied", "result_basic", "result_dissatisfied", "result_silent", "result_open", "second", "published",
)  # fmt: skip
ASSESSED: dict[str, Figure] = {
    **UNITS,
    "content": Figure("content", "结果满意和基本满意", {"result": CONTENT}, {**LEADING, **REPLIED}, "已答复"),
}
