import pytest

from renda.voice.opinions import services
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.tests.factories import bearer, collected, in_town

pytestmark = pytest.mark.django_db

SEE_ALL = ["liaison", "station_master", "deputy", "deputy2", "town_deputy", "township", "office", "chair"]
SEE_NONE = [
    "resident",
    "clerk",
    "co_clerk",
    "leader_of_unit",
    "gov",
    "village",
    "town_gov",
    "admin",
    "publisher",
    "other_office",
]


@pytest.mark.parametrize("who", SEE_ALL)
def test_the_station_its_town_and_the_office_see_it(cast, who):
    opinion = collected(cast)
    assert Opinion.objects.visible_to(getattr(cast, who)).get() == opinion


@pytest.mark.parametrize("who", SEE_NONE)
def test_others_do_not(cast, who):
    collected(cast)
    assert not Opinion.objects.visible_to(getattr(cast, who)).exists()


def test_who_is_to_handle_it_sees_it_while_it_is_theirs(cast):
    opinion = in_town(cast)
    assert Opinion.objects.visible_to(cast.town_gov).get() == opinion
    services.decline_opinion(opinion, actor=cast.town_gov, note="不在本镇")
    assert not Opinion.objects.visible_to(cast.town_gov).exists()


def test_a_receipt_shows_its_own_opinion_only(cast):
    opinion = collected(cast)
    collected(cast)
    assert Opinion.objects.visible_to(bearer(opinion)).get() == opinion
