"""The promise board, one promise, the look-back and the closed loop, as pages and JSON; queries counted."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from renda.ground.kernel import clock
from renda.ground.kernel.keys import uuid7
from renda.voice.opinions.tests import factories as opinions
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Lookback, Promise
from renda.voice.suggestions.states import PromiseState, S
from renda.voice.suggestions.tests.factories import (
    BAD,
    GOOD,
    TEXT,
    accept,
    again,
    answered,
    lead_of,
    promised,
    published,
    rated,
    rating_of,
    replied,
    reply,
)

BOARD = "/suggestions/promises/"
LIST_QUERIES, WHOLE_QUERIES = 6, 12
ASK = "列入明年农村公路建设计划"


def posted(**fields):
    return {**fields, "once": str(uuid7())}


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200
    return page.content.decode(), queries


@pytest.mark.parametrize("who", ["office", "gov", "clerk", "deputy", "chair"])
def test_the_board_shows_what_was_promised_for_when_and_counts_its_queries(client_of, cast, who):
    promised(cast)
    text, queries = counted(client_of(who), BOARD)
    assert ASK in text and "8月25日" in text and "建设股" in text
    assert len(queries) <= LIST_QUERIES, [q["sql"][:120] for q in queries]


def test_the_board_takes_no_more_queries_for_more_rows(client_of, cast):
    promised(cast)
    few = len(counted(client_of("office"), BOARD)[1])
    for _ in range(3):
        replied(cast)
    assert len(counted(client_of("office"), BOARD)[1]) == few


@pytest.mark.parametrize("who", ["co_clerk", "deputy3", "township"])
def test_a_promise_that_is_not_ones_own_is_not_on_the_board(client_of, cast, who):
    row = promised(cast)
    assert ASK not in client_of(who).get(BOARD).content.decode()
    assert client_of(who).get(row.get_absolute_url()).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client_of, cast):
    promised(cast)
    assert client_of("resident").get(BOARD).status_code == 302


@pytest.mark.parametrize(("address", "found"), [
    ("?state=kept", False), ("?state=all", True), ("?light=red", False), ("?year=2027", True), ("?year=2026", False), ("?q=滨江", True),
    ("?q=没有的", False), ("?state=nonsense&light=blue&unit=x&year=99999", True), ("?unit=9999", False), ("?state=carried", False),
])  # fmt: skip
def test_filters_stand_in_the_address(client_of, cast, address, found):
    promised(cast)
    assert (ASK in client_of("office").get(f"{BOARD}{address}").content.decode()) is found


def test_the_lights_find_what_is_late_and_what_is_near(client_of, cast):
    row = promised(cast)
    for day, light in ((row.promised_on + timedelta(days=1), "red"), (row.promised_on, "amber")):
        with clock.at(day):
            # The browser's session is as old as the clock says, so the view is asked under the moved clock from the start.
            text = client_of("office").get(f"{BOARD}?light={light}").content.decode()
        assert ASK in text, light


def test_a_broken_address_gets_a_sentence(client_of, cast):
    assert client_of("office").get(f"{BOARD}?after=x").status_code == 422
    assert client_of("office").get("/suggestions/lookbacks/?after=x").status_code == 422


def test_paging_misses_nothing(client_of, cast, monkeypatch):
    monkeypatch.setattr("renda.voice.suggestions.views.promises.PAGE", 2)
    every = {Promise.objects.get(parent=replied(cast)).pk for _ in range(5)}
    seen, after = [], ""
    for _ in range(3):
        page = client_of("office").get(f"{BOARD}?after={after}")
        seen += [line["row"].pk for line in page.context["lines"]]
        after = page.context["after"]
    assert len(seen) == 5 and set(seen) == every and after == ""


def test_a_deputy_confirms_in_one_tap_and_a_second_tap_does_nothing(client_of, cast):
    row, client = answered(cast, promised(cast)), client_of("deputy")
    text = client.get(f"{BOARD}?state=confirm").content.decode()
    assert "确认办成" in text and "不认可" in text
    tap = posted(seen=again(row).version, next=BOARD)
    first = client.post(f"{row.get_absolute_url()}confirm/", tap)
    assert (first.status_code, first.url) == (302, BOARD)
    assert client.post(f"{row.get_absolute_url()}confirm/", tap).status_code == 302
    assert again(row).state == PromiseState.KEPT


def test_a_deputy_does_not_agree_in_one_tap(client_of, cast):
    row = answered(cast, promised(cast))
    client_of("deputy").post(f"{row.get_absolute_url()}dispute/", posted(seen=again(row).version))
    assert again(row).state == PromiseState.DISPUTED


def test_nobody_else_is_offered_the_tap(client_of, cast):
    answered(cast, promised(cast))
    assert "确认办成" not in client_of("clerk").get(f"{BOARD}?state=confirm").content.decode()


def test_the_unit_answers_again_by_its_page(client_of, cast):
    row, client = promised(cast), client_of("clerk")
    assert "办成了，再次答复" in client.get(row.get_absolute_url()).content.decode()
    short = client.post(f"{row.get_absolute_url()}answer/", posted())
    assert short.status_code == 422 and "请写办成了什么" in short.content.decode()
    client.post(f"{row.get_absolute_url()}answer/", posted(answer="公路完工。", seen=row.version))
    assert again(row).state == PromiseState.ANSWERED


@pytest.mark.parametrize("name", ["progress", "answer", "confirm", "dispute", "verify", "uphold", "carry_over", "end"])
def test_each_step_of_a_promise_has_its_page(client_of, cast, name):
    page = f"{promised(cast).get_absolute_url()}{name}/"
    who = {"progress": "clerk", "answer": "clerk", "confirm": "deputy", "dispute": "deputy"}.get(name, "office")
    assert client_of(who).get(page).status_code == 200
    assert client_of("gov").get(page).status_code == 403


def test_a_selection_is_carried_over_at_once(client_of, cast):
    row = promised(cast)
    url = "/workflow/promise/many/carry_over/"
    client_of("office").post(url, {"pk": [str(row.pk)], "filled": "1", "note": "年底滚动。"})
    assert again(row).carried_to_year


def test_excel_holds_what_the_board_shows(client_of, cast):
    promised(cast)
    sheet = load_workbook(BytesIO(client_of("office").get(f"{BOARD}export.xlsx").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "建议编号"
    assert (rows[1][5], rows[1][6], rows[1][12]) == (2, "列入明年农村公路建设计划。", "在办")


def test_the_matter_page_says_how_each_promise_stands(client_of, cast):
    row = promised(cast)
    text = client_of("deputy").get(row.parent.get_absolute_url()).content.decode()
    assert "承诺办到哪一步" in text and row.get_absolute_url() in text
    answered(cast, row)
    assert "看承诺办成没有（第2条）" in client_of("deputy").get(row.parent.get_absolute_url()).content.decode()


def test_the_matter_page_says_what_happens_after_two_bad_ratings(client_of, cast):
    row = rated(cast, BAD)
    services.second_handling_suggestion(row, actor=cast.office)
    reply(cast, accept(cast, lead_of(row)))
    assert "下一步是领导督办" not in client_of("deputy").get(row.get_absolute_url()).content.decode()
    services.rate_rating(rating_of(again(row)), actor=cast.deputy, **BAD)
    text = client_of("deputy").get(row.get_absolute_url()).content.decode()
    assert "下一步是领导督办" in text and "提请常委会领导督办" in text
    office = client_of("office")
    posted_day = str(clock.today() + timedelta(days=30))
    answer = office.post(f"{row.get_absolute_url()}refer/", posted(promised_on=posted_day, note="限期贯通。"))
    assert answer.status_code == 302
    assert "已提请常委会领导督办" in client_of("deputy").get(row.get_absolute_url()).content.decode()
    assert "两次不满意" in office.get("/suggestions/?state=twice").content.decode()


def test_the_public_sees_words_day_and_state_and_nothing_written_later(client_of, cast):
    row = published(cast)
    promise = Promise.objects.get(parent=row)
    services.progress_promise(promise, actor=cast.clerk, progress="征地补偿没有谈拢。")
    services.answer_promise(again(promise), actor=cast.clerk, answer="只给代表看的信。")
    for address in (promise.get_absolute_url(), row.get_absolute_url(), f"/published/congress/{row.number_short}/",
                    f"/suggestions/{row.pk}/whole/"):  # fmt: skip
        text = client_of("resident").get(address).content.decode()
        assert ASK in text and "待代表确认" in text and "2027年8月25日" in text, address
        assert "征地补偿" not in text and "只给代表看的信" not in text, address
    body = client_of("resident").get(f"/api/v1/promise/{promise.pk}").content.decode()
    assert "征地补偿" not in body and "只给代表看的信" not in body
    whole = client_of("resident").get(f"/api/v1/public/suggestions/congress/{row.number_short}").json()
    assert whole["promises"][0]["words"] == "待代表确认"


def test_where_only_a_summary_is_public_promises_are_not(client_of, cast):
    row = rated(cast)
    part = services.propose_publication(
        row, actor=cast.office, extent="summary", reason="内容复杂", summary="摘要在此。"
    )
    services.approve_publication(part, actor=cast.publisher)
    promise = Promise.objects.get(parent=row)
    visitor = client_of("resident")
    assert visitor.get(promise.get_absolute_url()).status_code == 404
    for address in (
        row.get_absolute_url(),
        f"/suggestions/{row.pk}/whole/",
        f"/published/congress/{row.number_short}/",
    ):
        assert ASK not in visitor.get(address).content.decode(), address


@pytest.mark.parametrize("who", ["office", "clerk", "deputy", "resident", "deputy3"])
def test_the_closed_loop_goes_from_the_residents_to_the_last_promise(client_of, cast, who):
    row = whole_story(cast)
    text, queries = counted(client_of(who), f"/suggestions/{row.pk}/whole/")
    for words in (
        "事前",
        "事中",
        "事后",
        "1位群众",
        "交办之日",
        "承诺2027年8月25日前办成",
        "确认办成",
        "按期兑现",
        "办结",
    ):
        assert words in text, words
    assert len(queries) <= WHOLE_QUERIES, [q["sql"][:100] for q in queries]


def test_the_closed_loop_shows_no_resident_and_the_public_no_talk(client_of, cast):
    row = whole_story(cast)
    for who in ("office", "resident"):
        text = client_of(who).get(f"/suggestions/{row.pk}/whole/").content.decode()
        assert "汪秀莲" not in text and "13800136021" not in text
    assert "看了现场" in client_of("office").get(f"/suggestions/{row.pk}/whole/").content.decode()
    assert "看了现场" not in client_of("resident").get(f"/suggestions/{row.pk}/whole/").content.decode()


def test_ratings_are_not_told_before_all_are_in(client_of, cast):
    row = replied(cast)
    services.rate_rating(rating_of(row), actor=cast.deputy, **BAD)
    from renda.voice.suggestions.models import Rating
    from renda.voice.suggestions.workflow import RATING

    RATING.start(
        Rating(county_id=row.county_id, parent=row, deputy=cast.seats.deputy2, round=1), "open", actor=cast.clerk
    )
    assert "不满意" not in client_of("clerk").get(f"/suggestions/{row.pk}/whole/").content.decode()
    assert "结果不满意" in client_of("office").get(f"/suggestions/{row.pk}/whole/").content.decode()


def whole_story(cast):
    """A resident's word, a suggestion, its reply, its rating, its publication, its promise kept, its end."""
    told = opinions.taken(cast, name="汪秀莲", phone=opinions.PHONE)
    row = services.draft_from_opinions([told], actor=cast.deputy, asks=TEXT["asks"])
    services.submit_suggestion(row, actor=cast.deputy)
    services.register_suggestion(row, actor=cast.office)
    services.assign_suggestion(row, actor=cast.office, lead_org_id=cast.orgs.water)
    reply(cast, accept(cast, lead_of(row)))
    services.rate_rating(rating_of(again(row)), actor=cast.deputy, **GOOD)
    part = services.propose_publication(again(row), actor=cast.office, extent="full")
    services.approve_publication(part, actor=cast.publisher)
    promise = answered(cast, Promise.objects.get(parent=row))
    services.confirm_promise(again(promise), actor=cast.deputy)
    return services.close_suggestion(again(row), actor=cast.office)


def test_the_look_back_is_begun_answered_and_checked_by_pages(client_of, cast):
    promised(cast)
    office, clerk = client_of("office"), client_of("clerk")
    assert "<b>2</b>条询问" in office.get("/suggestions/lookbacks/begin/").content.decode()
    assert client_of("clerk").get("/suggestions/lookbacks/begin/").status_code == 403
    for _ in range(2):
        assert office.post("/suggestions/lookbacks/begin/").status_code == 302
    assert Lookback.objects.count() == 2
    row = Lookback.objects.get(promise=None)
    page = f"{row.get_absolute_url()}answer/"
    assert "说明现在的情况" in clerk.get(page).content.decode()
    clerk.post(page, posted(claim="done", text="已经通行。", seen=row.version))
    office.post("/workflow/lookback/many/verify/", {"pk": [str(row.pk)], "filled": "1", "note": ""})
    text, queries = counted(office, "/suggestions/lookbacks/")
    assert "属实" in text and "经核实确实办成" in text
    assert len(queries) <= LIST_QUERIES, [q["sql"][:120] for q in queries]
    assert again(row).state == "verified"
    assert client_of("deputy").get(row.get_absolute_url()).status_code == 200


def test_json_lists_carries_over_and_tells_the_whole(client_of, cast):
    row, office = promised(cast), client_of("office")
    listed = office.get("/api/v1/promises?year=2027").json()
    assert [line["id"] for line in listed["rows"]] == [str(row.pk)]
    assert (listed["figures"]["whole"], listed["after"]) == (1, "")
    assert office.get("/api/v1/promises?state=x").status_code == 422
    assert office.get("/api/v1/promises?after=x").status_code == 422
    many = office.post(
        "/api/v1/promise/many/carry_over", {"ids": [str(row.pk)], "note": "年底滚动。"}, content_type="application/json"
    )
    assert many.json()["results"][0]["error"] == ""
    body = office.get(f"/api/v1/promise/{row.pk}").json()
    assert body["body"]["carried_to_year"] == again(row).carried_to_year
    assert {"carry_over", "end"} <= {step["name"] for step in body["steps"]}
    whole = office.get(f"/api/v1/suggestions/{row.parent_id}/whole").json()
    assert [e["label"] for e in whole["entries"]][-1] == "滚动办理"
    assert whole["promises"][0]["id"] == str(row.pk)
    begun = office.post("/api/v1/lookbacks", {"year": clock.today().year}, content_type="application/json")
    assert begun.json() == {"asked": 2}
    assert (
        client_of("clerk")
        .post("/api/v1/lookbacks", {"year": clock.today().year}, content_type="application/json")
        .status_code
        == 403
    )
    assert office.post("/api/v1/lookbacks", {"year": 2001}, content_type="application/json").status_code == 422


def test_a_closed_suggestion_says_the_loop_is_closed_only_when_it_is(client_of, cast):
    row = published(cast)
    promise = Promise.objects.get(parent=row)
    services.carry_over_promise(promise, actor=cast.office, note="年底滚动。")
    row = services.close_suggestion(again(row), actor=cast.office)
    assert row.state == S.CLOSED
    client, address = client_of("office"), f"/suggestions/{row.pk}/whole/"
    assert "还没有闭环" in client.get(address).content.decode()
    services.confirm_promise(answered(cast, again(promise)), actor=cast.deputy)
    assert "已闭环" in client.get(address).content.decode()
