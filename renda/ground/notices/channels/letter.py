"""What goes out, and what can go wrong on the way."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """One message for a channel. `key` is the same at each try, so that the other side can drop a second copy."""

    key: UUID
    address: str
    title: str
    body: str = ""


class TryLater(Exception):
    """The other side did not answer, or not now."""


class Refused(Exception):
    """The other side will never take this letter as it is."""
