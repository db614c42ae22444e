"""Makes suggestions and brings them to a state by services, as the cast would."""

from datetime import date, datetime, timedelta
from typing import Any

from renda.ground.kernel import clock
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Handling, Promise, Rating, Suggestion
from renda.voice.suggestions.states import Criterion

TEXT: dict[str, Any] = {
    "title": "关于打通庆符镇滨江路断头路的建议",
    "problem": "滨江路北段修到小学后门就断了，一千多名学生每天绕行。",
    "asks": ["今年秋季开学前修通人行道。", "列入明年农村公路建设计划。"],
    "category": "infrastructure",
}
ANSWERS = [
    {"ask": TEXT["asks"][0], "text": "八月前完工。", "reply_class": "A", "promised_on": "", "section": ""},
    {
        "ask": TEXT["asks"][1],
        "text": "已列入计划。",
        "reply_class": "B",
        "promised_on": "2027-08-25",
        "section": "建设股",
    },
]
GOOD = {"process": "satisfied", "result": "satisfied"}
BAD = {"process": "satisfied", "result": "dissatisfied"}


def drafted(cast: Any, **changes: Any) -> Suggestion:
    return services.draft_suggestion(actor=cast.deputy, **{**TEXT, **changes})


def submitted(cast: Any, **changes: Any) -> Suggestion:
    return services.submit_suggestion(drafted(cast, **changes), actor=cast.deputy)


def registered(cast: Any, **changes: Any) -> Suggestion:
    return services.register_suggestion(submitted(cast, **changes), actor=cast.office, criteria=Criterion.values)


def assigned(cast: Any, co: bool = False, **changes: Any) -> Suggestion:
    row = registered(cast)
    co_units = [cast.orgs.roads] if co else []
    return services.assign_suggestion(
        row, actor=cast.office, lead_org_id=cast.orgs.water, co_org_ids=co_units, **changes
    )


def lead_of(row: Suggestion) -> Handling:
    return row.handlings.standing().filter(round=row.handling_round).exclude(mode="co").get()


def co_of(row: Suggestion) -> Handling:
    return row.handlings.get(mode="co")


def accepted(cast: Any, **changes: Any) -> Handling:
    return accept(cast, lead_of(assigned(cast, **changes)))


def accept(cast: Any, handling: Handling) -> Handling:
    return services.accept_handling(
        handling, actor=cast.clerk, leader_name="闻道平", officer_name="易川", officer_phone="0831-5550000"
    )


def talk(cast: Any, handling: Handling) -> Handling:
    held_at: datetime = clock.now() - timedelta(hours=2)
    return services.consult_handling(
        handling, actor=cast.clerk, way="visit", held_at=held_at, people="罗秋禾", points="看了现场", deputy_view="同意"
    )


def reply(cast: Any, handling: Handling) -> Handling:
    """From acceptance to delivery."""
    talk(cast, handling)
    services.draft_reply_handling(handling, actor=cast.clerk, answers=ANSWERS, disclosure="full")
    services.check_handling(handling, actor=cast.leader_of_unit, signer_name="闻道平")
    return services.reply_handling(handling, actor=cast.clerk)


def replied(cast: Any, **changes: Any) -> Suggestion:
    handling = reply(cast, accepted(cast, **changes))
    return Suggestion.objects.get(pk=handling.parent_id)


def rating_of(row: Suggestion) -> Rating:
    return row.ratings.filter(round=row.handling_round).order_by("pk").first()


def rated(cast: Any, grades: dict[str, str] = GOOD) -> Suggestion:
    row = replied(cast)
    services.rate_rating(rating_of(row), actor=cast.deputy, **grades)
    return Suggestion.objects.get(pk=row.pk)


def published(cast: Any) -> Suggestion:
    row = rated(cast)
    part = services.propose_publication(row, actor=cast.office, extent="full")
    services.approve_publication(part, actor=cast.publisher)
    return Suggestion.objects.get(pk=row.pk)


def promised(cast: Any, **changes: Any) -> Promise:
    """The promise of a reply: its second point is planned for 25 August 2027."""
    return Promise.objects.get(parent=replied(cast, **changes))


def answered(cast: Any, promise: Promise, on: date | None = None) -> Promise:
    """The unit says it is done and answers again."""
    with clock.at(on or clock.today()):
        return services.answer_promise(promise, actor=cast.clerk, answer="公路已经列入并完工。")


def again(row: Any) -> Any:
    """The row as it is now, with nothing remembered."""
    return type(row).objects.get(pk=row.pk)


def rolled(cast: Any, row: Suggestion, actor: Any = None) -> Suggestion:
    """With its promises carried over, so that it may be closed."""
    for promise in row.promises.all():
        services.carry_over_promise(promise, actor=actor or cast.office, note="年底滚动办理。")
    return Suggestion.objects.get(pk=row.pk)
