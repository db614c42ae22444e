"""What a subject says about its texts: which rows, what can be read of them, and who may. One `SOURCES` in its `search.py`.

`settings.SEARCH` names those files in the order in which kinds are shown. Searching knows nothing else of a subject.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import models

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role

PUBLIC = "public"
SIGNED_IN = "signed-in"
Rows = models.QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a row, as those of `keys` may read it. A row whose parts differ in readers gives several.

    at: the moment it is sorted by, aware, None for what has none and comes last; names: of people and places, found by pinyin too; href: where a hit leads,
    open_href where it leads somebody without an account; part: which of a row's texts it is. Nothing of a resident's personal data belongs
    in any of it; mobile and identity numbers are masked when it is written.
    """

    title: str
    at: datetime | None
    href: str
    keys: frozenset[str]
    text: str = ""
    number: str = ""
    names: tuple[str, ...] = ()
    org: str = ""
    town: str = ""
    state: str = ""
    open_href: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Texts that hang on rows and are kept elsewhere: papers, files. Both functions are given the kind of the rows.

    read: for many rows at once, each with the first of its own texts, what hangs on it, with a `part` such as `paper:1`; since: the keys of the rows of which
    something that hangs on them was changed after a moment by no step.
    """

    read: Callable[[str, Sequence[tuple[Any, Text]]], Iterable[tuple[Any, Text]]]
    since: Callable[[str, datetime], Iterable[Any]]


def moment_of(day: date) -> datetime:
    """The beginning of a county day, for texts that have a day only."""
    return datetime.combine(day, time(), tzinfo=clock.COUNTY_TIME)


def no_keys(actor: Actor) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Source:
    """A subject's texts of one kind.

    rows: all of them, of all counties, with what `read` needs; read: the texts of one row, none for a row that nobody
    finds; visible: what the actor may see, asked once more for every page of hits. of: other kinds of matters whose steps change this
    text, with the name of the field that leads to the row. keys_of: keys of an actor that no post gives (a station one is a member of).
    is_swept: no matter, so its rows are looked through again and again. is_everywhere: its rows have no county, every county finds them.
    is_request: somebody asks for something to be done, so it is shown to whoever writes the same. is_steady: `visible` asks neither the
    database nor the hour, so what it says is worked out once a day (`kernel.prepared`). beside: what hangs on the rows; not for swept ones,
    as it is read with them.
    """

    kind: str
    label: str
    rows: Callable[[], Rows]
    read: Callable[[Any], Iterable[Text]]
    visible: Callable[[Actor], Rows]
    of: dict[str, Callable[[list[Any]], Iterable[Any]]] = field(default_factory=dict, hash=False)
    keys_of: Callable[[Actor], Iterable[str]] = no_keys
    is_swept: bool = False
    is_everywhere: bool = False
    is_request: bool = False
    is_steady: bool = False
    beside: tuple[Beside, ...] = ()


@lru_cache(maxsize=1)
def sources() -> dict[str, Source]:
    """By kind, in the order of the settings."""
    found = (source for module in settings.SEARCH for source in import_module(module).SOURCES)
    return {source.kind: source for source in found}


def source_of(kind: str) -> Source | None:
    return sources().get(kind)


def requests() -> tuple[str, ...]:
    """The kinds by which somebody asks for something to be done."""
    return tuple(kind for kind, source in sources().items() if source.is_request)


def held(roles: Iterable[str], org_id: int | None) -> set[str]:
    """The keys of whoever holds one of these posts in a body; none for no body."""
    return {f"{Role(role).value}:{org_id}" for role in roles} if org_id else set()


def holders(*roles: str) -> set[str]:
    """The keys of whoever holds one of these posts anywhere in the county."""
    return {f"any-{Role(role).value}" for role in roles}


def seat(user_id: int | None) -> set[str]:
    """The key of a deputy by the account; it opens as long as the account holds the post of a deputy."""
    return {f"seat:{user_id}"} if user_id else set()


def person(user_id: int | None) -> set[str]:
    return {f"person:{user_id}"} if user_id else set()


def bearer(key: Any) -> set[str]:
    """The key of whoever carries the receipt of this row."""
    return {f"row:{key}"}


def keys_of(actor: Actor) -> frozenset[str]:
    """Every audience key this actor answers to today."""
    found = {PUBLIC, *actor.keys, *(f"any-{post.role}" for post in actor.posts), *(f"row:{k}" for k in actor.bearer_of)}
    if actor.is_signed_in:
        found.add(SIGNED_IN)
    if actor.holds(Role.DEPUTY):
        found |= seat(actor.user_id)
    for keys in dict.fromkeys(source.keys_of for source in sources().values()):
        found.update(keys(actor))
    return frozenset(found)
