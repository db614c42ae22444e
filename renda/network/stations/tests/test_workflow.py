"""Random walks over the life of a place and over the decision on a deputy."""

from datetime import timedelta

from renda.ground.kernel.clock import today
from renda.ground.workflow.testing import walk
from renda.network.stations.models import Placing
from renda.network.stations.tests.factories import planned, unplaced
from renda.network.stations.workflow import OPENING, PLACING


def actors(cast):
    names = ("office", "admin", "township", "chair", "liaison", "deputy", "resident")
    return {**{name: getattr(cast, name) for name in names}, "other": cast.other_office}


def test_walks_of_a_place(cast):
    count = iter(range(1000))
    walk(OPENING, lambda: planned(cast, name=f"第{next(count)}站"), actors(cast), examples=6)


def test_walks_of_a_decision(cast):
    place, day = cast.places.station, today()
    placed = {"station": place, "from_on": day, "excuse": "", "review_on": None}
    excused = {
        "station": None,
        "from_on": None,
        "excuse": "away",
        "reason": "外出",
        "review_on": day + timedelta(days=9),
    }

    def fresh():
        Placing.objects.all().delete()
        row = Placing(county=cast.county, deputy=unplaced(cast.seats.town_deputy), town_org_id=cast.orgs.presidium,
                      **{**placed, "reason": ""})  # fmt: skip
        return PLACING.start(row, "choose", actor=cast.office)

    walk(
        PLACING,
        fresh,
        actors(cast),
        fields=lambda row, name: {"move": placed, "release": excused}.get(name, {}),
        examples=6,
    )
