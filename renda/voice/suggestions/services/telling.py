"""Who is told what. Notices are written to the outbox in the same transaction; nothing is sent here."""

from collections.abc import Iterable
from typing import Any

from renda.ground.kernel.actor import Role, holder_key, person_key
from renda.ground.notices.services import tell
from renda.voice.suggestions import queries
from renda.voice.suggestions.models import Handling, Suggestion
from renda.voice.suggestions.workflow import author, government, office, unit


def tell_people(
    user_ids: Iterable[int | None], template: str, row: Suggestion, extra: dict[str, Any] | None = None
) -> None:
    keys = [person_key(user_id) for user_id in user_ids if user_id]
    if keys:
        tell(keys, template, row, extra=extra)


def tell_author(row: Suggestion, template: str) -> None:
    tell(list(author(row)), template, row)


def tell_signatories(row: Suggestion, template: str, extra: dict[str, Any] | None = None) -> None:
    tell_people([d.user_id for d in queries.signatories(row)], template, row, extra)


def tell_office(row: Suggestion, template: str) -> None:
    tell(list(office(row)), template, row)


def tell_leaders(row: Suggestion, template: str) -> None:
    """The leaders of the congress the paper was made to."""
    tell([holder_key(Role.LEADER, row.congress_id)], template, row)


def tell_government(row: Suggestion, template: str) -> None:
    tell(list(government(row)), template, row)


def tell_unit(handling: Handling, template: str) -> None:
    tell(list(unit(handling)), template, handling.parent)
