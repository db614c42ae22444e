"""A refusal is a sentence with a status; what was typed stays."""

import pytest

pytestmark = [pytest.mark.urls("renda.ground.ui.tests.urls"), pytest.mark.django_db]
TYPED = {
    "note": "老街供水主管，请先核实管网权属。",
    "password": "s3cret-word",
    "unit": "1",
    "once": "018f",
    "csrfmiddlewaretoken": "t",
}


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("stale", 409, "陶文澜先办了一步。"),
        ("not-allowed", 403, "这件事由县水利局办。"),
        ("invalid", 422, "请写清楚一点。"),
        ("too-many", 429, "一分钟后再试。"),
        ("too-big", 413, "太大了"),
        ("forbidden", 403, "不能办这件事"),
    ],
)
def test_a_refusal_is_a_page_with_its_sentence(client, county, kind, status, words):
    answer = client.post(f"/refuse/{kind}/", TYPED)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "投诉建议" in answer.content.decode()


def test_a_conflict_shows_what_was_typed_but_no_secrets(client, county):
    page = client.post("/refuse/stale/", TYPED).content.decode()
    assert TYPED["note"] in page
    assert TYPED["password"] not in page
    assert "018f" not in page


def test_a_form_left_by_the_view_gives_labels_and_choices(client, county):
    page = client.post("/refuse/stale/?with-form", TYPED).content.decode()
    assert "<dt>主办</dt>" in page
    assert "县水利局" in page
    assert TYPED["password"] not in page


def test_htmx_gets_a_fragment_into_the_message_area(client, county):
    answer = client.post("/refuse/stale/", TYPED, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()


def test_programs_get_problem_details(client, county):
    answer = client.post("/refuse/invalid/", headers={"Accept": "application/json"})
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "请写清楚一点。"


def test_a_throttled_caller_is_told_when_to_come_back(client, county):
    assert client.get("/refuse/too-many/")["Retry-After"] == "42"


def test_what_does_not_exist_is_said_plainly(client, county):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()


def test_a_fault_of_ours_has_a_page_without_traceback(client, county):
    client.raise_request_exception = False
    answer = client.get("/refuse/broken/")
    assert answer.status_code == 500
    assert "平台出了问题" in answer.content.decode()
    assert "ValueError" not in answer.content.decode()


def test_an_old_page_keeps_what_was_typed(county):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/fine/", TYPED)
    assert answer.status_code == 403
    assert TYPED["note"] in answer.content.decode()
    assert TYPED["password"] not in answer.content.decode()
