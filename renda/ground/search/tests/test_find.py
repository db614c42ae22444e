"""What is found, on either database: these tests run on both, so both find the same."""

from datetime import UTC, datetime, timedelta

import pytest

from renda.ground.kernel.actor import Actor
from renda.ground.search import rules, sizing
from renda.ground.search.declare import Text
from renda.ground.search.finding import Ask, Facets, search
from renda.ground.search.models import Document
from renda.ground.search.services import write_texts
from renda.ground.search.tests.factories import write

pytestmark = pytest.mark.django_db


def found(county, typed, **more):
    actor = more.pop("actor", None) or Actor(county_id=county.pk)
    return ["".join(p.text for p in hit.title) for hit in search(actor, Ask(typed, **more)).hits]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("路灯", {"城区路灯不亮", "村道护栏被撞坏"}),
        ("低保", {"申请低保"}),
        ("路灯 护栏", {"村道护栏被撞坏"}),
        ("常委会审议", {"常委会审议意见"}),
        ("人民代表大会常务委员会", {"常委会审议意见"}),
        ("ab12", {"常委会审议意见"}),
        ("ＡＢ１２", {"常委会审议意见"}),
        ("“路灯坏了”", {"城区路灯不亮"}),
        ("河道污水", {"关于加强河道保洁的建议"}),
        ("第023号", {"石林渡"}),
        ("建议第123号", {"关于增设校车停靠点的建议"}),
        ("023", {"石林渡"}),
        ("shilindu", {"石林渡"}),
        ("sld", {"石林渡"}),
        ("石林", {"石林渡"}),
        ("没有这样的词语", set()),
        ("路灯' OR 1=1 --", set()),
        ('"', set()),
    ],
)
def test_a_question_finds(county, notes, typed, titles):
    assert set(found(county, typed)) == titles
    assert set(found(county, typed, order="date")) == titles


def test_words_in_the_title_fit_better_and_the_newest_come_first(county, notes):
    source, _ = notes
    write(county, source, "夜里很黑｜路灯没有装。", days_ago=-1)
    assert found(county, "路灯")[0] == "城区路灯不亮"
    assert found(county, "路灯", order="date")[0] == "夜里很黑"


def test_a_phrase_is_found_in_large_and_small_letters(county, notes):
    write(county, notes[0], "收费站｜请开通ETC车道。", "收费站｜ETC坏了，车道还在。")
    assert found(county, "“etc车道”") == found(county, "“ETC车道”", order="date") == ["收费站"]


def test_pages_follow_each_other_without_a_gap(county, notes):
    source, _ = notes
    write(county, source, *(f"第{n}处井盖松动｜井盖" for n in range(45)))
    for order in ("fit", "date"):
        seen, after = [], ""
        while True:
            page = search(Actor(county_id=county.pk), Ask("井盖", order=order, after=after))
            seen += [hit.key for hit in page.hits]
            after = page.after
            if not after:
                break
        assert len(seen) == len(set(seen)) == 45


def test_of_many_those_with_the_words_in_the_title_come_first(county, notes, monkeypatch):
    """Also where pages pass from them to the others, each once; a number asked for is judged with all."""
    monkeypatch.setattr("renda.ground.search.finding.JUDGED", 12)
    source, _ = notes
    write(county, source, *(f"{'井盖' if n % 3 else '路面'}松动{n}｜井盖井盖井盖井盖井盖" for n in range(15)))
    seen, after = [], ""
    for _ in range(9):
        page = search(Actor(county_id=county.pk), Ask("井盖", after=after, size=4))
        seen += ["".join(piece.text for piece in hit.title)[:2] for hit in page.hits]
        after = page.after
        if not after:
            break
    assert seen == ["井盖"] * 10 + ["路面"] * 4  # the twelve newest and, of the older, those named so
    write(county, source, *(f"建议第23号的后续{n}｜又提了" for n in range(15)))
    assert found(county, "建议第023号")[0] == "石林渡"


@pytest.mark.parametrize("number", ["13800136021", "138 0013 6021", "+8613800136021", "511525198001011234"])
def test_a_person_s_number_is_in_no_text_of_the_index(county, notes, number):
    write(county, notes[0], f"请打{number}｜我叫某某，号码{number}，请回话。")
    kept = Document.objects.get(title__startswith="请打")
    digits = "".join(char for char in number if char.isdigit())[-11:]
    everything = "".join(char for char in f"{kept.title}{kept.text}{kept.words}" if char.isalnum())
    assert digits not in everything and found(county, f"“{number}”") == []


def test_facets_count_what_is_found_and_narrow_it(county, notes):
    source, _ = notes
    write(county, source, "路灯甲｜路灯", org="县水利局", state="在办", days_ago=800)
    one = search(Actor(county_id=county.pk), Ask("路灯", facets=Facets(org="县水利局")))
    assert one.count == 1 and one.facets["org"][0].is_chosen
    year = str(one.hits[0].day.year)
    assert found(county, "路灯", facets=Facets(year=year)) == ["路灯甲"]
    assert {choice.value: choice.count for choice in search(Actor(county_id=county.pk), Ask("路灯")).facets["year"]}[
        year
    ] == 1


def test_more_than_a_thousand_are_not_counted(county, notes, monkeypatch):
    monkeypatch.setattr("renda.ground.search.finding.MOST", 5)
    source, _ = notes
    write(county, source, *(f"井盖{n}｜井盖" for n in range(9)))
    page = search(Actor(county_id=county.pk), Ask("井盖", order="date"))
    assert page.count == 5 and page.is_more


def test_keys_open_and_a_county_keeps_to_itself(county, notes):
    source, _ = notes
    write(county, source, "内部井盖｜井盖", keys={"office:7"})
    assert found(county, "井盖") == []
    from renda.ground.kernel.actor import Held

    clerk = Actor(county_id=county.pk, user_id=1, posts=(Held(1, "office", 7),))
    assert found(county, "井盖", actor=clerk) == ["内部井盖"]
    elsewhere = Actor(county_id=county.pk + 1, user_id=1, posts=(Held(1, "office", 7),))
    assert found(county, "井盖", actor=elsewhere) == []
    assert found(county, "路灯", actor=elsewhere) == []


def test_what_the_subject_hides_is_not_shown(county, notes, hidden):
    _, keys = notes
    hidden.add(keys[0])
    assert found(county, "路灯") == ["村道护栏被撞坏"]


def test_a_text_that_changed_is_found_by_its_new_words_alone(county, notes):
    source, keys = notes
    text = Text(title="水管爆裂", at=None, href="/x/", keys=frozenset({"public"}))
    assert write_texts(source, {(county.pk, keys[0], ""): text}, [keys[0]]) == 2
    assert write_texts(source, {(county.pk, keys[0], ""): text}, [keys[0]]) == 0
    assert found(county, "城区") == [] and found(county, "水管") == ["水管爆裂"]


def test_a_search_asks_few_things(county, notes, django_assert_max_num_queries):
    actor = Actor(county_id=county.pk)
    search(actor, Ask("路灯"))
    with django_assert_max_num_queries(2):
        search(actor, Ask("路灯", order="date"))
    with django_assert_max_num_queries(4):
        search(actor, Ask("路灯"))


KEPT = (
    "滨江路路灯不亮｜路灯坏了两个月", "关于加强路灯管护的建议｜城区路灯归谁管", "村道护栏｜晚上没有路灯，弯道看不清", "饮水｜水厂停水三天",
    "路灯电费｜谁来交", "校车｜接送点没有路灯",
)  # fmt: skip
FOUND = {
    ("路灯", "date"): [0, 1, 2, 4, 5], ("路灯", "fit"): [0, 1, 4, 2, 5], ("城区 路灯", "date"): [1], ("停水", "fit"): [3],
    ("“没有路灯”", "date"): [2, 5], ("ld", "date"): [], ("路灯不亮", "fit"): [0],
}  # fmt: skip
IDS = (467008487601830, 466306361034288, 465604234499978, 464902108210972, 464199981691583, 463497854992937)


@pytest.mark.parametrize(
    ("share", "most", "is_named"), [(0.0039, 501, False), (0.0041, 501, True), (1.0, 1_000_000, False)]
)
def test_the_time_is_named_only_for_a_question_that_finds_many(notes, monkeypatch, share, most, is_named):
    monkeypatch.setattr(sizing, "_sizes", lambda: sizing.Sizes(1e6, {"路灯": share}, tuple(reversed(IDS))))
    assert bool(sizing.times_to_ask([["路灯"]], most)) is is_named


@pytest.mark.parametrize("is_many", [False, True])
def test_either_database_finds_these_very_rows(county, notes, monkeypatch, is_many):
    """One text a month, looked for among all at once and, where there are many, among the newest first."""
    Document.objects.all().delete()
    source, begun = notes[0], datetime(2026, 6, 15, 4, tzinfo=UTC)
    texts = {
        (county.pk, str(n), ""): Text(title, begun - timedelta(days=31 * n), "/x/", frozenset({"public"}), body)
        for n, (title, _, body) in enumerate(line.partition("｜") for line in KEPT)
    }
    write_texts(source, texts, [])
    assert tuple(Document.objects.order_by("-pk").values_list("pk", flat=True)) == IDS
    if is_many:
        shares = {"路灯": 1.0, rules.key_word(county.pk, "public"): 1.0}
        monkeypatch.setattr(sizing, "_sizes", lambda: sizing.Sizes(1e6, shares, tuple(reversed(IDS))))
    actor = Actor(county_id=county.pk)
    for (typed, order), expected in FOUND.items():
        assert [int(hit.key) for hit in search(actor, Ask(typed, order=order)).hits] == expected, typed
    first = search(actor, Ask("路灯", order="date", size=2))
    assert first.after == str(IDS[1])
    assert [int(hit.key) for hit in search(actor, Ask("路灯", order="date", size=2, after=first.after)).hits] == [2, 4]
