"""The rail and the tabs: entries are data of renda/config/rail.py; an entry whose address does not exist is left out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import NoReverseMatch, reverse

from renda.ground.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail. `roles` empty: everyone signed in. `icon` is shown in the tabs of a phone only."""

    label: str
    address: str
    key: str = ""
    roles: frozenset[str] = frozenset()
    icon: str = ""
    query: str = ""
    href: str = ""
    is_here: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rail:
    """All menus. `find` is where the box in the bar searches: the first entry that is open to the actor.

    Like its sections made once and told apart by identity, so that what was drawn from it is found quickly.
    """

    sections: tuple[Section, ...]
    tabs: tuple[Entry, ...] = ()
    hand_tabs: tuple[Entry, ...] = ()
    public: tuple[Entry, ...] = ()
    find: tuple[Entry, ...] = ()


def shown(rail: Rail, actor: Actor | None, path: str) -> Rail:
    """The rail for one actor on one page."""
    roles = frozenset(post.role for post in actor.posts) if actor else frozenset()
    open_to = _open_rail(rail, roles)
    menus = (*(section.entries for section in open_to.sections), open_to.tabs, open_to.hand_tabs, open_to.public)
    return _standing(open_to, tuple(_longest(menu, path) for menu in menus))


@lru_cache(maxsize=256)
def _open_rail(rail: Rail, roles: frozenset[str]) -> Rail:
    """What these roles see, the same on every page."""
    sections = tuple(Section(s.label, _open(s.entries, roles)) for s in rail.sections)
    return Rail(
        tuple(section for section in sections if section.entries), _open(rail.tabs, roles),
        _open(rail.hand_tabs, roles), _open(rail.public, roles), _open(rail.find, roles)[:1],
    )  # fmt: skip


def _open(entries: Iterable[Entry], roles: frozenset[str]) -> tuple[Entry, ...]:
    return tuple(placed for e in entries if (not e.roles or e.roles & roles) and (placed := _placed(e)))


@lru_cache(maxsize=512)
def _standing(rail: Rail, here: tuple[Entry | None, ...]) -> Rail:
    """The rail with the entries one is in; `here` names one of each section, then of the tabs, the hand's and the public menu."""
    *places, tabs, hand_tabs, public = here
    sections = zip(rail.sections, places, strict=True)
    return Rail(
        tuple(Section(section.label, _marked(section.entries, place)) for section, place in sections),
        _marked(rail.tabs, tabs), _marked(rail.hand_tabs, hand_tabs), _marked(rail.public, public), rail.find,
    )  # fmt: skip


def _marked(entries: tuple[Entry, ...], here: Entry | None) -> tuple[Entry, ...]:
    return tuple(replace(entry, is_here=entry is here) for entry in entries)


@lru_cache(maxsize=256)
def _placed(entry: Entry) -> Entry | None:
    try:
        return replace(entry, href=reverse(entry.address) + entry.query)
    except NoReverseMatch:
        return None


def _longest(entries: Iterable[Entry], path: str) -> Entry | None:
    """The entry one is in: the longest address that begins the path; the front page only when one is there."""
    fitting = [e for e in entries if not e.query and (path == e.href or (e.href != "/" and path.startswith(e.href)))]
    return max(fitting, key=lambda e: len(e.href), default=None)
