"""All routes × all roles × own and other county: who gets in is `ROUTES`; a row of another county is for nobody."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.people.models import User
from renda.ground.workflow.engine import WORKFLOWS
from tests.journeys.routes import ALL, ROUTES, SEES, STAFF, address
from tests.journeys.rows import make_rows

SHUT = {401, 403, 404}
WORKER_ASLEEP = {"/readyz"}


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Thousands of refusals are what is looked for."""
    caplog.set_level("CRITICAL", logger="django.request")


def walk(resolver: Any, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        yield from walk(pattern, path) if hasattr(pattern, "url_patterns") else [path]


def test_every_address_is_declared():
    known = {path for path in walk(get_resolver()) if not path.startswith("^")}
    assert known - ROUTES.keys() == set()
    assert ROUTES.keys() - known == set()


def test_who_gets_in_is_who_is_declared(cast):
    rows, browsers = make_rows(cast), Browsers(cast)
    wrong = []
    for path, route in ROUTES.items():
        where = address(path, route, rows)
        for who in sorted(ALL):
            status = browsers.try_to_open(who, where)
            is_fault = status >= 500 and where not in WORKER_ASLEEP
            if is_fault or (status not in SHUT) != (who in route.who):
                wrong.append(f"{who} {path}: {status}")
    assert wrong == []


def test_a_row_of_another_county_is_for_nobody(cast):
    """From both sides: our people ask for its rows here, and its people ask for our rows under its own name."""
    other = build_cast(
        County.objects.create(code="341125", name="定远县", short="定", host="dingyuan.test"), with_other=False
    )
    theirs, ours = make_rows(other), make_rows(cast)
    wrong = []
    for rows, browsers in ((theirs, Browsers(cast)), (ours, Browsers(other, host="dingyuan.test"))):
        for path, route in ROUTES.items():
            if not route.names_row:
                continue
            for who in sorted(ALL):
                statuses = browsers.try_both(who, address(path, route, rows))
                is_read_first = path.startswith("api/") and 422 in statuses
                if not all(status in {*SHUT, 405} for status in statuses) and not is_read_first:
                    wrong.append(f"{who} {path}: {statuses}")
    assert wrong == []


def test_an_account_of_another_county_is_a_visitor_here(cast):
    rows, browsers = make_rows(cast), Browsers(cast)
    wrong = []
    for path, route in ROUTES.items():
        if route.names_row and "resident" not in route.who:
            statuses = browsers.try_both("other_office", address(path, route, rows))
            wrong += [f"{path}: {statuses}"] if not all(status in {*SHUT, 405} for status in statuses) else []
    assert wrong == []


@pytest.mark.parametrize("kind", SEES)
def test_a_step_moves_only_for_whom_it_is_declared(cast, kind):
    """Every step's page × every role: seen by whoever sees the row, taken by whoever the workflow allows."""
    rows, browsers = make_rows(cast), Browsers(cast)
    workflow, row = WORKFLOWS[kind], getattr(rows, kind)
    wrong = []
    for step in workflow.steps.values():
        if not step.is_offered:
            continue
        where = address(*page_of(kind, step.name), rows)
        for who in sorted(ALL):
            with transaction.atomic():
                status = browsers.status(who, "post", where)
                now = workflow.model.objects.get(pk=row.pk)
                transaction.set_rollback(True)
            if who not in SEES[kind] and status not in SHUT:
                wrong.append(f"{who} {where}: {status}")
            if now.version != row.version and not step.allow(getattr(cast, who), row):
                wrong.append(f"{who} {step.name}: moved")
            if status >= 500:
                wrong.append(f"{who} {step.name}: {status}")
    assert wrong == []


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
        self.cast, self.host = cast, host
        self.clients: dict[str, tuple[Client, dict[str, str]]] = {}

    def try_to_open(self, who: str, where: str) -> int:
        """What a look answers; where there is nothing to look at, what an empty form answers."""
        looked, sent = self.try_both(who, where)
        return sent if looked == 405 else looked

    def try_both(self, who: str, where: str) -> list[int]:
        with transaction.atomic():
            found = [self.status(who, way, where) for way in ("get", "post")]
            if found == [405, 405]:
                found[1] = self.status(who, "delete", where)
            transaction.set_rollback(True)
        return found

    def status(self, who: str, way: str, where: str) -> int:
        client = self.of(who)
        is_api = where.startswith("/api/") and way == "post"
        body = {"data": "{}", "content_type": "application/json"} if is_api else {}
        answer = getattr(client, way)(where, **body)
        if answer.status_code == 302 and "/sign-in/" in answer["Location"]:
            return 401
        return int(answer.status_code)

    def of(self, who: str) -> Client:
        if who not in self.clients:
            client, user_id = (
                Client(HTTP_HOST=self.host, raise_request_exception=False),
                getattr(self.cast, who).user_id,
            )
            if user_id:
                client.force_login(User.objects.get(pk=user_id))
            self.clients[who] = client, {name: cookie.value for name, cookie in client.cookies.items()}
        client, cookies = self.clients[who]
        client.cookies = SimpleCookie(cookies)
        return client


def test_the_cast_has_every_role():
    assert len(STAFF) >= 19
