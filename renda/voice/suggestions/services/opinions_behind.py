"""The opinions behind a suggestion hear of it: a plain call downwards at each turn."""

from collections.abc import Sequence
from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, NotFound
from renda.voice.opinions import services as opinions
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import S as OpinionState
from renda.voice.suggestions.models import Origin, Suggestion


def take_opinions(row: Suggestion, opinion_ids: Sequence[UUID], *, actor: Actor) -> None:
    """Link opinions the actor sees and move each to "becomes a suggestion". Raises NotFound if one is not visible."""
    wanted = list(dict.fromkeys(opinion_ids))
    found = {o.pk: o for o in Opinion.objects.visible_to(actor).filter(pk__in=wanted)}
    if missing := [pk for pk in wanted if pk not in found]:
        raise NotFound(f"有{len(missing)}条群众意见没有找到，可能已经转走；请重新选。")
    for pk in wanted:
        opinion = found[pk]
        _, is_new = Origin.objects.get_or_create(county_id=row.county_id, suggestion=row, opinion=opinion)
        if is_new:
            _become(opinion, row, actor)


def _become(opinion: Opinion, row: Suggestion, actor: Actor) -> None:
    """A screened one is taken up first; what another deputy has taken up stays his."""
    if opinion.state == OpinionState.TAKEN and opinion.deputy_id not in (None, row.proposer_id):
        raise Conflict(f"“{opinion.title_line()}”已由别的代表在办，可以请那位代表联名。")
    if opinion.state == OpinionState.SCREENED:
        opinions.take_up_opinion(opinion, actor=actor, deputy_id=row.proposer_id)
    opinions.become_suggestion_opinion(opinion, actor=actor, title=row.title)


def tell_assigned(row: Suggestion, *, actor: Actor) -> None:
    for opinion in _behind(row):
        opinions.suggestion_assigned_opinion(
            opinion,
            actor=actor,
            number=row.number_text,
            title=row.title,
            unit=row.lead_org.name if row.lead_org else "",
        )


def tell_replied(row: Suggestion, *, actor: Actor) -> None:
    for opinion in _behind(row):
        opinions.suggestion_replied_opinion(opinion, actor=actor)


def give_back(row: Suggestion, *, actor: Actor, reason: str) -> None:
    """The suggestion came to nothing: each opinion goes back to the deputy who took it up."""
    for opinion in _behind(row):
        opinions.leave_suggestion_opinion(opinion, actor=actor, note=reason)


def answer(row: Suggestion, *, actor: Actor, result: str, link: str) -> None:
    """Tell each resident the result. link: the public page, empty if the matter is not published."""
    for opinion in _behind(row):
        opinions.answer_opinion(opinion, actor=actor, text=result, link=link)


def _behind(row: Suggestion) -> list[Opinion]:
    """Those that still wait for this paper's result, and those of the papers merged into it."""
    papers = [row.pk, *row.merged_from.values_list("pk", flat=True)]
    waiting = Opinion.objects.filter(county_id=row.county_id, state=OpinionState.SUGGESTION)
    return list(waiting.filter(suggestions__in=papers).distinct().order_by("pk"))
