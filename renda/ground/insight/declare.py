"""What a subject asks advice on, as data: one `QUESTIONS` in its `insight.py`. `settings.INSIGHT` names those files.

Advice knows nothing else of a subject. What a person decides is the example the next advice is learned from.
"""

import dataclasses
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor

Rows = models.QuerySet[Any, Any]
Labels = Callable[[int], Mapping[str, str]]


@dataclasses.dataclass(frozen=True)
class Question:
    """One thing a person decides of a matter: its class, its unit.

    name: in addresses and tables; field: of the forms it stands beside. rows: of all counties, none that is erased. read: title and text without
    personal data. answer: what was decided of a row, as text. waits: rows a person has yet to decide; decided: rows that teach; settled: rows whose answer
    moves no more. choices: for a county, each answer and its words; hints: each answer and words that speak for it before anything was decided.
    visible: what an actor may see. steps: for a question without a field, the step that takes an answer.
    """

    name: str
    label: str
    kind: str
    field: str
    rows: Callable[[], Rows]
    read: Callable[[Any], tuple[str, str]]
    answer: Callable[[Any], str]
    waits: Q
    decided: Q
    settled: Q
    choices: Labels
    hints: Labels
    visible: Callable[[Actor], Rows]
    steps: Mapping[str, str] = dataclasses.field(default_factory=dict)


@lru_cache(maxsize=1)
def questions() -> dict[str, Question]:
    """By name, in the order of the settings."""
    found = (question for module in settings.INSIGHT for question in import_module(module).QUESTIONS)
    return {question.name: question for question in found}
