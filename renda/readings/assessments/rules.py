"""Arithmetic of an assessment: points from rows, the composite, the grade, areas, days. Exact; no database, no clock.

Points are Decimal with the scheme's step (0.1); a share is a Fraction until the one rounding, half up. `recompute.py` does the
same from an export and shares no code with this page.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from renda.ground.county.rules import Due, RuleBook
from renda.ground.kernel.law import Source
from renda.readings.assessments.states import WHOLE, Grade

APPLY_BY = Source("家站考评周期", "申报截止日")


@dataclass(frozen=True, slots=True)
class Row:
    """A thing behind a figure: what it is, whether it counts as done, and where to open it."""

    words: str
    counts: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure found: rows, of which some count. want: the number for all points where it is not the number of rows."""

    rows: tuple[Row, ...]
    want: int = 0

    @property
    def n(self) -> int:
        return sum(row.counts for row in self.rows)

    @property
    def d(self) -> int:
        return self.want or len(self.rows)


def points_of(most: Decimal, n: int, d: int, params: Mapping[str, int], step: Decimal) -> Decimal:
    """most × min(1, n/d ÷ full_at%), rounded half up to `step`. Nothing due (d = 0) gives `none_due` percent, 100 unless set."""
    none_due = Fraction(params.get("none_due", 100), 100)
    share = min(Fraction(1), Fraction(n * 100, d * params.get("full_at", 100))) if d else none_due
    return half_up(Fraction(most) * share, step)


def half_up(value: Fraction, step: Decimal) -> Decimal:
    """The nearest multiple of `step`, the upper one of two equally near.

    >>> half_up(Fraction(1, 4), Decimal("0.1"))
    Decimal('0.3')
    """
    unit = Fraction(step)
    whole = (value / unit + Fraction(1, 2)).__floor__()
    return (whole * step).quantize(step, ROUND_FLOOR)


def items_of(scheme: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for aspect in scheme["aspects"]:
        yield from aspect["items"]


def typed_items(scheme: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The items a person scores: those without a measure."""
    return [one for one in items_of(scheme) if not one["measure"]]


def read_points(text: Any, item: Mapping[str, Any], step: str) -> Decimal:
    """What somebody typed as points of an item. Raises ValueError with the sentence."""
    try:
        value = Decimal(str(text).strip())
    except InvalidOperation:
        raise ValueError(f"“{item['name']}”的分写成数字，例如{item['points']}。") from None
    if not value.is_finite() or not 0 <= value <= Decimal(item["points"]):
        raise ValueError(f"“{item['name']}”最多{item['points']}分，最少0分。")
    if value % Decimal(step):
        raise ValueError(f"“{item['name']}”的分最小到{step}分。")
    return value.quantize(Decimal(step))


def check_scheme(scheme: Mapping[str, Any]) -> list[str]:
    """What keeps a scheme from being used, a sentence each; empty if nothing does."""
    found = []
    whole = sum((Decimal(aspect["points"]) for aspect in scheme["aspects"]), Decimal(0))
    if whole != Decimal(WHOLE):
        found.append(f"六个方面合起来是{whole}分，应当是{WHOLE}分。")
    for aspect in scheme["aspects"]:
        parts = sum((Decimal(one["points"]) for one in aspect["items"]), Decimal(0))
        if parts != Decimal(aspect["points"]):
            found.append(f"“{aspect['name']}”定为{aspect['points']}分，各项合起来是{parts}分。")
    keys = [one["key"] for one in items_of(scheme)]
    if len(keys) != len(set(keys)):
        found.append("有两项的编号相同。")
    model, fine, passed = (Decimal(scheme["cuts"][key]) for key in ("model", "fine", "passed"))
    if not Decimal(WHOLE) >= model > fine > passed > 0:
        found.append("分数线要从高到低：样板站、出色站、合格站。")
    return found


def grade_of(score: Decimal, cuts: Mapping[str, str]) -> str:
    """The highest grade whose line the score reaches (含本数); below the lowest none. Source: DOMAIN H9 [inferred lines]"""
    for grade in (Grade.MODEL, Grade.FINE, Grade.PASSED):
        if score >= Decimal(cuts[grade]):
            return str(grade)
    return str(Grade.NONE)


def total(points: Iterable[Decimal]) -> Decimal:
    return sum(points, Decimal("0.0"))


def digest_of(facts: Any) -> str:
    """SHA-256 over the canonical JSON of a score's inputs: keys sorted, no spaces, UTF-8."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def split_areas(towns: list[str], groups: int) -> list[list[str]]:
    """Towns shared out over the groups in their order, as evenly as it goes: what is proposed before a person decides."""
    size, more = divmod(len(towns), groups)
    found, at = [], 0
    for n in range(groups):
        until = at + size + (n < more)
        found.append(towns[at:until])
        at = until
    return found


def months_between(first: date, last: date) -> list[tuple[int, int]]:
    """Whole months from `first` to `last`: one that begins before or ends after is left out."""
    found, day = [], first if first.day == 1 else _next_month(first)
    while (following := _next_month(day)) - timedelta(days=1) <= last:
        found.append((day.year, day.month))
        day = following
    return found


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def apply_due(row: Any, since: date, _book: RuleBook) -> Due:
    """本周期的申报截止日"""
    day = row.cycle.apply_by
    lines = (f"这一周期的申报到{day.year}年{day.month}月{day.day}日为止。", f"依据：{APPLY_BY}")
    return Due(max(day, since), lines, APPLY_BY, min(since, day))


def facts_of(scheme: Mapping[str, Any], cut_on: date, lines: Iterable[Any]) -> dict[str, Any]:
    """What a score was computed from, as its digest and the export hold it. lines: in the order of the scheme."""
    parts = [
        {"item": one.item, "source": one.source, "n": one.n, "d": one.d, "points": str(one.points),
         "rows": [[row[0], row[1]] for row in one.rows]}
        for one in lines
    ]  # fmt: skip
    return {"scheme": scheme, "cut_on": cut_on.isoformat(), "lines": parts}
