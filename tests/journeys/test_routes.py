"""All routes × all roles × own and other county: who gets in is `ROUTES`; a row of another county is for nobody."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from http.cookies import SimpleCookie
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver

from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.kernel.clock import today
from renda.ground.people.models import User
from renda.ground.people.queries import actor_for
from renda.ground.workflow.engine import WORKFLOWS
from renda.voice.motions.tests.factories import received
from renda.voice.suggestions.tests.factories import registered
from tests.journeys.routes import ALL, ROUTES, SEES, address
from tests.journeys.rows import make_rows

pytestmark = pytest.mark.strict
SHUT = {401, 403, 404}
# Steps of the API answer as their pages do, which `test_a_step_moves_only_for_whom_it_is_declared` walks with them.
PLAIN = {
    path: route
    for path, route in ROUTES.items()
    if ("/steps/" not in path and "/many/" not in path) or "workflow" in path
}
FEW = {"resident", "office", "admin", "deputy", "liaison", "clerk"}
WRITE = re.compile(r'\s*(?:INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM) "(\w+)"')
# Written by a look: sessions, and attempts that throttles count.
LOOKS = {"django_session", "people_throttle"}
WORKER_ASLEEP = {"/readyz"}


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Thousands of refusals are what is looked for."""
    caplog.set_level("CRITICAL", logger="django.request")


@pytest.fixture
def cast(module_rows, db):
    return module_rows[0]


@pytest.fixture
def rows(module_rows, db):
    return module_rows[1]


def walk(resolver: Any, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        yield from walk(pattern, path) if hasattr(pattern, "url_patterns") else [path]


def test_every_address_is_declared():
    known = {path for path in walk(get_resolver()) if not path.startswith("^")}
    assert known - ROUTES.keys() == set()
    assert ROUTES.keys() - known == set()


def test_who_gets_in_is_who_is_declared(cast, rows):
    browsers = Browsers(cast)
    wrong = []
    for path, route in PLAIN.items():
        where = address(path, route, rows)
        for who in sorted(ALL):
            status = browsers.try_to_open(who, where)
            is_fault = status >= 500 and where not in WORKER_ASLEEP
            if is_fault or (status not in SHUT) != (who in route.who):
                wrong.append(f"{who} {path}: {status}")
    assert (wrong, sorted(browsers.written)) == ([], [])


def test_a_row_of_another_county_is_for_nobody(cast, rows):
    """From both sides: our people ask for its rows here, and its people ask for our rows under its own name."""
    other = build_cast(
        County.objects.create(code="341125", name="定远县", short="定", host="dingyuan.test"), with_other=False
    )
    registered(other)  # one more of each, so that the same number is not published in both
    received(other)
    theirs, ours = make_rows(other), rows
    wrong = []
    here, there = Browsers(cast), Browsers(other, host="dingyuan.test")
    wrong = []
    for path, route in ROUTES.items():
        if not route.names_row:
            continue
        askers = sorted(ALL if path in PLAIN else FEW)
        found = {f"{who} here": [here.try_to_open(who, address(path, route, theirs))] for who in askers}
        found |= {
            f"{who} there": there.try_both(who, address(path, route, ours)) for who in sorted(FEW) if path in PLAIN
        }
        wrong += [
            f"{who} {path}: {statuses}"
            for who, statuses in found.items()
            if not all(is_shut(status, path) for status in statuses)
        ]
    assert wrong == []


def test_an_account_of_another_county_is_a_visitor_here(cast, rows):
    browsers = Browsers(cast)
    wrong = []
    for path, route in ROUTES.items():
        if route.names_row and "resident" not in route.who:
            statuses = browsers.try_both("other_office", address(path, route, rows))
            wrong += [f"{path}: {statuses}"] if not all(is_shut(status, path) for status in statuses) else []
    assert wrong == []


@pytest.mark.parametrize("kind", SEES)
def test_a_step_moves_only_for_whom_it_is_declared(cast, rows, kind):
    """Every step's page × every role: seen by whoever sees the row, taken by whoever the workflow allows."""
    browsers = Browsers(cast)
    row, wrong = getattr(rows, kind), []
    for step in WORKFLOWS[kind].steps.values():
        if not step.is_offered:
            continue
        page = address(*page_of(kind, step.name), rows)
        for where, who in product((page, f"/api/v1/{kind}/{row.pk}/steps/{step.name}"), sorted(ALL)):
            status, has_moved = browsers.take(who, where, row)
            is_out = who in SEES[kind] or is_shut(status, where[1:])
            may_move = who in SEES[kind] and step.allow(actor_now(cast, who), row)
            if status >= 500 or not is_out or (has_moved and not may_move):
                wrong.append(f"{who} {where}: {status}{' moved' if has_moved else ''}")
    assert wrong == []


def actor_now(cast: Any, who: str) -> Any:
    """With the posts held since the cast was made: one of them stands in for another."""
    user = User.objects.filter(pk=getattr(cast, who).user_id).first()
    return actor_for(user, today()) if user else cast.resident


def is_shut(status: int, path: str) -> bool:
    """A program's body is read before its row is looked for: 422 says nothing about the row."""
    return status in {*SHUT, 405} or (status == 422 and path.startswith("api/"))


def page_of(kind: str, name: str) -> tuple[str, Any]:
    tail = f"<uuid:pk>/<slug:name>/ {kind}.pk"
    path = next(
        path
        for path, route in ROUTES.items()
        if f"{path} {route.fills[0] if route.fills else ''}".endswith(tail) and not path.startswith("api")
    )
    return path.replace("<slug:name>", name), ROUTES[path]


class Browsers:
    """One browser for each of the cast; whatever they do is undone."""

    def __init__(self, cast: Any, host: str = "testserver") -> None:
        """All sign in at once, before anything is undone."""
        self.written: set[str] = set()
        self.clients: dict[str, tuple[Client, dict[str, str]]] = {}
        for who in {*ALL, "other_office"}:
            client, user_id = Client(HTTP_HOST=host, raise_request_exception=False), getattr(cast, who).user_id
            if user_id:
                client.force_login(User.objects.get(pk=user_id))
            self.clients[who] = client, {name: cookie.value for name, cookie in client.cookies.items()}

    def try_to_open(self, who: str, where: str) -> int:
        """What a look answers; where there is nothing to look at, what an empty form answers."""
        with transaction.atomic():
            found = 405
            for way in ("get", "post", "delete"):
                found = self.status(who, way, where) if found == 405 else found
            transaction.set_rollback(True)
        return found

    def try_both(self, who: str, where: str) -> list[int]:
        """A look and an empty form."""
        with transaction.atomic():
            found = [self.status(who, way, where) for way in ("get", "post")]
            transaction.set_rollback(True)
        return found

    def take(self, who: str, where: str, row: Any) -> tuple[int, bool]:
        """What a step sent without fields answers, and whether the row moved."""
        with transaction.atomic():
            status = self.status(who, "post", where)
            has_moved = type(row).objects.get(pk=row.pk).version != row.version
            transaction.set_rollback(True)
        return status, has_moved

    def status(self, who: str, way: str, where: str) -> int:
        client = self.of(who)
        is_api = where.startswith("/api/") and way == "post"
        body = {"data": "{}", "content_type": "application/json"} if is_api else {}
        with self.noting(where) if way == "get" else nullcontext():
            answer = getattr(client, way)(where, **body)
        if answer.status_code == 302 and "/sign-in/" in answer["Location"]:
            return 401
        return int(answer.status_code)

    @contextmanager
    def noting(self, where: str) -> Iterator[None]:
        """What a look changes in the database, but for tables that note the look itself, is a fault."""

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            found = WRITE.match(sql)
            if found and found[1] not in LOOKS:
                self.written.add(f"{where} {found[0]}")
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            yield

    def of(self, who: str) -> Client:
        """Their browser, signed in even if they have just signed out."""
        client, cookies = self.clients[who]
        client.cookies = SimpleCookie(cookies)
        return client
