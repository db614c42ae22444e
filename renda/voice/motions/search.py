"""What can be found of motions: all of it with its papers by who has to do with it, title, number and public papers of a published one by
everybody."""

from collections.abc import Iterator
from typing import Any

from renda.ground.kernel.actor import Actor, Role
from renda.ground.papers.models import Paper
from renda.ground.papers.search import papers
from renda.ground.papers.states import Audience
from renda.ground.search.declare import PUBLIC, Source, Text, held, seat
from renda.voice.motions.models import Cosigning, Motion
from renda.voice.motions.queries import UNIT_ROLES
from renda.voice.motions.states import PRIVATE_STATES, CosigningState
from renda.voice.suggestions.search import CONGRESS_STAFF, parent_of, readers_of

BUT_DEPUTIES = tuple(role for role in Role if role != Role.DEPUTY)


def rows() -> Any:
    return Motion.objects.select_related("mover", "unit", "committee").prefetch_related("cosignings__deputy")


def read(row: Motion) -> Iterator[Text]:
    unit = row.unit or row.committee
    facts: dict[str, Any] = {
        "title": row.title, "at": row.submitted_at or row.created_at, "href": row.get_absolute_url(),
        "number": row.number_text, "names": (row.mover_name,), "org": unit.label if unit else "",
        "state": row.get_state_display(),
    }  # fmt: skip
    words = (row.case, row.grounds, row.plan, row.opinion, row.unit_result, row.report, row.result)
    yield Text(**facts, keys=frozenset(_concerned(row)), text="\n".join(word for word in words if word))
    if row.published_on:
        yield Text(**facts, keys=frozenset({PUBLIC}), part="public")


def _concerned(row: Motion) -> set[str]:
    keys = held((Role.LIAISON, Role.STATION_MASTER), row.helper_org_id) | held(BUT_DEPUTIES, row.mover_org_id)
    keys |= held(UNIT_ROLES, row.unit_id) | (seat(row.mover.user_id) if row.mover else set())
    for one in row.cosignings.all():
        keys |= seat(one.deputy.user_id) if one.state != CosigningState.DECLINED else set()
    if row.state not in PRIVATE_STATES and row.submitted_at:
        keys |= held(CONGRESS_STAFF, row.office_id) | {f"reader:{row.congress_id}"}
    return keys


def visible(actor: Actor) -> Any:
    return Motion.objects.visible_to(actor)


def _readers(row: Motion, paper: Paper, _: Text) -> set[str]:
    is_open = paper.audience == Audience.PUBLIC and row.published_on is not None
    return {PUBLIC} if is_open else _concerned(row)


PARTS = {Cosigning.kind: parent_of(Cosigning)}
SOURCES = (
    Source(
        "motion", "议案", rows, read, visible, of=PARTS, keys_of=readers_of, is_request=True, beside=(papers(_readers),)
    ),
)
