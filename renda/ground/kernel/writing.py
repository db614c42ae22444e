"""Writes of a step, with their SQL worked out once in a process, and kept by PostgreSQL for each connection.

Django works out the SQL of each `save` anew, and a step writes to five tables. A `Write` is one INSERT, UPDATE or DELETE with its
parameters; `send` runs several in their order. They are plain statements of the transaction that is open: no signals, no `save`.
For services and the engine; others use the ORM.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import AutoField, Field, Model

from renda.ground.kernel.prepared import keeping_cursor

AnyField = Field[Any, Any]
# Values that go to the database as they are, by the kind of their field; days and keys do on PostgreSQL.
PLAIN: dict[type[AnyField], tuple[type, ...]] = {
    models.CharField: (str, type(None)),
    models.TextField: (str, type(None)),
    models.BooleanField: (bool, type(None)),
    models.ForeignKey: (int, type(None)),
    **dict.fromkeys(
        (models.IntegerField, models.BigIntegerField, models.PositiveIntegerField, models.PositiveSmallIntegerField),
        (int, type(None)),
    ),
}
PLAIN_ON_POSTGRES = {models.DateField: (date, type(None)), models.UUIDField: (UUID, type(None))}


@dataclass(frozen=True, slots=True)
class Write:
    """One statement, run for each line of parameters."""

    sql: str
    lines: Sequence[Sequence[Any]]


def insert(rows: Sequence[Model]) -> Write:
    """Rows of one model, at least one. What a unique constraint refuses is left out: count what `send` says was written.

    Other constraints raise IntegrityError as ever. A key the database makes (`id` of history, waits) is not read back.
    """
    model, database = type(rows[0]), connections[DEFAULT_DB_ALIAS]
    takers = _takers(model, database.vendor)
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return Write(_insert_sql(model), [[take(row, database) for take in takers] for row in rows])


def update(model: type[Model], changes: dict[str, Any], where: dict[str, Any]) -> Write:
    """Set fields to values (rows of other tables count as their keys) where all fields of `where` equal its values."""
    given = [*changes.items(), *where.items()]
    parameters = [_parameter(field_of(model, name), value) for name, value in given]
    return Write(_update_sql(model, tuple(changes), tuple(where)), [parameters])


def delete(model: type[Model], where: dict[str, Any]) -> Write:
    parameters = [_parameter(field_of(model, name), value) for name, value in where.items()]
    return Write(f"DELETE FROM {_table(model)} WHERE {_equal(model, tuple(where), ' AND ')}", [parameters])  # noqa: S608


def send(writes: Iterable[Write]) -> list[int]:
    """Run the writes in their order; how many rows each touched."""
    with keeping_cursor() as cursor:
        return [_run(cursor, write) for write in writes]


def send_or_stop(writes: Iterable[Write]) -> bool:
    """Run the writes in their order as long as each touches a row; False if one touched none: what comes after it was not run."""
    with keeping_cursor() as cursor:
        return all(_run(cursor, write) for write in writes)


def _run(cursor: Any, write: Write) -> int:
    if len(write.lines) == 1:
        cursor.execute(write.sql, write.lines[0])
    else:
        cursor.executemany(write.sql, write.lines)
    return int(cursor.rowcount)


@cache
def _inserted(model: type[Model]) -> tuple[AnyField, ...]:
    return tuple(f for f in model._meta.concrete_fields if not isinstance(f, AutoField))


@cache
def _takers(model: type[Model], vendor: str) -> tuple[Callable[[Model, Any], Any], ...]:
    return tuple(_taker(field, vendor) for field in _inserted(model))


def _taker(field: AnyField, vendor: str) -> Callable[[Model, Any], Any]:
    """Takes the parameter of a field from a row, as `save` would; most values need nothing done to them."""
    by_kind = PLAIN | PLAIN_ON_POSTGRES if vendor == "postgresql" else PLAIN
    name, plain = field.attname, by_kind.get(type(field), ())

    def prepared(row: Model, database: Any) -> Any:
        return field.get_db_prep_save(field.pre_save(row, True), database)

    def taken(row: Model, database: Any) -> Any:
        value = getattr(row, name)
        return value if type(value) in plain else field.get_db_prep_save(value, database)

    is_stamped = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return taken if plain and not is_stamped else prepared


@cache
def _insert_sql(model: type[Model]) -> str:
    fields = _inserted(model)
    columns, marks = ", ".join(map(_column, fields)), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {_table(model)} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608


@cache
def _update_sql(model: type[Model], changed: tuple[str, ...], where: tuple[str, ...]) -> str:
    return f"UPDATE {_table(model)} SET {_equal(model, changed, ', ')} WHERE {_equal(model, where, ' AND ')}"  # noqa: S608


def _equal(model: type[Model], names: tuple[str, ...], between: str) -> str:
    return between.join(f"{_column(field_of(model, name))} = %s" for name in names)


@cache
def field_of(model: type[Model], name: str) -> AnyField:
    """The field by its name or the name of its column. Raises TypeError for what is no column (the far side of a relation)."""
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"{model.__name__}.{name} is no column")
    return field


def _parameter(field: AnyField, value: Any) -> Any:
    return field.get_db_prep_save(value.pk if isinstance(value, Model) else value, connections[DEFAULT_DB_ALIAS])


def _table(model: type[Model]) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(model._meta.db_table)


def _column(field: AnyField) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(field.column or "")
