"""What can be found of meetings: title, place and agenda; the minutes once they are published, a draft of them by who is inside."""

from collections.abc import Iterator
from typing import Any

from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.queries import COUNTY, KEEPERS
from renda.chamber.meetings.states import PUBLIC, MeetingState
from renda.ground.kernel.actor import Actor
from renda.ground.search.declare import PUBLIC as EVERYBODY
from renda.ground.search.declare import Source, Text, held, holders, person


def rows() -> Any:
    return Meeting.objects.select_related("body", "office").prefetch_related("items", "presences__deputy")


def read(row: Meeting) -> Iterator[Text]:
    agenda = [item.title for item in sorted(row.items.all(), key=lambda item: item.position) if not item.dropped_on]
    facts: dict[str, Any] = {
        "title": row.title, "at": row.begins, "href": row.get_absolute_url(), "org": row.body.name,
        "state": row.get_state_display(),
    }  # fmt: skip
    keys = held(KEEPERS, row.office_id) | holders(*COUNTY)
    for one in row.presences.all():
        keys |= person(one.deputy.user_id)
    open_text = "\n".join([row.place, *agenda, *([row.summary] if row.state == MeetingState.PUBLISHED else [])])
    yield Text(**facts, keys=frozenset(keys), text="\n".join([row.place, *agenda, row.summary]))
    if row.state in PUBLIC:
        yield Text(**facts, keys=frozenset({EVERYBODY}), text=open_text, part="public")


def visible(actor: Actor) -> Any:
    return Meeting.objects.visible_to(actor)


SOURCES = (Source("meeting", "会议", rows, read, visible, is_swept=True),)
