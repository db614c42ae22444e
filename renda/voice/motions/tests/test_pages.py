"""Pages and JSON as the cast meets them; counts of queries pinned."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renda.ground.kernel.keys import uuid7
from renda.voice.motions import services
from renda.voice.motions.models import Deadline, Motion
from renda.voice.motions.states import M
from renda.voice.motions.tests.factories import (
    TEXT,
    at_session,
    converted,
    cosigned,
    drafted,
    in_committee,
    invited,
    next_session,
    opined,
    published,
    received,
    reported,
    submitted,
    town_session,
    voted,
    with_unit,
)

MOST_ON_A_LIST, MOST_ON_A_PAGE = 6, 12


def posted(**fields):
    return {**fields, "once": str(uuid7())}


@pytest.mark.parametrize(("make", "who"), [
    (drafted, "deputy"), (cosigned, "deputy"), (cosigned, "liaison"), (submitted, "office"), (received, "office"),
    (opined, "deputy2"), (in_committee, "committee"), (with_unit, "clerk"), (reported, "office"), (converted, "deputy"),
    (voted, "chair"), (published, "resident"), (published, "deputy3"), (published, "office"),
])  # fmt: skip
def test_the_matter_page_counts_its_queries(client_of, cast, make, who):
    row, client = make(cast), client_of(who)
    client.get(row.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        page = client.get(row.get_absolute_url())
    assert page.status_code == 200
    assert row.title in page.content.decode()
    assert len(queries) <= MOST_ON_A_PAGE, "\n".join(q["sql"][:200] for q in queries)


@pytest.mark.parametrize("who", ["office", "committee", "deputy", "clerk", "gov", "township", "resident"])
def test_everybody_gets_a_list_in_few_queries(client_of, cast, who):
    published(cast)
    with_unit(cast)
    client = client_of(who)
    client.get("/motions/")
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/motions/")
    assert page.status_code == 200
    assert len(queries) <= MOST_ON_A_LIST, "\n".join(q["sql"][:200] for q in queries)


@pytest.mark.parametrize(
    "address", ["?state=making", "?state=nonsense", "?q=流域", "?published=1", "?session=1", "?session=x", "?after=0"]
)
def test_filters_stand_in_the_address(client_of, cast, address):
    opined(cast)
    assert client_of("office").get(f"/motions/{address}").status_code == (422 if "after" in address else 200)


def test_paging_by_age_misses_nothing(client_of, cast, monkeypatch):
    monkeypatch.setattr("renda.voice.motions.views.listing.PAGE", 2)
    every, seen, after = {drafted(cast).pk for _ in range(5)}, [], ""
    for _ in range(3):
        page = client_of("deputy").get(f"/motions/?after={after}")
        seen += [line["row"].pk for line in page.context["lines"]]
        after = page.context["after"]
    assert (len(seen), set(seen), after) == (5, every, "")


def test_a_deputy_drafts_invites_and_reads_what_is_missing(client_of, cast):
    client = client_of("deputy")
    assert "写议案" in client.get("/motions/new/").content.decode()
    with at_session():
        answer = client.post("/motions/new/", posted(**{**TEXT, "plan": ""}, mover_kind="deputies"))
        row = Motion.objects.get()
        assert answer.url == row.get_absolute_url()
        client.post(f"{row.get_absolute_url()}invite/", posted(deputy_ids=[cast.seats.deputy2.pk]))
        page = client.get(row.get_absolute_url()).content.decode()
    assert Motion.objects.get().state == M.COSIGNING
    for words in ("已有1名，要10名以上", "严守田", "还没有回", "还没有写方案"):
        assert words in page


def test_the_same_draft_sent_twice_is_one(client_of, cast):
    client, fields = client_of("deputy"), posted(**TEXT, mover_kind="deputies")
    with at_session():
        assert client.post("/motions/new/", fields).url == client.post("/motions/new/", fields).url
    assert Motion.objects.count() == 1


def test_a_deputy_signs_on_the_phone(client_of, cast):
    one = invited(cast)
    with at_session():
        assert "联名" in client_of("deputy2").get(one.parent.get_absolute_url()).content.decode()
        answer = client_of("deputy2").post(f"/motions/cosigning/{one.pk}/sign/", posted(seen=1))
        assert answer.status_code == 302
        assert "已有2名" in client_of("deputy").get(one.parent.get_absolute_url()).content.decode()


def test_between_sessions_the_page_offers_a_suggestion_first(client_of, cast):
    row = cosigned(cast)
    page = client_of("deputy").get(row.get_absolute_url())
    assert "议案截止时间是2026年1月13日18:00，已经过了" in page.content.decode()
    assert page.context["page"].next_steps[0].label == "改提代表建议"


def test_the_public_reads_movers_decision_and_result_but_not_the_text(client_of, cast):
    row = published(cast)
    page = client_of("resident").get(f"/motions/public/congress/{row.number_short}/")
    told = page.content.decode()
    for words in (
        row.title,
        "罗秋禾",
        "严守田",
        "列入会议议程",
        "大会表决通过：关于流域治理的决定",
        "赞成180",
        "议案处理意见",
    ):
        assert words in told
    assert TEXT["grounds"] not in told
    assert "审议意见</h2>" not in told
    assert client_of("resident").get("/motions/public/congress/19-5-9/").status_code == 404


def test_the_office_notes_the_presidiums_deadline(client_of, cast):
    session = next_session(cast)
    client = client_of("office")
    page = client.get(f"/motions/deadline/{session.pk}/").content.decode()
    assert "2026-11-03T18:00" in page
    assert "建议值，可修改" in page
    wrong = client.post(
        f"/motions/deadline/{session.pk}/",
        {"deadline_at": "2026-11-09T18:00", "decided_on": "2026-11-02", "paper": "一"},
    )
    assert wrong.status_code == 422
    assert "不晚于大会闭幕那天" in wrong.content.decode()
    right = {"deadline_at": "2026-11-03T12:00", "decided_on": "2026-11-02", "paper": "主席团第一次会议"}
    for _ in range(2):
        assert client.post(f"/motions/deadline/{session.pk}/", right).status_code == 302
    assert Deadline.objects.get().paper == "主席团第一次会议"
    session.refresh_from_db()
    assert session.deadline_at.isoformat() == "2026-11-03T04:00:00+00:00"


def test_each_presidium_sets_its_own_deadline(client_of, cast):
    town = town_session(cast)
    assert client_of("township").get(f"/motions/deadline/{town.pk}/").status_code == 200
    assert client_of("office").get(f"/motions/deadline/{town.pk}/").status_code == 403
    assert client_of("township").get(f"/motions/deadline/{next_session(cast).pk}/").status_code == 403


def test_a_new_deadline_moves_the_waits_of_drafts(client_of, cast):
    from renda.ground.workflow.models import Waiting

    one = invited(cast)
    with at_session():
        services.set_deadline(
            one.parent.session, actor=cast.office, deadline_at=one.parent.session.deadline_at.replace(day=14),
            decided_on=date(2026, 1, 12),
        )  # fmt: skip
    assert set(Waiting.objects.filter(matter_id__in=[one.pk, one.parent_id]).values_list("due_on", flat=True)) == {
        date(2026, 1, 14)
    }


def test_a_program_drafts_signs_and_submits(client_of, cast):
    session = next_session(cast)
    client = client_of("deputy")
    made = client.post("/api/v1/motions", {**TEXT}, content_type="application/json")
    assert made.status_code == 201, made.content
    key = made.json()["id"]
    asked = client.post(
        f"/api/v1/motions/{key}/cosignings", {"deputy_ids": [cast.seats.deputy2.pk]}, content_type="application/json"
    )
    assert asked.json()["state"] == "cosigning"
    body = client.get(f"/api/v1/motion/{key}").json()
    assert body["body"]["cosignings"][0]["deputy"] == "严守田"
    refused = client.post(f"/api/v1/motion/{key}/steps/submit", {}, content_type="application/json")
    assert (refused.status_code, "还差9名" in refused.json()["detail"]) == (409, True)
    told = client_of("office").post(
        f"/api/v1/motions/sessions/{session.pk}/deadline", {"deadline_at": "2026-11-03T12:00", "decided_on": "2026-11-02"},
        content_type="application/json",
    )  # fmt: skip
    assert told.json()["deadline_at"].startswith("2026-11-03T")
    assert len(client.get("/api/v1/motions?state=making").json()["rows"]) == 1
    assert client.get("/api/v1/motions?state=x").status_code == 422


def test_the_list_goes_to_excel(client_of, cast):
    from renda.ground.papers.excel import read_rows

    voted(cast)
    titles, rows = read_rows(client_of("office").get("/motions/export.xlsx").content)
    assert titles[:3] == ["编号", "大会", "标题"]
    assert rows[0][0] == "第1号议案"


def test_who_moved_or_signed_finds_it_on_the_page_for_one_hand(cast, client_of):
    row = submitted(cast)
    for who, sees in (("deputy", True), ("deputy2", True), ("deputy3", False)):
        assert (row.title in client_of(who).get("/desk/").content.decode()) is sees
