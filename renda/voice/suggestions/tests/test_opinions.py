"""Opinions behind a suggestion hear of it, from the draft to the publication."""

import pytest

from renda.ground.kernel.errors import Conflict, NotFound
from renda.ground.kernel.keys import uuid7
from renda.voice.opinions import services as opinions
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.states import S as OpinionState
from renda.voice.suggestions import services
from renda.voice.suggestions.tests.factories import GOOD, TEXT, accept, lead_of, rating_of, reply


@pytest.fixture
def heard(cast):
    made = [
        opinions.submit_opinion(actor=cast.resident, station=cast.places.station, text=f"路断了{n}") for n in (1, 2)
    ]
    for opinion in made:
        opinions.screen_opinion(opinion, actor=cast.liaison, category="infrastructure")
    return made


def test_several_opinions_become_one_suggestion_linked_both_ways(cast, heard):
    row = services.draft_from_opinions(heard, actor=cast.deputy, asks=["修通。"])
    assert set(row.opinions.all()) == set(heard)
    assert [o.state for o in Opinion.objects.order_by("pk")] == [OpinionState.SUGGESTION] * 2
    assert heard[0].suggestions.get() == row
    assert row.category == "infrastructure"


def test_an_opinion_one_does_not_see_is_not_taken(cast):
    with pytest.raises(NotFound):
        services.draft_suggestion(actor=cast.deputy, opinion_ids=[uuid7()], **TEXT)


def test_an_opinion_may_join_a_paper_that_is_in(cast, heard):
    row = services.draft_from_opinions(heard[:1], actor=cast.deputy, asks=["修通。"])
    services.submit_suggestion(row, actor=cast.deputy)
    services.supplement_suggestion(row, actor=cast.deputy, text="又有一位群众反映。", opinion_ids=[heard[1].pk])
    assert set(row.opinions.all()) == set(heard)


def test_what_another_deputy_has_taken_up_stays_his(cast, heard):
    opinions.take_up_opinion(heard[0], actor=cast.deputy2)
    with pytest.raises(Conflict, match="联名"):
        services.draft_from_opinions(heard, actor=cast.deputy, asks=["修通。"])


def test_refusing_gives_the_opinions_back_to_the_deputy(cast, heard):
    row = services.draft_from_opinions(heard, actor=cast.deputy, asks=["修通。"])
    services.submit_suggestion(row, actor=cast.deputy)
    services.refuse_suggestion(row, actor=cast.office, ruling="属于个人事项。")
    assert {o.state for o in Opinion.objects.all()} == {OpinionState.TAKEN}


def test_publishing_answers_each_resident(cast, heard):
    row = services.draft_from_opinions(heard, actor=cast.deputy, asks=TEXT["asks"])
    services.submit_suggestion(row, actor=cast.deputy)
    services.register_suggestion(row, actor=cast.office)
    services.assign_suggestion(row, actor=cast.office, lead_org_id=cast.orgs.water)
    assert Opinion.objects.first().became_number == row.number_text
    reply(cast, accept(cast, lead_of(row)))
    services.rate_rating(rating_of(row), actor=cast.deputy, **GOOD)
    row.refresh_from_db()
    services.approve_publication(
        services.propose_publication(row, actor=cast.office, extent="full"), actor=cast.publisher
    )
    for opinion in Opinion.objects.all():
        assert opinion.state == OpinionState.TOLD
        assert opinion.result_link == row.get_absolute_url()
        assert "水利局" in opinion.result
