"""What the page and the API both show of how good advice is."""

from importlib.util import find_spec
from typing import Any

from renda.ground.insight.access import may_read_figures, may_set_duties
from renda.ground.insight.declare import questions
from renda.ground.insight.models import Advice, Duty, Learned
from renda.ground.insight.queries import packaged_duty, units_of
from renda.ground.insight.services import FEWEST
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed


def figures(actor: Actor) -> dict[str, Any]:
    """What was learned, counts by question and month, and what is often wrong. Raises NotAllowed."""
    if not may_read_figures(actor, actor.county_id):
        raise NotAllowed("参考意见准不准，由代表工作机构、常委会领导和管理员来看。")
    known, mine = questions(), Advice.objects.filter(county_id=actor.county_id, question__in=list(questions()))
    words = {name: question.choices(actor.county_id) for name, question in known.items()}
    rows = {one.question: one for one in Learned.objects.without_model().filter(county_id=actor.county_id)}
    return {
        "learned": [{"label": question.label, "row": rows[name], "percent": _percent(rows[name].quality)}
                    for name, question in known.items() if name in rows],
        "months": [{**one, "label": known[one["question"]].label} for one in mine.by_month()],
        "wrong": [{**one, "label": known[one["question"]].label, "said": words[one["question"]].get(one["first"], one["first"] or "没有参考"),
                   "was": words[one["question"]].get(one["decided"], "已经没有的")} for one in mine.often_wrong()],
        "has_numpy": find_spec("numpy") is not None, "fewest": FEWEST, "may_set": may_set_duties(actor, actor.county_id),
    }  # fmt: skip


def duties(actor: Actor) -> list[dict[str, Any]]:
    """Each unit with what it does. Raises NotAllowed."""
    if not may_set_duties(actor, actor.county_id):
        raise NotAllowed("单位职责由代表工作机构或者管理员来改。")
    own = dict(Duty.objects.visible_to(actor).values_list("org_id", "text"))
    return [
        {"org": org, "text": own.get(org.pk) or packaged_duty(org.name), "is_own": org.pk in own}
        for org in units_of(actor.county_id)
    ]


def _percent(quality: dict[str, float]) -> dict[str, int]:
    return {name: round(100 * quality[name]) for name in ("accuracy", "top3", "coverage", "sure") if name in quality}
