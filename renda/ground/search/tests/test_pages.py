"""The page, the lines while typing and the API: safe to show, and an answer to whatever is asked."""

import pytest

from renda.ground.search.tests.factories import write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/search/", "/search/suggest/", "/api/v1/public/search"])
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "路灯"},
        {"q": "路" * 500, "after": "x" * 50, "order": "nonsense"},
        {"q": "'\\\"&|!:*()<->", "kind": "'", "year": "\\", "org": "（）()", "state": '"'},
        {"q": "路灯\x00", "town": "\x00"},
        {"q": "路灯", "after": "9" * 19, "order": "date"},
        {"q": "NEAR(a b) AND OR NOT ^ #kind:note @1:office:3", "year": "二〇二六"},
    ],
)
def test_whatever_is_asked_is_answered(client, notes, address, query):
    assert client.get(address, query).status_code == 200


def test_nobody_asks_by_the_words_of_keys(client, county, notes):
    """A key typed as a question is a word like others."""
    source, _ = notes
    write(county, source, "内部井盖｜井盖", keys={"office:7"})
    page = client.get("/api/v1/public/search", {"q": f"@{county.pk}:office:7"}).json()
    assert page["items"] == []


def test_what_people_wrote_is_shown_as_they_wrote_it(client, county, notes):
    source, _ = notes
    write(county, source, "<script>路灯</script>｜<b>路灯</b>坏了")
    page = client.get("/search/", {"q": "路灯"}).content.decode()
    assert "<script>路灯" not in page and "<b>路灯" not in page
    assert "&lt;script&gt;<mark>路灯</mark>" in page and "&lt;b&gt;<mark>路灯</mark>" in page


def test_the_api_gives_the_same_hits_as_the_page(client, county, notes):
    answer = client.get("/api/v1/public/search", {"q": "路灯", "order": "date"}).json()
    assert [item["title"] for item in answer["items"]] == ["城区路灯不亮", "村道护栏被撞坏"]
    assert answer["count"] == 2 and not answer["is_more"] and answer["after"] == ""
    assert any(piece["is_hit"] for piece in answer["items"][0]["snippet"])
    assert client.get("/api/v1/search", {"q": "路灯"}).status_code == 401


def test_the_bar_and_the_palette_lead_here(client, notes):
    page = client.get("/search/").content.decode()
    assert 'data-palette="/search/suggest/"' in page and 'action="/search/"' in page


@pytest.mark.parametrize("typed", ["，。！？", "！!?", "😀"])
def test_marks_alone_are_no_question(client, notes, typed):
    assert "只有标点或者符号" in client.get("/search/", {"q": typed}).content.decode()
    assert "写几个字" in client.get("/search/suggest/", {"q": typed}).content.decode()


def test_a_kind_is_named_as_people_say_it_where_nothing_was_found(client, notes):
    page = client.get("/search/", {"q": "没有这样的词", "kind": "note"}).content.decode()
    assert "种类note" not in page and "种类笔记" in page


def test_a_snippet_does_not_say_the_title_again(client, county, notes):
    source, _ = notes
    write(county, source, "桥头的路灯坏了｜桥头的路灯坏了。村口三盏，桥上两盏。")
    hit = client.get("/api/v1/public/search", {"q": "桥头路灯"}).json()["items"][0]
    assert "".join(piece["text"] for piece in hit["snippet"]) == "村口三盏，桥上两盏。"
