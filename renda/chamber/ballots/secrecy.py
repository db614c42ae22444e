"""When a phone takes its papers and when it sends a slip, and the digest of the keys: pure, the clock and the dice are given.

The administrator sees the moment of every taking (with the name) and of every slip (without). So neither moment may depend on the
person. A slip goes out in a round that begins at the same moment for everybody: after the time for choosing, however soon somebody
chose; within the round the moment is drawn afresh. `ground/ui/js/moments.js` is the phone's own copy and is tested against this.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waits:
    """In seconds. paper: within which papers are taken; choosing: before anything is sent; slip: the length of a round."""

    paper: float
    choosing: float
    slip: float

    @property
    def until_all_sent(self) -> float:
        """Seconds after the opening when whoever chose in time has sent."""
        return self.choosing + self.slip


def paper_moment(now: float, waits: Waits, dice: float) -> float:
    """Seconds from the start of issuing. now: when the phone is ready; dice: between 0 and 1."""
    return max(now, 0.0) + dice * waits.paper


def slip_moment(chosen: float, waits: Waits, dice: float, travel: float = 0.0) -> float:
    """Seconds from the opening of the vote. chosen: when it was chosen; travel: how long this phone's calls take to arrive.

    Who chose within the time for choosing is in the first round; who is later waits for the next one to begin.

    >>> slip_moment(3, Waits(20, 20, 10), 0.5), slip_moment(19, Waits(20, 20, 10), 0.5), slip_moment(31, Waits(20, 20, 10), 0.5)
    (25.0, 25.0, 45.0)
    """
    late = chosen - waits.choosing
    if waits.slip <= 0:
        return max(chosen, waits.choosing)
    rounds = 0 if late <= 0 else int(late // waits.slip) + 1
    return max(chosen, waits.choosing + rounds * waits.slip + dice * waits.slip - travel)


def digest_of_keys(keys: Mapping[str, str]) -> str:
    """One digest over the public keys (base64url) of all votes of an issuing, by vote. Phones and the hall compare it."""
    text = "\n".join(f"{ballot} {keys[ballot]}" for ballot in sorted(keys))
    return hashlib.sha256(text.encode()).hexdigest()
