"""The county's own kinds, tags and topics; months that stayed empty; the four held at the station."""

from datetime import timedelta

import pytest

from renda.ground.kernel import clock
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.network.activities import queries, services
from renda.network.activities.models import Activity, GapReason, Word
from renda.network.activities.states import FOUR, Family, WordLine, Words
from renda.network.activities.tests.factories import drafted, fresh, planned, recorded


def said(cast, family, **line):
    return services.set_words(cast.county.pk, actor=cast.office, family=family, lines=[line])


def test_without_a_word_of_the_county_the_packaged_ones_hold():
    words = Words.of([])
    assert words.label(Family.KIND, "reception") == "接待群众" and len(words.of_family(Family.TOPIC)) == 8
    assert not any(line.is_set for line in words.lines)


def test_a_renamed_kind_shows_its_new_name_on_what_was_recorded_before(cast):
    row = recorded(cast)
    said(cast, "kind", key="reception", label="代表接待群众日")
    assert fresh(row).kind_label == "代表接待群众日" and fresh(row).sort == "reception"


def test_an_own_kind_counts_as_the_packaged_one_it_is_mapped_to(cast):
    words = said(cast, "kind", label="主任接待日", sort="reception")
    key = words.of_family("kind")[-1].key
    row = planned(cast, days=0, sort=key)
    assert (row.sort, row.word, row.title, row.is_reception) == ("reception", key, "主任接待日", True)
    services.record_activity(fresh(row), actor=cast.liaison, visitors=3)
    figures = queries.figures_of(cast.places.station, clock.today(), clock.today())
    assert figures["sorts"] == {"reception": 1} and figures["visitors"] == 3
    assert Activity.objects.all().of_kind(key).count() == Activity.objects.all().of_kind("reception").count() == 1


def test_what_is_switched_off_is_not_offered_but_stays_on_what_carries_it(cast):
    row = planned(cast, sort="service")
    words = said(cast, "kind", key="service", label="志愿服务", is_on=False)
    assert "service" not in dict(words.choices("kind")) and "service" in dict(words.choices("kind", [row.sort]))
    assert fresh(row).kind_label == "志愿服务"


@pytest.mark.parametrize(
    ("family", "line", "why"),
    [
        ("kind", {"label": "院坝会"}, "算哪一种"),
        ("kind", {"label": "院坝会", "sort": "x"}, "算哪一种"),
        ("kind", {"key": "reception", "label": "接待", "is_on": False}, "不能停用"),
        ("kind", {"key": "nothing", "label": "院坝会"}, "没有这个词"),
        ("tag", {"label": " "}, "1到20个字"),
        ("tag", {"label": "主题党日"}, "有两个"),
        ("nothing", {"label": "院坝会"}, "没有这一类"),
    ],
)
def test_a_wrong_word_gets_a_sentence_and_changes_nothing(cast, family, line, why):
    with pytest.raises(Invalid, match=why):
        said(cast, family, **line)
    assert not Word.objects.exists()


@pytest.mark.parametrize("who", ["liaison", "township", "deputy", "committee", "other_office"])
def test_only_the_office_names_things(cast, who):
    with pytest.raises(NotAllowed):
        services.set_words(cast.county.pk, actor=getattr(cast, who), family="tag", lines=[{"label": "四下基层"}])


def test_an_own_tag_and_topic_are_taken_and_unknown_ones_left_or_refused(cast):
    tag = said(cast, "tag", label="四下基层").of_family("tag")[-1].key
    topic = said(cast, "topic", label="数字人大").of_family("topic")[-1].key
    row = planned(cast, sort="study", tags=[tag, "nothing"], topic=topic)
    assert (row.tags, row.tag_labels, row.topic_label) == ([tag], ["四下基层"], "数字人大")
    with pytest.raises(Invalid, match="学什么"):
        planned(cast, days=6, sort="study", topic="nothing")


def test_a_county_does_not_see_anothers_words(cast):
    said(cast, "tag", label="四下基层")
    other = queries.words_of(cast.other_office.county_id)
    assert "四下基层" not in [line.label for line in other.lines]
    assert Word.objects.visible_to(cast.other_office).count() == 0 < Word.objects.visible_to(cast.liaison).count()


def test_the_summary_speaks_the_countys_words(cast):
    said(cast, "kind", key="reception", label="民情接待")
    assert "民情接待1次" in drafted(cast).text


def test_the_words_page_is_changed_by_the_office_and_read_by_others(cast, client_of):
    office, liaison = client_of("office"), client_of("liaison")
    assert "建议值，可修改" in office.get("/activities/words/").content.decode()
    page = liaison.get("/activities/words/").content.decode()
    assert "主题党日" in page and "存下来" not in page
    tags = queries.words_of(cast.county.pk).of_family("tag")
    sent = {f"label_{line.key}": line.label for line in tags} | {f"on_{line.key}": "on" for line in tags}
    assert office.post("/activities/words/tag/", {**sent, "label_heard": ""}).status_code == 422
    assert office.post("/activities/words/tag/", {**sent, "new_label": "主题党日"}).status_code == 422
    assert office.post("/activities/words/tag/", {**sent, "new_label": "四下基层"}).status_code == 302
    assert "四下基层" in liaison.get(f"/activities/station/{cast.places.station.code}/plan/").content.decode()
    assert liaison.post("/activities/words/tag/", sent).status_code == 403


def test_programs_read_and_set_words(cast, client_of):
    office = client_of("office")
    sent = [{"label": "院坝会", "sort": "meeting"}]
    made = office.post("/api/v1/activities/words/kind", sent, content_type="application/json")
    assert made.status_code == 200, made.content
    found = [word for word in office.get("/api/v1/activities/words").json() if word["label"] == "院坝会"]
    assert found[0]["sort"] == "meeting" and found[0]["is_set"]
    refused = client_of("liaison").post("/api/v1/activities/words/kind", sent, content_type="application/json")
    assert refused.status_code == 403


def last_month():
    gone = clock.today().replace(day=1) - timedelta(days=1)
    return {"year": gone.year, "month": gone.month}


def test_why_a_month_was_empty_is_said_once_and_the_later_word_holds(cast):
    place = cast.places.station
    services.explain_gap(place, actor=cast.liaison, **last_month(), reason="维修")
    services.explain_gap(place, actor=cast.township, **last_month(), reason="站点所在楼维修")
    assert GapReason.objects.get().reason == "站点所在楼维修"
    key = (place.pk, last_month()["month"])
    assert queries.gap_reasons(cast.county.pk, last_month()["year"], [place.pk]) == {key: "站点所在楼维修"}


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"reason": "长" * 81}, {"month": 13}])
def test_an_empty_month_is_explained_in_a_line_and_only_when_over(cast, wrong):
    with pytest.raises(Invalid):
        services.explain_gap(cast.places.station, actor=cast.liaison, **{**last_month(), "reason": "维修", **wrong})
    this_month = {"year": clock.today().year, "month": clock.today().month}
    with pytest.raises(Invalid, match="过去"):
        services.explain_gap(cast.places.station, actor=cast.liaison, **this_month, reason="维修")
    with pytest.raises(NotAllowed):
        services.explain_gap(cast.places.station, actor=cast.deputy, **last_month(), reason="维修")


def test_a_month_that_had_something_needs_no_reason(cast):
    row = recorded(cast)
    gone = last_month()
    Activity.objects.filter(pk=row.pk).update(held_on=clock.today().replace(day=1) - timedelta(days=3))
    with pytest.raises(Invalid, match="有活动"):
        services.explain_gap(cast.places.station, actor=cast.liaison, **gone, reason="维修")


def test_the_four_are_counted_for_each_station_and_quarter(cast):
    today = clock.today()
    for n, tags in enumerate((["heard"], ["heard", "looked"], ["activity_day"])):
        row = planned(cast, days=0, title=f"听取汇报{n}", sort="meeting", tags=tags)
        services.record_activity(row, actor=cast.liaison, result="听了")
    found = queries.four_of(Activity.objects.filter(county=cast.county), today.year)
    assert found == {
        (cast.places.station.pk, clock.quarter_of(today)): {"heard": 2, "looked": 1, "solved": 0, "assessed": 0}
    }
    assert list(next(iter(found.values()))) == [str(tag) for tag in FOUR]


def test_an_own_word_is_told_from_a_packaged_one():
    assert WordLine("kind", "own_1234abcd", "院坝会").is_own and not WordLine("kind", "visit", "走访").is_own
