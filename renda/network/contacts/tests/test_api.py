"""Contacts as JSON: the same services and the same limits as the pages."""

from uuid import uuid4

from renda.network.contacts.models import ContactLog, Pair
from renda.network.contacts.tests.factories import NAME, PHONE, VILLAGE, logged, with_resident, with_town

HOW = {"content_type": "application/json"}


def test_a_program_begins_a_pair_writes_a_contact_down_and_ends_it(cast, client_of):
    client = client_of("deputy")
    body = {"sort": 3, "deputy": cast.seats.deputy.pk, "name": NAME, "village": VILLAGE, "phone": PHONE}
    made = client.post("/api/v1/contacts/pairs", body, **HOW)
    assert made.status_code == 201
    address, once = f"/api/v1/pair/{made.json()['id']}", str(uuid4())
    for _ in range(2):
        told = client.post(f"{address}/steps/log", {"outcome": "visit", "topic": "收成", "once": once}, **HOW).json()
    assert [(one["outcome"], one["words"]) for one in told["body"]["logs"]] == [("visit", {"谈了什么": "收成"})]
    assert told["body"]["partner"] == "汪＊＊"
    done = client.post(f"{address}/steps/complete", {"outcome": "opinion", "problem": "积水"}, **HOW).json()
    assert done["body"]["logs"][0]["outcome"] == "opinion"
    assert client.post(f"{address}/steps/end", {"note": "搬走了"}, **HOW).json()["state"] == "ended"
    assert client.post(f"{address}/steps/log", {"outcome": "visit"}, **HOW).status_code == 409
    assert NAME not in str(done)


def test_bad_bodies_are_told(cast, client_of):
    client = client_of("deputy")
    for body in (
        {},
        {"sort": 9},
        {"sort": 3, "deputy": cast.seats.deputy2.pk, "name": "甲", "village": "乙"},
        {"sort": 3},
    ):
        assert client.post("/api/v1/contacts/pairs", body, **HOW).status_code == 422, body
    assert client.post("/api/v1/contacts/pairs", {"sort": 1}, **HOW).status_code == 403
    assert client.get("/api/v1/contacts/pairs?state=none").status_code == 422
    pair = with_resident(cast)
    assert client.post(f"/api/v1/pair/{pair.pk}/steps/log", {"outcome": "talked"}, **HOW).status_code == 422
    assert not ContactLog.objects.exists()


def test_the_list_is_what_the_caller_sees(cast, client_of):
    town, resident = with_town(cast), logged(cast)
    found = {who: {row["id"] for row in client_of(who).get("/api/v1/contacts/pairs").json()["rows"]}
             for who in ("office", "deputy", "deputy2", "liaison", "clerk")}  # fmt: skip
    both = {str(town.pk), str(resident.pk)}
    assert found == {
        "office": both,
        "deputy": {str(resident.pk)},
        "deputy2": set(),
        "liaison": {str(resident.pk)},
        "clerk": set(),
    }
    assert client_of("office").get("/api/v1/contacts/pairs?sort=1").json()["rows"][0]["holder"] == "岳鸣山"


def test_the_resident_is_read_with_a_reason_by_few(cast, client_of):
    pair = with_resident(cast)
    address = f"/api/v1/contacts/pairs/{pair.pk}/resident"
    answer = client_of("liaison").post(address, {"note": "上门前核对"}, **HOW)
    assert answer.json() == {"name": NAME, "village": VILLAGE, "phone": PHONE}
    assert answer["Cache-Control"] == "no-store"
    assert client_of("office").post(address, {"note": "看看"}, **HOW).status_code == 403
    assert client_of("deputy2").post(address, {"note": "看看"}, **HOW).status_code == 404
    assert client_of("deputy").post(address, {"note": ""}, **HOW).status_code == 422
    assert Pair.objects.get().version == 2


def test_the_words_and_the_number_are_the_offices(cast, client_of):
    office, words = client_of("office"), {"sort": 3, "name": "联系选民", "promotes": "促民生", "source": "文件"}
    assert [one["is_inferred"] for one in office.get("/api/v1/contacts/words").json()] == [False, False, True]
    assert office.post("/api/v1/contacts/words", words, **HOW).json()[2]["name"] == "联系选民"
    assert office.post("/api/v1/contacts/least", {"number": 6, "source": "文件"}, **HOW).status_code == 200
    for name, body in (("words", words), ("least", {"number": 6, "source": "文件"})):
        assert client_of("liaison").post(f"/api/v1/contacts/{name}", body, **HOW).status_code == 403
