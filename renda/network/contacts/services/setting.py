"""What the county sets: the names of the three kinds and what each furthers, the least number of residents."""

from django.db import transaction

from renda.ground.county import services as county
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotAllowed
from renda.network.contacts.access import sets_words
from renda.network.contacts.models import KindWords
from renda.network.contacts.states import LEAST_RULE

REFUSAL = "联系的名称和最少户数由县人大代表工作机构来定。"


@transaction.atomic
def set_words(*, actor: Actor, sort: int, name: str, promotes: str, source: str) -> KindWords:
    """The county's own name of a kind of pairs and what it furthers. Raises NotAllowed."""
    if not sets_words(actor):
        raise NotAllowed(REFUSAL)
    values = {"name": name, "promotes": promotes, "source": source}
    row, _ = KindWords.objects.update_or_create(county_id=actor.county_id, sort=sort, defaults=values)
    return row


def set_least(*, actor: Actor, number: int, source: str) -> None:
    """With how many residents a county deputy keeps in touch at least, from today on. Raises NotAllowed, Invalid."""
    if not sets_words(actor):
        raise NotAllowed(REFUSAL)
    county.set_rule(
        actor.county_id, actor=actor, kind=LEAST_RULE, number=number, unit="count", source_name=source,
        valid_from=clock.today(),
    )  # fmt: skip
