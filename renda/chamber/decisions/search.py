"""What can be found of major matters: all of it by who has to do with it, the text and the report of an announced one by everybody."""

from collections.abc import Iterator
from typing import Any

from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.queries import CONGRESS, KEEPERS
from renda.chamber.meetings.search import seats_of
from renda.ground.kernel.actor import Actor
from renda.ground.people.access import ANSWERS
from renda.ground.people.states import OrgKind
from renda.ground.search.declare import PUBLIC, Source, Text, held, holders, moment_of, seat


def rows() -> Any:
    return Decision.objects.select_related("body", "office", "organ", "proposer_org", "mover", "meeting")


def read(row: Decision) -> Iterator[Text]:
    facts: dict[str, Any] = {
        "title": row.title, "at": moment_of(row.published_on or row.proposed_on), "href": row.get_absolute_url(),
        "number": row.number, "org": row.organ.label if row.organ else row.body.name, "state": row.get_state_display(),
    }  # fmt: skip
    open_words = [row.proposer_name, row.meeting.title if row.meeting else "", row.matter, row.text]
    own = (row.reasons, row.basis, row.plan, row.research, row.deliberation, row.opinions, row.report, row.check_note)
    names = (row.mover.name,) if row.mover else ()
    yield Text(**facts, keys=frozenset(_concerned(row)), text=_joined(*open_words, *own), names=names)
    if row.published_on:
        report = row.report if row.reported_on else ""
        yield Text(**facts, keys=frozenset({PUBLIC}), text=_joined(*open_words, report), names=names, part="public")


def _joined(*words: str) -> str:
    return "\n".join(word for word in words if word)


def _concerned(row: Decision) -> set[str]:
    keys = holders(*CONGRESS) if row.office.kind == OrgKind.OFFICE else set()
    keys |= held(KEEPERS, row.office_id) | held(ANSWERS, row.proposer_org_id) | held(ANSWERS, row.organ_id)
    return keys | {f"sits:{row.body_id}"} | (seat(row.mover.user_id) if row.mover else set())


def visible(actor: Actor) -> Any:
    return Decision.objects.visible_to(actor)


SOURCES = (Source("decision", "重大事项决定", rows, read, visible, keys_of=seats_of),)
