"""The description of the API is valid OpenAPI 3.1, and every operation it describes stands up to any body."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from tests.journeys.routes import ROUTES, address
from tests.journeys.rows import make_rows
from tests.journeys.test_bad_input import faults
from tests.journeys.test_routes import Browsers

pytestmark = pytest.mark.strict
AT_MOST = 60  # seconds
ODD: list[Any] = [
    None, "", "\0", "\ud800", "长" * 100_000, -1, 10**400, 1.5, float("nan"), True, [], [[]], {}, {"a": {"b": []}},
    "9999-99-99", "0001-01-01T00:00:00+99:00", "999999999999999999999", ["x"] * 3000, str(uuid4()),
]  # fmt: skip


@pytest.fixture(autouse=True)
def quiet(caplog):
    caplog.set_level("CRITICAL", logger="django")


@pytest.fixture
def schema(client_of):
    return client_of("resident").get("/api/v1/openapi.json").json()


def test_the_description_is_valid_openapi(schema):
    assert schema["openapi"].startswith("3.1")
    assert [
        f"{list(error.instance_path)}: {error.message[:200]}" for error in OPENAPI_31_VALIDATOR.iter_errors(schema)
    ] == []


def test_every_operation_is_described_and_no_name_is_used_twice(schema):
    operations = [o for item in schema["paths"].values() for way, o in item.items() if way != "parameters"]
    names = [operation["operationId"] for operation in operations]
    assert sorted(names) == sorted(set(names))
    assert [o["operationId"] for o in operations if not o.get("summary")] == []


def test_no_operation_falls_over_an_odd_body(schema, cast):
    rows, browsers, wrong, begun = make_rows(cast), Browsers(cast), [], time.monotonic()
    for path, way, fields in operations_of(schema):
        where, who = place_of(path, rows)
        for body in bodies(fields):
            if time.monotonic() - begun > AT_MOST:
                break
            with transaction.atomic():
                answer = getattr(browsers.of(who), way)(where, data=body, content_type="application/json")
                transaction.set_rollback(True)
            wrong += faults(answer, f"{way} {path} {body[:60]}")
            if answer.status_code >= 400 and answer["Content-Type"] != "application/problem+json":
                wrong.append(f"{way} {path}: {answer.status_code} as {answer['Content-Type']}")
    assert wrong == []


@pytest.mark.parametrize(
    "token", ["Bearer renda_nonsense", "Bearer ", "Basic YTpi", "Bearer \u00ff", "Bearer " + "x" * 9000]
)
def test_a_wrong_token_is_asked_to_sign_in(cast, client_of, token):
    answer = client_of("resident").get("/api/v1/inbox", HTTP_AUTHORIZATION=token)
    assert answer.status_code == 401
    assert "令牌" in answer.json()["detail"]


def test_a_token_that_is_over_is_asked_to_sign_in(cast, client_of):
    from datetime import timedelta

    from renda.ground.kernel.clock import at, now
    from renda.ground.people.models import User
    from renda.ground.people.services import make_token

    _, text = make_token(User.objects.get(pk=cast.clerk.user_id), actor=cast.clerk, name="试用", days=1)
    client = client_of("resident")
    assert client.get("/api/v1/inbox", HTTP_AUTHORIZATION=f"Bearer {text}").status_code == 200
    with at(now() + timedelta(days=2)):
        assert client.get("/api/v1/inbox", HTTP_AUTHORIZATION=f"Bearer {text}").status_code == 401


def operations_of(schema: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Path, method and names of the body's fields of every operation that writes."""
    for path, item in schema["paths"].items():
        for way, operation in item.items():
            if way in ("post", "put", "patch", "delete"):
                yield path, way, _fields(operation, schema)


def _fields(operation: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = content.get("$ref", "").rsplit("/", 1)[-1]
    return list(schema["components"]["schemas"].get(name, content).get("properties", {}))


def bodies(fields: list[str]) -> Iterator[str]:
    """All fields odd in the same way, and bodies that are no object at all."""
    for value in ODD:
        yield json.dumps(dict.fromkeys(fields, value))
    yield from ("", "null", "[]", "{", '{"a": 1', '"' + "x" * 50_000 + '"', "[" * 5000)


def place_of(path: str, rows: Any) -> tuple[str, str]:
    """Where the described path leads among our rows, and somebody who gets in."""
    shape = _shape(path.lstrip("/"))
    known = next(known for known in ROUTES if _shape(known) == shape)
    order = ("office", "deputy", "liaison", "clerk", "admin", "resident")
    return address(known, ROUTES[known], rows), next((who for who in order if who in ROUTES[known].who), "admin")


def _shape(path: str) -> str:
    """The path with its parameters left out, however they are written."""
    return re.sub(r"<[^>]+>|\{[^}]+\}", "*", path)
