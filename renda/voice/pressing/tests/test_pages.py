"""Pages and JSON as the cast meets them; counts of queries pinned."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renda.ground.kernel import clock
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.keys import uuid7
from renda.ground.papers.models import Paper
from renda.voice.pressing import services
from renda.voice.pressing.models import Assessment, FourLine, Inquiry, Tour
from renda.voice.pressing.tests.factories import QUESTIONS, asked, found, held, issued, key_item, proposed, tour
from renda.voice.suggestions.tests.factories import assigned, published, registered, replied

SESSION = 3  # session, account with posts, county
LIST, MATTER = 6, 12


def posted(**fields):
    return {**fields, "once": str(uuid7())}


def text_of(client, address, status=200):
    page = client.get(address)
    assert page.status_code == status, address
    return page.content.decode()


def counted(client, address, most):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200
    assert len(queries) <= most, "\n".join(
        q["sql"][:60] + " … " + q["sql"][q["sql"].find(" FROM ") :][:110] for q in queries
    )
    return page


def test_the_list_opens_by_itself_at_assignment(client_of, cast):
    registered(cast)
    item = assigned(cast)
    text = text_of(client_of("office"), "/pressing/")
    assert text.count(item.title) == 1
    assert "县水利局" in text and "交办" in text


def test_the_list_says_who_leads_and_follows_and_counts_its_queries(client_of, cast):
    for _ in range(3):
        key_item(cast)
    text = counted(client_of("office"), "/pressing/", LIST + SESSION).content.decode()
    assert "岳鸣山领衔" in text and "县人大农业农村工委跟踪" in text and "重点督办" in text


@pytest.mark.parametrize(
    "address", ["?key=1", "?light=red", "?done=1", "?mine=1", "?q=滨江", "?light=blue&key=x", "?done=1&light=amber"]
)
def test_filters_stand_in_the_address(client_of, cast, address):
    key_item(cast)
    assert client_of("chair").get(f"/pressing/{address}").status_code == 200


def test_a_leader_sees_his_own(client_of, cast):
    mine, other = key_item(cast), assigned(cast)
    page = client_of("chair").get("/pressing/?mine=1")
    assert [line["row"].pk for line in page.context["lines"]] == [mine.pk] != [other.pk]


def test_a_unit_sees_its_own(client_of, cast):
    item = key_item(cast)
    assert [line["row"].pk for line in client_of("clerk").get("/pressing/").context["lines"]] == [item.pk]
    assert client_of("co_clerk").get("/pressing/").context["lines"] == []


def test_a_broken_address_gets_a_sentence(client_of, cast):
    for address in ("?after=x", "?done=1&after=x", "inquiries/?after=x"):
        assert client_of("office").get(f"/pressing/{address}").status_code == 422


def test_paging_misses_nothing(client_of, cast, monkeypatch):
    monkeypatch.setattr("renda.voice.pressing.views.listing.PAGE", 2)
    every = {assigned(cast).pk for _ in range(5)}
    seen, after = [], ""
    for _ in range(3):
        page = client_of("office").get(f"/pressing/?after={after}")
        seen += [line["row"].pk for line in page.context["lines"]]
        after = page.context["after"]
    assert set(seen) == every and len(seen) == 5 and after == ""


def test_list_and_matrix_go_out_as_excel(client_of, cast):
    key_item(cast)
    for name in ("export.xlsx", "matrix/export.xlsx"):
        answer = client_of("office").get(f"/pressing/{name}")
        assert answer.status_code == 200 and answer.content[:2] == b"PK"


def test_the_matrix_shows_visits_gaps_and_letters(client_of, cast):
    with clock.at(now().replace(month=2, day=26)):
        item = key_item(cast)
    held(cast, item)
    issued(cast, item)
    page = counted(client_of("chair"), "/pressing/matrix/", LIST + SESSION)
    text = page.content.decode()
    cells = page.context["led"][0].rows[0].quarters
    assert [cell.state for cell in cells] == ["gap", "gap", "gap", "done"] or today().month < 10
    assert "缺" in text and "岳鸣山" in text and "重点督办1件" in text


def test_the_matrix_takes_the_day_of_an_assessment(client_of, cast):
    key_item(cast)
    client = client_of("office")
    assert client.post("/pressing/matrix/assess/", {"half": "mid", "on": today().isoformat()}).status_code == 302
    assert Assessment.objects.get().on == today()
    late = (today() + timedelta(days=2)).isoformat()
    assert client.post("/pressing/matrix/assess/", {"half": "mid", "on": late}).status_code == 422
    assert client.post("/pressing/matrix/assess/", {"half": "x"}).status_code == 422
    assert client_of("clerk").post("/pressing/matrix/assess/", {}).status_code == 403


@pytest.mark.parametrize("who", ["office", "chair", "committee", "clerk", "gov", "deputy"])
def test_the_page_of_an_item_names_the_three_and_counts_its_queries(client_of, cast, who):
    row = found(cast)
    issued(cast, row.item)
    services.open_ratings(cast.county.pk)
    text = counted(client_of(who), f"/pressing/suggestion/{row.suggestion_id}/", MATTER + SESSION).content.decode()
    for word in ("岳鸣山", "县人大农业农村工委", "县水利局", "交办合理性", "函询函", "要整改"):
        assert word in text, word


def test_who_only_reads_the_public_page_sees_no_supervision(client_of, cast):
    row = published(cast)
    for who in ("deputy3", "co_clerk", "township"):
        assert client_of(who).get(f"/pressing/suggestion/{row.pk}/").status_code == 404
    assert client_of("resident").get(f"/pressing/suggestion/{row.pk}/").status_code == 302


def test_a_tour_is_planned_and_held_by_pages(client_of, cast):
    item, client = key_item(cast), client_of("committee")
    assert item.title in text_of(client, "/pressing/tours/new/")
    plan = {"title": "四季度督查", "on": today().isoformat(), "route": "滨江路", "stage": "during",
            "item_ids": [str(item.pk)], "deputy_ids": [cast.seats.deputy2.pk]}  # fmt: skip
    assert client.post("/pressing/tours/new/", posted(**{**plan, "route": ""})).status_code == 422
    answer = client.post("/pressing/tours/new/", posted(**plan))
    row = Tour.objects.get()
    assert answer.headers["Location"] == row.get_absolute_url()
    for name, data in (("announce", {}), ("hold", {"held_on": today().isoformat(), "came": [cast.seats.deputy2.pk]})):
        assert client.post(f"{row.get_absolute_url()}{name}/", posted(**data)).status_code == 302
    finding = row.findings.get()
    base = f"/pressing/finding/{finding.pk}"
    assert client.post(f"{base}/find/", posted(text="", demand="")).status_code == 422
    due = (today() + timedelta(days=9)).isoformat()
    assert client.post(f"{base}/find/", posted(text="没拆", demand="拆除", due_on=due)).status_code == 302
    assert client_of("clerk").post(f"{base}/answer/", posted(answer="拆了")).status_code == 302
    assert client.post(f"{row.get_absolute_url()}report/", posted(report="总体较好")).status_code == 302
    assert "督查通报〔" in text_of(client, "/pressing/tours/")


@pytest.mark.parametrize("who", ["office", "chair", "clerk", "deputy2", "deputy"])
def test_the_page_of_a_tour_counts_its_queries(client_of, cast, who):
    row = found(cast).tour
    text = counted(client_of(who), row.get_absolute_url(), MATTER + SESSION).content.decode()
    assert row.title in text and "围挡没有拆" in text


def test_a_unit_sees_on_a_tour_what_was_found_with_it_alone(client_of, cast):
    row = held(cast)
    assert client_of("co_clerk").get(row.get_absolute_url()).status_code == 404
    assert client_of("deputy3").get(row.get_absolute_url()).status_code == 404


def test_a_planned_tour_is_not_yet_for_units(client_of, cast):
    assert client_of("clerk").get(tour(cast).get_absolute_url()).status_code == 404


def test_quarters_without_a_tour_are_drawn_as_gaps(client_of, cast):
    page = client_of("office").get(f"/pressing/tours/?year={today().year - 1}")
    assert page.content.decode().count("pr-gap") == 4


def test_a_letter_is_sent_and_answered_by_pages(client_of, cast):
    item, client = key_item(cast), client_of("committee")
    write = f"/pressing/suggestion/{item.pk}/inquire/"
    assert "发给县水利局" in text_of(client, write)
    assert client.post(write, posted(letter="inquiry", reason="", questions="")).status_code == 422
    client.post(write, posted(letter="inquiry", reason="没有回音。", questions=QUESTIONS))
    row = Inquiry.objects.get()
    assert client_of("clerk").get(row.get_absolute_url()).status_code == 404
    due = (today() + timedelta(days=9)).isoformat()
    sent = {"letter": "inquiry", "questions": QUESTIONS, "due_on": due}
    assert (
        client.post(f"{row.get_absolute_url()}issue/", posted(**{**sent, "due_on": today().isoformat()})).status_code
        == 422
    )
    assert client.post(f"{row.get_absolute_url()}issue/", posted(**sent)).status_code == 302
    assert "没有回音。" in text_of(client_of("clerk"), row.get_absolute_url())
    assert (
        client_of("clerk").post(f"{row.get_absolute_url()}answer/", posted(answer="七月十日前办好。")).status_code
        == 302
    )
    assert "七月十日前办好。" in text_of(client, row.get_absolute_url())


def test_the_same_letter_twice_is_one(client_of, cast):
    item, client = key_item(cast), client_of("committee")
    fields = posted(letter="inquiry", reason="没有回音。", questions=QUESTIONS)
    for _ in range(2):
        client.post(f"/pressing/suggestion/{item.pk}/inquire/", fields)
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize("who", ["office", "chair", "clerk", "gov", "deputy"])
def test_the_page_and_list_of_letters_count_their_queries(client_of, cast, who):
    row = issued(cast)
    counted(client_of(who), row.get_absolute_url(), MATTER + SESSION)
    for _ in range(2):
        proposed(cast)
    counted(client_of(who), "/pressing/inquiries/", LIST + SESSION)


def test_a_rating_is_given_on_its_page(client_of, cast):
    row = asked(cast)
    page = f"/pressing/suggestion/{row.suggestion_id}/"
    assert f"/pressing/evaluation/{row.pk}/rate/" in text_of(client_of("clerk"), page)
    assert f"/pressing/evaluation/{row.pk}/rate/" not in text_of(client_of("chair"), page)
    assert client_of("clerk").post(f"/pressing/evaluation/{row.pk}/rate/", posted()).status_code == 422
    assert client_of("clerk").post(f"/pressing/evaluation/{row.pk}/rate/", posted(mark="good")).status_code == 302
    assert "好" in text_of(client_of("deputy"), page)


def test_the_words_of_four_and_four_are_marked_as_ours_and_can_be_changed(client_of, cast):
    text = text_of(client_of("office"), "/pressing/four/")
    assert text.count('<span class="rd-tag">建议值，可修改') == 8 and "主任会议领办" in text and "交办合理性" in text
    fields = {
        name: field.initial for name, field in client_of("office").get("/pressing/four/").context["form"].fields.items()
    }
    assert client_of("office").post("/pressing/four/", {**fields, "led_label": "主任领办"}).status_code == 302
    assert FourLine.objects.get(key="led").label == "主任领办"
    assert client_of("office").post("/pressing/four/", {**fields, "led_label": ""}).status_code == 422
    assert client_of("clerk").post("/pressing/four/", fields).status_code == 403


@pytest.mark.parametrize("slip", ["summary", "assignment", "pressing", "completion"])
def test_table_and_slips_come_from_the_row(client_of, cast, slip):
    item, client = replied(cast), client_of("office")
    for _ in range(2):
        assert client.post(f"/pressing/suggestion/{item.pk}/slip/", {"slip": slip}).status_code == 302
    paper = Paper.objects.get(purpose=f"slip_{slip}")
    assert item.title in paper.source and "县水利局" in paper.source
    assert client.post(f"/pressing/suggestion/{item.pk}/slip/", {"slip": "x"}).status_code == 422
    assert client_of("clerk").post(f"/pressing/suggestion/{item.pk}/slip/", {"slip": slip}).status_code == 403


def test_the_completion_slip_waits_for_the_reply(client_of, cast):
    item = key_item(cast)
    assert client_of("office").post(f"/pressing/suggestion/{item.pk}/slip/", {"slip": "completion"}).status_code == 409


def test_the_same_over_json(client_of, cast):
    item, client = key_item(cast), client_of("committee")
    rows = client.get("/api/v1/pressing/items?key=true").json()["rows"]
    assert (rows[0]["leader"], rows[0]["unit"]) == ("岳鸣山", "高县水利局")
    assert len(client.get(f"/api/v1/pressing/matrix/{today().year}").json()) == 1
    assert client.get("/api/v1/pressing/matrix/12").status_code == 422
    body = {"item_id": str(item.pk), "reason": "没有回音。", "questions": "何时答复？"}
    made = client.post("/api/v1/pressing/inquiries", body, content_type="application/json")
    assert made.status_code == 201
    sent = {"letter": "press", "questions": "何时答复？", "due_on": (today() + timedelta(days=9)).isoformat()}
    answer = client.post(f"/api/v1/inquiry/{made.json()['id']}/steps/issue", sent, content_type="application/json")
    assert answer.json()["body"]["number"] == f"督办函〔{today().year}〕1号"
    plan = {"title": "督查", "on": today().isoformat(), "route": "滨江路", "item_ids": [str(item.pk)]}
    assert client.post("/api/v1/pressing/tours", plan, content_type="application/json").status_code == 201
    assert client_of("clerk").post("/api/v1/pressing/tours", plan, content_type="application/json").status_code == 403


def test_the_list_is_narrowed_to_a_unit_or_a_leader_and_printed_as_one_table(cast, client_of):
    item = key_item(cast)
    client, leader, unit = client_of("office"), cast.chair.user_id, cast.orgs.water
    for address in ("/pressing/", "/pressing/table/"):
        for query, sees in ((f"leader={leader}&unit={unit}", True), ("leader=999", False), (f"unit={unit + 1}", False)):
            page = client.get(f"{address}?{query}").content.decode()
            assert (item.title in page) is sees, (address, query)
        assert client.get(f"{address}?unit=x&leader=-1").status_code == 200
    assert "岳鸣山领衔" in client.get(f"/pressing/?leader={leader}").content.decode()
