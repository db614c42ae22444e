"""Sealing every personal field again under the newest key: in small batches, beside a running server.

Fields are found by their type, so a new one is never forgotten. Each row is changed only if it still is what was read:
a value written meanwhile is under the new key already. Stopped halfway, the next run does what is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction

from renda.ground.kernel.sealed import SealedText, ring, seal, unseal

BATCH = 200


@dataclass(frozen=True)
class Place:
    """A column that holds sealed values."""

    table: str
    column: str
    key: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


def places() -> list[Place]:
    return [
        Place(model._meta.db_table, field.column, model._meta.pk.column)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedText) and not model._meta.proxy and model._meta.managed
    ]


def left_over(place: Place) -> int:
    """How many values of the column are not under the newest key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_names(place)[0]} WHERE {_old(place)}", [_prefix()])  # noqa: S608
        return int(cursor.fetchone()[0])


def reseal(place: Place) -> Iterator[int]:
    """Seal the column again, yielding after each batch how many values it held. Each batch is its own transaction."""
    while done := _reseal_batch(place):
        yield done


@transaction.atomic
def _reseal_batch(place: Place) -> int:
    table, column, key = _names(place)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {column} FROM {table} WHERE {_old(place)} LIMIT {BATCH}",  # noqa: S608
            [_prefix()],
        )
        rows = cursor.fetchall()
        cursor.executemany(
            f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s",  # noqa: S608
            [(seal(unseal(value)), row_key, value) for row_key, value in rows],
        )
    return len(rows)


def _old(place: Place) -> str:
    column = _names(place)[1]
    return f"{column} <> '' AND {column} NOT LIKE %s"


def _prefix() -> str:
    return f"{ring()['current']}:%"


def _names(place: Place) -> tuple[str, str, str]:
    quoted = connection.ops.quote_name
    return quoted(place.table), quoted(place.column), quoted(place.key)
