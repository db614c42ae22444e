from io import BytesIO

import openpyxl
import pytest

from renda.chamber.decisions.models import Decision
from renda.chamber.decisions.tests import factories as made
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.kernel import clock

HOW = {"content_type": "application/json"}
FACTS = {
    "sort": "may", "proposer": "government", "title": "关于推进职业教育改革的意见", "reasons": "专业设置和产业脱节。",
}  # fmt: skip


def test_who_reads_a_matter_before_it_is_announced(cast, client_of):
    row = made.in_council(cast)
    found = {name: client_of(name).get(row.get_absolute_url()).status_code for name in (
        "office", "committee", "chair", "publisher", "clerk", "deputy", "co_clerk", "deputy3", "liaison", "township")}  # fmt: skip
    assert {name for name, status in found.items() if status == 200} == {
        "office", "committee", "chair", "publisher", "clerk", "deputy",
    }  # fmt: skip


def test_everybody_reads_what_was_announced_but_not_why_it_was_asked_for(cast, client):
    row = made.announced(cast)
    page = client.get(row.get_absolute_url()).content.decode()
    assert row.number in page and "划定泉坞山" in page and "赞成3" in page
    assert "树木被占" not in page and "同意提请审议" not in page and "都认为应当保护" not in page


def test_proposing_on_a_page(cast, client_of):
    body = meetings.body(cast)
    answer = client_of("clerk").post(
        "/decisions/propose/", {**FACTS, "body": body.pk, "proposer_org_id": cast.orgs.water}
    )
    row = Decision.objects.get()
    assert (
        answer.status_code == 302 and answer["Location"] == row.get_absolute_url() and row.proposer_name == "县水利局"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"title": ""}, "提请决定什么"), ({"reasons": ""}, "为什么要决定"), ({"proposer_org_id": ""}, "哪个机关、委室"),
     ({"sort": "any"}, "哪一类"), ({"body": "999999"}, "由谁决定")],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(cast, client_of, changes, words):
    facts = {
        **FACTS,
        "body": meetings.body(cast).pk,
        "proposer_org_id": cast.orgs.water,
        "plan": "三年补足教师。",
        **changes,
    }
    answer = client_of("office").post("/decisions/propose/", facts)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "三年补足教师。" in page


def test_a_member_proposes_and_another_signs_with_one_tap(cast, client_of):
    body = meetings.body(cast)
    client_of("deputy").post("/decisions/propose/", {**FACTS, "body": body.pk, "proposer": "members"})
    row = Decision.objects.get()
    assert "联名" in client_of("deputy2").get(row.get_absolute_url()).content.decode()
    assert client_of("deputy2").post(f"{row.get_absolute_url()}join/", {}).status_code == 302
    assert row.movers.count() == 2
    assert client_of("deputy3").get("/decisions/propose/").status_code == 403


def test_the_year_is_a_list_for_everybody_a_sheet_and_json(cast, client, client_of):
    row, year = made.announced(cast), clock.today().year
    hidden = made.proposed(cast, body=row.body, title="还没有决定的事")
    page = client.get(f"/decisions/year/{year}/").content.decode()
    assert row.number in page and "赞成3" in page and hidden.title not in page
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"/decisions/year/{year}.xlsx").content)).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][0] == "文号" and len(lines) == 2 and lines[1][0] == row.number and lines[1][7] == 3
    found = client_of("clerk").get(f"/api/v1/decisions/year/{year}").json()
    assert [(one["number"], one["yes"], one["organ"]) for one in found] == [(row.number, 3, "县水利局")]
    assert client.get("/decisions/year/99999/").status_code == 404


def test_the_list_of_matters_is_public_and_the_offices_to_change(cast, client, client_of):
    assert "县级决算" in client.get("/decisions/matters/").content.decode()
    answer = client_of("office").post("/decisions/matters/edit/", {"text": "随便|什么"})
    assert answer.status_code == 422 and "第1行" in answer.content.decode() and "随便|什么" in answer.content.decode()
    assert client_of("office").post("/decisions/matters/edit/", {"text": "报送备案|工作方案"}).status_code == 302
    assert client_of("committee").get("/decisions/matters/edit/").status_code == 403


def test_the_list_is_narrowed_and_paged(cast, client_of):
    body = meetings.body(cast)
    for n in range(33):
        made.proposed(cast, body=body, title=f"第{n}件", sort="may" if n % 2 else "must")
    first = client_of("office").get("/decisions/")
    following = client_of("office").get(f"/decisions/?after={first.context['after']}")
    assert len({row.pk for row in (*first.context["lines"], *following.context["lines"])}) == 33
    assert {row.sort for row in client_of("office").get("/decisions/?sort=may&group=before").context["lines"]} == {
        "may"
    }
    assert client_of("office").get("/decisions/?after=x").status_code == 422


def test_queries_of_the_pages(cast, client_of, django_assert_max_num_queries):
    row, client = made.reported(cast), client_of("committee")
    client.get("/decisions/")
    with django_assert_max_num_queries(6):
        assert client.get("/decisions/").status_code == 200
    with django_assert_max_num_queries(14):
        assert client.get(row.get_absolute_url()).status_code == 200


def test_an_organ_reports_by_json(cast, client_of):
    row = made.announced(cast)
    steps = f"/api/v1/decision/{row.pk}/steps"
    assert client_of("co_clerk").post(f"{steps}/report", {"report": "替他报。"}, **HOW).status_code == 403
    answer = client_of("clerk").post(f"{steps}/report", {"report": "立了界桩。"}, **HOW)
    assert answer.status_code == 200 and answer.json()["state"] == "reported"
    refused = client_of("office").post(f"{steps}/announce", {"form": "decision"}, **HOW)
    assert refused.status_code == 409


def test_a_program_reads_of_an_announced_decision_what_is_public(cast, client_of):
    row = made.announced(cast)
    body = client_of("liaison").get(f"/api/v1/decision/{row.pk}").json()["body"]
    assert body["counts"]["yes"] == 3 and "reasons" not in body and "versions" not in body
    assert client_of("office").get(f"/api/v1/decision/{row.pk}").json()["body"]["reasons"]


def test_a_matter_begins_by_json(cast, client_of):
    body = meetings.body(cast)
    facts = {**FACTS, "body": body.pk, "proposer_org_id": cast.orgs.water}
    answer = client_of("clerk").post("/api/v1/decisions", facts, **HOW)
    assert answer.status_code == 201 and answer.json()["state"] == "proposed"
    assert client_of("liaison").post("/api/v1/decisions", facts, **HOW).status_code == 403
