"""The four ratings of a key item: asked for when their time has come, each given by its own rater. Source: DOMAIN S-8"""

from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.engine import service
from renda.voice.pressing.models import Evaluation
from renda.voice.pressing.queries.items import Item
from renda.voice.pressing.services.items import bodies_of
from renda.voice.pressing.workflow import EVALUATION


@service
def open_evaluation(item: Item, *, actor: Actor, measure: str, rater: str) -> Evaluation:
    """Ask for one rating; what was asked for stays with the rater it was asked from."""
    row = Evaluation(**bodies_of(item), measure=measure, rater=rater)
    EVALUATION.start(row, "open", actor=actor)
    return row


@service
def rate_evaluation(
    row: Evaluation, *, actor: Actor, mark: str, text: str = "", seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Evaluation:  # fmt: skip
    EVALUATION.apply(
        row, "rate", actor=actor, seen=seen, once=once, note=note, mark=mark, text=text, rated_on=clock.today()
    )
    return row


@service
def lapse_evaluation(
    row: Evaluation, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Evaluation:
    """Its time is over without a word: 未评, which is no mark."""
    EVALUATION.apply(row, "lapse", actor=actor, seen=seen, once=once, note=note)
    return row
