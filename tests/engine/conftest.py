"""The engine seen through the opinion, the smallest real workflow: one row in its first state."""

import pytest


@pytest.fixture
def new_opinion(county, cast):
    """Makes an opinion as a resident leaves it."""
    from renda.voice.opinions.models import Opinion
    from renda.voice.opinions.workflow import OPINION

    station = cast.places.station

    def make(text="红岩路护栏坏了，晚上看不清。", once=None, actor=None):
        row = Opinion(county=county, station=station, text=text)
        return OPINION.start(row, "submit", actor=actor or cast.resident, once=once)

    return make
