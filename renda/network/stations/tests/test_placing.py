"""Every serving deputy has one main station or an exception: proposed, decided by a person, kept in the history."""

from datetime import timedelta
from uuid import uuid4

import pytest

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed
from renda.ground.workflow.models import StepTaken, Waiting
from renda.network.deputies.models import Deputy
from renda.network.stations import services
from renda.network.stations.models import Membership, Placing, Station
from renda.network.stations.proposals import proposals
from renda.network.stations.queries import undecided
from renda.network.stations.states import Basis, Placed
from renda.network.stations.tests.factories import excused, opened, unplaced, village

DAY = timedelta(days=1)
HOME = {"live_town": "庆符镇", "live_village": "石门村"}


def accept(cast, actor, deputy, place=None):
    chosen = (place or cast.places.station).pk
    return services.accept_placing(actor=actor, deputy=deputy, station_id=chosen)


def test_the_place_that_serves_the_village_is_proposed_and_accepted(cast):
    deputy = unplaced(cast.seats.deputy, **HOME)
    found = proposals(cast.county.pk, [deputy])[deputy.pk]
    assert found.spot.pk == cast.places.station.pk
    row = accept(cast, cast.office, deputy)
    assert (row.state, row.basis, row.why) == (Placed.PLACED, Basis.SERVES, found.words)
    assert Membership.objects.get(deputy=deputy, is_main=True).station == cast.places.station
    assert deputy not in undecided(cast.office, today())


def test_the_nearest_by_distance_where_no_place_serves_the_village(cast):
    village(cast, "远村", lon=104.6, lat=28.5)
    near = opened(cast, lon=104.61, lat=28.5)
    Station.objects.filter(pk=cast.places.station.pk).update(lon=104.9, lat=28.9)
    deputy = unplaced(cast.seats.deputy, live_town="庆符镇", live_village="远村")
    found = proposals(cast.county.pk, [deputy])[deputy.pk]
    assert (found.spot.pk, found.basis, found.km) == (near.pk, Basis.NEAR, 1.0)


def test_a_place_that_is_not_open_is_never_proposed(cast):
    deputy = unplaced(cast.seats.deputy, **HOME)
    Station.objects.filter(pk=cast.places.station.pk).update(state="paused")
    assert proposals(cast.county.pk, [deputy])[deputy.pk].spot.pk == cast.places.home.pk
    with pytest.raises(Invalid, match="没有开放"):
        services.choose_placing(actor=cast.office, deputy=deputy, station=cast.places.station.pk, from_on=today())


def test_another_proposal_than_the_one_shown_is_said(cast):
    deputy = unplaced(cast.seats.deputy, **HOME)
    with pytest.raises(Conflict, match="现在建议的是"):
        accept(cast, cast.office, deputy, cast.places.home)
    assert not Membership.objects.filter(deputy=deputy).exists()


def test_nothing_to_accept_where_the_roster_says_nothing(cast):
    with pytest.raises(Invalid, match="没有建议"):
        accept(cast, cast.office, unplaced(cast.seats.deputy))


# Who decides: the office on all, a town on its own deputies alone.
DECIDES = {
    "office": {"deputy", "town_deputy"}, "admin": {"deputy", "town_deputy"}, "township": {"town_deputy"},
    "chair": set(), "committee": set(), "liaison": set(), "station_master": set(), "deputy": set(), "clerk": set(),
    "resident": set(), "other_office": set(),
}  # fmt: skip


@pytest.mark.parametrize("whose", ["deputy", "town_deputy"])
@pytest.mark.parametrize("name", DECIDES)
def test_who_decides(cast, name, whose):
    deputy, actor = unplaced(getattr(cast.seats, whose), **HOME), getattr(cast, name)
    if whose in DECIDES[name]:
        assert accept(cast, actor, deputy).state == Placed.PLACED
        return
    with pytest.raises(NotAllowed):
        accept(cast, actor, deputy)
    with pytest.raises(NotAllowed):
        services.excuse_placing(actor=actor, deputy=deputy, excuse="away", reason="外出", review_on=today() + DAY)
    assert not Placing.objects.exists()


def test_a_town_decides_on_its_own_deputies_alone(cast):
    unplaced(cast.seats.deputy), unplaced(cast.seats.town_deputy)
    assert set(undecided(cast.township, today())) == {cast.seats.town_deputy}
    assert set(undecided(cast.office, today())) == {cast.seats.deputy, cast.seats.town_deputy}
    assert not undecided(cast.liaison, today()).exists()


def test_the_same_call_twice_is_one_decision(cast):
    deputy, once = unplaced(cast.seats.deputy, **HOME), uuid4()
    said = {"actor": cast.office, "deputy": deputy, "station_id": cast.places.station.pk, "once": once}
    assert services.accept_placing(**said) == services.accept_placing(**said)
    assert Membership.objects.filter(deputy=deputy).count() == 1
    with pytest.raises(Blocked):
        accept(cast, cast.office, deputy)


def test_one_main_station_after_a_move_and_the_history_says_both(cast):
    deputy = unplaced(cast.seats.deputy, **HOME)
    row, other = accept(cast, cast.office, deputy), opened(cast)
    services.move_placing(row, actor=cast.office, station=other.pk, from_on=today() + 3 * DAY)
    assert Membership.objects.filter(deputy=deputy, is_main=True, to_on=None).get().station == other
    assert Membership.objects.get(deputy=deputy, station=cast.places.station).to_on == today() + 2 * DAY
    assert [s.step for s in StepTaken.objects.of(row)] == ["accept", "move"]


def test_an_exception_has_a_reason_that_only_the_congress_reads_and_a_day_to_look_again(cast):
    row = excused(cast)
    assert Placing.objects.excused().get() == row
    assert Waiting.objects.of(row).get().due_on == today() + 100 * DAY
    assert not any("务工" in str(step.changed) for step in StepTaken.objects.of(row))
    assert cast.seats.deputy3 not in undecided(cast.office, today())
    for name in ("liaison", "deputy", "resident", "township", "other_office"):
        assert not Placing.objects.visible_to(getattr(cast, name)).exists(), name


def test_a_day_to_look_again_lies_ahead(cast):
    with pytest.raises(Invalid) as caught:
        services.excuse_placing(actor=cast.office, deputy=unplaced(cast.seats.deputy), excuse="away", reason="外出",
                                review_on=today())  # fmt: skip
    assert caught.value.field == "review_on"


def test_an_exception_ends_with_a_station(cast):
    row = excused(cast)
    services.choose_placing(actor=cast.office, deputy=row.deputy, station=cast.places.home.pk, from_on=today())
    row.refresh_from_db()
    assert (row.state, row.excuse, row.reason, row.review_on) == (Placed.PLACED, "", "", None)
    assert not Waiting.objects.of(row).exists()


def test_who_has_a_main_station_is_no_exception_unless_released(cast):
    with pytest.raises(Invalid, match="已经有主要家站"):
        services.excuse_placing(actor=cast.office, deputy=cast.seats.deputy, excuse="away", reason="外出",
                                review_on=today() + DAY)  # fmt: skip
    row = accept(cast, cast.office, unplaced(cast.seats.deputy, **HOME))
    services.release_placing(row, actor=cast.office, excuse="leaving", reason="调到外县。", review_on=today() + DAY)
    assert Membership.objects.get(deputy=cast.seats.deputy).to_on == today()


def test_who_left_office_is_waited_for_no_longer(cast):
    row = excused(cast)
    with pytest.raises(Blocked, match="还在任"):
        services.end_placing(row, actor=cast.office)
    Deputy.objects.filter(pk=row.deputy_id).update(serving=False)
    assert not Placing.objects.excused().exists()
    services.end_placing(Placing.objects.select_related("deputy").get(pk=row.pk), actor=cast.office)
    assert not Waiting.objects.of(row).exists()


def test_the_table_of_members_and_the_stations_page_leave_the_same_record(cast):
    other = opened(cast)
    services.join_station(other, actor=cast.office, deputy=cast.seats.deputy, from_on=today())
    row = Placing.objects.get()
    assert (row.station, row.basis) == (other, Basis.CHOSEN)
    services.join_station(cast.places.home, actor=cast.office, deputy=cast.seats.deputy, from_on=today() + DAY)
    row.refresh_from_db()
    assert (row.station, row.version) == (cast.places.home, 2)


def test_left_without_a_station_the_deputy_is_to_be_decided_on_again(cast):
    deputy = unplaced(cast.seats.deputy, **HOME)
    accept(cast, cast.office, deputy)
    member = Membership.objects.get(deputy=deputy)
    Membership.objects.filter(pk=member.pk).update(from_on=today() - 9 * DAY)
    services.end_membership(Membership.objects.get(pk=member.pk), actor=cast.office, on=today() - DAY)
    assert Deputy.objects.get(pk=deputy.pk) in undecided(cast.office, today())
    row = accept(cast, cast.office, deputy)
    assert (row.state, row.version) == (Placed.PLACED, 2)
