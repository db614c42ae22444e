"""What pages, Excel and JSON show of a case's steps and of how far the cases of a method have come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.ground.files.models import StoredFile
from renda.ground.kernel.actor import Actor
from renda.network.brands.models import MethodCase, MethodVersion, Tick
from renda.network.brands.queries import passed_by_town
from renda.network.brands.rules import LEAST_FOR_A_BAR, Step


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of one case: ticked on a day, or not yet."""

    step: Step
    tick: Tick | None
    photos: tuple[StoredFile, ...] = ()

    @property
    def done_on(self) -> date | None:
        return self.tick.done_on if self.tick else None


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb with its steps."""

    verb: str
    lines: list[Any]

    @property
    def done(self) -> int:
        return sum(line.tick is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Passed:
    """How many of a town's cases, or of all, have passed a step: n of d."""

    count: int
    of: int

    @property
    def has_bar(self) -> bool:
        return self.of >= LEAST_FOR_A_BAR


@dataclass(frozen=True, slots=True)
class TownLine:
    town: str
    cases: int
    passed: list[Passed]


@dataclass(frozen=True, slots=True)
class Progress:
    """steps: each with its n of d over all towns; towns: one line each, in the order of names."""

    cases: int
    steps: list[tuple[Step, Passed]]
    towns: list[TownLine]


def verbs_of(case: MethodCase, photos: "list[StoredFile] | None" = None) -> list[Verb]:
    """The case's steps by verb, each with its tick and its photos."""
    ticks = {tick.place: tick for tick in case.ticks.order_by("place")}
    by_step: dict[str, list[StoredFile]] = {}
    for photo in photos or []:
        by_step.setdefault(photo.purpose, []).append(photo)
    lines = [
        StepLine(step, ticks.get(step.place), tuple(by_step.get(f"step-{step.place}", ())))
        for step in case.method_version.steps
    ]
    return _by_verb(lines)


def _by_verb(lines: list[StepLine]) -> list[Verb]:
    found: list[Verb] = []
    for line in lines:
        if not found or found[-1].verb != line.step.verb:
            found.append(Verb(line.step.verb, []))
        found[-1].lines.append(line)
    return found


def progress_of(version: MethodVersion, actor: Actor, town: str = "") -> Progress:
    """Count by step (DOMAIN H16): cases of the actor's own lists, stopped ones left out; no person is counted."""
    counts, passed = passed_by_town(version, actor)
    steps = version.steps
    lines = [
        TownLine(name, count, [Passed(passed.get(name, {}).get(step.place, 0), count) for step in steps])
        for name, count in counts.items()
    ]
    chosen = [line for line in lines if line.town == town] if town else lines
    cases = sum(line.cases for line in chosen)
    total = [
        (step, Passed(sum(line.passed[place].count for line in chosen), cases)) for place, step in enumerate(steps)
    ]
    return Progress(cases, total, lines)
