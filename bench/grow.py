"""The demo county multiplied inside PostgreSQL to the size of a large one.

Measured is cost at a size, so rows are copied whole with their history, waits and parts: new keys, everything that points at an
old key points at the new one. Nearly all copies are of matters that have ended; open ones are few, as in life. The chains of copies are
not valid and nobody verifies them here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

OPINION, SUGGESTION = "opinions_opinion", "suggestions_suggestion"
ENGINE = ("workflow_steptaken", "workflow_stepprivate", "workflow_waiting")
PARTS = ("suggestions_signature", "suggestions_handling", "suggestions_rating", "suggestions_publication")
KINDS = {OPINION: "opinion", SUGGESTION: "suggestion"}
COPIES_OF_OPEN = 8
Say = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How many rows there are to be."""

    suggestions: int = 20_000
    opinions: int = 200_000
    deputies: int = 2_000

    def times(self, part: float) -> Size:
        return Size(int(self.suggestions * part), int(self.opinions * part), int(self.deputies * part))


def grow(size: Size, say: Say) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SET session_replication_role = replica"
        )  # copies keep what they point at; no key is checked again
        for table, wanted in ((OPINION, size.opinions), (SUGGESTION, size.suggestions)):
            _grow_matters(cursor, table, wanted, say)
        _grow_deputies(cursor, size.deputies)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def multiply(key: str, times: int) -> list[tuple[str, int]]:
    """So many copies of one opinion with its history and waits: (key, version) of each, to take a step on."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        _choose(cursor, OPINION, "id = %s", [key], times)
        _copy_chosen(cursor, OPINION)
        cursor.execute("SELECT m.new::text, t.version FROM copied m JOIN opinions_opinion t ON t.id = m.new")
        made = [(str(new), int(version)) for new, version in cursor.fetchall()]
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    return made


def _grow_matters(cursor: Any, table: str, wanted: int, say: Say) -> None:
    there, ended = _count(cursor, table, ""), _count(cursor, table, _has_ended(table))
    open_copies = min(COPIES_OF_OPEN, wanted // (10 * max(1, there - ended)))
    _choose(cursor, table, f"NOT ({_has_ended(table)})", [], open_copies)
    _copy_chosen(cursor, table)
    left = wanted - there - open_copies * (there - ended)
    _choose(cursor, table, _has_ended(table), [], -(-left // ended), left)
    _copy_chosen(cursor, table)
    say(f"{table}: {_count(cursor, table, '')}")


def _choose(
    cursor: Any, table: str, condition: str, values: Sequence[Any], times: int, most: int | None = None
) -> None:
    """The table `copied`: old key, new key, a running number. New keys keep the time of the old, so the order stays."""
    tail = "substr(md5(random()::text || n || id), 1, 18)"
    limit = f"LIMIT {max(0, most)}" if most is not None else ""
    cursor.execute("DROP TABLE IF EXISTS copied")
    cursor.execute(
        f"""CREATE TEMP TABLE copied AS
        SELECT old, (substr(old::text, 1, 15) || substr(t, 1, 3) || '-8' || substr(t, 4, 3) || '-' || substr(t, 7, 12))::uuid AS new, n
        FROM (SELECT id AS old, {tail} AS t, row_number() OVER () AS n FROM {table}, generate_series(1, {max(0, times)}) AS n
              WHERE {condition} ORDER BY n {limit}) AS chosen""",
        list(values),
    )
    cursor.execute("CREATE INDEX ON copied (old)")


def _copy_chosen(cursor: Any, table: str) -> None:
    unique = {OPINION: ("code",), SUGGESTION: ("number_text", "number_short")}[table]
    _insert(cursor, table, "JOIN copied m ON m.old = t.id", {"id": "m.new", **{c: _numbered(table, c) for c in unique}})
    for engine in ENGINE:
        changed = {"matter_id": "m.new"} | ({"once": "NULL"} if engine == ENGINE[0] else {})
        _insert(cursor, engine, "JOIN copied m ON m.old = t.matter_id", changed, drop=("id",))
    if table == SUGGESTION:
        _copy_parts(cursor)


def _copy_parts(cursor: Any) -> None:
    fresh = "gen_random_uuid()"
    for part in PARTS:
        _insert(cursor, part, "JOIN copied m ON m.old = t.parent_id", {"id": fresh, "parent_id": "m.new"})
    for link in ("suggestions_origin",):
        _insert(cursor, link, "JOIN copied m ON m.old = t.suggestion_id", {"suggestion_id": "m.new"}, drop=("id",))


def _grow_deputies(cursor: Any, wanted: int) -> None:
    missing = wanted - _count(cursor, "deputies_deputy", "")
    code = "left(md5(random()::text || t.id), 20)"
    _insert(
        cursor,
        "deputies_deputy",
        f"WHERE true LIMIT {max(0, missing)}",
        {"user_id": "NULL", "code": code, "district": "'第' || t.id || '选区'"},
        drop=("id",),
    )


def _insert(cursor: Any, table: str, source: str, changed: dict[str, str], drop: tuple[str, ...] = ()) -> None:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public' ORDER BY 1",
        [table],
    )
    columns = [name for (name,) in cursor.fetchall() if name not in drop]
    names = ", ".join(f'"{c}"' for c in columns)
    values = ", ".join(changed.get(c, f't."{c}"') for c in columns)
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} t {source}")


def _numbered(table: str, column: str) -> str:
    """A unique text: the beginning of the old one and the end of the new key."""
    return f"CASE WHEN t.{column} = '' THEN '' ELSE left(t.{column}, 14) || '-' || right(m.new::text, 8) END"


def _has_ended(table: str) -> str:
    """Nobody is waited for any more: such are nearly all matters of a county that has worked for years."""
    waits = f"SELECT matter_id FROM workflow_waiting WHERE kind = '{KINDS[table]}'"
    return f"id NOT IN ({waits})"


def _count(cursor: Any, table: str, condition: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}" + (f" WHERE {condition}" if condition else ""))
    return int(cursor.fetchone()[0])
