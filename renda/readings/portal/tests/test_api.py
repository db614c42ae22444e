from django.test import Client

from renda.readings.portal import services
from renda.readings.portal.tests.factories import published


def test_published_suggestions_as_json(cast):
    row = published(cast)
    page = Client().get("/api/v1/public/suggestions?reply_class=B").json()
    assert [item["title"] for item in page["items"]] == [row.title]
    assert page["items"][0]["ratings"] == {"满意": 1}
    whole = Client().get(f"/api/v1/public/suggestions/congress/{row.number_short}").json()
    assert whole["replies"][0]["points"][0]["text"] == "6月15日开工，8月25日前完工通行。"
    assert whole["days"]["公开"] == "2026-07-05"
    assert "officer_name" not in whole["replies"][0]


def test_what_is_not_published_is_a_404_problem(cast):
    row = published(cast, published_on=None, disclosure="")
    answer = Client().get(f"/api/v1/public/suggestions/congress/{row.number_short}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_figures_as_json(cast):
    assert Client().get("/api/v1/public/figures").status_code == 404
    services.refresh_figures(cast.county.pk)
    assert Client().get("/api/v1/public/figures").json()["data"]["stations"]["total"] == 2


def test_complaints_are_not_public(cast):
    row = services.file_complaint(actor=cast.resident, about="other", text="不好用。")
    assert Client().get(f"/api/v1/complaint/{row.pk}").status_code in {401, 404}
