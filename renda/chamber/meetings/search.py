"""What can be found of meetings: title, place and agenda; materials' titles and a draft of the minutes by who is inside, published ones by all."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from renda.chamber.meetings.models import Meeting, Seat
from renda.chamber.meetings.queries import COUNTY, KEEPERS
from renda.chamber.meetings.states import PUBLIC, MeetingState
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.prepared import Prepared
from renda.ground.search.declare import PUBLIC as EVERYBODY
from renda.ground.search.declare import Source, Text, held, holders, person

PEOPLE = "presences__deputy"


def rows() -> Any:
    return Meeting.objects.select_related("body", "office").prefetch_related("items", "materials", PEOPLE)


def read(row: Meeting) -> Iterator[Text]:
    items = [item for item in sorted(row.items.all(), key=lambda item: item.position) if not item.dropped_on]
    standing = {item.pk for item in items}
    materials = dict.fromkeys(one.title for one in row.materials.all() if one.item_id in standing)
    facts: dict[str, Any] = {
        "title": row.title, "at": row.begins, "href": row.get_absolute_url(), "org": row.body.name,
        "state": row.get_state_display(),
    }  # fmt: skip
    open_words = [row.place, *(item.title for item in items)]
    yield Text(**facts, keys=frozenset(inside(row)), text="\n".join([*open_words, *materials, row.summary]))
    if row.state in PUBLIC:
        minutes = [row.summary] if row.state == MeetingState.PUBLISHED else []
        yield Text(**facts, keys=frozenset({EVERYBODY}), text="\n".join([*open_words, *minutes]), part="public")


def inside(row: Meeting) -> set[str]:
    """The keys of the office that keeps the meeting, the county's congress, and whoever is asked to it."""
    return (
        held(KEEPERS, row.office_id)
        | holders(*COUNTY)
        | {k for one in row.presences.all() for k in person(one.deputy.user_id)}
    )


def audience(row: Meeting) -> set[str]:
    """The keys of whoever sees the meeting."""
    return {EVERYBODY} if row.state in PUBLIC else inside(row)


def seats_of(actor: Actor) -> list[str]:
    """The bodies in which a deputy sits today."""
    if not actor.holds(Role.DEPUTY):
        return []
    rows = _SEATS.rows(county_id=actor.county_id, user_id=actor.user_id, on=clock.today())
    return [f"sits:{pk}" for (pk,) in rows]


def _seats(county_id: int, user_id: int, on: date) -> Any:
    return Seat.objects.filter(county_id=county_id, deputy__user_id=user_id).on(on).values_list("body_id")


_SEATS = Prepared(_seats)


def visible(actor: Actor) -> Any:
    return Meeting.objects.visible_to(actor)


SOURCES = (Source("meeting", "会议", rows, read, visible, is_swept=True),)
