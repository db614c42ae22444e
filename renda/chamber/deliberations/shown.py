"""What pages and the interface say of deliberation opinions."""

from typing import Any

from renda.chamber.deliberations.models import LONGEST, Answer, Deliberation
from renda.chamber.meetings.models import AgendaItem


def speech_notes(item: AgendaItem) -> str:
    """What was said on an item, a paragraph for each who spoke; empty where nothing was noted."""
    said = item.speeches.filter(withdrawn_at__isnull=True).exclude(words="").select_related("deputy").order_by("order")
    return "\n".join(f"{one.deputy.name if one.deputy else one.guest}：{one.words}" for one in said)[:LONGEST]


def points_of(row: Deliberation, *, rounds: int | None = None) -> list[dict[str, Any]]:
    """Each point with its answers, the latest round first. rounds: only answers up to that round. Two queries."""
    answers = Answer.objects.filter(county_id=row.county_id, point__deliberation=row).order_by("-round")
    kept: dict[int, list[Answer]] = {}
    for one in answers:
        if rounds is None or one.round <= rounds:
            kept.setdefault(one.point_id, []).append(one)
    rows = row.points.select_related("organ").order_by("position")
    return [
        {
            "point": one,
            "answers": kept.get(one.pk, []),
            "is_open": not any(a.round == row.round for a in kept.get(one.pk, [])),
        }
        for one in rows
    ]


def rounds_shown(row: Deliberation, *, is_party: bool) -> int | None:
    """The public reads a round when its report has been looked at; those concerned all of it."""
    if is_party:
        return None
    return row.round if row.state not in ("handed", "reported") else row.round - 1
