"""What the process of live screens may tell, by topic. Wiring only: each reader is a function of the subject."""

from collections.abc import Mapping
from typing import Any

from renda.ground.live.hub import Reader


def votes(key: str) -> Mapping[str, Any] | None:
    """What everybody in the hall may know of a meeting; None before its notice is public."""
    from uuid import UUID

    from renda.chamber.ballots import queries

    try:
        return queries.now_of(UUID(key))
    except ValueError:
        return None


TOPICS: dict[str, Reader] = {"ballots": votes}
