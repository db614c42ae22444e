"""Opinions come into topics: what was placed stays, parts of one matter go under the elder, nobody's view tells of what he may not see."""

from renda.ground.kernel.clock import today
from renda.readings.topics import shown
from renda.readings.topics.models import Topic, TopicOpinion
from renda.readings.topics.queries import Asked
from renda.readings.topics.services import _put_under, place_new
from renda.readings.topics.tests.factories import BUS, NIGHT, heard, night
from renda.voice.opinions import services

HALF_A_YEAR = 180


def lines(actor, least=2):
    return shown.lines_of(TopicOpinion.objects.visible_to(actor), least)


def test_a_new_opinion_joins_its_topic_and_moves_none(cast):
    topic = night(cast)
    before = dict(TopicOpinion.objects.values_list("opinion_id", "topic_id"))
    assert set(before.values()) == {topic.pk}
    fresh = heard(cast, "县医院儿科夜间没有医生值班，娃娃半夜发烧最着急。")
    other = heard(cast, BUS[0])
    assert place_new(cast.office.county_id) == 2
    after = dict(TopicOpinion.objects.values_list("opinion_id", "topic_id"))
    assert after.items() >= before.items()
    assert after[fresh.pk] == topic.pk
    assert after[other.pk] != topic.pk
    assert place_new(cast.office.county_id) == 0


def test_figures_are_of_days_and_people(cast):
    for text in NIGHT:
        heard(cast, text, phone="13800136021")
    heard(cast, "县医院儿科夜间没有医生值班，娃娃半夜发烧最着急。", days_ago=35)
    place_new(cast.office.county_id)
    (line,) = lines(cast.office)
    assert (line.size, line.people, line.recent, line.before) == (4, 2, 3, 1)
    assert (today() - line.first_on).days == 35
    assert line.last_on == today()


def test_a_part_goes_under_the_elder_and_its_address_lives_on(cast, client_of):
    elder = night(cast)
    for text in BUS:
        heard(cast, text)
    place_new(cast.office.county_id)
    younger = TopicOpinion.objects.get(opinion__text=BUS[0]).topic
    _put_under(_merge(elder, younger))
    younger.refresh_from_db()
    assert (younger.elder_id, younger.texts_alike, younger.titles_alike) == (elder.pk, 20, 40)
    assert lines(cast.office)[0].size == 5
    assert TopicOpinion.objects.filter(topic=younger).count() == 2
    page = client_of("office").get(younger.get_absolute_url(), follow=True)
    assert page.redirect_chain[-1][0] == elder.get_absolute_url()
    assert "并入2条" in page.content.decode()


def _merge(elder, younger):
    from renda.ground.search.advice.hot import Merge
    from renda.ground.search.advice.hot import Topic as Group

    return Merge(Group(key=elder.pk), Group(key=younger.pk), 0.2, 0.4)


def test_nothing_tells_of_opinions_one_may_not_see(cast, client_of):
    topic = night(cast)
    hidden = heard(cast, NIGHT[1] + "急诊也说等明天。", station=cast.places.home)
    place_new(cast.office.county_id)
    assert TopicOpinion.objects.get(opinion=hidden).topic_id == topic.pk
    assert lines(cast.office)[0].size == 4
    assert lines(cast.liaison)[0].size == 3
    assert lines(cast.clerk) == []
    found = client_of("liaison").get(f"/api/v1/topics/{topic.pk}").json()
    assert found["size"] == 3
    assert str(hidden.pk) not in found["opinions"]
    assert client_of("clerk").get(topic.get_absolute_url()).status_code == 403


def test_an_erased_opinion_is_in_no_topic(cast):
    night(cast)
    gone = TopicOpinion.objects.get(opinion__text=NIGHT[0]).opinion
    services.erase_opinion(gone, actor=cast.office, note="本人要求删除")
    (line,) = lines(cast.office)
    assert line.size == 2
    assert "删除" not in line.title


def test_town_category_and_time_narrow(cast):
    night(cast)
    rows = TopicOpinion.objects.visible_to(cast.office)
    for asked, size in (
        (Asked(today(), "", ""), 1),
        (Asked(today().replace(year=today().year - 1), cast.places.station.town, ""), 3),
        (Asked(today().replace(year=today().year - 1), "没有的镇", ""), 0),
        (Asked(today().replace(year=today().year - 1), "", "education"), 0),
    ):
        assert sum(line.size for line in shown.lines_of(rows.asked(asked), 1)) == size


def test_a_topic_holds_no_word_of_a_resident():
    texts = {"CharField", "TextField", "JSONField"}
    assert not [
        f.name for model in (Topic, TopicOpinion) for f in model._meta.concrete_fields if f.get_internal_type() in texts
    ]
