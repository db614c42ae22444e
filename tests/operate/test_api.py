"""The frame of the open API: its description, its docs page, and errors as problem details with a sentence."""

import json
from uuid import uuid4

import pytest
from django.http import Http404

from renda.config import api as wiring
from renda.ground.kernel.errors import Invalid, Stale, TooMany


def problem_of(response):
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert {"type", "status", "title", "detail"} <= set(body)
    assert body["status"] == response.status_code
    return body


def test_the_description_is_openapi_3_1(client, county):
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in schema["paths"])


def test_every_operation_has_a_name_of_its_own(client, county):
    schema = client.get("/api/v1/openapi.json").json()
    names = [operation["operationId"] for methods in schema["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))


def test_the_docs_page_needs_no_script_and_no_other_host(client, county):
    page = client.get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200
    assert "/api/v1/openapi.json" in text
    assert "https://" not in text.split("<main", 1)[-1]


def test_an_unknown_route_is_a_problem(client, county):
    assert problem_of(client.get("/api/v1/no/such/thing"))["status"] == 404


def test_nobody_is_asked_to_sign_in(client, county):
    answer = client.get("/api/v1/inbox")
    assert problem_of(answer)["status"] == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("error", "status", "field"),
    [
        (Invalid("请写内容。", field="text"), 422, "text"),
        (Invalid("请改两处。", field="", errors={"a": ["请写。"], "b": ["太长。"]}), 422, "a"),
        (Stale("别人先办了一步。"), 409, None),
    ],
)
def test_a_refusal_keeps_its_sentence(rf, error, status, field):
    body = problem_of(wiring.refuse(rf.get("/"), error))
    assert (body["status"], body["detail"]) == (status, error.text)
    assert [e["field"] for e in body.get("errors", [])][:1] == ([field] if field else [])


def test_throttling_says_when_to_come_back(rf):
    assert wiring.refuse(rf.get("/"), TooMany("请歇一歇。", retry_after=90))["Retry-After"] == "90"


def test_a_missing_row_tells_nothing_more(rf):
    assert "看到" in problem_of(wiring.not_found(rf.get("/"), Http404("Suggestion 7")))["detail"]


@pytest.mark.parametrize(
    ("kind", "context", "said"),
    [
        ("missing", {}, "缺少“title”。"),
        ("string_too_long", {"max_length": 80}, "“title”太长，最多 80 个字。"),
        ("uuid_parsing", {}, "“title”要填编号。"),
        ("never_seen", {}, "“title”填得不对，请检查。"),
    ],
)
def test_a_validation_error_is_a_sentence(kind, context, said):
    assert wiring.sentence({"type": kind, "loc": ("body", "payload", "title"), "ctx": context}) == said


def test_an_idempotency_key_becomes_once():
    key = uuid4()
    assert wiring.as_uuid("7:x", str(key)) == key
    assert wiring.as_uuid("7:letter-12", "letter-12") == wiring.as_uuid("7:letter-12", "letter-12")
    assert wiring.as_uuid("7:letter-12", "letter-12") != wiring.as_uuid("8:letter-12", "letter-12")
