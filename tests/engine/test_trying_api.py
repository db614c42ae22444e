"""A rule or a holiday year by JSON: first which running matters it moves, then it is set and they move."""

import pytest

from renda.ground.workflow.models import Waiting
from renda.voice.opinions import services
from tests.journeys.rows import announced

pytestmark = pytest.mark.django_db
JSON = "application/json"
RULE = {"number": 9, "unit": "workday", "valid_from": "2020-01-01", "source_name": "高县群众意见办理办法"}


@pytest.fixture
def opinion(cast):
    return services.submit_opinion(actor=cast.resident, station=cast.places.station, text="红岩路护栏坏了")


@pytest.fixture
def kind(opinion):
    """The rule by which the opinion waits."""
    from renda.ground.workflow.engine import WORKFLOWS

    return next(w.until.rule_kind for w in WORKFLOWS["opinion"].waits if w.state == opinion.state)


def due_of(opinion):
    return Waiting.objects.of(opinion).get().due_on


def test_a_rule_is_tried_before_it_is_set(opinion, kind, client_of):
    client, before = client_of("office"), due_of(opinion)
    tried = client.post(f"/api/v1/county/rules/{kind}/try", RULE, content_type=JSON)
    assert tried.status_code == 200, tried.text
    assert [row["title"] for row in tried.json()["moved"]] == ["红岩路护栏坏了"]
    assert due_of(opinion) == before
    done = client.post(f"/api/v1/county/rules/{kind}", RULE, content_type=JSON)
    assert done.json() == {"moved": 1}
    assert due_of(opinion).isoformat() == tried.json()["moved"][0]["would_be"]


def test_only_the_office_sets_a_rule(opinion, kind, client_of):
    assert client_of("clerk").post(f"/api/v1/county/rules/{kind}", RULE, content_type=JSON).status_code == 403
    assert client_of("office").post("/api/v1/county/rules/nothing", RULE, content_type=JSON).status_code == 404
    wrong = client_of("office").post(f"/api/v1/county/rules/{kind}", {**RULE, "unit": "year"}, content_type=JSON)
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "unit"


def test_a_holiday_year_is_loaded_shown_and_confirmed(opinion, client_of):
    client = client_of("office")
    day = due_of(opinion)
    text = f"{announced(day.year)}\n{day.isoformat()},换届选举日,休"
    loaded = client.post("/api/v1/county/holidays", {"year": day.year, "text": text}, content_type=JSON)
    assert loaded.status_code == 201, loaded.text
    draft = loaded.json()
    assert [row["title"] for row in draft["moved"]] == ["红岩路护栏坏了"]
    assert client.get(f"/api/v1/county/holidays/drafts/{draft['id']}").json() == draft
    assert due_of(opinion) == day
    assert client.post(f"/api/v1/county/holidays/drafts/{draft['id']}/confirm").json()["moved"] == 1
    assert due_of(opinion) > day
    assert client.post(f"/api/v1/county/holidays/drafts/{draft['id']}/confirm").status_code == 404


def test_a_draft_may_be_dropped_and_is_for_the_office_only(client_of):
    client = client_of("office")
    draft = client.post("/api/v1/county/holidays", {"year": 2027, "text": announced(2027)}, content_type=JSON).json()
    assert client_of("clerk").get(f"/api/v1/county/holidays/drafts/{draft['id']}").status_code == 404
    assert client.delete(f"/api/v1/county/holidays/drafts/{draft['id']}").status_code == 204
    assert client.get(f"/api/v1/county/holidays/drafts/{draft['id']}").status_code == 404
    assert client.post("/api/v1/county/holidays", {"year": 2027, "text": "元旦"}, content_type=JSON).status_code == 422
