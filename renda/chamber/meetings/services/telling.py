"""Telling those who are on the list of a meeting."""

from typing import Any

from renda.chamber.meetings.models import Meeting
from renda.ground.kernel.actor import person_key
from renda.ground.notices.services import tell


def tell_members(row: Meeting, template: str, **more: Any) -> None:
    """Everybody on the list who has an account hears of day, place and agenda, or of what `more` adds."""
    found = row.presences.filter(deputy__user__isnull=False).values_list("deputy__user_id", flat=True)
    agenda = list(row.items.standing().values_list("title", flat=True))
    tell([person_key(pk) for pk in found], template, row, extra={"when": row.begins, "agenda": agenda, **more})
