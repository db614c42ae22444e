"""The wide desk: a row beside the list, ticks across kinds, numbers in the rail, views and columns of one's own."""

import pytest

from renda.readings.workbench import context
from renda.voice.opinions import services
from renda.voice.suggestions.tests.factories import drafted

pytestmark = pytest.mark.django_db
SECRET = "13800001111"


@pytest.fixture(autouse=True)
def nothing_kept():
    context._kept.clear()


@pytest.fixture
def opinion(cast):
    return services.submit_opinion(
        actor=cast.resident, station=cast.places.station, text=f"红岩路护栏坏了，晚上看不清。请打{SECRET}"
    )


@pytest.fixture
def draft(cast):
    return drafted(cast)


def test_a_row_shows_its_text_its_last_steps_and_its_next_step(opinion, client_of):
    pane = client_of("liaison").get(f"/desk/peek/opinion/{opinion.pk}/").text
    assert "红岩路护栏坏了" in pane and "最近" in pane
    assert f'href="{opinion.get_absolute_url()}screen/"' in pane
    assert SECRET not in pane


def test_a_row_of_others_is_not_shown_beside_the_list(opinion, client_of):
    assert client_of("liaison").get(f"/desk/peek/opinion/{opinion.pk}/").status_code == 200
    assert client_of("clerk").get(f"/desk/peek/opinion/{opinion.pk}/").status_code == 404
    assert client_of("liaison").get(f"/desk/peek/nothing/{opinion.pk}/").status_code == 404


def test_the_pane_costs_few_queries(opinion, client_of, django_assert_max_num_queries):
    client = client_of("liaison")
    with django_assert_max_num_queries(12):
        client.get(f"/desk/peek/opinion/{opinion.pk}/")


def test_a_step_on_ticked_rows_of_several_kinds_names_those_it_does_not_fit(opinion, draft, client_of):
    client = client_of("liaison")
    ticked = [f"opinion.{opinion.pk}", f"suggestion.{draft.pk}"]
    asked = client.post("/workflow/opinion/many/screen/", {"pk": ticked}).text
    assert "请代表接1件" in asked
    assert "另有1件" in asked and "“请代表接”只办群众意见" in asked
    client.post("/workflow/opinion/many/screen/", {"pk": ticked, "filled": "1"})
    opinion.refresh_from_db()
    draft.refresh_from_db()
    assert (opinion.state, draft.state) == ("screened", "draft")


def test_a_step_that_fits_no_ticked_row_says_why(opinion, client_of):
    client = client_of("liaison")
    client.post("/workflow/opinion/many/screen/", {"pk": [f"opinion.{opinion.pk}"], "filled": "1"})
    answer = client.post("/workflow/opinion/many/screen/", {"pk": [f"opinion.{opinion.pk}"]})
    assert answer.status_code == 409
    assert "不能“请代表接”" in answer.text


@pytest.mark.parametrize("pk", ["", "opinion.", "x.y", "nothing.0199f7f8-0000-7000-8000-000000000000"])
def test_a_tick_of_nothing_is_a_sentence(opinion, client_of, pk):
    answer = client_of("liaison").post("/workflow/opinion/many/screen/", {"pk": [pk]})
    assert 400 <= answer.status_code < 500


def test_the_way_back_from_a_selection_stays_in_the_house(opinion, client_of):
    ticked = {"pk": [str(opinion.pk)], "next": "https://elsewhere.example/"}
    assert "elsewhere" not in client_of("liaison").post("/workflow/opinion/many/screen/", ticked).text


def test_the_rail_says_how_many_wait_for_me_and_on_other_pages_too(opinion, client_of):
    client = client_of("liaison")
    assert "待办<b>1</b>" in client.get("/desk/").text
    assert "群众意见<b>1</b>" in client.get("/opinions/").text
    assert "待办<b>1</b>" not in client_of("clerk").get("/desk/").text


def test_a_step_taken_shows_in_the_rail_when_the_desk_is_next_read(opinion, cast, client_of):
    client = client_of("liaison")
    client.get("/desk/")
    services.screen_opinion(opinion, actor=cast.liaison, deputy_id=cast.seats.deputy.pk)
    assert "待办<b>1</b>" not in client.get("/desk/").text


def test_kinds_are_told_apart_and_lights_count_the_chosen_one(opinion, cast, client_of):
    client = client_of("liaison")
    page = client.get("/desk/?kind=opinion").context
    assert [(k["kind"], k["on"]) for k in page["kinds"]] == [("opinion", True)]
    assert client.get("/desk/?kind=suggestion").context["chips"][0]["count"] == 0


def test_filters_are_kept_under_a_name_and_lead_back(opinion, client_of):
    client = client_of("liaison")
    kept = {"name": "我的超期", "query": "light=red&after=2026-01-01.3", "next": "/desk/?light=red"}
    assert client.post("/account/lists/desk/keep/", kept).url == "/desk/?light=red"
    page = client.get("/desk/")
    assert [(view.name, view.query, view.is_here) for view in page.context["tools"].views] == [
        ("我的超期", "light=red", False)
    ]
    assert client.get("/desk/?light=red").context["tools"].views[0].is_here
    client.post("/account/lists/desk/drop/", {"name": "我的超期"})
    assert "我的超期" not in client.get("/desk/").text


@pytest.mark.parametrize("address", ["/desk/", "/opinions/", "/suggestions/"])
def test_columns_are_chosen_on_every_list(opinion, client_of, address):
    client = client_of("liaison")
    name = address.strip("/")
    assert "no-unit" not in client.get(address).text
    client.post(f"/account/lists/{name}/columns/", {"shown": ["do", "category", "kind"]})
    tools = client.get(address).context["tools"]
    assert tools.classes == "no-unit"
    assert tools.extra in (("category",), ("kind",))


def test_what_one_keeps_is_nobody_elses(opinion, client_of):
    client_of("liaison").post("/account/lists/desk/keep/", {"name": "我的", "query": "light=red"})
    assert client_of("office").get("/desk/").context["tools"].views == []


@pytest.mark.parametrize(
    "kept", [{"name": "", "query": "light=red"}, {"name": "空", "query": ""}, {"name": "x" * 50, "query": "a=1"}]
)
def test_a_view_without_name_or_filter_is_refused_with_a_sentence(client_of, kept):
    assert client_of("liaison").post("/account/lists/desk/keep/", kept).status_code == 422


def test_no_more_views_than_fit(client_of):
    client = client_of("liaison")
    answers = [
        client.post("/account/lists/desk/keep/", {"name": f"第{n}个", "query": f"q={n}"}).status_code for n in range(13)
    ]
    assert answers[:12] == [302] * 12
    assert answers[12] == 422
