"""What can be found of elections: who stands by those inside the meeting, who is elected by everybody once it is announced."""

from collections.abc import Iterator
from typing import Any

from renda.chamber.elections.models import Election, Nomination
from renda.chamber.elections.states import ElectionState, NominationState
from renda.chamber.meetings.search import PEOPLE, inside
from renda.ground.kernel.actor import Actor
from renda.ground.search.declare import PUBLIC, Source, Text

UNSEEN = (NominationState.COLLECTING, NominationState.LAPSED)


def rows() -> Any:
    return Election.objects.select_related("meeting__body").prefetch_related(
        f"meeting__{PEOPLE}", "nominations", "winners"
    )


def read(row: Election) -> Iterator[Text]:
    standing = [one.name for one in row.nominations.all() if one.state not in UNSEEN]
    elected = [one.name for one in row.winners.all()]
    facts: dict[str, Any] = {
        "title": row.title_line(), "at": row.created_at, "href": row.get_absolute_url(), "number": row.notice_number,
        "org": row.meeting.body.name, "state": row.get_state_display(),
    }  # fmt: skip
    words = [row.get_organ_display(), row.meeting.title]
    everybody = tuple(dict.fromkeys([*elected, *standing]))
    yield Text(**facts, keys=frozenset(inside(row.meeting)), text="\n".join([*words, *everybody]), names=everybody)
    if row.state == ElectionState.ANNOUNCED:
        text = "\n".join([*words, *elected])
        yield Text(**facts, keys=frozenset({PUBLIC}), text=text, names=tuple(elected), part="public")


def visible(actor: Actor) -> Any:
    return Election.objects.visible_to(actor)


def _of_nominations(keys: list[Any]) -> Any:
    return Nomination.objects.filter(pk__in=keys).values_list("election_id", flat=True)


SOURCES = (Source("election", "选举", rows, read, visible, of={"nomination": _of_nominations}, is_swept=True),)
