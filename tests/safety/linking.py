"""An administrator who wants to know who voted what: has the database, its write-ahead log and the live figures, sampled as they changed.

Each way of guessing puts the members in one order and the slips in another, and says that the first took the first. It needs no
luck to be dangerous: over many votes it only has to be right a little more often than chance.
"""

import math
import os
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from django.db import connection


@dataclass
class Seen:
    """What is known of one vote: members and slips by name, each in every order in which anything shows them."""

    members: dict[str, list[str]] = field(default_factory=dict)
    slips: dict[str, list[str]] = field(default_factory=dict)


def guesses(votes: list[Seen], truths: list[dict[str, str]]) -> dict[str, int]:
    """For each way of guessing, how many links it gets right over all votes. truths: member → slip."""
    found: dict[str, int] = {}
    for vote, truth in zip(votes, truths, strict=True):
        for (left, members), (right, slips) in product(vote.members.items(), vote.slips.items()):
            for way, guessed in (("same", slips), ("turned", slips[::-1])):
                name = f"{left} / {right} / {way}"
                right_ones = sum(truth.get(m) == s for m, s in zip(members, guessed, strict=True))
                found[name] = found.get(name, 0) + right_ones
    return found


def limit(votes: int) -> int:
    """What chance stays under 999 times of 1,000: right links of random matchings are Poisson with mean 1 a vote."""
    total, term, number = 0.0, -float(votes), 0
    while True:
        total += math.exp(term)
        if total >= 0.999:
            return number
        number += 1
        term += math.log(votes / number)


class Log:
    """The write-ahead log from here on."""

    def __init__(self) -> None:
        self.is_read = connection.vendor == "sqlite" or os.access(_setting("data_directory"), os.R_OK)
        self.restart()

    def restart(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_autocheckpoint=0")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                cursor.execute("SELECT pg_current_wal_lsn()")
                self.start = _number(cursor.fetchone()[0])

    def order(self, words: list[str]) -> list[str]:
        """The words in the order in which they were written first."""
        found = self.read()
        places = {word: found.find(word.encode()) for word in words}
        assert min(places.values()) >= 0, "not everything stands in the log"
        return sorted(words, key=places.__getitem__)

    def read(self) -> bytes:
        if connection.vendor == "sqlite":
            return Path(f"{connection.settings_dict['NAME']}-wal").read_bytes()
        with connection.cursor() as cursor:
            # A commit that waits for the log brings all before it to the file.
            cursor.execute("SET synchronous_commit = on")
            cursor.execute("SELECT pg_logical_emit_message(true, 'test', 'x')")
            cursor.execute("SELECT pg_current_wal_lsn()")
            end, size, timeline = _number(cursor.fetchone()[0]), 16 << 20, 1
        folder = Path(_setting("data_directory")) / "pg_wal"
        parts = []
        for segment in range(self.start // size, end // size + 1):
            name = f"{timeline:08X}{segment * size >> 32:08X}{segment * size % (1 << 32) // size:08X}"
            begun = self.start - segment * size if segment == self.start // size else 0
            parts.append((folder / name).read_bytes()[begun : end - segment * size])
        return b"".join(parts)


def _number(place: str) -> int:
    high, low = place.split("/")
    return (int(high, 16) << 32) + int(low, 16)


def _setting(name: str) -> str:
    if connection.vendor == "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


def lying(table: str, column: str, ballot: object) -> list[str]:
    """A column of a vote's rows in the order in which they lie in the file."""
    key = ballot.hex if connection.vendor == "sqlite" else ballot
    return _column(table, column, key, "rowid" if connection.vendor == "sqlite" else "ctid")


def by_writer(table: str, column: str, ballot: object) -> list[str]:
    """By the transaction that wrote them (PostgreSQL), then as they lie."""
    if connection.vendor == "sqlite":
        return lying(table, column, ballot)
    return _column(table, column, ballot, "xmin::text::bigint, ctid")


def by_key(table: str, column: str, ballot: object) -> list[str]:
    key = ballot.hex if connection.vendor == "sqlite" else ballot
    return _column(table, column, key, "id")


def _column(table: str, column: str, key: object, order: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE ballot_id = %s ORDER BY {order}", [key])
        return [str(line[0]) for line in cursor.fetchall()]
