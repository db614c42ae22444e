"""What a person keeps about a list: filters under a name of their own (视图), and which columns are shown. Pure.

A list declares its columns once; `tools_of` puts what the person keeps beside what stands in the address. The page includes
`ui/components/list_tools.html` and sets `{{ tools.classes }}` on its table: a column that is not wanted is hidden by its class.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

CARRIED = ("after", "here")  # where one is in a list is no filter


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column one may hide, or, if it is not shown by default, ask for. Its cells carry the class `ib-<key>`."""

    key: str
    label: str
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list with tools: `name` stands in addresses and in what the person keeps."""

    name: str
    columns: tuple[ListColumn, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Filters under a name; `is_here` if they are the ones in the address."""

    name: str
    query: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Tools:
    """What the component draws."""

    page: str
    query: str
    views: Sequence[View]
    columns: Sequence[tuple[ListColumn, bool]]

    @property
    def shown(self) -> frozenset[str]:
        return frozenset(column.key for column, is_shown in self.columns if is_shown)

    @property
    def extra(self) -> tuple[str, ...]:
        """Columns that are drawn only because the person wants them, in the order of the list."""
        return tuple(column.key for column, is_shown in self.columns if is_shown and not column.is_shown)

    @property
    def classes(self) -> str:
        return " ".join(f"no-{column.key}" for column, is_shown in self.columns if column.is_shown and not is_shown)


def tools_of(page: ListPage, kept: Mapping[str, Any] | None, address: QueryDict) -> Tools:
    """`kept`: the person's `lists`, page name → {"views": [[name, query], …], "shown": [key, …]}."""
    mine: Mapping[str, Any] = (kept or {}).get(page.name, {})
    query, shown = plain_query(address), mine.get("shown")
    views = [View(name, own, own == query) for name, own in mine.get("views", ())]
    columns = [(column, column.is_shown if shown is None else column.key in shown) for column in page.columns]
    return Tools(page.name, query, views, columns)


def plain_query(address: QueryDict) -> str:
    """The filters of an address in one order, without the place in the list."""
    kept = QueryDict(mutable=True)
    for name in sorted(address):
        if name not in CARRIED and any(address.getlist(name)):
            kept.setlist(name, address.getlist(name))
    return kept.urlencode()


def chip(
    query: QueryDict, name: str, value: str, label: str, chosen: str, *, light: str = "", count: int | None = None
) -> dict[str, Any]:
    """A filter as a chip: pressed, it stands in the address; pressed again, it is taken off. An empty value is "all"."""
    others = {k: str(v) for k, v in query.items() if k not in (name, "after")}
    is_on = chosen == value
    href = f"?{urlencode(others if is_on or not value else {**others, name: value})}"
    return {"label": label, "href": href, "on": is_on, "drop": is_on and bool(value), "light": light, "count": count}
