"""The desk shows what waits for me, in any post, with lights; nothing of others and nothing by one query a row."""

from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from renda.ground.kernel import clock
from renda.ground.workflow.models import Waiting
from renda.voice.opinions import services

pytestmark = pytest.mark.django_db
# session, account with posts, county; the rows and their counts; the rule book for the lights
MOST_QUERIES = 6


@pytest.fixture
def leave(cast):
    """Leaves opinions at the cast's station."""

    def make(count=1, text="红岩路护栏坏了，晚上看不清"):
        return [
            services.submit_opinion(actor=cast.resident, station=cast.places.station, text=f"{text}{i}")
            for i in range(count)
        ]

    return make


def test_what_waits_for_the_liaison_is_on_her_desk_and_on_no_other(leave, client_of):
    leave()
    assert "红岩路" in client_of("liaison").get("/desk/").text
    assert "红岩路" not in client_of("office").get("/desk/").text


def test_a_visitor_is_sent_to_sign_in(client_of):
    assert client_of("resident").get("/desk/").url.startswith("/sign-in/")


def test_the_number_of_queries_does_not_grow_with_the_rows(leave, client_of, django_assert_max_num_queries):
    client = client_of("liaison")
    leave(3)
    client.get("/desk/")
    leave(20)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/desk/")


def test_overdue_ones_come_first_and_have_their_own_filter(leave, client_of):
    late, fresh = leave(2)
    Waiting.objects.of(late).update(due_on=clock.today() - timedelta(days=3))
    page = client_of("liaison").get("/desk/").text
    assert page.index(late.title_line()) < page.index(fresh.title_line())
    red = client_of("liaison").get("/desk/?light=red").text
    assert late.title_line() in red and fresh.title_line() not in red


def test_pages_follow_each_other_without_gap_or_double(leave, client_of):
    rows = leave(65)
    client, seen, address = client_of("liaison"), [], "/desk/"
    while address:
        page = client.get(address)
        seen += [row.matter_id for row in page.context["rows"]]
        address = f"/desk/?after={page.context['after']}" if page.context["after"] else ""
    assert sorted(seen) == sorted(row.pk for row in rows)


@pytest.mark.parametrize(
    "query", ["light=blue", "after=x", "after=2026-99-99.1", "kind=none", "q=%00", "after=-.99999999999999999999"]
)
def test_an_address_typed_wrong_is_no_error(leave, client_of, query):
    leave()
    assert client_of("liaison").get(f"/desk/?{query}").status_code == 200


def test_the_list_goes_to_excel_under_the_same_filter(leave, client_of):
    leave(2)
    answer = client_of("liaison").get("/desk/export.xlsx?q=红岩路")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.getvalue())).get_sheet_by_index(0).to_python()
    assert len(rows) == 3 and "红岩路" in str(rows[1])


def test_a_deputy_gets_the_page_for_one_hand(leave, cast, client_of):
    opinion = leave()[0]
    services.screen_opinion(opinion, actor=cast.liaison, deputy_id=cast.seats.deputy.pk)
    page = client_of("deputy").get("/desk/")
    assert page.status_code == 200
    assert "workbench/hand.html" in [t.name for t in page.templates]
    assert opinion.title_line() in page.text


def test_ticked_rows_take_a_step_together(leave, client_of):
    rows = leave(3)
    client = client_of("liaison")
    page = client.get("/desk/").text
    assert all(f'value="opinion.{row.pk}"' in page for row in rows)
    asked = client.post("/workflow/opinion/many/screen/", {"pk": [f"opinion.{row.pk}" for row in rows]})
    assert "3件" in asked.text
    done = client.post("/workflow/opinion/many/screen/", {"pk": [str(row.pk) for row in rows], "filled": "1"})
    assert done.text.count("办了") >= 3
    for row in rows:
        row.refresh_from_db()
    assert {row.state for row in rows} == {"screened"}
