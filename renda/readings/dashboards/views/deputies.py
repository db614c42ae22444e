"""Papers by the hands they came from. No rate, no order of merit: names in their order, counts as the papers say."""

from collections import Counter
from typing import Any

from renda.network.deputies.states import Level

Rows = list[dict[str, Any]]


def by_hand(first: Rows, with_others: Rows) -> dict[str, Any]:
    """first: papers handed in as the first; with_others: papers signed with others. Sorted by name."""
    people: dict[int, dict[str, Any]] = {}
    for row in first:
        _person(people, row["deputy"], row)["first"] += row["cases"]
    for row in with_others:
        _person(people, row["deputy_pk"], row)["signed"] += row["cases"]
    ordered = sorted(people.values(), key=lambda p: (-p["level"], p["delegation"], p["name"]))
    return {"people": ordered, "delegations": _sums(first, "delegation"), "levels": _levels(first)}


def _person(people: dict[int, dict[str, Any]], key: int, row: dict[str, Any]) -> dict[str, Any]:
    known = {"name": row["name"], "code": row["code"], "level": row["level"], "delegation": row["delegation"]}
    fresh = {**known, "level_word": Level(row["level"]).label, "first": 0, "signed": 0}
    return people.setdefault(key, fresh)


def _sums(rows: Rows, name: str) -> list[tuple[str, int]]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row[name] or "未编代表团"] += row["cases"]
    return sorted(found.items())


def _levels(rows: Rows) -> list[tuple[str, int]]:
    found: Counter[int] = Counter()
    for row in rows:
        found[row["level"]] += row["cases"]
    return [(str(Level(level).label), count) for level, count in sorted(found.items(), reverse=True)]
