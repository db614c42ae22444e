"""What can be found of major matters: all of it with its papers and files by who has to do with it, the text, the report and the public
papers of an announced one by everybody."""

from collections.abc import Iterator
from typing import Any

from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.queries import CONGRESS, KEEPERS
from renda.chamber.meetings.search import seats_of
from renda.ground.files.search import attachments
from renda.ground.kernel.actor import Actor
from renda.ground.papers.models import Paper
from renda.ground.papers.search import papers
from renda.ground.papers.states import Audience
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
    return _parties(row) | (seat(row.mover.user_id) if row.mover else set())


def _parties(row: Decision, *_: Any) -> set[str]:
    """Who opens files and all papers: everybody concerned but a mover who sits in the body no more."""
    keys = holders(*CONGRESS) if row.office.kind == OrgKind.OFFICE else set()
    keys |= held(KEEPERS, row.office_id) | held(ANSWERS, row.proposer_org_id) | held(ANSWERS, row.organ_id)
    return keys | {f"sits:{row.body_id}"}


def _readers(row: Decision, paper: Paper, _: Text) -> set[str]:
    is_open = paper.audience == Audience.PUBLIC and row.published_on is not None
    return {PUBLIC} if is_open else _parties(row)


def visible(actor: Actor) -> Any:
    return Decision.objects.visible_to(actor)


BESIDE = (papers(_readers), attachments(_parties))
SOURCES = (Source("decision", "重大事项决定", rows, read, visible, keys_of=seats_of, beside=BESIDE),)
