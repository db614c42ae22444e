import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.kernel.keys import uuid7
from renda.ground.workflow.models import StepTaken
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import S
from renda.voice.opinions.tests.factories import PHONE, TEXT, collected, patient_token, solved, told

INTAKE = "/api/v1/opinions/intake"


def sent(cast, **fields):
    return {"s": cast.places.station.code, "text": TEXT, "key": str(uuid7()), "token": patient_token(), **fields}


def put(client, address, body):
    return client.post(address, json.dumps(body), content_type="application/json")


@pytest.mark.django_db
def test_json_and_form_bring_the_same_receipt(cast, client_of):
    fields, client = sent(cast), client_of("resident")
    first, again = put(client, INTAKE, fields), client.post(INTAKE, {**fields, "token": patient_token()})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert client.get(first.json()["link"]).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [
    {"text": ""}, {"text": "大" * 2001}, {"s": "NOPE"}, {"key": "x"}, {"token": ""}, {"phone": "1"}, {"text": ["a"]}, {"text": None},
])  # fmt: skip
def test_bad_intake_is_a_problem_in_words(cast, client_of, fields):
    answer = put(client_of("resident"), INTAKE, sent(cast, **fields))
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["detail"]
    assert not Opinion.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("body", "kind"), [
    ("{", "application/json"), ("[]", "application/json"), ("text", "text/plain"), ("", "application/json"),
    ("x" * 300_000, "application/json"), ('{"s": {"a": 1}}', "application/json"),
])  # fmt: skip
def test_what_is_no_intake_at_all_is_refused(cast, client_of, body, kind):
    assert client_of("resident").post(INTAKE, body, content_type=kind).status_code == 422


@pytest.mark.django_db
def test_the_same_key_with_other_words_is_a_conflict(cast, client_of):
    fields = sent(cast)
    put(client_of("resident"), INTAKE, fields)
    again = put(client_of("resident"), INTAKE, {**fields, "text": "另一件事情", "token": patient_token()})
    assert again.status_code == 409


@pytest.mark.django_db
def test_the_receipt_can_be_read(cast, client_of):
    opinion = told(cast, phone=PHONE)
    body = client_of("resident").get(f"/api/v1/opinions/receipts/{opinion.code}").json()
    assert body["result"] and body["stages"][0]["label"] == "收到了"
    assert PHONE not in json.dumps(body)
    assert client_of("resident").get("/api/v1/opinions/receipts/NOPE").status_code == 404


@pytest.mark.django_db
def test_a_queue_is_merged_without_loss_or_double(cast, client_of):
    client, entry = client_of("liaison"), {"station_id": cast.places.station.pk, "entry": "paper", "is_read_back": True}
    items = [{**entry, "key": str(uuid7()), "text": f"{TEXT}{n}"} for n in range(3)]
    bad = [{**entry, "key": str(uuid7()), "text": TEXT, "is_read_back": False}, {**items[0], "text": "别的事情，改了"}]
    first = put(client, "/api/v1/opinions/entries", {"items": items}).json()
    again = put(client, "/api/v1/opinions/entries", {"items": items + bad}).json()
    assert [r["status"] for r in first] == [200] * 3
    assert [r["status"] for r in again] == [200, 200, 200, 422, 409]
    assert [r["id"] for r in again[:3]] == [r["id"] for r in first]
    assert Opinion.objects.count() == 3


@pytest.mark.django_db
def test_only_the_station_sends_a_queue(cast, client_of):
    item = {
        "station_id": cast.places.station.pk,
        "entry": "paper",
        "is_read_back": True,
        "key": str(uuid7()),
        "text": TEXT,
    }
    assert put(client_of("clerk"), "/api/v1/opinions/entries", {"items": [item]}).status_code == 403
    assert put(client_of("resident"), "/api/v1/opinions/entries", {"items": [item]}).status_code == 401


@pytest.mark.django_db
def test_the_list_and_a_step(cast, client_of):
    opinion, client = collected(cast, phone=PHONE), client_of("liaison")
    assert [row["id"] for row in client.get("/api/v1/opinions").json()["items"]] == [str(opinion.pk)]
    body = client.get(f"/api/v1/opinion/{opinion.pk}").json()
    assert body["body"]["contact"]["phone"] == "138****6021"
    step = next(s for s in body["steps"] if s["name"] == "screen")
    moved = put(client, step["href"], {"category": "farming", "seen": body["version"]})
    assert (moved.status_code, moved.json()["state"]) == (200, S.SCREENED)
    assert client_of("clerk").get(f"/api/v1/opinion/{opinion.pk}").status_code == 404


@pytest.mark.django_db
def test_the_contact_is_given_for_a_reason(cast, client_of):
    address = f"/api/v1/opinions/{collected(cast, phone=PHONE).pk}/contact"
    assert put(client_of("liaison"), address, {"note": ""}).status_code == 422
    assert put(client_of("deputy"), address, {"note": "看看"}).status_code == 403
    assert put(client_of("liaison"), address, {"note": "回电"}).json()["phone"] == PHONE
    assert StepTaken.objects.filter(step="unmask").count() == 1


def test_eight_phones_sending_one_key_make_one_opinion(copied_db, django_db_blocker):
    with django_db_blocker.unblock():
        cast = build_cast(County.objects.get_or_create(code="511525", defaults={"name": "高县", "is_default": True})[0])
        fields = sent(cast)
        tries = [{**fields, "token": "", "altcha": solved()} for _ in range(8)]

        def send(body):
            try:
                return put(Client(), INTAKE, body)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(send, tries))
        assert {a.status_code for a in answers} == {201}
        assert len({a.json()["code"] for a in answers}) == 1
        assert (Opinion.objects.count(), StepTaken.objects.count()) == (1, 1)
