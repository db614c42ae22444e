"""The list, one topic, and what can be made of it."""

import pytest
from django.urls import reverse

from renda.chamber.decisions.models import Decision
from renda.chamber.meetings.services import found_bodies
from renda.readings.topics import views
from renda.readings.topics.services import place_new
from renda.readings.topics.tests.factories import BUS, NIGHT, heard, night
from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion
from renda.voice.suggestions.models import Suggestion


@pytest.fixture
def topic(cast):
    return night(cast)


def filled(form):
    return {name: value for name, value in form.initial.items() if value is not None}


def test_the_pages_ask_as_few_queries_for_many_topics(cast, client_of, topic, django_assert_max_num_queries):
    for i in range(6):
        heard(cast, f"{BUS[i % 2]}第{i}次反映。")
    place_new(cast.office.county_id)
    office = client_of("office")
    for address, most in ((reverse("topics:list"), 12), (topic.get_absolute_url(), 14)):
        office.get(address)
        with django_assert_max_num_queries(most):
            page = office.get(address)
        assert page.status_code == 200
        assert NIGHT[0][:10] in page.content.decode()


def test_the_list_begins_short_and_shows_all_when_asked(cast, client_of, topic, monkeypatch):
    monkeypatch.setattr(views, "FIRST", 1)
    for i in range(6):
        heard(cast, f"{BUS[i % 2]}第{i}次反映。")
    place_new(cast.office.county_id)
    office = client_of("office")
    first = office.get(reverse("topics:list") + "?period=365")
    assert len(first.context["lines"]) == 1 and "全部2个都列出来" in first.content.decode()
    assert "?period=365&amp;all=1#rest" in first.content.decode()
    whole = office.get(reverse("topics:list") + "?period=365&all=1")
    assert len(whole.context["lines"]) == 2 and 'id="rest"' in whole.content.decode()
    assert "都列出来" not in whole.content.decode()


@pytest.mark.parametrize("query", ["?town=%00", "?period=9&category=x", "?after=nonsense", "?town=" + "长" * 3000])
def test_odd_questions_get_a_page_or_a_sentence(client_of, topic, query):
    office = client_of("office")
    assert office.get(reverse("topics:list") + query).status_code == 200
    assert office.get(topic.get_absolute_url() + query).status_code in (200, 422)


def test_a_topic_becomes_a_proposal_with_its_figures_and_sources(cast, client_of, topic):
    found_bodies(actor=cast.office)
    office = client_of("office")
    page = office.get(reverse("topics:propose", args=[topic.pk]))
    form = page.context["form"]
    assert "3条" in form.initial["reasons"]
    assert all(one.number_line() in form.initial["basis"] for one in Opinion.objects.all())
    assert reverse("decisions:propose") in page.content.decode()
    body = form.fields["body"].choices[0][0]
    sent = {**filled(form), "body": body, "proposer": "council"}
    assert office.post(reverse("decisions:propose"), sent).status_code == 302
    assert Decision.objects.get().title.endswith("监督建议")
    assert client_of("deputy").get(reverse("topics:propose", args=[topic.pk])).status_code in (403, 200)


def test_a_topic_becomes_one_suggestion_linked_to_its_opinions(cast, client_of, topic):
    deputy = client_of("deputy")
    assert not deputy.get(topic.get_absolute_url()).context["draft_href"]
    for opinion in Opinion.objects.all():
        services.screen_opinion(opinion, actor=cast.liaison, category="health")
    href = deputy.get(topic.get_absolute_url()).context["draft_href"]
    form = deputy.get(href).context["form"]
    assert len(form.initial["opinion_ids"]) == 3
    sent = {**filled(form), "asks": "安排儿科医生夜间值班", "need": "livelihood"}
    answer = deputy.post(reverse("suggestions:draft"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Suggestion.objects.get().opinions.count() == 3
