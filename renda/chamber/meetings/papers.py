"""What the papers of a meeting are made of: its record, as the templates in `templates/papers/meetings` read it."""

from datetime import datetime
from typing import Any

from renda.chamber.meetings.access import quorum_of
from renda.chamber.meetings.models import Meeting, Presence
from renda.chamber.meetings.shown import newest_of
from renda.chamber.meetings.states import PRESIDIUM, Answer, BodyKind
from renda.ground.kernel import clock

PER_LINE = 4


def facts_of(row: Meeting, *, since: datetime | None = None) -> dict[str, Any]:
    """since: of the speeches only those that were noted later than this (a bulletin goes on where the last one ended)."""
    people = list(row.presences.listed())
    members = [one for one in people if not one.guest]
    said = row.speeches.said().listed().exclude(words="")
    if since is not None:
        said = said.filter(ended_at__gt=since) | said.filter(started_at__isnull=True, order__gt=_told(row, since))
    return {
        "meeting": row, "office": row.office.name, "day": clock.today(), "quorum": quorum_of(row), "members": members,
        "is_congress": row.body.kind == BodyKind.CONGRESS, "guests": [one for one in people if one.guest],
        "there": [one for one in members if one.came_at], "lines": _in_lines(members),
        "away": [one for one in members if one.came_at is None and one.answer == Answer.LEAVE],
        "missing": [one for one in members if one.came_at is None and one.answer != Answer.LEAVE],
        "leaves": [one for one in people if one.answer == Answer.LEAVE],
        "units": list(row.invitations.exclude(state="withdrawn").listed()),
        "items": _items(row, list(said)), "sittings": list(row.sittings.order_by("starts_at", "pk")),
        "groups": list(row.groups.select_related("head").order_by("position", "pk")),
    }  # fmt: skip


def _told(row: Meeting, since: datetime) -> int:
    """The last speech that the bulletin before could know of."""
    before = row.speeches.said().filter(ended_at__lte=since).order_by("-order").values_list("order", flat=True)
    return before.first() or 0


def _items(row: Meeting, said: list[Any]) -> list[dict[str, Any]]:
    """Items that stand, with their newest materials and what was said on each; what concerns none comes last."""
    materials = newest_of(row.materials.listed())
    found: list[dict[str, Any]] = [
        {"item": one, "materials": [m for m in materials if m.item_id == one.pk],
         "said": [s for s in said if s.item_id == one.pk]}
        for one in row.items.standing()
    ]  # fmt: skip
    rest = [s for s in said if s.item_id is None]
    return [*found, {"item": None, "materials": [], "said": rest}] if rest else found


def _in_lines(members: list[Presence]) -> list[list[str]]:
    """Names with their seats, the presidium first, so many to a line of the table; the last line is filled up."""
    seated = sorted(members, key=lambda one: not one.seat.startswith(PRESIDIUM))
    cells = [f"{one.seat} {one.deputy.name}".strip() for one in seated]
    cells += [""] * (-len(cells) % PER_LINE)
    return [cells[n : n + PER_LINE] for n in range(0, len(cells), PER_LINE)]
