"""A mechanism as data: steps, who may, what blocks them, who is waited for and until when.

`workflow.py` of a subject builds one `Workflow` per kind of matter; the engine derives everything else from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.law import Source

if TYPE_CHECKING:
    from renda.ground.county.rules import Due, RuleBook

Allow = Callable[[Actor, Any], bool]
Blocked = Callable[[Any], str]
Holders = Callable[[Any], Iterable[str]]
Until = Callable[[Any, date, "RuleBook"], "Due | None"]


class Effect(StrEnum):
    """What a step does to the running deadline beside moving the matter."""

    NONE = ""
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class Step:
    """One verb. No sources: it creates the matter. No target: the matter stays in its state.

    seen_by: who may read its row in the history: "public", "parties" (who see the matter) or "staff".
    is_inner: taken by another service, never offered as a button; at="due": the clock takes it when the wait is over.
    """

    name: str
    label: str
    sources: frozenset[str]
    target: str | None
    allow: Allow
    blocked: Blocked | None = None
    at: str = ""
    seen_by: str = "staff"
    is_grave: bool = False
    is_bulk: bool = False
    is_inner: bool = False
    effect: Effect = Effect.NONE

    @property
    def is_creation(self) -> bool:
        return not self.sources

    @property
    def is_offered(self) -> bool:
        return not (self.is_inner or self.is_creation or self.at)

    @property
    def who(self) -> str:
        """Who may, for the drawn page: the first line of the fact's docstring."""
        return (self.allow.__doc__ or self.allow.__name__).strip().splitlines()[0].rstrip("。.")


@dataclass(frozen=True, slots=True)
class Waits:
    """In `state` the matter waits for the holders `for_` names, until the day `until` computes."""

    state: str
    for_: Holders
    until: Until | None
    ask: str
    source: Source | None = None

    @property
    def limit(self) -> str:
        """The deadline for the drawn page: the first line of the rule's docstring."""
        if self.until is None:
            return "不限期"
        return (self.until.__doc__ or self.until.__name__).strip().splitlines()[0].rstrip("。.")


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as the page shows it to one actor: `why_not` is empty if it can be taken now."""

    step: Step
    why_not: str = ""


def step(
    name: str,
    label: str,
    sources: Iterable[TextChoices],
    target: TextChoices | None,
    *,
    allow: Allow,
    blocked: Blocked | None = None,
    at: str = "",
    seen_by: str = "staff",
    is_grave: bool = False,
    is_bulk: bool = False,
    is_inner: bool = False,
    effect: Effect = Effect.NONE,
) -> Step:
    return Step(
        name, label, frozenset(str(s) for s in sources), str(target) if target is not None else None, allow,
        blocked, at, seen_by, is_grave, is_bulk, is_inner, effect,
    )  # fmt: skip


def waits(
    state: TextChoices, *, for_: Holders, until: Until | None, ask: str = "等您处理", source: Source | None = None
) -> Waits:
    return Waits(str(state), for_, until, ask, source)


def by_clock(actor: Actor, _row: Any) -> bool:
    """到期自动"""
    return actor.is_clock


def sees_it(_actor: Actor, _row: Any) -> bool:
    """看得到这件事的人"""
    return True


def by_rule(kind: str) -> Until:
    """The day the county's own rule of this kind gives, counted from the day the state was entered."""

    def until(_row: Any, since: date, book: RuleBook) -> Due | None:
        return book.due(kind, since)

    until.__doc__ = f"县定期限：{kind}"
    until.__name__ = f"by_rule_{kind}"
    until.rule_kind = kind  # type: ignore[attr-defined]
    return until


def pausing(states: Iterable[TextChoices], *, allow: Allow) -> list[Step]:
    """The two steps that stop a running deadline and let it run on; the days between are added."""
    states = list(states)
    return [
        step("pause", "暂停计时", states, None, allow=allow, seen_by="parties", effect=Effect.PAUSE),
        step("resume", "恢复计时", states, None, allow=allow, seen_by="parties", effect=Effect.RESUME),
    ]


def extending(states: Iterable[TextChoices], *, allow: Allow) -> list[Step]:
    """The step that gives a running deadline more days, with reason and source."""
    return [step("extend", "延长期限", states, None, allow=allow, seen_by="parties", effect=Effect.EXTEND)]


@dataclass(frozen=True)
class Shift:
    """How a step moves the running deadline. days: calendar days, or working days if `is_workdays`."""

    reason: str
    source: str = ""
    days: int = 0
    is_workdays: bool = False
