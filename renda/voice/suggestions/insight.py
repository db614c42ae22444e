"""What advice is asked for suggestions: class and need while they are written, the lead unit when they are assigned."""

from typing import Any

from django.db.models import Q

from renda.ground.insight.declare import Question
from renda.ground.insight.queries import duties_of, names_of
from renda.ground.kernel.actor import Actor
from renda.voice.opinions.insight import CATEGORY_WORDS, NEED_WORDS
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.queries import units_of
from renda.voice.suggestions.states import FOLLOWED_STATES, PRIVATE_STATES, Category, Need, S

WRITTEN = (S.DRAFT, S.RETURNED)
UNASSIGNED = (S.SUBMITTED, S.REGISTERED, S.PREASSIGNED)
HANDED_IN = ~Q(state__in=[*PRIVATE_STATES, S.RETURNED])
SETTLED = Q(state__in=FOLLOWED_STATES)


def rows() -> Any:
    return Suggestion.objects.all()


def read(row: Suggestion) -> tuple[str, str]:
    return row.title, "。".join(part for part in (row.problem, *row.asks) if part)


def visible(actor: Actor) -> Any:
    return Suggestion.objects.visible_to(actor)


def _question(name: str, label: str, field: str, **more: Any) -> Question:
    return Question(name, label, "suggestion", field, rows=rows, read=read, visible=visible, settled=SETTLED, **more)


QUESTIONS = (
    _question("suggestion-category", "代表建议的类别", "category", answer=lambda row: row.category, waits=Q(state__in=WRITTEN),
              decided=HANDED_IN & ~Q(category=Category.OTHER), choices=lambda _: dict(Category.choices), hints=lambda _: CATEGORY_WORDS),
    _question("suggestion-need", "代表建议的需求", "need", answer=lambda row: row.need, waits=Q(state__in=WRITTEN),
              decided=HANDED_IN & ~Q(need=""), choices=lambda _: dict(Need.choices), hints=lambda _: NEED_WORDS),
    _question("suggestion-unit", "代表建议由哪个单位主办", "lead_org_id", answer=lambda row: str(row.lead_org_id),
              waits=Q(state__in=UNASSIGNED), decided=Q(lead_org__isnull=False, assigned_on__isnull=False),
              choices=lambda county: names_of(units_of(county)), hints=lambda county: duties_of(county, units_of(county))),
)  # fmt: skip
