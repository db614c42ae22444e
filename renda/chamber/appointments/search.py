"""What can be found of appointments: the proposal with the numbers of its letters by whom it concerns, its lines by the members as far as
they see them, and by everybody what was announced. What is sealed (curriculum, appraisal, statement) and what was sat in an exam is found by
nobody."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.urls import reverse

from renda.chamber.appointments.models import Appointment, Nominee
from renda.chamber.appointments.queries import PROPOSING
from renda.chamber.appointments.states import AT_MEETING, CAME_THROUGH, IN_PUBLIC, SHOWN_TO_MEMBERS
from renda.chamber.meetings.search import PEOPLE
from renda.ground.kernel.actor import Actor, Role
from renda.ground.search.declare import PUBLIC, Source, Text, held, holders, moment_of, person


def rows() -> Any:
    return Appointment.objects.select_related("meeting__body").prefetch_related(f"meeting__{PEOPLE}", "lines")


def read(row: Appointment) -> Iterator[Text]:
    facts: dict[str, Any] = {
        "title": row.title, "at": moment_of(row.received_on), "href": row.get_absolute_url(), "number": row.number,
        "org": row.meeting.body.name, "state": row.get_state_display(),
    }  # fmt: skip
    keys = held((Role.OFFICE,), row.office_id) | held(PROPOSING, row.proposer_org_id) | holders(Role.LEADER)
    whole = _text(row, tuple(row.lines.all()), facts, keys)
    yield replace(whole, text="\n".join([whole.text, *(one.letter for one in row.lines.all() if one.letter)]))
    if row.state in SHOWN_TO_MEMBERS:
        members = {key for one in row.meeting.presences.all() if not one.guest for key in person(one.deputy.user_id)}
        yield _text(row, tuple(one for one in row.lines.all() if one.state in AT_MEETING), facts, members, "members")


def announced() -> Any:
    return (
        Appointment.objects.select_related("meeting__body").prefetch_related("lines").filter(announced_on__isnull=False)
    )


def read_announced(row: Appointment) -> Iterator[Text]:
    if row.state in IN_PUBLIC and row.announced_on:
        facts: dict[str, Any] = {
            "title": f"{row.meeting.title}任免公告", "at": moment_of(row.announced_on), "number": row.number,
            "href": f"{reverse('appointments:announced')}#case-{row.pk}", "org": row.meeting.body.name,
        }  # fmt: skip
        yield _text(row, tuple(one for one in row.lines.all() if one.state in CAME_THROUGH), facts, {PUBLIC})


def _text(row: Appointment, lines: tuple[Nominee, ...], facts: dict[str, Any], keys: set[str], part: str = "") -> Text:
    """The lines as they are read out, in the order of the proposal."""
    words = [one.words for one in sorted(lines, key=lambda one: (one.position, one.pk))]
    text = "\n".join([row.meeting.title, *words])
    return Text(**facts, keys=frozenset(keys), text=text, names=tuple(one.name for one in lines), part=part)


def visible(actor: Actor) -> Any:
    return Appointment.objects.visible_to(actor)


def visible_announced(actor: Actor) -> Any:
    return Appointment.objects.announced(actor.county_id)


def _of_lines(keys: list[Any]) -> Any:
    return Nominee.objects.filter(pk__in=keys).values_list("parent_id", flat=True)


def _same(keys: list[Any]) -> list[Any]:
    return keys


SOURCES = (
    Source("appointment", "任免议案", rows, read, visible, of={"nominee": _of_lines}, is_swept=True),
    Source(
        "appointed",
        "任免公告",
        announced,
        read_announced,
        visible_announced,
        of={"appointment": _same, "nominee": _of_lines},
    ),
)
