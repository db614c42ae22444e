"""Deputies named for a participation are told; whoever asked for leave hears no more of it."""

from collections.abc import Iterable

from renda.chamber.participations.models import Participation
from renda.chamber.participations.states import Answer
from renda.ground.kernel.actor import person_key
from renda.ground.notices.services import tell


def tell_deputies(row: Participation, template: str, *, only: Iterable[int] | None = None, **extra: str) -> None:
    """only: numbers of deputies, instead of all that come or have not answered."""
    rows = row.participants.exclude(answer=Answer.LEAVE).filter(deputy__user__isnull=False).order_by("pk")
    rows = rows if only is None else rows.filter(deputy_id__in=only)
    tell([person_key(pk) for pk in rows.values_list("deputy__user_id", flat=True)], template, row, extra=extra)
