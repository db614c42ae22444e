"""What can be found of meetings: title, place and agenda; a draft of the minutes by who is inside, published ones by all. Materials with what
stands in them by who is inside: the newest version of each, of items that stand."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from renda.chamber.meetings.models import Material, Meeting, Seat
from renda.chamber.meetings.queries import COUNTY, KEEPERS
from renda.chamber.meetings.states import PUBLIC, MeetingState
from renda.ground.files.models import StoredFile
from renda.ground.files.search import attachments
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.prepared import Prepared
from renda.ground.search.declare import PUBLIC as EVERYBODY
from renda.ground.search.declare import Source, Text, held, holders, person

PEOPLE = "presences__deputy"


def rows() -> Any:
    return Meeting.objects.select_related("body", "office").prefetch_related("items", PEOPLE)


def read(row: Meeting) -> Iterator[Text]:
    items = [item for item in sorted(row.items.all(), key=lambda item: item.position) if not item.dropped_on]
    facts: dict[str, Any] = {
        "title": row.title, "at": row.begins, "href": row.get_absolute_url(), "org": row.body.name,
        "state": row.get_state_display(),
    }  # fmt: skip
    open_words = [row.place, *(item.title for item in items)]
    yield Text(**facts, keys=frozenset(inside(row)), text="\n".join([*open_words, row.summary]))
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


def materials() -> Any:
    rows = Material.objects.standing().select_related("meeting__body", "item", "file")
    return rows.prefetch_related(f"meeting__{PEOPLE}")


def read_material(row: Material) -> Iterator[Text]:
    meeting = row.meeting
    yield Text(
        title=row.title, at=row.given_at, href=f"{reverse('meetings:materials', args=[meeting.pk])}#item-{row.item_id}",
        keys=frozenset(inside(meeting)), text=f"{meeting.title}\n{row.item.title}", org=meeting.body.name,
        state=meeting.get_state_display(),
    )  # fmt: skip


def visible_materials(actor: Actor) -> Any:
    return Material.objects.standing().visible_to(actor)


def _of_meetings(keys: list[Any]) -> Any:
    """All versions: the older ones are taken out."""
    return Material.objects.filter(meeting_id__in=keys).values_list("pk", flat=True)


def _file_of(kind: str, rows: Sequence[Material]) -> list[tuple[Material, StoredFile]]:
    return [(row, row.file) for row in rows]


def _materials_of(kind: str, files: Sequence[StoredFile]) -> Any:
    return Material.objects.filter(file__in=files).values_list("pk", flat=True)


def _readers(row: Material, file: StoredFile, own: Text) -> frozenset[str]:
    return own.keys


FILES = attachments(_readers, files_of=_file_of, rows_of=_materials_of)
SOURCES = (
    Source("meeting", "会议", rows, read, visible, is_swept=True),
    Source(
        "material",
        "会议材料",
        materials,
        read_material,
        visible_materials,
        of={"meeting": _of_meetings},
        beside=(FILES,),
    ),
)
