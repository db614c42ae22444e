"""The engine seen through the opinion, the smallest real workflow: one row in its first state."""

import pytest

from renda.voice.opinions.models import Opinion
from renda.voice.opinions.workflow import OPINION


@pytest.fixture
def new_opinion(county, cast):
    """Makes an opinion as a resident leaves it."""
    from renda.network.stations.models import Station

    station = Station.objects.get(org_id=cast.orgs.station)

    def make(text="红岩路护栏坏了，晚上看不清。", once=None, actor=None):
        row = Opinion(county=county, station=station, text=text)
        return OPINION.start(row, "leave", actor=actor or cast.resident, once=once)

    return make
