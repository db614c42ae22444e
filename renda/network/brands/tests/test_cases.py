"""A case along a method: its version, its ticks, its result, the model case; who sees and writes which."""

from datetime import timedelta
from uuid import uuid4

import pytest

from renda.ground.files.queries import files_of
from renda.ground.files.tests.factories import photo
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Held, Role
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, Stale, WrongState
from renda.ground.notices.models import Message
from renda.ground.workflow.models import StepTaken, Waiting
from renda.ground.workflow.queries import history
from renda.network.brands import services
from renda.network.brands.models import Method, MethodCase
from renda.network.brands.shown import progress_of
from renda.network.brands.states import DEFAULT_METHOD
from renda.network.brands.tests.factories import (
    GROUPS,
    begun,
    finished,
    fresh,
    method,
    named,
    of_station,
    proposed,
    published,
    ticked,
)
from renda.network.brands.workflow import METHOD_CASE

OTHER = [("访", ["进门"]), ("办", ["当天办"])]


def test_the_packaged_method_is_written_down_when_a_county_first_works_by_it(cast):
    row = begun(cast)
    assert (row.method_version.method.name, row.method_version.number, row.of_steps) == (DEFAULT_METHOD, 1, 12)
    assert begun(cast, title="又一件").method_version_id == row.method_version_id
    assert Method.objects.get().town_org_id is None


def test_a_town_that_has_a_method_of_the_same_name_leaves_the_countys_to_the_others(cast):
    own = method(cast, "township", DEFAULT_METHOD)
    assert begun(cast).method_version.method_id != own.pk
    assert begun(cast, title="又一件", method=own.pk).method_version.method_id == own.pk
    with pytest.raises(Invalid, match="已经有"):
        method(cast, "office", DEFAULT_METHOD)


def test_a_case_keeps_the_version_it_began_with(cast):
    own = method(cast)
    row = begun(cast, method=own.pk)
    newest = services.change_method(own, actor=cast.office, groups=OTHER, seen=1)
    assert newest.number == 2 and begun(cast, title="新的", method=own.pk).method_version_id == newest.pk
    assert [step.words for step in fresh(row).method_version.steps] == ["上门问", "会上问", "当场办"]
    assert services.change_method(own, actor=cast.office, groups=OTHER).number == 2
    with pytest.raises(Stale, match="第2版"):
        services.change_method(own, actor=cast.office, groups=GROUPS, seen=1)


def test_a_methods_owner_changes_it_and_nobody_else(cast):
    county, town = method(cast), method(cast, "township", "镇里的")
    for who, row in [("township", county), ("liaison", town), ("committee", county), ("deputy", town)]:
        with pytest.raises(NotAllowed):
            services.change_method(row, actor=getattr(cast, who), groups=OTHER)
        with pytest.raises(NotAllowed):
            services.use_method(row, actor=getattr(cast, who), is_used=False)
    for who, row in [("office", town), ("township", town), ("office", county)]:
        services.use_method(row, actor=getattr(cast, who), is_used=False)
    with pytest.raises(Invalid, match="另选"):
        begun(cast, method=county.pk)
    with pytest.raises(NotAllowed):
        method(cast, "liaison", "站里的")
    with pytest.raises(Invalid, match="已经有"):
        method(cast)


def test_a_deputy_who_is_to_take_part_is_told_once(cast):
    row = begun(cast)
    both = [cast.seats.deputy.pk, cast.seats.deputy2.pk]
    services.edit_method_case(
        row, actor=cast.liaison, title=row.title, text="x", planned_on=row.planned_on, deputy_ids=both
    )
    told = Message.objects.filter(title__startswith="请您参加").values_list("user_id", flat=True)
    assert sorted(told) == sorted([cast.deputy.user_id, cast.deputy2.user_id])


def test_a_step_is_ticked_with_its_day_and_the_history_says_by_whom(cast):
    row = services.tick_method_case(begun(cast), actor=cast.deputy, place=4, line="群众都说好", photos=[photo()])
    tick = row.ticks.get()
    assert (tick.place, tick.done_on, tick.line, row.passed) == (4, clock.today(), "群众都说好", 1)
    taken = history(row, cast.liaison)[0]
    assert (taken.step, taken.user_id, taken.note) == ("tick", cast.deputy.user_id, "聚：梳理聚焦点。群众都说好")
    assert files_of(row).get().purpose == "step-4"
    assert "群众" not in str(list(StepTaken.objects.values_list("changed", flat=True)))


def test_a_step_is_ticked_once_in_any_order_and_not_beforehand(cast):
    row = ticked(cast, 2)
    with pytest.raises(Invalid, match="已经办好"):
        services.tick_method_case(fresh(row), actor=cast.liaison, place=2)
    with pytest.raises(Invalid, match="没有这一步"):
        services.tick_method_case(fresh(row), actor=cast.liaison, place=13)
    with pytest.raises(Invalid, match="晚于今天"):
        services.tick_method_case(fresh(row), actor=cast.liaison, place=9, done_on=clock.today() + timedelta(days=1))
    assert services.tick_method_case(fresh(row), actor=cast.liaison, place=12).passed == 3


def test_the_same_tap_twice_is_one_tick_and_no_complaint(cast):
    row, once = begun(cast), uuid4()
    for _ in range(2):
        services.tick_method_case(fresh(row), actor=cast.liaison, place=1, once=once)
    assert fresh(row).passed == row.ticks.count() == 1


def test_a_wrong_tick_is_taken_back_with_its_photos(cast):
    row = services.tick_method_case(begun(cast), actor=cast.liaison, place=1, photos=[photo()])
    row = services.untick_method_case(row, actor=cast.liaison, place=1, note="点错了")
    assert row.passed == row.ticks.count() == files_of(row).count() == 0
    with pytest.raises(Invalid, match="还没有办"):
        services.untick_method_case(fresh(row), actor=cast.liaison, place=1, note="x")


def test_all_steps_ticked_leave_nothing_to_tick(cast):
    own = method(cast)
    row = fresh(ticked(cast, 3, method=own.pk))
    offers = {offer.step.name: offer.why_not for offer in METHOD_CASE.offers(cast.liaison, row)}
    assert "办结" in offers["tick"] and offers["finish"] == ""
    with pytest.raises(Blocked):
        METHOD_CASE.apply(row, "tick", actor=cast.liaison)


def test_an_open_case_waits_for_the_stations_people_until_the_planned_day(cast):
    row = begun(cast)
    waits = Waiting.objects.filter(matter_id=row.pk)
    assert {one.holder for one in waits} == {f"{role}:{cast.orgs.station}" for role in ("liaison", "station_master")}
    assert {one.due_on for one in waits} == {row.planned_on}
    later = row.planned_on + timedelta(days=9)
    row = services.edit_method_case(row, actor=cast.liaison, title="路灯", text="x", planned_on=later)
    assert {one.due_on for one in waits.all()} == {later} and not row.parts.exists()


def test_a_case_ends_with_a_result_or_is_stopped_with_a_reason(cast):
    with pytest.raises(Blocked, match="中止"):
        services.finish_method_case(begun(cast), actor=cast.liaison, result="x")
    row = finished(cast)
    assert (row.state, row.finished_on) == ("finished", clock.today())
    assert not Waiting.objects.filter(matter_id=row.pk).exists()
    row = services.reopen_method_case(row, actor=cast.liaison, note="又坏了", planned_on=clock.today())
    assert row.state == "open" and row.finished_on is None and row.passed == 2
    assert services.stop_method_case(row, actor=cast.liaison, note="归县里办").state == "stopped"


def test_a_model_case_is_published_by_a_second_person_and_taken_down_again(cast):
    row = proposed(cast)
    assert Waiting.objects.filter(matter_id=row.pk, holder=f"office:{cast.orgs.office}").get().due_on
    for who in ("liaison", "township", "committee", "chair"):
        with pytest.raises(NotAllowed):
            services.publish_method_case(fresh(row), actor=getattr(cast, who))
    row = services.publish_method_case(fresh(row), actor=cast.office)
    assert row.published_on == clock.today()
    assert Message.objects.filter(user_id=cast.liaison.user_id, title__startswith="案例发布").exists()
    row = services.take_down_method_case(row, actor=cast.office, note="情况变了")
    assert (row.state, row.published_on) == ("finished", None)
    assert not MethodCase.objects.visible_to(cast.resident).exists()


def test_whoever_proposed_it_does_not_publish_it(cast):
    brand = named(cast)
    row = services.propose_method_case(finished(cast), actor=cast.office, brand=brand.pk, summary="对外")
    for take in (services.publish_method_case, services.decline_method_case):
        with pytest.raises(NotAllowed, match="另一人"):
            take(fresh(row), actor=cast.office, **({"note": "x"} if take is services.decline_method_case else {}))
    row = services.decline_method_case(fresh(row), actor=cast.publisher, note="再改改")
    assert row.state == "finished"
    assert Message.objects.filter(user_id=cast.liaison.user_id, body__contains="再改改").exists()


def test_a_case_is_proposed_under_a_named_brand_of_its_town_or_station(cast):
    row, draft = finished(cast), of_station(cast)
    for brand in (draft.pk, uuid4()):
        with pytest.raises(Invalid, match="品牌"):
            services.propose_method_case(fresh(row), actor=cast.liaison, brand=brand, summary="x")
    station = services.name_brand(services.apply_brand(draft, actor=cast.township), actor=cast.office)
    assert (
        services.propose_method_case(fresh(row), actor=cast.liaison, brand=station.pk, summary="x").brand_id
        == station.pk
    )
    with pytest.raises(WrongState):
        services.propose_method_case(fresh(row), actor=cast.liaison, brand=station.pk, summary="x")


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_residents_number_is_refused_wherever_it_is_typed(cast, field):
    with pytest.raises(Invalid, match="手机号") as caught:
        begun(cast, **{field: "找13800136021的王大爷"})
    assert caught.value.field == field and not MethodCase.objects.exists()


def test_a_residents_number_is_refused_in_line_result_and_summary(cast):
    row, number = begun(cast), "13800136021"
    with pytest.raises(Invalid):
        services.tick_method_case(row, actor=cast.liaison, place=1, line=number)
    services.tick_method_case(fresh(row), actor=cast.liaison, place=1)
    with pytest.raises(Invalid):
        services.finish_method_case(fresh(row), actor=cast.liaison, result=number)
    done = services.finish_method_case(fresh(row), actor=cast.liaison, result="好了")
    with pytest.raises(Invalid):
        services.propose_method_case(done, actor=cast.liaison, brand=named(cast).pk, summary=number)


def test_deputies_of_nowhere_and_days_before_the_beginning_are_said(cast):
    with pytest.raises(Invalid, match="在任"):
        begun(cast, deputy_ids=[10**8])
    with pytest.raises(Invalid, match="早于"):
        begun(cast, planned_on=clock.today() - timedelta(days=1))


# Who sees one that is open, one that is published; deputy takes part in both, deputy2 in none.
SEEN = {
    "liaison": 2, "station_master": 2, "township": 2, "office": 2, "publisher": 2, "committee": 2, "deputy": 2,
    "deputy2": 1, "clerk": 1, "gov": 1, "resident": 1,
}  # fmt: skip


def test_a_stations_cases_are_its_own_and_published_ones_are_for_all(cast):
    row, shown = begun(cast), published(cast, title="办好的")
    assert {who: MethodCase.objects.visible_to(getattr(cast, who)).count() for who in SEEN} == SEEN
    assert MethodCase.objects.visible_to(cast.other_office).count() == 0
    for role, org in [
        (Role.LIAISON, cast.orgs.home),
        (Role.TOWNSHIP, cast.orgs.town_gov),
        (Role.STATION_MASTER, cast.orgs.home),
    ]:
        other = Actor(cast.county.pk, 10**6, "别处", (Held(1, role, org),))
        assert list(MethodCase.objects.visible_to(other)) == [shown]
        assert not MethodCase.objects.concerning(other).exists()
        for take in (
            lambda: services.tick_method_case(fresh(row), actor=other, place=1),  # noqa: B023
            lambda: services.stop_method_case(fresh(row), actor=other, note="x"),  # noqa: B023
            lambda: services.begin_method_case(cast.places.station, actor=other, title="x", text="x", planned_on=clock.today()),  # noqa: B023
        ):  # fmt: skip
            with pytest.raises(NotAllowed):
                take()


def test_a_deputy_who_takes_no_part_ticks_nothing(cast):
    row = begun(cast)
    with pytest.raises(NotAllowed):
        services.tick_method_case(row, actor=cast.deputy2, place=1)
    with pytest.raises(NotAllowed):
        services.finish_method_case(ticked(cast, title="又一件"), actor=cast.deputy, result="x")


def test_the_count_by_step_has_numerator_and_denominator_and_leaves_out_what_was_stopped(cast):
    first = ticked(cast, 3)
    ticked(cast, 1, title="第二件")
    services.stop_method_case(ticked(cast, 5, title="停的"), actor=cast.liaison, note="x")
    found = progress_of(first.method_version, cast.office)
    assert found.cases == 2
    assert [(one.count, one.of) for _, one in found.steps[:4]] == [(2, 2), (1, 2), (1, 2), (0, 2)]
    assert not any(one.has_bar for _, one in found.steps)
    assert [(line.town, line.cases) for line in found.towns] == [("庆符镇", 2)]
    other = Actor(cast.county.pk, 10**6, "别处", (Held(1, Role.TOWNSHIP, cast.orgs.town_gov),))
    assert progress_of(first.method_version, other).cases == 0
    for n in range(3):
        ticked(cast, 0, title=f"还有{n}")
    assert progress_of(first.method_version, cast.township).steps[0][1].has_bar
