"""Who sees a motion at which state."""

import pytest

from renda.voice.motions.models import Cosigning, Motion, Talk
from renda.voice.motions.tests.factories import (
    TALK,
    cosigned,
    drafted,
    in_committee,
    invited,
    published,
    submitted,
    with_unit,
)

SIDE = {"office", "publisher", "chair", "committee"}
MAKERS = {"deputy", "liaison", "station_master"}
EVERYONE = (
    "resident", "liaison", "station_master", "deputy", "deputy2", "deputy3", "town_deputy", "office", "publisher", "chair",
    "committee", "gov", "clerk", "leader_of_unit", "co_clerk", "township", "village", "town_gov", "admin", "other_office",
)  # fmt: skip


def seen_by(cast, manager=Motion.objects):
    return {who for who in EVERYONE if manager.visible_to(getattr(cast, who)).exists()}


@pytest.mark.parametrize(("make", "more"), [
    (drafted, set()), (cosigned, {"deputy2"}), (submitted, SIDE | {"deputy2"}), (in_committee, SIDE | {"deputy2"}),
    (with_unit, SIDE | {"deputy2", "clerk", "leader_of_unit"}),
])  # fmt: skip
def test_a_motion_is_seen_by_those_concerned(cast, make, more):
    make(cast)
    assert seen_by(cast) == MAKERS | more


def test_a_published_motion_is_seen_by_all_of_the_county(cast):
    row = published(cast)
    assert seen_by(cast) == set(EVERYONE) - {"other_office"}
    assert not Motion.objects.concerning(cast.deputy3).exists()
    assert Motion.objects.concerning(cast.deputy2).get() == row


def test_who_declined_no_longer_sees_it(cast):
    from renda.voice.motions import services

    one = invited(cast)
    assert Motion.objects.visible_to(cast.deputy2).exists()
    services.decline_cosigning(one, actor=cast.deputy2)
    assert not Motion.objects.visible_to(cast.deputy2).exists()


def test_parts_are_seen_with_their_motion(cast):
    row = with_unit(cast)
    Talk.objects.create(county=cast.county, motion=row, **TALK)
    assert seen_by(cast, Talk.objects) == seen_by(cast, Cosigning.objects) == seen_by(cast)
