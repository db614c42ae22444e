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


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Rail:
    """All menus. `find` is where the box in the bar searches: the first entry that is open to the actor."""

    sections: tuple[Section, ...]
    tabs: tuple[Entry, ...] = ()
    hand_tabs: tuple[Entry, ...] = ()
    public: tuple[Entry, ...] = ()
    find: tuple[Entry, ...] = ()


def shown(rail: Rail, actor: Actor | None, path: str) -> Rail:
    """The rail for one actor on one page."""
    roles = {post.role for post in actor.posts} if actor else set()
    sections = tuple(Section(s.label, _open(s.entries, roles, path)) for s in rail.sections)
    return Rail(
        tuple(section for section in sections if section.entries),
        _open(rail.tabs, roles, path),
        _open(rail.hand_tabs, roles, path),
        _open(rail.public, roles, path),
        _open(rail.find, roles, path)[:1],
    )


def _open(entries: Iterable[Entry], roles: set[str], path: str) -> tuple[Entry, ...]:
    found = [placed for e in entries if (not e.roles or e.roles & roles) and (placed := _placed(e))]
    here = _longest(found, path)
    return tuple(replace(e, is_here=e is here) for e in found)


@lru_cache(maxsize=256)
def _placed(entry: Entry) -> Entry | None:
    try:
        return replace(entry, href=reverse(entry.address) + entry.query)
    except NoReverseMatch:
        return None


def _longest(entries: list[Entry], path: str) -> Entry | None:
    """The entry one is in: the longest address that begins the path; the front page only when one is there."""
    fitting = [e for e in entries if not e.query and (path == e.href or (e.href != "/" and path.startswith(e.href)))]
    return max(fitting, key=lambda e: len(e.href), default=None)
