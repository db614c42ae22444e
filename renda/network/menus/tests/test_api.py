"""The same by JSON."""

import pytest

from renda.ground.kernel.keys import uuid7
from renda.network.menus.models import Order
from renda.network.menus.tests.factories import (
    PHONE,
    TEXT,
    elsewhere,
    item,
    ordered,
    patient_token,
    served,
    taken,
)

HOW = {"content_type": "application/json"}
PLACE = "/api/v1/menus/orders"


def body(cast, **more):
    return {"item": item(cast).pk, "station": cast.places.station.code, "text": TEXT, "key": str(uuid7()),
            "token": patient_token(), **more}  # fmt: skip


def test_a_program_reads_the_menu_orders_and_follows_it(cast, client_of):
    visitor, line = client_of("resident"), item(cast)
    towns = visitor.get("/api/v1/menus/towns").json()
    assert [one["id"] for one in towns] == [cast.orgs.presidium]
    for address in (f"towns/{cast.orgs.presidium}", f"stations/{cast.places.station.code}"):
        assert [one["id"] for one in visitor.get(f"/api/v1/menus/{address}").json()] == [line.pk]
    fields = body(cast, phone=PHONE)
    made = visitor.post(PLACE, fields, **HOW)
    assert made.status_code == 201, made.content
    again = visitor.post(PLACE, {**fields, "token": patient_token()}, **HOW)
    assert again.json() == made.json() and Order.objects.count() == 1
    trail = visitor.get(f"/api/v1/menus/receipts/{made.json()['code']}").json()
    assert trail["state"] == "ordered" and trail["steps"] == ["cancel", "erase"] and PHONE not in str(trail)


def test_an_order_in_a_town_without_a_station(cast, client_of):
    fields = {**body(cast), "station": "", "town": cast.orgs.presidium}
    assert client_of("resident").post(PLACE, fields, **HOW).status_code == 201
    assert Order.objects.get().org_id == cast.orgs.presidium


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"token": ""}, 422), ({"item": 0}, 422), ({"item": "x"}, 422), ({"station": "", "town": None}, 422),
        ({"station": "nowhere"}, 404), ({"text": ""}, 422), ({"phone": "1"}, 422), ({"wanted_on": "2019-01-01"}, 422),
        ({"unknown": 1}, 422), ({"key": "x"}, 422),
    ],
)  # fmt: skip
def test_bad_input_is_told(cast, client_of, changes, status):
    assert client_of("resident").post(PLACE, {**body(cast), **changes}, **HOW).status_code == status
    assert not Order.objects.exists()


def test_the_receipt_takes_the_residents_steps_alone(cast, client_of):
    visitor, done = client_of("resident"), served(cast)
    address = f"/api/v1/menus/receipts/{done.code}/steps/"
    assert visitor.post(f"{address}rate", {"rating": "x"}, **HOW).status_code == 422
    assert visitor.post(f"{address}rate", {"rating": "satisfied"}, **HOW).json()["rating"] == "satisfied"
    assert visitor.post(f"{address}cancel", {}, **HOW).status_code == 409
    assert visitor.post(f"{address}serve", {}, **HOW).status_code == 422
    assert visitor.post(f"{address}erase", {"is_sure": True}, **HOW).status_code == 200
    assert visitor.get(f"/api/v1/menus/receipts/{done.code}").status_code == 404


def test_a_deputy_takes_and_serves_by_the_derived_routes(cast, client_of):
    order, client = ordered(cast, phone=PHONE), client_of("deputy")
    found = client.get("/api/v1/menus/orders?scope=group").json()["items"]
    assert [one["id"] for one in found] == [str(order.pk)] and found[0]["due_on"]
    assert client.post(f"/api/v1/order/{order.pk}/steps/take", {}, **HOW).json()["state"] == "taken"
    moved = client.post(f"/api/v1/order/{order.pk}/steps/serve", {"result": "教了怎么治"}, **HOW).json()
    assert moved["state"] == "served" and moved["body"]["contact"]["phone"] == "138****6021"
    shown = client.post(f"/api/v1/menus/orders/{order.pk}/contact", {"note": "回电约时间"}, **HOW)
    assert shown.json()["phone"] == PHONE and shown["Cache-Control"] == "no-store"


def test_the_liaison_officer_orders_for_a_resident_at_ones_own_station(cast, client_of):
    there = elsewhere(cast)
    fields = {"item": item(cast).pk, "station": cast.places.station.code, "text": TEXT, "entry": "visit"}
    client = client_of("liaison")
    assert client.post("/api/v1/menus/entries", fields, **HOW).status_code == 201
    assert client.post("/api/v1/menus/entries", {**fields, "station": there.station.code}, **HOW).status_code == 403
    assert client_of("resident").post("/api/v1/menus/entries", fields, **HOW).status_code == 401


def test_the_counts_are_read(cast, client_of):
    taken(cast)
    found = client_of("office").get(f"/api/v1/menus/counts/{Order.objects.get().created_at.year}").json()
    assert (found[0]["ordered"], found[0]["served"], found[0]["open"]) == (1, 0, 1)
    assert client_of("deputy").get("/api/v1/menus/counts/2026").status_code == 403
