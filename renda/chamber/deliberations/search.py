"""What can be found of deliberation opinions: with what was said by the congress's side and the members, without it by the organs
they were handed to; the points and the answers of a published one by everybody, as far as the page shows them. Papers and files by who
opens them."""

from collections.abc import Iterator
from typing import Any

from renda.chamber.deliberations.models import Deliberation
from renda.chamber.deliberations.queries import CONGRESS, KEEPERS
from renda.chamber.deliberations.shown import rounds_shown
from renda.chamber.deliberations.states import AFTER_HANDING
from renda.chamber.meetings.search import seats_of
from renda.ground.files.search import attachments
from renda.ground.kernel.actor import Actor
from renda.ground.papers.models import Paper
from renda.ground.papers.search import papers
from renda.ground.papers.states import Audience
from renda.ground.people.access import ANSWERS
from renda.ground.people.states import OrgKind
from renda.ground.search.declare import PUBLIC, Source, Text, held, holders


def rows() -> Any:
    return Deliberation.objects.select_related("office", "organ", "meeting", "item").prefetch_related("points__answers")


def read(row: Deliberation) -> Iterator[Text]:
    facts: dict[str, Any] = {
        "title": row.title, "at": row.created_at, "href": row.get_absolute_url(), "number": row.number,
        "org": row.organ.label, "state": row.get_state_display(),
    }  # fmt: skip
    whole = _words(row, is_party=True)
    yield Text(**facts, keys=frozenset(_inside(row)), text="\n".join([*whole, row.notes]))
    if row.state in AFTER_HANDING:
        yield Text(**facts, keys=frozenset(_organs(row)), text="\n".join(whole), part="organs")
    if row.published_on:
        text = "\n".join(_words(row, is_party=False))
        yield Text(**facts, keys=frozenset({PUBLIC}), text=text, part="public")


def _inside(row: Deliberation) -> set[str]:
    keys = holders(*CONGRESS) if row.office.kind == OrgKind.OFFICE else set()
    return keys | held(KEEPERS, row.office_id) | {f"sits:{row.meeting.body_id}"}


def _organs(row: Deliberation) -> set[str]:
    organs = {row.organ_id, *(one.organ_id for one in row.points.all())}
    return {key for organ in organs for key in held(ANSWERS, organ)}


def _parties(row: Deliberation, *_: Any) -> set[str]:
    """Who opens files and all papers."""
    is_handed = row.handed_on is not None and row.state in AFTER_HANDING
    return _inside(row) | (_organs(row) if is_handed else set())


def _readers(row: Deliberation, paper: Paper, _: Text) -> set[str]:
    is_open = paper.audience == Audience.PUBLIC and row.published_on is not None
    return {PUBLIC} if is_open else _parties(row)


def _words(row: Deliberation, *, is_party: bool) -> list[str]:
    rounds = rounds_shown(row, is_party=is_party)
    found = [row.meeting.title, row.item.title if row.item else "", row.preamble]
    for point in sorted(row.points.all(), key=lambda one: one.position):
        answers = [one.words for one in point.answers.all() if rounds is None or one.round <= rounds]
        found += [point.text, *answers]
    found.append(row.report if rounds is None or rounds == row.round else "")
    return [word for word in (*found, row.check_note if is_party else "") if word]


def visible(actor: Actor) -> Any:
    return Deliberation.objects.visible_to(actor)


BESIDE = (papers(_readers), attachments(_parties))
SOURCES = (Source("deliberation", "审议意见", rows, read, visible, keys_of=seats_of, beside=BESIDE),)
