"""How many texts a question will find on PostgreSQL, by the database's own statistics, so that a frequent word is not read to the end.

The newest 500 of forty thousand hits stand in the newest weeks or months. Which time is asked first changes how soon something is found,
never what: where they give too few, all are asked. SQLite walks from the newest on by itself.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection, models

from renda.ground.kernel.prepared import Prepared
from renda.ground.search import times
from renda.ground.search.models import Document

STATISTICS = """
SELECT c.reltuples, w.most_common_elems::text::text[], w.most_common_elem_freqs, i.histogram_bounds::text::bigint[] FROM pg_class c
LEFT JOIN pg_stats w ON w.schemaname = current_schema() AND w.tablename = 'search_document_words'
LEFT JOIN pg_stats i ON i.schemaname = current_schema() AND i.tablename = 'search_document' AND i.attname = 'id'
WHERE c.oid = 'search_document'::regclass"""
KEPT_SECONDS = 600.0
MANY = 4000  # fewer hits are read and sorted sooner than the words of a time are looked through
FINE = 12  # up to so many words name ten days each, more would be months
MOST_WORDS = 60  # a text dated far ahead must not make a question of a thousand words
SPARE = 1.3  # so many times more texts than should be enough


@dataclass(frozen=True, slots=True)
class Sizes:
    """texts: how many there are; shares: of the frequent words, which part of the texts; bounds: numbers of texts, evenly spread."""

    texts: float = 0.0
    shares: dict[str, float] = field(default_factory=dict)
    bounds: tuple[int, ...] = ()


_kept: tuple[float, Sizes] = (0.0, Sizes())


def times_to_ask(groups: Sequence[Sequence[str]], most: int, before: int = 0) -> list[str]:
    """The words of the time to look in first, from `before` back; none if the question is not expected to find many."""
    sizes = _sizes()
    expected = sizes.texts
    for group in groups:
        expected *= min(1.0, sum(sizes.shares.get(word, 0.0) for word in group))
    if expected < max(MANY, SPARE * most) or not sizes.bounds:
        return []
    last = len(sizes.bounds) - 1
    begin = sizes.bounds[int(last * (1 - SPARE * most / expected))]
    ((newest,),) = _NEWEST.rows() or [(0,)]
    back = newest - before if before else 0
    words = times.periods(max(0, begin - back), before or newest, FINE)
    return words if len(words) <= MOST_WORDS else []


def _newest() -> "models.QuerySet[Document, tuple[int]]":
    return Document.objects.order_by("-pk").values_list("pk")[:1]


_NEWEST = Prepared(_newest)


def _sizes() -> Sizes:
    global _kept
    until, sizes = _kept
    if time.monotonic() > until:
        sizes = _read()
        _kept = (time.monotonic() + KEPT_SECONDS, sizes)
    return sizes


def _read() -> Sizes:
    """What ANALYZE has noted last; nothing before it ran for the first time."""
    with connection.cursor() as cursor:
        cursor.execute(STATISTICS)
        texts, words, shares, bounds = cursor.fetchone() or (0, None, None, None)
    return Sizes(max(0.0, texts), dict(zip(words or (), shares or (), strict=False)), tuple(bounds or ()))
