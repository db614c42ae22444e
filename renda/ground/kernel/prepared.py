"""Reads that nearly every page makes, worked out by the ORM once in a process and only filled in afterwards.

Django turns a QuerySet into SQL anew at every call. For a small read with some joins that costs the processor more than the
database takes to answer it. A `Prepared` keeps the SQL and knows which of its parameters came from which value.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.db import connection, models

Value = int | str | date | tuple[int, ...] | tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """`slots`: for each parameter the name of its value and the place in it, or "" and the fixed parameter itself."""

    sql: str
    slots: tuple[tuple[str, Any], ...]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


class Prepared:
    """`build(**values)` gives a `values_list` QuerySet. Values are numbers, days, texts and tuples of these.

    What it builds may depend on how long a tuple is, and on nothing else of the values; each value must come out as a
    parameter as it is (a lookup like `__year` makes others of it). ValueError tells at the first call.
    """

    def __init__(self, build: Callable[..., "models.QuerySet[Any, tuple[Any, ...]]"]) -> None:
        self.build = build
        self.made: dict[tuple[Any, ...], Made] = {}

    def rows(self, **values: Value) -> list[tuple[Any, ...]]:
        shape = (connection.vendor, *(len(v) if isinstance(v, tuple) else -1 for v in values.values()))
        made = self.made.get(shape) or self.made.setdefault(shape, self._work_out(values))
        with connection.cursor() as cursor:
            cursor.execute(made.sql, [_filled(name, own, values) for name, own in made.slots])
            found = cursor.fetchall()
        return [_converted(row, made.converters) for row in found] if made.converters else found

    def _work_out(self, values: dict[str, Value]) -> Made:
        """Build once with marks that stand nowhere else, and see where they come out."""
        numbers = count(1)
        marks = {name: _mark(value, numbers) for name, value in values.items()}
        compiler = self.build(**marks).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places: dict[Any, tuple[str, Any]] = {}
        for name, mark in marks.items():
            for place, single in enumerate(mark) if isinstance(mark, tuple) else [(None, mark)]:
                places[_plain(single)] = (name, place)
        slots = tuple(places.get(_plain(p), ("", p)) for p in parameters)
        if {name for name, _ in slots} - {""} != {name for name, value in values.items() if value != ()}:
            raise ValueError(f"a value of {sorted(values)} did not come out as a parameter")
        columns = [column for column, _, _ in compiler.select]
        return Made(sql, slots, compiler.get_converters(columns))


def _mark(value: Value, numbers: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_mark(single, numbers) for single in value)
    if isinstance(value, date):
        return date(1, 1, next(numbers))
    return -(7_000_000 + next(numbers)) if isinstance(value, int) else f"mark:{next(numbers)}"


def _plain(parameter: Any) -> Any:
    """Days come out as days or as texts, by the database."""
    return parameter.isoformat() if isinstance(parameter, date) else parameter


def _filled(name: str, own: Any, values: dict[str, Value]) -> Any:
    if not name:
        return own
    value = values[name] if own is None else values[name][own]  # type: ignore[index]
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _converted(row: tuple[Any, ...], converters: dict[int, tuple[list[Callable[..., Any]], Any]]) -> tuple[Any, ...]:
    cells = list(row)
    for place, (steps, expression) in converters.items():
        for step in steps:
            cells[place] = step(cells[place], expression, connection)
    return tuple(cells)
