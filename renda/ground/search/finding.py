"""Finding: the same question in the words of either database, newest first or best fitting, with facets of what was found.

One read gives the newest 500 that match: page, facets and count come from it, so nothing is ever counted to the end.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models.functions import Substr

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.prepared import Prepared
from renda.ground.search import rules, sizing
from renda.ground.search.declare import Source, keys_of, source_of, sources
from renda.ground.search.models import Document
from renda.ground.search.rules import Facets, Piece, Question
from renda.ground.search.states import Order

MOST = 500
MOST_OF_ALL = 1_000_000
JUDGED = 300
JUDGED_TITLES = 120
PAGE = 20
PLAIN = " ".join(
    f"SET LOCAL {name} = {value};"
    for name, value in (
        ("enable_seqscan", "off"),
        ("jit", "off"),
        ("max_parallel_workers_per_gather", 0),
        ("work_mem", "'32MB'"),
    )
)
COLUMNS = "d.id, d.kind, d.key, d.day, d.org, d.town, d.state"


class Row(NamedTuple):
    """What is read of each of the newest 500."""

    id: int
    kind: str
    key: str
    day: Any
    org: str
    town: str
    state: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the page, ready to be shown."""

    kind: str
    label: str
    key: str
    title: list[Piece]
    number: str
    snippet: list[Piece]
    href: str
    day: Any
    org: str
    town: str
    state: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet. `count` is of the newest 500."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. after: where the next page begins, empty at the end; is_more: there are more than were counted; has_words: whether
    there was anything to look for in what was typed."""

    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    is_more: bool = False
    after: str = ""
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    is_loose: bool = False
    has_words: bool = True


@dataclass(frozen=True, slots=True)
class Ask:
    """A search: what was typed, narrowed by what, sorted how, from where."""

    typed: str = ""
    facets: Facets = field(default_factory=Facets)
    order: str = Order.FIT
    after: str = ""
    size: int = PAGE


def search(actor: Actor, ask: Ask) -> Found:
    """What this actor may find. Nothing for an empty question."""
    question = rules.read_question(ask.typed)
    if not question.groups and not question.phrases:
        return Found(has_words=False)
    found = _search(actor, ask, question)
    if found.count or not question.groups:
        return found
    loose = rules.loosened(question)
    return replace(_search(actor, ask, loose), is_loose=True) if loose.groups != question.groups else found


def open_to(actor: Actor) -> set[tuple[str, str]]:
    """Kind and key of every row one of the actor's keys opens: what the tests compare with `visible_to`."""
    return {(row.kind, row.key) for row in _matching([_keys(actor)], actor.county_id, MOST_OF_ALL)}


def _search(actor: Actor, ask: Ask, question: Question) -> Found:
    narrowed = [*([word] for word in ask.facets.words()), _keys(actor)]
    found = _matching([*question.groups, *narrowed], actor.county_id, MOST + 1, phrases=question.phrases)
    rows = _once(found)
    if not rows:
        return Found()
    page, after = (_by_date if ask.order == Order.DATE else _by_fit)(found, narrowed, actor, ask, question)
    counted = rows[:MOST]
    return Found(_shown(page, actor, question), len(counted), len(found) > MOST, after, _facets(counted, ask.facets))


def _keys(actor: Actor) -> list[str]:
    """One of them must stand at a text."""
    return [rules.key_word(actor.county_id, key) for key in sorted(keys_of(actor))]


def _by_date(
    found: list[Row], narrowed: list[list[str]], actor: Actor, ask: Ask, question: Question
) -> tuple[list[Row], str]:
    before = int(ask.after) if ask.after.isdecimal() and len(ask.after) < 19 else 0
    rows = [row for row in _once(found) if not before or row.id < before]
    if before and len(rows) <= ask.size and len(found) > MOST:
        groups = [*question.groups, *narrowed]
        rows = _once(_matching(groups, actor.county_id, MOST, before=before, phrases=question.phrases))
    page = rows[: ask.size]
    return page, str(page[-1].id) if len(rows) > ask.size else ""


def _by_fit(
    found: list[Row], narrowed: list[list[str]], actor: Actor, ask: Ask, question: Question
) -> tuple[list[Row], str]:
    """The best of few. Of many, and unless a number is asked for: first the newest with all words in the title, then the newest at
    all, whose texts are read only where a page comes to them."""
    words = [word for group in question.groups for word in group]
    if len(found) <= JUDGED or not words or any(word[0] == "#" for word in words):
        return _page_of(_judged(found[:JUDGED], question), ask)
    titled = [[f"^{word}" for word in group] for group in question.groups]
    named = _matching([*titled, *narrowed], actor.county_id, JUDGED_TITLES, phrases=question.phrases)
    best = _judged(named, question)
    if not ask.after or any(str(row.id) == ask.after for row in best):
        page, after = _page_of(best, ask)
        if after:
            return page, after
    known = {(row.kind, row.key) for row in best}
    return _page_of(
        [*best, *_judged([row for row in found[:JUDGED] if (row.kind, row.key) not in known], question)], ask
    )


def _judged(rows: list[Row], question: Question) -> list[Row]:
    """The best first, among equals the newest; of a row's texts the best one, its own before what hangs on it."""
    texts = _BEGINNINGS.rows(keys=tuple(row.id for row in rows)) if rows else []
    how_well = rules.fit(question)
    scores = {
        pk: (-round(how_well(title, text, number), 6), ":" in part, -pk) for pk, title, number, part, text in texts
    }
    return _once(sorted((row for row in rows if row.id in scores), key=lambda row: scores[row.id]))


def _page_of(best: list[Row], ask: Ask) -> tuple[list[Row], str]:
    start = next((n for n, row in enumerate(best, 1) if str(row.id) == ask.after), 0)
    page = best[start : start + ask.size]
    return page, str(page[-1].id) if len(best) > start + ask.size else ""


def _beginnings(keys: tuple[int, ...]) -> "models.QuerySet[Document, tuple[Any, ...]]":
    rows = Document.objects.filter(pk__in=keys)
    return rows.values_list("id", "title", "number", "part", Substr("text", 1, rules.FIT_CHARS))


def _whole(keys: tuple[int, ...]) -> "models.QuerySet[Document, tuple[Any, ...]]":
    return Document.objects.filter(pk__in=keys).values_list("id", "title", "number", "text", "href", "open_href")


_BEGINNINGS, _WHOLE = Prepared(_beginnings), Prepared(_whole)


def _once(rows: Sequence[Row]) -> list[Row]:
    """Each row of a subject once: its public part, its whole and what hangs on it may all be open to the actor."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        first.setdefault((row.kind, row.key), row)
    return list(first.values())


def _shown(page: list[Row], actor: Actor, question: Question) -> list[Hit]:
    """Page of hits, after the subjects themselves were asked once more: what was hidden a second ago is not shown."""
    seen = still_visible(page, actor)
    texts = {text[0]: text for text in _WHOLE.rows(keys=tuple(row.id for row in page))}
    known = sources()
    return [
        Hit(row.kind, known[row.kind].label, row.key, rules.pieces(text[1], question.marks, 300), text[2],
            rules.pieces(rules.beyond(text[1], text[3]), question.marks), text[4] if actor.is_signed_in or not text[5] else text[5],
            row.day, row.org, row.town, row.state)
        for row in page
        if (row.kind, row.key) in seen and (text := texts.get(row.id))
    ]  # fmt: skip


def still_visible(page: Iterable[Row | Document], actor: Actor) -> set[tuple[str, str]]:
    kinds: dict[str, list[str]] = {}
    for row in page:
        kinds.setdefault(row.kind, []).append(row.key)
    found: set[tuple[str, str]] = set()
    for kind, keys in kinds.items():
        if source := source_of(kind):
            found.update((kind, str(pk)) for pk in _open_keys(source, actor, keys))
    return found


def _open_keys(source: Source, actor: Actor, keys: list[str]) -> list[Any]:
    if source.is_steady:
        reader, as_key = _steady(source)
        return [pk for (pk,) in reader.rows(actor=actor, keys=tuple(map(as_key, keys)), on=str(clock.today()))]
    return list(source.visible(actor).filter(pk__in=keys).order_by().values_list("pk", flat=True))


@lru_cache
def _steady(source: Source) -> tuple[Prepared[tuple[Any, ...]], Callable[[str], Any]]:
    """What `visible` asks is worked out once a day (`on`) for each kind of actor, and how a key of the index becomes the row's."""

    def build(actor: Actor, keys: tuple[Any, ...], on: str) -> "models.QuerySet[Any, tuple[Any, ...]]":
        return source.visible(actor).filter(pk__in=keys).order_by().values_list("pk")

    return Prepared(build, fixed=("on",)), source.rows().model._meta.pk.to_python


def _facets(rows: list[Row], chosen: Facets) -> dict[str, list[Choice]]:
    known = sources()
    of = {
        "kind": (Counter(row.kind for row in rows), {kind: source.label for kind, source in known.items()}),
        "year": (Counter(str(row.day.year) for row in rows if row.day), {}),
        "org": (Counter(row.org for row in rows if row.org), {}),
        "town": (Counter(row.town for row in rows if row.town), {}),
        "state": (Counter(row.state for row in rows if row.state), {}),
    }
    return {
        name: [Choice(value, labels.get(value, value), count, value == getattr(chosen, name))
               for value, count in (sorted(counts.items(), reverse=True) if name == "year" else counts.most_common(12))]
        for name, (counts, labels) in of.items()
    }  # fmt: skip


# --- the words of either database -------------------------------------------------------------------------------------


def _matching(groups: Sequence[Sequence[str]], county_id: int, most: int, *, before: int = 0,
              phrases: Sequence[str] = ()) -> list[Row]:  # fmt: skip
    """The newest rows with one word of each group, and each phrase in title or text as it was written."""
    if connection.vendor != "postgresql":
        return _rows(*_sqlite(groups, county_id, most, before, phrases))
    times = [] if phrases else sizing.times_to_ask(groups, most, before)
    if times:
        rows = _rows(*_postgres([times, *groups], county_id, most, before, phrases))
        if len(rows) >= most:
            return rows
    return _rows(*_postgres(groups, county_id, most, before, phrases))


def _rows(sql: str, values: Sequence[Any]) -> list[Row]:
    return list(map(Row._make, read(sql, values)))


def read(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What a statement over the words gives. PostgreSQL is told first how to plan it."""
    with connection.cursor() as cursor:
        cursor.execute(f"{PLAIN} {sql}" if connection.vendor == "postgresql" else sql, values)
        while cursor.description is None:
            cursor.nextset()
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _sqlite(
    groups: Sequence[Sequence[str]], county_id: int, most: int, before: int, phrases: Sequence[str]
) -> tuple[str, list[Any]]:
    asked = " AND ".join("(" + " OR ".join(f'"{word}"' for word in group) + ")" for group in groups)
    parts = [
        "SELECT", COLUMNS, "FROM search_index f CROSS JOIN search_document d ON d.id = f.rowid WHERE search_index MATCH %s",
        "AND f.rowid < %s" if before else "", "AND d.county_id = %s",
        *[f"AND instr({_words_for(phrase)}, %s) > 0" for phrase in phrases], "ORDER BY f.rowid DESC LIMIT %s",
    ]  # fmt: skip
    return " ".join(parts), [asked, *([before] if before else []), county_id, *phrases, most]


def _postgres(
    groups: Sequence[Sequence[str]], county_id: int, most: int, before: int, phrases: Sequence[str]
) -> tuple[str, list[Any]]:
    """What the index says, sorted. `+ 0`: never all rows from the newest, which the planner would walk for a rare word; nor all
    rows at all, whose words would be taken apart. A phrase is looked for from the newest on, until there are enough."""
    asked = " & ".join("(" + " | ".join(f"'{word}'" for word in group) + ")" for group in groups)
    found = " ".join([
        "FROM search_document d WHERE array_to_tsvector(string_to_array(d.words, ' ')) @@ %s::tsquery",
        "AND d.id < %s" if before else "", "AND d.county_id = %s ORDER BY d.id + 0 DESC",
    ])  # fmt: skip
    values = [asked, *([before] if before else []), county_id]
    if not phrases:
        return f"SELECT {COLUMNS} {found} LIMIT %s", [*values, most]
    looked = " AND ".join(f"strpos({_words_for(phrase)}, %s) > 0" for phrase in phrases)
    sql = f"SELECT {COLUMNS} FROM (SELECT {COLUMNS}, d.title, d.text {found} OFFSET 0) d WHERE {looked} LIMIT %s"  # noqa: S608
    return sql, [*values, *phrases, most]


def _words_for(phrase: str) -> str:
    """Where a phrase is looked for. Making letters small costs more than all the rest, so not for one that has none."""
    words = "d.title || ' ' || d.text"
    return words if phrase.upper() == phrase else f"lower({words})"
