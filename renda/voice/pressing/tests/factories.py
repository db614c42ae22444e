"""Makes supervised items and acts by services, as the cast would."""

from datetime import date, timedelta
from typing import Any

from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.clock import today
from renda.voice.pressing import services
from renda.voice.pressing.models import Evaluation, Finding, Inquiry, Tour
from renda.voice.suggestions import services as suggestions
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.tests import factories as drafts

PAPER = {"key_paper": "高人常主〔2026〕3号"}
QUESTIONS = "为什么没有按期答复？\n哪一天答复代表？"


def key_item(cast: Any, **more: Any) -> Suggestion:
    """A key suggestion at work in the water bureau, led by the deputy director, followed by the farming committee."""
    row = drafts.assigned(cast, **more)
    return suggestions.name_key_suggestion(
        row, actor=cast.office, key_on=today(), leader_id=cast.chair.user_id, committee_id=cast.orgs.committee, **PAPER
    )


def tour(cast: Any, *items: Suggestion, on: date | None = None, **more: Any) -> Tour:
    chosen = items or (key_item(cast),)
    return services.plan_tour(
        actor=cast.committee, title="第四季度重点督办专项督查", on=on or today(), route="滨江路、石门村",
        item_ids=[item.pk for item in chosen], deputy_ids=[cast.seats.deputy2.pk], leader_id=cast.chair.user_id, **more,
    )  # fmt: skip


def held(cast: Any, *items: Suggestion) -> Tour:
    row = services.announce_tour(tour(cast, *items), actor=cast.committee)
    return services.hold_tour(row, actor=cast.committee, held_on=today(), came=[cast.seats.deputy2.pk])


def listed(cast: Any) -> Finding:
    return fresh(held(cast).findings.get())


def found(cast: Any) -> Finding:
    return services.find_finding(
        listed(cast),
        actor=cast.committee,
        text="围挡没有拆。",
        demand="拆除围挡。",
        due_on=today() + timedelta(days=20),
    )


def proposed(cast: Any, item: Suggestion | None = None) -> Inquiry:
    return services.propose_inquiry(
        item or key_item(cast), actor=cast.committee, reasons=["代表两次催问没有回音。"], questions=QUESTIONS
    )


def issued(cast: Any, item: Suggestion | None = None, days: int = 15) -> Inquiry:
    return services.issue_inquiry(
        proposed(cast, item), actor=cast.committee, letter="inquiry", questions=QUESTIONS,
        due_on=today() + timedelta(days=days),
    )  # fmt: skip


def asked(cast: Any, measure: str = "assignment", rater: str = "unit") -> Evaluation:
    return services.open_evaluation(key_item(cast), actor=clock_actor(cast.county.pk), measure=measure, rater=rater)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
