"""Pages and JSON as the cast meets them; counts of queries pinned."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renda.ground.kernel.keys import uuid7
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Suggestion
from renda.voice.suggestions.states import HandlingState, RatingState, S
from renda.voice.suggestions.tests.factories import (
    TEXT,
    accepted,
    assigned,
    co_of,
    drafted,
    lead_of,
    published,
    rated,
    rating_of,
    registered,
    replied,
    submitted,
    talk,
)

LIST_QUERIES = 3
MATTER_QUERIES = 9
SESSION_QUERIES = 3  # session, account with posts, county


def posted(**fields):
    return {**fields, "once": str(uuid7())}


def test_the_list_shows_what_is_soonest_first_and_counts_its_queries(client_of, cast):
    for _ in range(3):
        assigned(cast)
    submitted(cast)
    client = client_of("office")
    client.get("/suggestions/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get("/suggestions/")
    assert page.status_code == 200
    assert len(page.context["lines"]) == 4
    assert page.context["lines"][0].row.state == S.SUBMITTED
    own = [q for q in queries if "suggestions_" in q["sql"] or "workflow_" in q["sql"]]
    assert len(own) <= 2
    assert len(queries) <= LIST_QUERIES + SESSION_QUERIES, [q["sql"][:120] for q in queries]


@pytest.mark.parametrize("who", ["office", "gov", "clerk", "deputy", "resident", "township"])
def test_everybody_gets_a_list(client_of, cast, who):
    published(cast)
    assigned(cast)
    assert client_of(who).get("/suggestions/").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["?state=handling", "?light=red", "?light=amber&state=check", "?category=infrastructure&q=滨江", "?published=1",
     "?sort=new", "?state=nonsense&light=blue", "?after=2026-01-01_5", "?period=between"],
)  # fmt: skip
def test_filters_stand_in_the_address(client_of, cast, address):
    assigned(cast)
    assert client_of("office").get(f"/suggestions/{address}").status_code == 200


def test_a_broken_address_gets_a_sentence(client_of, cast):
    assert client_of("office").get("/suggestions/?after=x").status_code == 422
    assert client_of("office").get("/suggestions/?sort=new&after=x").status_code == 422


def test_paging_by_day_and_by_age_misses_nothing(client_of, cast, monkeypatch):
    monkeypatch.setattr("renda.voice.suggestions.views.listing.PAGE", 2)
    every = {assigned(cast).pk for _ in range(5)}
    for sort in ("due", "new"):
        seen, after = [], ""
        for _ in range(3):
            page = client_of("office").get(f"/suggestions/?sort={sort}&after={after}")
            seen += [line.row.pk for line in page.context["lines"]]
            after = page.context["after"]
        assert len(seen) == 5
        assert set(seen) == every
        assert after == ""


@pytest.mark.parametrize(("make", "who"), [
    (drafted, "deputy"), (submitted, "office"), (registered, "office"), (assigned, "office"), (assigned, "clerk"),
    (assigned, "gov"), (replied, "deputy"), (replied, "office"), (replied, "clerk"), (rated, "office"),
    (published, "resident"), (published, "deputy3"), (published, "office"),
])  # fmt: skip
def test_the_matter_page_counts_its_queries(client_of, cast, make, who):
    row, client = make(cast), client_of(who)
    client.get(row.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        page = client.get(row.get_absolute_url())
    assert page.status_code == 200
    assert row.title in page.content.decode()
    assert len(queries) <= MATTER_QUERIES + SESSION_QUERIES, "\n".join(
        q["sql"][:60] + " … " + q["sql"][q["sql"].find(" FROM ") :][:150] for q in queries
    )


def test_another_county_or_unit_finds_nothing(client_of, cast):
    row = assigned(cast)
    for who in ("co_clerk", "resident", "deputy3", "township"):
        assert client_of(who).get(row.get_absolute_url()).status_code == 404


def test_a_deputy_drafts_and_submits_by_pages(client_of, cast):
    client = client_of("deputy")
    assert client.get("/suggestions/new/").status_code == 200
    answer = client.post(
        "/suggestions/new/", posted(**{**TEXT, "asks": "1. 修人行道。\n2、列入计划。"}, may_be_public="on")
    )
    row = Suggestion.objects.get()
    assert answer.url == row.get_absolute_url()
    assert row.asks == ["修人行道。", "列入计划。"]
    client.post(f"{row.get_absolute_url()}submit/", posted())
    assert Suggestion.objects.get().state == S.SUBMITTED


def test_what_is_missing_is_said_and_what_was_typed_is_kept(client_of, cast):
    answer = client_of("deputy").post("/suggestions/new/", posted(title="只有标题"))
    assert answer.status_code == 422
    assert "只有标题" in answer.content.decode()
    assert not Suggestion.objects.exists()


def test_the_office_assigns_by_its_page(client_of, cast):
    row, client = registered(cast), client_of("office")
    page = client.get(f"{row.get_absolute_url()}assign/")
    assert "县水利局" in page.content.decode()
    answer = client.post(
        f"{row.get_absolute_url()}assign/",
        posted(lead_org_id=cast.orgs.water, co_org_ids=[cast.orgs.roads], on=str(row.registered_on), seen=row.version),
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.state, row.handlings.count()) == (S.ASSIGNED, 2)


def test_a_stale_page_is_told_what_happened(client_of, cast):
    row = registered(cast)
    services.assign_suggestion(row, actor=cast.office, lead_org_id=cast.orgs.roads)
    answer = client_of("office").post(
        f"{row.get_absolute_url()}assign/", posted(lead_org_id=cast.orgs.water, on=str(row.registered_on), seen=3)
    )
    assert answer.status_code == 409
    assert "您填的都还在" in answer.content.decode()


def test_the_reply_page_keeps_a_draft_shows_the_paper_and_sends_it(client_of, cast):
    handling, client = talk(cast, accepted(cast)), client_of("clerk")
    base = f"/suggestions/handling/{handling.pk}/"
    page = client.get(f"{base}draft_reply/")
    assert page.status_code == 200
    assert "罗秋禾代表：" in page.content.decode()
    points = {"text_1": "八月前完工。", "reply_class_1": "A", "text_2": "列入计划。", "reply_class_2": "B"}
    assert "八月前完工" in client.post(f"{base}preview/", posted(**points)).content.decode()
    client.post(f"{base}draft_reply/", posted(**points, keep="1"))
    handling.refresh_from_db()
    assert (handling.state, len(handling.answers)) == (HandlingState.ACCEPTED, 2)
    short = client.post(f"{base}draft_reply/", posted(**points, disclosure="full"))
    assert short.status_code == 422
    assert "第2条列入计划的，请写承诺日期" in short.content.decode()
    more = {"promised_on_2": "2027-08-25", "section_2": "建设股", "disclosure": "full"}
    assert client.post(f"{base}draft_reply/", posted(**points, **more)).status_code == 302
    handling.refresh_from_db()
    assert (handling.state, handling.answers[1]["promised_on"]) == (HandlingState.DRAFTED, "2027-08-25")


def test_a_reply_in_the_making_is_the_units(client_of, cast):
    handling = talk(cast, accepted(cast))
    services.keep_draft_handling(handling, actor=cast.clerk, answers=[{"ask": "一", "text": "还没想好的话"}])
    url = handling.parent.get_absolute_url()
    for who in ("deputy", "chair"):
        assert "还没想好的话" not in client_of(who).get(url).content.decode()
    assert client_of("deputy").get(f"/suggestions/handling/{handling.pk}/draft_reply/").status_code == 403


def test_a_deputy_rates_on_one_page(client_of, cast):
    rating = rating_of(replied(cast))
    client = client_of("deputy")
    page = client.get(rating.get_absolute_url())
    assert "八月前完工" in page.content.decode()
    client.post(f"{rating.get_absolute_url()}rate/", posted(process="satisfied", result="basic"))
    rating.refresh_from_db()
    assert (rating.state, rating.result) == (RatingState.FINAL, "basic")
    assert client.get(rating.get_absolute_url()).status_code == 200


def test_the_unit_finds_no_rating_before_it_is_final(client_of, cast):
    rating = rating_of(replied(cast))
    assert client_of("clerk").get(rating.get_absolute_url()).status_code == 404


def test_parts_begin_by_pages(client_of, cast):
    row = drafted(cast)
    assert client_of("deputy").get(reverse("suggestions:invite", args=[row.pk])).status_code == 200
    client_of("deputy").post(reverse("suggestions:invite", args=[row.pk]), posted(deputy_ids=[cast.seats.deputy2.pk]))
    assert row.signatures.count() == 1
    answered = replied(cast)
    page = reverse("suggestions:propose", args=[answered.pk])
    assert client_of("office").post(page, posted(extent="none")).status_code == 422
    assert client_of("office").post(page, posted(extent="full")).status_code == 302
    assert answered.publications.get().extent == "full"


@pytest.mark.parametrize("name", ["register", "send_back", "merge", "refuse", "preassign", "withdraw", "assign"])
def test_each_step_has_its_page(client_of, cast, name):
    page = f"{submitted(cast).get_absolute_url()}{name}/"
    who, other = ("deputy", "office") if name == "withdraw" else ("office", "deputy")
    assert client_of(who).get(page).status_code == 200
    assert client_of(other).get(page).status_code == 403


@pytest.mark.parametrize("name", ["accept", "request_return", "give_opinion", "consult", "check", "reply"])
def test_each_step_of_a_handling_has_its_page(client_of, cast, name):
    row = assigned(cast, co=True)
    part, who = (co_of(row), "co_clerk") if name == "give_opinion" else (lead_of(row), "clerk")
    who = "leader_of_unit" if name == "check" else who
    page = f"/suggestions/handling/{part.pk}/{name}/"
    assert client_of(who).get(page).status_code == 200
    assert client_of("deputy").get(page).status_code == 403


def test_export_gives_an_excel_file(client_of, cast):
    assigned(cast)
    answer = client_of("office").get("/suggestions/export.xlsx")
    assert answer.content[:2] == b"PK"


def test_a_selection_is_registered_at_once(client_of, cast):
    rows = [submitted(cast) for _ in range(3)]
    url = reverse("workflow:many", args=["suggestion", "register"])
    from renda.voice.suggestions.states import Criterion

    client_of("office").post(url, {"pk": [str(r.pk) for r in rows], "filled": "1", "criteria": Criterion.values})
    assert sorted(Suggestion.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_the_public_reads_a_summary_where_only_that_is_open(client_of, cast):
    row = rated(cast)
    part = services.propose_publication(
        row, actor=cast.office, extent="summary", reason="内容复杂", summary="摘要在此。"
    )
    services.approve_publication(part, actor=cast.publisher)
    text = client_of("resident").get(row.get_absolute_url()).content.decode()
    assert "摘要在此" in text
    assert "八月前完工" not in text
    assert TEXT["problem"] not in text


def test_json_lists_and_begins_and_takes_steps(client_of, cast):
    client = client_of("deputy")
    made = client.post("/api/v1/suggestions", TEXT, content_type="application/json", headers={"Idempotency-Key": "a1"})
    assert made.status_code == 201, made.content
    again = client.post("/api/v1/suggestions", TEXT, content_type="application/json", headers={"Idempotency-Key": "a1"})
    assert again.json()["id"] == made.json()["id"]
    pk = made.json()["id"]
    body = client.get(f"/api/v1/suggestion/{pk}").json()
    assert body["body"]["asks"] == TEXT["asks"]
    assert "submit" in [step["name"] for step in body["steps"]]
    moved = client.post(f"/api/v1/suggestion/{pk}/steps/submit", {}, content_type="application/json")
    assert (moved.status_code, moved.json()["state"]) == (200, "submitted")
    listed = client_of("office").get("/api/v1/suggestions").json()
    assert [line["id"] for line in listed["rows"]] == [pk]


def test_json_keeps_the_reply_in_the_making_from_the_deputy(client_of, cast):
    handling = talk(cast, accepted(cast))
    services.keep_draft_handling(handling, actor=cast.clerk, answers=[{"ask": "一", "text": "还没想好的话"}])
    for address in (f"/api/v1/handling/{handling.pk}", f"/api/v1/suggestion/{handling.parent_id}"):
        assert "还没想好的话" not in client_of("deputy").get(address).content.decode()


def test_what_was_added_later_is_shown_under_the_paper(client_of, cast):
    row = submitted(cast)
    services.supplement_suggestion(row, actor=cast.deputy, text="又发生一起剐蹭。")
    assert "又发生一起剐蹭" in client_of("office").get(row.get_absolute_url()).content.decode()
