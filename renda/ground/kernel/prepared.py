"""Steady reads, worked out by the ORM once in a process and only filled in afterwards.

Django turns a QuerySet into SQL anew at every call. For a small read with some joins that costs the processor more than the
database takes to answer it. A `Prepared` keeps the SQL and knows which of its parameters came from which value. On PostgreSQL the
server keeps the statement too, so that it is parsed and planned once for each connection.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any, Generic, NoReturn, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.query import ModelIterable, get_related_populators  # type: ignore[attr-defined]

from renda.ground.kernel.marks import FIRST, Get, Value, adapted, filled_up, marked, shape_of

Row = TypeVar("Row")
MOST_SHAPES = 300


@dataclass(frozen=True)
class Slot:
    """Where a parameter comes from: the value `name` and how to get it from there; without a name it is always `own`."""

    name: str
    get: Get
    own: Any

    def fill(self, values: dict[str, Value]) -> Any:
        return adapted(self.get(values[self.name])) if self.name else self.own


@dataclass(frozen=True)
class Made:
    """`sql` is empty where nothing can be found. `convert` works on rows of the database, `make` gives the QuerySet's own rows."""

    sql: str
    slots: tuple[Slot, ...] = ()
    convert: Callable[[list[Any]], Iterable[Any]] = iter
    make: Callable[[Iterable[Any]], list[Any]] = list


class Prepared(Generic[Row]):
    """`build(**values)` gives a QuerySet of rows with their related ones (`select_related`, `only`), or a `values_list`.

    Values are numbers, days, texts, keys, an Actor, and tuples that name what may be found (`__in`). What it builds may depend on how long a tuple is, on
    whether something is given at all, on an actor's roles, and on the values named in `fixed` (the name of a light: there are
    few); on nothing else of the values, and it asks the database nothing. Each value must come out as a parameter as it is
    (a lookup like `__year` makes others of it). ValueError tells at the first call.
    """

    def __init__(self, build: Callable[..., "models.QuerySet[Any, Row]"], fixed: Iterable[str] = ()) -> None:
        self.build, self.fixed = build, frozenset(fixed)
        self.made: dict[tuple[Any, ...], Made] = {}

    def rows(self, **given: Value) -> list[Row]:
        values = {name: filled_up(value) for name, value in given.items()}
        made = self._made_for(values)
        if not made.sql:
            return []
        with keeping_cursor() as cursor:
            cursor.execute(made.sql, [slot.fill(values) for slot in made.slots])
            found = cursor.fetchall()
        return made.make(made.convert(found))

    def first(self, **values: Value) -> Row | None:
        return next(iter(self.rows(**values)), None)

    def _made_for(self, values: dict[str, Value]) -> Made:
        shapes = (value if name in self.fixed else shape_of(value) for name, value in values.items())
        shape = (connection.vendor, *shapes)
        made = self.made.get(shape)
        if made is None:
            if len(self.made) >= MOST_SHAPES:
                self.made.clear()
            made = self.made[shape] = self._work_out(values)
        return made

    def _work_out(self, values: dict[str, Value]) -> Made:
        """Build once with marks that stand nowhere else, and see where they come out."""
        numbers, places, marks = count(FIRST), dict[Any, tuple[str, Get]](), dict[str, Any]()
        for name, value in values.items():
            marks[name], getters = (value, {}) if name in self.fixed else marked(value, numbers)
            places |= {mark: (name, get) for mark, get in getters.items()}
        with connection.execute_wrapper(_refuse):
            rows = self.build(**marks)
        compiler = rows.query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return Made("")
        slots = tuple(_slot(parameter, places) for parameter in parameters)
        _check_all_came_out(values, {slot.name for slot in slots} | self.fixed)
        return Made(sql, slots, _converting(compiler), _making(rows, compiler))


def hold(row: models.Model, name: str, found: list[Any]) -> None:
    """Let `row.<name>.all()` give what was found and ask nothing more, as after `prefetch_related`."""
    rows = getattr(row, name).get_queryset()
    rows._result_cache, rows._prefetch_done = found, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def _slot(parameter: Any, places: dict[Any, tuple[str, Get]]) -> Slot:
    name, get = places.get(parameter, ("", None)) if parameter.__hash__ else ("", None)
    return Slot(name, get or repr, parameter)


def _check_all_came_out(values: dict[str, Value], came: set[str]) -> None:
    """An actor may be looked at for his roles alone; what is absent, a yes or a no is part of the shape."""
    due = {n for n, v in values.items() if isinstance(v, tuple | int | str) or hasattr(v, "isoformat")}
    lost = {n for n in due - came if values[n] != () and not isinstance(values[n], bool)}
    if lost:
        raise ValueError(f"{sorted(lost)} did not come out as a parameter")


def _refuse(*_: Any) -> NoReturn:
    raise ValueError("what builds a prepared read must not ask the database")


def keeping_cursor() -> Any:
    """One that lets PostgreSQL keep the statement (psycopg's server-side binding); Django's own writes values into the text.

    Where queries are logged, Django's own: a kept statement has no text to log any more.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "postgresql" or database.queries_logged:
        return database.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]

    database.close_if_health_check_failed()
    database.ensure_connection()
    return database.make_cursor(ServerBindingCursor(database.connection))


def _converting(compiler: Any) -> Callable[[list[Any]], Iterable[Any]]:
    converters = compiler.get_converters([column for column, _, _ in compiler.select])
    if not converters:
        return iter
    return lambda found: compiler.apply_converters(found, converters)


def _making(rows: "models.QuerySet[Any, Any]", compiler: Any) -> Callable[[Iterable[Any]], list[Any]]:
    """As ModelIterable does: an instance for each row, its related ones, its annotations."""
    if rows._iterable_class is not ModelIterable:
        return lambda found: [tuple(row) for row in found]
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise ValueError("a prepared read follows no prefetch_related")
    kind, fields, database = compiler.klass_info["model"], compiler.klass_info["select_fields"], connection.alias
    start, end = fields[0], fields[-1] + 1
    names = [column.target.attname for column, _, _ in compiler.select[start:end]]
    related = get_related_populators(compiler.klass_info, compiler.select, database)
    annotated = list(compiler.annotation_col_map.items())

    def make(found: Iterable[Any]) -> list[Any]:
        made = []
        for row in found:
            instance = kind.from_db(database, names, row[start:end])
            for populator in related:
                populator.populate(row, instance)
            for name, place in annotated:
                setattr(instance, name, row[place])
            made.append(instance)
        return made

    return make
