"""What the process of live screens may tell, by topic. Wiring only: each reader is a function of the subject."""

from collections.abc import Mapping
from typing import Any

from renda.ground.live.hub import Reader


def votes(key: str) -> Mapping[str, Any] | None:
    """What everybody in the hall may know of a meeting."""
    from renda.readings.halls import queries

    return queries.told(key)


TOPICS: dict[str, Reader] = {"ballots": votes}
