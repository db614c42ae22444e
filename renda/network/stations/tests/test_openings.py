"""The life of a place: planned, built, open, changed, closed; the place mirrors it."""

from datetime import timedelta

import pytest

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed, WrongState
from renda.ground.workflow.models import StepTaken, Waiting
from renda.network.stations import services
from renda.network.stations.models import Opening, Station
from renda.network.stations.rules import is_late, quarter_of
from renda.network.stations.shown import plan_of
from renda.network.stations.states import StationState
from renda.network.stations.tests.factories import opened, planned, unplaced

DAY = timedelta(days=1)


def state(row):
    return Station.objects.get(pk=row.station_id).state


def test_a_planned_place_is_built_and_opened(cast):
    row = planned(cast)
    assert state(row) == StationState.PLANNED
    assert not Station.objects.visible_to(cast.resident).filter(pk=row.station_id).exists()
    assert Waiting.objects.of(row).get().due_on == row.begin_on
    services.begin_opening(row, actor=cast.township, began_on=today())
    assert Waiting.objects.of(row).get().due_on == row.target_on
    services.open_opening(row, actor=cast.township, opened_on=today())
    place = Station.objects.get(pk=row.station_id)
    assert (place.state, place.opened_on) == (StationState.OPENED, today())
    assert Station.objects.visible_to(cast.resident).filter(pk=place.pk).exists()
    assert not Waiting.objects.of(row).exists()


@pytest.mark.parametrize(
    ("name", "may"),
    [("office", True), ("admin", True), ("township", True), ("chair", False), ("liaison", False), ("deputy", False),
     ("resident", False), ("other_office", False)],
)  # fmt: skip
def test_who_begins_a_place_of_the_town(cast, name, may):
    row = planned(cast)
    if may:
        assert services.begin_opening(row, actor=getattr(cast, name), began_on=today()).state == StationState.BUILDING
        return
    with pytest.raises(NotAllowed):
        services.begin_opening(row, actor=getattr(cast, name), began_on=today())


def test_a_town_neither_plans_nor_closes_nor_begins_the_countys(cast):
    with pytest.raises(NotAllowed):
        services.plan_opening(actor=cast.township, name="新站", kinds=["station"], begin_on=today(), target_on=today())
    with pytest.raises(NotAllowed):
        services.close_opening(planned(cast), actor=cast.township, note="不建了")
    with pytest.raises(NotAllowed):
        services.begin_opening(planned(cast, name="县站", town_org=None), actor=cast.township, began_on=today())


def test_a_place_open_from_the_first_day_has_its_record(cast):
    row = Opening.objects.get(station=opened(cast))
    assert row.state == StationState.OPENED
    with pytest.raises(Blocked):
        services.record_opening(actor=cast.office, station=row.station)


def test_what_a_place_became_is_kept(cast):
    row = Opening.objects.get(station=opened(cast, kinds=["activity_room"]))
    services.upgrade_opening(row, actor=cast.office, kinds=["station", "practice"])
    assert Station.objects.get(pk=row.station_id).kinds == ["station", "practice"]
    kinds = [step.changed["kinds"] for step in StepTaken.objects.of(row)]
    assert kinds == [["activity_room"], ["station", "practice"]]
    with pytest.raises(Invalid, match="没有变"):
        services.upgrade_opening(row, actor=cast.office, kinds=["practice", "station"])
    with pytest.raises(Invalid):
        services.upgrade_opening(row, actor=cast.office, kinds=["palace"])


def test_a_main_station_is_not_closed_under_its_deputies(cast):
    row = services.record_opening(actor=cast.office, station=cast.places.station)
    with pytest.raises(Blocked, match="4位代表"):
        services.close_opening(row, actor=cast.office, note="并到别处")
    for name in ("deputy", "deputy2", "deputy3", "town_deputy"):
        unplaced(getattr(cast.seats, name))
    assert services.close_opening(row, actor=cast.office, note="并到别处").state == StationState.CLOSED
    assert state(row) == StationState.CLOSED


def test_paused_and_open_again(cast):
    row = services.record_opening(actor=cast.office, station=cast.places.station)
    services.pause_opening(row, actor=cast.township, note="装修")
    assert state(row) == StationState.PAUSED
    with pytest.raises(WrongState):
        services.pause_opening(row, actor=cast.township, note="再暂停")
    services.reopen_opening(row, actor=cast.township)
    assert state(row) == StationState.OPENED


def test_days_that_can_not_be_are_refused(cast):
    with pytest.raises(Invalid) as caught:
        planned(cast, begin_on=today(), target_on=today() - DAY)
    assert caught.value.field == "target_on"
    row = planned(cast)
    with pytest.raises(Invalid, match="还没有到"):
        services.begin_opening(row, actor=cast.office, began_on=today() + DAY)
    services.begin_opening(row, actor=cast.office, began_on=today())
    with pytest.raises(Invalid, match="不能早于开工"):
        services.open_opening(row, actor=cast.office, opened_on=today() - DAY)


def test_other_days_move_the_wait(cast):
    row = planned(cast)
    later = today() + 90 * DAY
    services.reschedule_opening(row, actor=cast.township, begin_on=later, target_on=later, note="等土地手续")
    assert Waiting.objects.of(row).get().due_on == later


def test_a_name_is_planned_once(cast):
    planned(cast)
    with pytest.raises(Conflict):
        planned(cast)


def test_the_plan_counts_by_town_and_quarter_and_says_what_is_late(cast):
    late = planned(cast, begin_on=today() - 20 * DAY, target_on=today() + 300 * DAY)
    building = planned(cast, name="在建站", begin_on=today() - 9 * DAY, target_on=today() - DAY)
    services.begin_opening(building, actor=cast.office, began_on=today() - 9 * DAY)
    planned(cast, name="县站", town="", town_org=None)
    found = plan_of(cast.office, today())
    town = next(group for group in found.towns if group.label == "庆符镇")
    assert (town.open, town.all, town.planned, town.building, town.late) == (2, 4, 1, 1, 2)
    assert found.towns[0].label == "县本级"
    assert {row.pk for row in found.late} == {late.pk, building.pk}
    quarter = next(group for group in found.quarters if group.label == quarter_of(building.target_on))
    assert quarter.late >= 1
    assert sum(group.all for group in found.quarters) == 3
    assert (found.total.open, found.total.all) == (2, 5)


@pytest.mark.parametrize(
    ("name", "begin", "target", "late"),
    [("planned", -1, 9, True), ("planned", 0, 9, False), ("building", -5, 0, False), ("building", -5, -1, True),
     ("opened", -5, -1, False), ("planned", None, None, False)],
)  # fmt: skip
def test_late_is_after_the_day(name, begin, target, late):
    days = [None if days is None else today() + days * DAY for days in (begin, target)]
    assert is_late(name, *days, today()) is late
