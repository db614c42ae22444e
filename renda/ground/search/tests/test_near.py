"""What is alike, on either database: found by rare words, shown with what both say, never beyond what the actor may see."""

import doctest

import pytest
from django.db import connection
from django.urls import reverse

from renda.ground.kernel.actor import Actor, Held
from renda.ground.search import near as module
from renda.ground.search import services
from renda.ground.search.finding import read
from renda.ground.search.models import Following, WordCount
from renda.ground.search.near import near, terms_of
from renda.ground.search.tests.factories import write

pytestmark = pytest.mark.django_db

WRITTEN = "滨江路那一段路灯坏了快两个月，夜里很黑，老人不敢出门。"
KINDS = ["note"]


def titles(actor, text=WRITTEN, **more):
    return [one.title for one in near(actor, text, kinds=KINDS, **more)]


@pytest.fixture
def visitor(county):
    return Actor(county_id=county.pk)


def test_the_examples_hold():
    assert doctest.testmod(module).failed == 0


def test_the_same_matter_comes_first_with_what_both_say(visitor, county, notes):
    source, keys = notes
    write(county, source, "希望修路｜村里的路不好走，希望早点修一修。")
    found = near(visitor, WRITTEN, kinds=KINDS)
    assert found[0].title == "城区路灯不亮" and found[0].is_same and {"滨江路", "路灯"} <= set(found[0].shared)
    assert found[0].score > max((one.score for one in found[1:]), default=0)
    assert "城区路灯不亮" not in titles(visitor, besides={("note", keys[0])})


def test_a_paper_of_a_matter_is_no_matter_like_it(visitor, county, notes):
    write(county, notes[0], f"答复函｜{WRITTEN}", part="paper:0")
    assert "答复函" not in titles(visitor) and "城区路灯不亮" in titles(visitor)


def test_the_index_of_words_is_asked_however_few_the_statistics_know_of_a_kind(visitor, county, notes):
    """Reading all of a kind instead cost two hundred times as much."""
    is_postgres = connection.vendor == "postgresql"
    build = module._postgres if is_postgres else module._sqlite
    sql, values = build(terms_of(WRITTEN), ["@1:public"], ["never-seen"], county.pk)
    plan = str(read(f"{'EXPLAIN' if is_postgres else 'EXPLAIN QUERY PLAN'} {sql}", values))
    assert ("search_document_words" if is_postgres else "VIRTUAL TABLE INDEX") in plan and "document_of_row" not in plan


def test_nobody_is_shown_what_he_may_not_see(visitor, county, notes, hidden):
    source, keys = notes
    write(county, source, f"内部的路灯｜{WRITTEN}", keys={"clerk:7"})
    clerk = Actor(county_id=county.pk, user_id=1, posts=(Held(1, "clerk", 7),))
    another = Actor(county_id=county.pk, user_id=2, posts=(Held(2, "clerk", 8),))
    elsewhere = Actor(county_id=county.pk + 1, user_id=1, posts=(Held(1, "clerk", 7),))
    assert titles(clerk)[:2] == ["内部的路灯", "城区路灯不亮"]
    assert "内部的路灯" not in titles(another) + titles(visitor) and titles(elsewhere) == []
    hidden.add(keys[0])
    assert titles(visitor) == []


def test_words_are_counted_and_common_ones_name_in_pairs(visitor, county, notes, monkeypatch):
    source, _ = notes
    write(county, source, *(f"第{n}处路灯｜路灯希望" for n in range(9)))
    assert services.count_words() == WordCount.objects.count() > 0
    assert WordCount.objects.get(word="路灯").texts == 11 and Following.objects.get().texts == 16
    assert not WordCount.objects.filter(word__regex="^[@#^]").exists()
    assert ("路灯",) in [words for words, _ in terms_of(WRITTEN)]
    monkeypatch.setattr(module, "BUDGET", 8)
    asked = [words for words, _ in terms_of("路灯希望夜里")]
    assert ("路灯",) not in asked and ("夜里",) in asked and ("希望", "路灯") in asked
    assert titles(visitor)[0] == "城区路灯不亮"


def test_beside_many_rare_words_one_pair_of_common_ones_is_asked_for():
    rare, common = (
        dict.fromkeys(("护栏", "涵洞", "校车", "井盖", "水渠"), 9),
        dict.fromkeys(("路灯", "希望", "村里"), 6000),
    )
    for few, pairs in ((5, 1), (4, 3)):
        terms = module.rarest_terms([*list(rare)[:few], *common], (), rare | common, 20_000)
        assert [len(words) for words, _ in terms] == [1] * few + [2] * pairs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "路灯",
        "\x00" * 9,
        "'\"&|!:*()<-> OR NEAR(a b) ' -- ^ @1:public #kind:note",
        "１２３４５６７８９",
        "路" * 10**6,
    ],
)
def test_whatever_is_written_is_answered(client, visitor, notes, text):
    assert titles(visitor, text) == []
    assert client.post(reverse("search:alike"), {"text": text}).status_code in (200, 413)


def test_it_asks_few_things(visitor, notes, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert near(visitor, WRITTEN, kinds=KINDS)


def test_visitors_are_slowed_down_and_nothing_stands_in_an_address(client, notes, monkeypatch):
    monkeypatch.setattr(services, "ASKED", 2)
    monkeypatch.setattr(module, "requests", lambda: ("note",))
    page = client.post(reverse("search:alike"), {"text": WRITTEN})
    assert "城区路灯不亮" in page.content.decode() and "都说到" in page.content.decode()
    assert client.get(reverse("search:alike"), {"text": WRITTEN}).status_code == 405
    answer = client.post("/api/v1/public/search/alike", {"text": WRITTEN}, content_type="application/json")
    assert answer.json()[0]["title"] == "城区路灯不亮" and answer.json()[0]["is_same"]
    assert client.post(reverse("search:alike"), {"text": WRITTEN}).status_code == 429
    assert client.post("/api/v1/search/alike", {"text": WRITTEN}, content_type="application/json").status_code == 401
