"""The numbers beside the rail's words: what waits for the person (`inbox`), the same by subject (`opinions`,
`suggestions`, …: the name of the app), and `unread` messages.
"""

from collections.abc import Iterator, Mapping
from time import monotonic

from django.http import HttpRequest

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.notices.queries import unread_count
from renda.ground.workflow.engine import WORKFLOWS
from renda.readings.workbench.queries import Counts, counts, sum_of

Number = int | str
# The desk counts for itself; other pages show what was counted in the last 20 seconds, so that the rail costs them nothing.
KEPT_SECONDS, MOST_KEPT = 20, 2000
_kept: dict[tuple[int, frozenset[str]], tuple[float, dict[str, Number]]] = {}


def rail_counts(request: HttpRequest) -> dict[str, Mapping[str, Number]]:
    return {"nav_counts": RailCounts(request)}


def keep_rail_counts(request: HttpRequest, counted: Counts) -> None:
    """The desk has just counted: this page and the next ones show the same."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    unread = {name: number for name, number in _fresh(actor).items() if name == "unread"}
    _keep(actor, {**unread, **_waiting(counted)})


class RailCounts(Mapping[str, Number]):
    """Counts when a rail asks for the first number, and never for a page without one."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __getitem__(self, key: str) -> Number:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, Number]:
        actor: Actor | None = getattr(self.request, "actor", None)
        if actor is None or not actor.is_signed_in:
            return {}
        numbers = _fresh(actor)
        if "inbox" not in numbers:
            numbers = {**numbers, **_waiting(counts(actor, clock.today()))}
        if "unread" not in numbers:
            numbers = _keep(actor, {**numbers, "unread": _at_most(unread_count(actor))})
        return numbers


def _waiting(counted: Counts) -> dict[str, Number]:
    subjects: dict[str, list[str]] = {}
    for kind in counted:
        subjects.setdefault(WORKFLOWS[kind].app.rpartition(".")[2], []).append(kind)
    by_subject = {subject: sum_of(counted, "all", kinds) for subject, kinds in subjects.items()}
    return {"inbox": sum_of(counted), **by_subject}


def _at_most(number: int) -> Number:
    return number if number < 100 else "99+"


def _fresh(actor: Actor) -> dict[str, Number]:
    at, numbers = _kept.get(_key(actor), (0.0, {}))
    return numbers if at and monotonic() - at <= KEPT_SECONDS else {}


def _keep(actor: Actor, numbers: dict[str, Number]) -> dict[str, Number]:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[_key(actor)] = (monotonic(), numbers)
    return numbers


def _key(actor: Actor) -> tuple[int, frozenset[str]]:
    return actor.county_id, actor.keys
