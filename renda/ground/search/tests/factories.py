"""A subject that exists in tests only: its rows are counties' sessions of nothing but texts, given to `put` as they are."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from renda.ground.kernel import clock
from renda.ground.search.declare import Source, Text
from renda.ground.search.models import Document
from renda.ground.search.services import write_texts


class Visible:
    """Stands in for a QuerySet: everything is visible that was not hidden."""

    def __init__(self, hidden: set[str]) -> None:
        self.hidden = hidden

    def filter(self, pk__in: Iterable[str]) -> "Visible":
        self.keys = [key for key in pk__in if key not in self.hidden]
        return self

    def order_by(self) -> "Visible":
        return self

    def values_list(self, *_: str, flat: bool = True) -> list[str]:
        return self.keys


def source_of_texts(hidden: set[str]) -> Source:
    return Source("note", "笔记", lambda: Document.objects.none(), lambda row: (), lambda actor: Visible(hidden))


def write(
    county: Any, source: Source, *texts: str, days_ago: int = 0, keys: Iterable[str] = ("public",), **more: Any
) -> list[str]:
    """Write `title｜text` texts, each a row of its own; returns their keys."""
    wanted = {}
    for at, line in enumerate(texts):
        title, _, body = line.partition("｜")
        moment = clock.now() - timedelta(days=days_ago, seconds=at)
        wanted[(county.pk, str(uuid4()), more.get("part", ""))] = Text(
            title=title, at=moment, href="/x/", keys=frozenset(keys), text=body, **more
        )
    write_texts(source, wanted, [key for _, key, _ in wanted])
    return [key for _, key, _ in wanted]
