import pytest

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.voice.opinions import services
from renda.voice.opinions.tests.factories import TEXT, entered

pytestmark = pytest.mark.django_db


def test_entry_names_who_entered_it(cast):
    opinion = entered(cast, name="王桂芬", phone="13800136021")
    assert (opinion.entered_by_id, opinion.is_read_back, opinion.entry) == (cast.liaison.user_id, True, "visit")


def test_what_was_not_read_back_is_not_entered(cast):
    with pytest.raises(Invalid):
        entered(cast, is_read_back=False)


def test_a_deputy_of_the_station_may_enter(cast):
    opinion = services.enter_opinion(
        actor=cast.deputy, station=cast.places.station, text=TEXT, entry="phone", is_read_back=True
    )
    assert opinion.entered_by_id == cast.deputy.user_id


@pytest.mark.parametrize("who", ["clerk", "gov", "village", "resident"])
def test_others_do_not_enter(cast, who):
    with pytest.raises(NotAllowed):
        services.enter_opinion(
            actor=getattr(cast, who), station=cast.places.station, text=TEXT, entry="paper", is_read_back=True
        )
