"""Earlier matters like an opinion, for who sorts it, and what can be done about them by the steps there are."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.keys import uuid7
from renda.ground.search.near import Near, Press, near
from renda.ground.workflow.declare import Offer
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import S
from renda.voice.opinions.workflow import OPINION

SORTING = frozenset(("screen", "take_up", "pass_to_village", "pass_to_town", "pass_to_county"))
WRITTEN_FROM = (S.SCREENED, S.TAKEN)


def is_sorting(offers: Iterable[Offer]) -> bool:
    """Whether whoever is offered these steps is to say what becomes of it."""
    return any(offer.step.name in SORTING and not offer.why_not for offer in offers)


def beside(actor: Actor, opinion: Opinion, offers: Iterable[Offer]) -> list[Near]:
    """The likest that the actor may see. An opinion among them has a press: give this one to its deputy, or write both into one suggestion."""
    found = near(actor, f"{opinion.text}\n{opinion.place}", besides={(OPINION.kind, str(opinion.pk))})
    keys = [UUID(one.key) for one in found if one.kind == OPINION.kind]
    others = {
        str(row.pk): row for row in Opinion.objects.visible_to(actor).filter(pk__in=keys).select_related("deputy")
    }
    may = {offer.step.name for offer in offers if not offer.why_not}
    return [
        replace(one, press=_press(actor, opinion, others[one.key], may) if one.key in others else None) for one in found
    ]


def _press(actor: Actor, opinion: Opinion, other: Opinion, may: set[str]) -> Press | None:
    if actor.holds(Role.DEPUTY) and {opinion.state, other.state} <= set(WRITTEN_FROM):
        return Press(
            "两件一起写成建议",
            f"{reverse('suggestions:draft')}?{urlencode({'opinion': [opinion.pk, other.pk]}, doseq=True)}",
        )
    deputies = {member.deputy_id for member in opinion.members}
    if other.deputy and other.deputy_id in deputies and "screen" in may:
        fields = {"deputy_id": other.deputy_id, "category": opinion.category, "seen": opinion.version, "once": uuid7()}
        return Press(f"一起请{other.deputy}代表接", f"{opinion.get_absolute_url()}screen/", fields)
    return None
