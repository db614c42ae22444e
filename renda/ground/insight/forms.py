"""Advice beside a field of a step, and the form of a unit's duties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from renda.ground.insight.declare import questions
from renda.ground.insight.models import Advice
from renda.ground.insight.states import Basis
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.text import tidy_text
from renda.ground.workflow.forms import StepForm
from renda.ground.workflow.models import Matter

# In per cent; below it an answer is not offered beside the first.
LEAST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer in words, its share in per cent, the address that takes it over, and whether a decision of it is open here."""

    value: str
    words: str
    percent: int
    href: str


@dataclass(frozen=True, slots=True)
class Earlier:
    title: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Advice as a page shows it. likeliest: the first three, the best first; earlier: decided matters the reader may see."""

    label: str
    field: str
    is_sure: bool
    is_learned: bool
    likeliest: tuple[Choice, ...]
    reasons: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    examples: int
    learned_at: datetime
    template: str = "insight/_beside.html"

    @property
    def first(self) -> Choice:
        return self.likeliest[0]

    @property
    def shown(self) -> tuple[Choice, ...]:
        """Without those hardly anything speaks for."""
        return (self.first, *(one for one in self.likeliest[1:] if one.percent >= LEAST_SHOWN))


def set_beside(form: StepForm, **names: str) -> None:
    """Put the advice on these questions beside the fields named; none on a selection, or where nothing was said. One query, one more for each with examples."""
    if form.row is None:
        return
    known = {
        one.question: one
        for one in Advice.objects.of(form.row.county_id, form.row.kind, form.row.pk).filter(question__in=names.values())
    }
    for field, name in names.items():
        if field in form.fields and name in known:
            words = {str(value): str(label) for value, label in form.fields[field].choices if value}  # type: ignore[attr-defined]
            form.fields[field].beside = _shown(known[name], form.actor, words, {})  # type: ignore[attr-defined]


def beside_matter(row: Matter, actor: Actor, name: str) -> Beside | None:
    """Advice on a question that is decided by which step is taken: each answer leads to its step."""
    question = questions()[name]
    found = Advice.objects.of(row.county_id, row.kind, row.pk).filter(question=name).first()
    base = row.get_absolute_url()
    hrefs = {value: f"{base}{step}/" for value, step in question.steps.items()}
    return _shown(found, actor, question.choices(row.county_id), hrefs) if found else None


def _shown(advice: Advice, actor: Actor, words: Mapping[str, str], hrefs: Mapping[str, str]) -> Beside | None:
    """None if what was advised can't be chosen here."""
    question = questions()[advice.question]
    likeliest = tuple(
        Choice(value, words[value], round(100 * share), hrefs.get(value, f"?{question.field}={value}"))
        for value, share in advice.likeliest
        if value in words
    )
    if not likeliest:
        return None
    is_sure = advice.is_sure and likeliest[0].value == advice.first
    return Beside(question.label, question.field, is_sure, advice.basis == Basis.DECIDED, likeliest, tuple(advice.reasons),
                  _earlier(advice, actor, words), advice.examples, advice.learned_at)  # fmt: skip


def _earlier(advice: Advice, actor: Actor, words: Mapping[str, str]) -> tuple[Earlier, ...]:
    """Only those this actor may see."""
    answers = dict(advice.earlier)
    rows = questions()[advice.question].visible(actor).filter(pk__in=list(answers)) if answers else []
    found = sorted(rows, key=lambda row: list(answers).index(str(row.pk)))
    return tuple(
        Earlier(row.title_line(), row.get_absolute_url(), words[answers[str(row.pk)]])
        for row in found
        if answers[str(row.pk)] in words
    )


class DutyForm(forms.Form):
    text = forms.CharField(
        label="职责", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写管哪些事，用群众会说的词，用顿号隔开。清空就用平台带的建议值。",
    )  # fmt: skip

    def clean_text(self) -> str:
        return tidy_text(self.cleaned_data["text"])


def read_json(advice: Advice, actor: Actor, words: Mapping[str, str]) -> dict[str, Any]:
    """The same for the API."""
    shown = _shown(advice, actor, words, {})
    return {
        "question": advice.question, "is_sure": bool(shown and shown.is_sure), "basis": advice.basis,
        "likeliest": [{"value": one.value, "label": one.words, "percent": one.percent} for one in shown.likeliest] if shown else [],
        "reasons": advice.reasons if shown else [],
        "earlier": [{"title": one.title, "href": one.href, "label": one.words} for one in shown.earlier] if shown else [],
        "examples": advice.examples, "learned_at": advice.learned_at, "decided": advice.decided, "settled": advice.settled,
    }  # fmt: skip
