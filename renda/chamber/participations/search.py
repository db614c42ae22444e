"""What can be found of participations: what it is, where and by whom, and its materials; never what deputies wrote or why they stay away."""

from collections.abc import Iterator
from typing import Any

from renda.chamber.participations.models import Participation
from renda.chamber.participations.queries import CONGRESS
from renda.chamber.participations.states import NAMED
from renda.ground.files.models import StoredFile
from renda.ground.files.search import attachments
from renda.ground.kernel.actor import Actor
from renda.ground.people.access import ANSWERS
from renda.ground.search.declare import Source, Text, held, holders, person


def rows() -> Any:
    return Participation.objects.select_related("organ").prefetch_related("participants__deputy")


def read(row: Participation) -> Iterator[Text]:
    keys = held(ANSWERS, row.organ_id) | holders(*CONGRESS)
    if row.state in NAMED:
        for one in row.participants.all():
            keys |= person(one.deputy.user_id)
    yield Text(
        title=row.title, at=row.starts_at, href=row.get_absolute_url(), keys=frozenset(keys), org=row.organ.label,
        text="\n".join(part for part in (row.get_sort_display(), row.place, row.words) if part), state=row.get_state_display(),
    )  # fmt: skip


def visible(actor: Actor) -> Any:
    return Participation.objects.visible_to(actor)


def _readers(row: Participation, file: StoredFile, own: Text) -> frozenset[str]:
    return own.keys


SOURCES = (Source("participation", "代表参与", rows, read, visible, beside=(attachments(_readers),)),)
