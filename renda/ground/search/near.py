"""Which earlier texts are alike, among what the actor may find: the index names the candidates, `advice.alike.rank` orders them.

The rarest words of a text, one OR the other, name at most so many texts, the newest first; common words name them in pairs. How rare a
word is was counted by a job (`services.count_words`): a word that was not counted is rare.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from math import log
from typing import Any

from django.db import connection, models
from django.db.models.functions import Substr

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.prepared import Prepared
from renda.ground.kernel.text import mask_numbers
from renda.ground.search import rules
from renda.ground.search.advice.alike import HEAD_CHARS, Match, rank
from renda.ground.search.advice.texts import grams
from renda.ground.search.declare import keys_of, requests, sources
from renda.ground.search.finding import COLUMNS, Row, read, still_visible
from renda.ground.search.models import Document, Following, WordCount

READ_CHARS = 1000
FEWEST_GRAMS = 6
RAREST, RAREST_OF_HEAD = 16, 6
# How many texts the rarest words may name together, and each of them; what is left of the words is taken in pairs.
BUDGET, PER_TERM = 1500, 500
# Pairs of how many common words, and how many of the pairs: all where rare words are few, one beside many.
PAIRED, PAIRS, FEW = 4, 4, 5
CANDIDATES, SPARE = 60, 3
# Below it the texts have words in common by chance.
SHOWN_AT = 0.12

Term = tuple[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class Press:
    """What one press beside a hit does: the form of a step, filled in, or a link, if there is nothing to post."""

    label: str
    href: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Near:
    """An earlier text like the one written. score: 0 to 1; shared: the words both have; is_same: likely the same matter, for a person
    to decide; press: what the subject offers to do about it."""

    kind: str
    label: str
    key: str
    title: str
    day: Any
    state: str
    href: str
    score: float
    shared: tuple[str, ...]
    is_same: bool
    press: Press | None = None


def near(
    actor: Actor, text: str, *, kinds: Sequence[str] = (), most: int = 5, besides: Collection[tuple[str, str]] = ()
) -> list[Near]:
    """The texts most like this one that the actor may find, the likest first. kinds: all requests, if none is named; besides: kind and
    key of rows left out."""
    written = mask_numbers(text[: 2 * READ_CHARS])[:READ_CHARS]
    if len(grams(written)) < FEWEST_GRAMS:
        return []
    rows = {
        row.id: row
        for row in _candidates(actor, terms_of(written), kinds or requests())
        if (row.kind, row.key) not in besides
    }
    found = _BEGINNINGS.rows(keys=tuple(rows)) if rows else []
    texts = {pk: (title, _whole(title, body), hrefs) for pk, title, body, *hrefs in found}
    ranked = [
        match for match in rank(written, ((pk, texts[pk][1]) for pk in texts), most + SPARE) if match.score >= SHOWN_AT
    ]
    return _shown(actor, [(rows[int(str(match.key))], match) for match in ranked], texts)[:most]


def terms_of(text: str) -> list[Term]:
    """What the index is asked for: words that must stand in one text, and what finding them there is worth."""
    words = [word for word in dict.fromkeys(rules.cut_fine(text)) if word not in rules.STOP]
    counts = dict(_COUNTS.rows(words=tuple(words))) if words else {}
    total = Following.objects.filter(pk=1).values_list("texts", flat=True).first() or 0
    return rarest_terms(words, set(rules.cut_fine(text[:HEAD_CHARS])), counts, total)


def rarest_terms(words: Sequence[str], head: Collection[str], counts: dict[str, int], total: int) -> list[Term]:
    """The rarest words of text and head until they name `BUDGET` texts, then the rarest pairs of the others.

    >>> [words for words, _ in rarest_terms(["路灯", "村口", "希望"], (), {"路灯": 1400, "希望": 9000, "村口": 90}, 20_000)]
    [('村口',), ('路灯',)]
    >>> [words for words, _ in rarest_terms(["路灯", "希望"], (), {"路灯": 6000, "希望": 9000}, 20_000)]
    [('路灯', '希望')]
    """
    ordered = sorted(words, key=lambda word: (counts.get(word, 0), -len(word), word))
    worth = {word: log((total + 2) / (counts.get(word, 0) + 1)) + 0.1 for word in ordered}
    chosen, left = list[str](), BUDGET
    for word in dict.fromkeys([*ordered[:RAREST], *[word for word in ordered if word in head][:RAREST_OF_HEAD]]):
        if counts.get(word, 0) <= left:
            chosen.append(word)
            left -= counts.get(word, 0)
    common = [word for word in ordered if word not in chosen and len(word) > 1][:PAIRED]
    most = PAIRS if len(chosen) < FEW else 1
    pairs = islice(combinations(common, 2), most if left > 0 else 0)
    return [*(((word,), worth[word]) for word in chosen), *((pair, worth[pair[0]] + worth[pair[1]]) for pair in pairs)]


def _whole(title: str, body: str) -> str:
    """Some titles are the beginning of the text."""
    return body if body.startswith(title.rstrip("…")) else f"{title} {body}"


def _beginnings(keys: tuple[int, ...]) -> "models.QuerySet[Document, tuple[Any, ...]]":
    rows = Document.objects.filter(pk__in=keys)
    return rows.values_list("id", "title", Substr("text", 1, READ_CHARS), "href", "open_href")


def _counts(words: tuple[str, ...]) -> "models.QuerySet[WordCount, tuple[str, int]]":
    return WordCount.objects.filter(word__in=words).values_list("word", "texts")


_BEGINNINGS, _COUNTS = Prepared(_beginnings), Prepared(_counts)


def _shown(actor: Actor, ranked: list[tuple[Row, Match]], texts: dict[int, tuple[Any, ...]]) -> list[Near]:
    """Each row once, after the subjects themselves were asked once more."""
    seen, known = still_visible([row for row, _ in ranked], actor), sources()
    found: dict[tuple[str, str], Near] = {}
    for row, match in ranked:
        title, _, (href, open_href) = texts[row.id]
        if (row.kind, row.key) in seen:
            found.setdefault((row.kind, row.key), Near(
                row.kind, known[row.kind].label, row.key, title, row.day, row.state,
                href if actor.is_signed_in or not open_href else open_href, match.score, match.shared, match.is_same,
            ))  # fmt: skip
    return list(found.values())


# --- the words of either database -------------------------------------------------------------------------------------


def _candidates(actor: Actor, terms: list[Term], kinds: Sequence[str]) -> list[Row]:
    """The texts open to the actor with the most of the terms by worth; of rows themselves, not of what hangs on them."""
    if not terms or not kinds:
        return []
    keys = [rules.key_word(actor.county_id, key) for key in sorted(keys_of(actor))]
    build = _postgres if connection.vendor == "postgresql" else _sqlite
    sql, values = build(terms, keys, list(kinds), actor.county_id)
    return [Row._make(row[:-1]) for row in read(sql, values)]


def _postgres(terms: list[Term], keys: list[str], kinds: list[str], county_id: int) -> tuple[str, list[Any]]:
    """Each term by the index; OFFSET 0 keeps the planner from walking all rows from the newest, or all of a kind, instead."""
    either = " | ".join(f"'{key}'" for key in keys)
    asked = [" & ".join([*(f"'{word}'" for word in words), f"({either})"]) for words, _ in terms]
    sql = f"""WITH best AS MATERIALIZED (
        SELECT h.id, sum(a.worth) AS worth FROM unnest(%s::text[], %s::float8[]) AS a(asked, worth) CROSS JOIN LATERAL (
            SELECT id FROM (SELECT id, county_id, kind, part FROM search_document
            WHERE array_to_tsvector(string_to_array(words, ' ')) @@ a.asked::tsquery OFFSET 0) n
            WHERE county_id = %s AND kind = ANY(%s) AND strpos(part, ':') = 0 ORDER BY id DESC LIMIT {PER_TERM}) h
        GROUP BY h.id ORDER BY 2 DESC, 1 DESC LIMIT {CANDIDATES})
        SELECT {COLUMNS}, b.worth FROM best b JOIN search_document d ON d.id = b.id ORDER BY 8 DESC, 1 DESC"""  # noqa: S608
    return sql, [asked, [worth for _, worth in terms], county_id, kinds]


def _sqlite(terms: list[Term], keys: list[str], kinds: list[str], county_id: int) -> tuple[str, list[Any]]:
    either = " OR ".join(f'"{key}"' for key in keys)
    one = f"""SELECT * FROM (SELECT {COLUMNS}, %s AS worth FROM search_index f CROSS JOIN search_document d ON d.id = f.rowid
        WHERE search_index MATCH %s AND d.county_id = %s AND d.kind IN ({", ".join(["%s"] * len(kinds))}) AND instr(d.part, ':') = 0
        ORDER BY f.rowid DESC LIMIT {PER_TERM})"""  # noqa: S608
    values: list[Any] = []
    for words, worth in terms:
        values += [worth, " AND ".join([*(f'"{word}"' for word in words), f"({either})"]), county_id, *kinds]
    every = " UNION ALL ".join([one] * len(terms))
    sql = f"SELECT {COLUMNS}, sum(worth) FROM ({every}) d GROUP BY d.id ORDER BY 8 DESC, 1 DESC LIMIT {CANDIDATES}"  # noqa: S608
    return sql, values
