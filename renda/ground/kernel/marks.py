"""Stand-ins for the values of a read that is worked out once (prepared.py): how a value is marked, and how it comes out of the ORM.

A mark is a value of the same kind that stands nowhere else, so that it is found again among the parameters.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from operator import attrgetter, itemgetter
from typing import Any, cast
from uuid import UUID

from django.db import connection

from renda.ground.kernel.actor import Actor, person_key

Single = bool | int | str | date | UUID | None
Value = Single | Actor | tuple[int, ...] | tuple[str, ...] | tuple[UUID, ...]
Get = Callable[[Any], Any]
FIRST = 7_000_001
A_MOMENT = datetime(1999, 1, 1, tzinfo=UTC)


def shape_of(value: Value) -> Any:
    """What a read may depend on besides its parameters: how long a tuple is, whether somebody is signed in, which posts he holds."""
    if isinstance(value, tuple):
        return len(value)
    if isinstance(value, Actor):
        return (value.is_signed_in, value.is_clock, len(value.bearer_of), *(post.role for post in value.posts))
    return value if value is None or isinstance(value, bool) else -1


def filled_up(value: Value) -> Value:
    """A tuple repeats its last to a length of 1, 2, 4, 8, …: it finds the same, and there are few lengths."""
    if not isinstance(value, tuple) or len(value) < 3:
        return value
    wanted = 1 << (len(value) - 1).bit_length()
    return cast(Value, value + value[-1:] * (wanted - len(value)))


def marked(value: Value, numbers: "count[int]") -> tuple[Any, dict[Any, Get]]:
    """The value with marks in place of all that may differ, and for each mark how to get the real one from the real value."""
    if isinstance(value, tuple):
        marks = tuple(_mark(single, numbers) for single in value)
        return marks, {adapted(mark): itemgetter(place) for place, mark in enumerate(marks)}
    if isinstance(value, Actor):
        return _marked_actor(value, numbers)
    if value is None or isinstance(value, bool):
        return value, {}
    mark = _mark(value, numbers)
    return mark, {adapted(mark): _itself}


def adapted(single: Any) -> Any:
    """A value as the ORM hands it to the database at hand: days, moments and keys are texts on SQLite."""
    if isinstance(single, datetime):
        return connection.ops.adapt_datetimefield_value(single)
    if isinstance(single, date):
        return connection.ops.adapt_datefield_value(single)
    if isinstance(single, UUID) and not connection.features.has_native_uuid_field:
        return single.hex
    return single


def _mark(single: Single, numbers: "count[int]") -> Any:
    number = next(numbers)
    if isinstance(single, datetime):
        return A_MOMENT + timedelta(microseconds=number)
    if isinstance(single, date):
        return date.fromordinal(number - FIRST + 1)
    if isinstance(single, UUID):
        return UUID(int=number)
    return -number if isinstance(single, int) else f"mark:{number}"


def _marked_actor(actor: Actor, numbers: "count[int]") -> tuple[Actor, dict[Any, Get]]:
    """Organisations, account and county get marks; which posts are held stays as it is."""
    county_id, user_id = -next(numbers), -next(numbers) if actor.is_signed_in else 0
    posts = tuple(replace(post, org_id=-next(numbers), post_id=-next(numbers)) for post in actor.posts)
    bearer_of = tuple(UUID(int=next(numbers)) for _ in actor.bearer_of)
    getters: dict[Any, Get] = {county_id: attrgetter("county_id")}
    if user_id:
        getters |= {user_id: attrgetter("user_id"), person_key(user_id): lambda real: person_key(real.user_id)}
    for place, post in enumerate(posts):
        getters[post.org_id] = _of_post(place, "org_id")
        getters[post.key] = _of_post(place, "key")
    for place, key in enumerate(bearer_of):
        getters[adapted(key)] = _of_bearer(place)
    return replace(actor, county_id=county_id, user_id=user_id, posts=posts, bearer_of=frozenset(bearer_of)), getters


def _of_post(place: int, name: str) -> Get:
    return lambda real: getattr(real.posts[place], name)


def _of_bearer(place: int) -> Get:
    return lambda real: sorted(real.bearer_of)[place]


def _itself(value: Any) -> Any:
    return value
