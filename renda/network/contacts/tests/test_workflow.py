"""Random walks over a pair, and what it waits for."""

from datetime import date
from itertools import count

import pytest

from renda.ground.kernel.clock import at, today
from renda.ground.workflow.models import Waiting
from renda.ground.workflow.services import lapse_due
from renda.ground.workflow.testing import walk
from renda.network.contacts import services
from renda.network.contacts.services.ending import renew_waits
from renda.network.contacts.tests.factories import logged, with_deputy, with_resident, with_town
from renda.network.contacts.workflow import PAIR

FIELDS = {"end": {"ended_on": date(2026, 11, 26)}, "lapse": {"asked_on": date(2026, 10, 1)}}


def test_walks_of_a_pair_with_a_resident(cast):
    names = ("deputy", "deputy2", "liaison", "township", "office", "chair", "station_master", "resident")
    actors = {**{name: getattr(cast, name) for name in names}, "other": cast.other_office}
    numbers = count()
    walk(PAIR, lambda: with_resident(cast, name=f"群众{next(numbers)}"), actors,
         fields=lambda row, name: FIELDS.get(name, {}), examples=8)  # fmt: skip


def test_a_pair_waits_for_who_keeps_in_touch_until_the_quarter_ends(cast):
    with at(date(2026, 11, 2)):
        pairs = {with_town(cast): cast.chair, with_deputy(cast): cast.deputy3, with_resident(cast): cast.deputy}
        for pair, holder in pairs.items():
            waiting = Waiting.objects.of(pair).get()
            assert (waiting.holder, waiting.due_on) == (f"person:{holder.user_id}", date(2026, 12, 31))
            assert "汪" not in waiting.title


@pytest.mark.parametrize(
    ("on", "due"), [(date(2026, 9, 28), date(2026, 12, 31)), (date(2026, 10, 20), date(2027, 3, 31))]
)
def test_after_a_contact_it_waits_for_the_quarter_after_that_day(cast, on, due):
    with at(date(2026, 7, 1)):
        pair = with_resident(cast)
    with at(date(2026, 11, 2)):
        logged(cast, pair, on=on)
    assert Waiting.objects.of(pair).get().due_on == due


def test_what_is_written_down_later_moves_nothing_back(cast):
    with at(date(2026, 7, 1)):
        pair = with_resident(cast)
    with at(date(2026, 11, 2)):
        pair = logged(cast, logged(cast, pair), on=date(2026, 8, 3))
    assert (pair.last_on, pair.asked_on) == (date(2026, 11, 2), date(2027, 1, 1))


def test_a_quarter_without_contact_stands_in_the_history_and_the_next_one_is_waited_for(cast):
    with at(date(2026, 2, 1)):
        pair = with_resident(cast)
    with at(date(2026, 3, 31)):
        assert lapse_due() == 0
    with at(date(2026, 4, 1)):
        assert lapse_due() == 1
        assert lapse_due() == 0
    pair.refresh_from_db()
    assert pair.asked_on == date(2026, 4, 1)
    assert Waiting.objects.of(pair).get().due_on == date(2026, 6, 30)


def test_without_an_account_it_waits_for_the_station_and_once_there_is_one_for_the_deputy(cast):
    seat = cast.seats.deputy
    user, seat.user = seat.user, None
    seat.save(update_fields=["user"])
    pair = with_resident(cast, by="liaison")
    assert Waiting.objects.of(pair).get().holder == f"liaison:{cast.orgs.station}"
    seat.user = user
    seat.save(update_fields=["user"])
    renew_waits(cast.county.pk)
    assert Waiting.objects.of(pair).get().holder == f"person:{user.pk}"


def test_an_ended_pair_waits_for_nobody(cast):
    pair = services.end_pair(with_resident(cast), actor=cast.deputy, note="搬走了")
    assert not Waiting.objects.of(pair).exists()
    assert pair.ended_on == today()
