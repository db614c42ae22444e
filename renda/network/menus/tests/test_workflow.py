"""Random walks over an order, its words for the resident, and who is waited for until when."""

from datetime import datetime, timedelta

import pytest

from renda.ground.county.services import rule_book, set_rule
from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor, person_key
from renda.ground.kernel.clock import today
from renda.ground.workflow.checks import faults
from renda.ground.workflow.queries import waiting_for
from renda.ground.workflow.services import lapse_due
from renda.ground.workflow.testing import walk
from renda.network.menus import services
from renda.network.menus.shown import trail
from renda.network.menus.states import S
from renda.network.menus.tests.factories import again, bearer, ordered, ordered_in_town, served, taken
from renda.network.menus.workflow import ORDER

MONDAY = datetime(2026, 11, 2, 10, tzinfo=clock.COUNTY_TIME)


def test_the_declaration_has_no_fault():
    assert list(faults(ORDER)) == []


def test_every_step_has_its_words_for_the_resident():
    assert set(ORDER.steps) - set(trail.RESIDENT_WORDS) == {"unmask", "erase"}


@pytest.mark.parametrize("state", S)
def test_every_state_has_its_headline(cast, state):
    order = ordered(cast)
    order.state = state
    assert trail.headline(order) and trail.staff_line(order)


def test_walks_of_an_order(cast):
    names = ("liaison", "station_master", "township", "deputy", "deputy2", "deputy3", "office", "clerk", "resident")
    actors = {**{name: getattr(cast, name) for name in names}, "other": cast.other_office}
    actors["clock"] = clock_actor(cast.county.pk)

    def make():
        row = ordered(cast, phone="13800136021")
        actors["bearer"] = bearer(row)
        return row

    make()
    facts = {
        "take": {"deputy_id": cast.seats.deputy.pk}, "give": {"deputy_id": cast.seats.deputy3.pk}, "hand_back": {"deputy_id": None},
        "call_back": {"deputy_id": None}, "serve": {"served_on": today()}, "refuse": {"guidance": "tender"},
        "rate": {"rating": "basic"}, "erase": {"text": "", "erased_at": clock.now()},
    }  # fmt: skip
    walk(ORDER, make, actors, fields=lambda row, name: facts.get(name, {}), examples=6)


def test_the_groups_deputies_and_the_liaison_officer_are_waited_for(cast):
    with clock.at(MONDAY):
        waits = waiting_for(ordered(cast))
    wanted = {
        person_key(cast.deputy.user_id),
        person_key(cast.deputy3.user_id),
        f"liaison:{cast.places.station.org_id}",
    }
    assert {wait.holder for wait in waits} == wanted
    assert {wait.due_on for wait in waits} == {datetime(2026, 11, 5).date()}


def test_in_a_town_without_a_station_its_presidium_is_waited_for(cast):
    holders = {wait.holder for wait in waiting_for(ordered_in_town(cast))}
    assert f"township:{cast.orgs.presidium}" in holders


def test_a_taken_order_waits_for_its_deputy_from_the_wanted_day_on(cast):
    with clock.at(MONDAY):
        plain, later = taken(cast), taken(cast, wanted_on=datetime(2026, 11, 20).date())
        book = rule_book(cast.county.pk)
    waits = [waiting_for(order).get() for order in (plain, later)]
    assert {wait.holder for wait in waits} == {person_key(cast.deputy.user_id)}
    starts = [MONDAY.date(), datetime(2026, 11, 20).date()]
    assert [wait.due_on for wait in waits] == [book.due("order_serve", day).day for day in starts]


def test_the_county_sets_the_days(cast):
    with clock.at(MONDAY):
        set_rule(cast.county.pk, actor=cast.office, kind="order_take", number=1, unit="workday", source_name="本县服务办法",
                 source_article="", valid_from=MONDAY.date())  # fmt: skip
        assert waiting_for(ordered(cast)).first().due_on == datetime(2026, 11, 3).date()


def test_silence_lapses_to_no_feedback_and_a_late_word_still_counts(cast):
    order = served(cast)
    due = waiting_for(order).get().due_on
    with clock.at(clock.now() + (due - today()) + timedelta(days=1)):
        lapse_due()
        assert (again(order).state, again(order).rating) == (S.UNRATED, "")
        services.rate_order(again(order), actor=bearer(order), rating="basic")
    assert (again(order).state, again(order).rating) == (S.RATED, "basic")
