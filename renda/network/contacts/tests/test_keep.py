"""Beginning, writing down, completing: who may, what is refused, what a double click does."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, WrongState
from renda.ground.workflow.models import StepTaken
from renda.network.contacts import rules, services
from renda.network.contacts.models import ContactLog, Pair, Resident
from renda.network.contacts.tests.factories import NAME, ended, logged, with_deputy, with_resident, with_town

EVERYBODY = {"office", "committee", "chair", "township", "liaison", "station_master", "deputy", "deputy2", "clerk"}


@pytest.mark.parametrize(
    ("make", "may"),
    [(with_resident, {"deputy", "liaison", "township"}), (with_town, {"office"}), (with_deputy, {"office"})],
)
def test_who_begins_a_pair(cast, make, may):
    for who in sorted(EVERYBODY - may):
        with pytest.raises(NotAllowed):
            make(cast, by=who)
    for who in sorted(may):
        pair = make(cast, by=who)
        services.end_pair(pair, actor=getattr(cast, who), note="换人")
    assert Pair.objects.count() == len(may)


@pytest.mark.parametrize("make", [with_town, with_deputy, with_resident])
def test_the_same_two_are_paired_once_and_again_after_the_end(cast, make):
    pair = make(cast)
    with pytest.raises(Blocked):
        make(cast)
    services.end_pair(pair, actor=cast.deputy if make is with_resident else cast.office, note="换人")
    assert make(cast).pk != pair.pk
    assert Pair.objects.active().count() == 1


def test_two_deputies_may_keep_in_touch_with_the_same_resident(cast):
    with_resident(cast)
    assert with_resident(cast, by="deputy2", of="deputy2").place == 1


def test_the_database_itself_refuses_a_double_and_a_crossed_pair(cast):
    pair = with_resident(cast)
    other = with_resident(cast, name="雷显贵")
    for wrong in ({"resident_index": pair.resident_index}, {"leader_id": cast.chair.user_id}, {"ended_on": today()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pair.objects.filter(pk=other.pk).update(**wrong)


def test_households_of_a_deputy_are_numbered_and_a_number_is_not_given_again(cast):
    services.end_pair(with_resident(cast), actor=cast.deputy, note="搬走")
    assert [with_resident(cast, name=name).place for name in ("雷显贵", "甘小英")] == [2, 3]


@pytest.mark.parametrize("said", [{"name": ""}, {"village": ""}])
def test_a_resident_has_a_name_and_a_village(cast, said):
    with pytest.raises(Invalid):
        with_resident(cast, **said)


def test_a_town_deputy_is_no_holder_of_a_pair_and_nobody_keeps_in_touch_with_himself(cast):
    with pytest.raises(Invalid):
        with_resident(cast, by="liaison", of="town_deputy")
    with pytest.raises(Invalid):
        services.begin_pair(actor=cast.office, sort=2, member=cast.seats.deputy.pk, deputy=cast.seats.deputy.pk)


def test_neither_the_chain_nor_the_tables_hold_the_resident_in_the_clear(cast):
    pair = with_resident(cast)
    taken = StepTaken.objects.get(matter_id=pair.pk)
    assert "resident_index" not in taken.changed and taken.private_digest
    assert Resident.objects.filter(name=NAME).count() == 0
    assert Resident.objects.get().name == NAME


LOGGERS = {"deputy", "liaison", "township"}


def test_who_writes_a_contact_with_a_resident_down(cast):
    pair = with_resident(cast)
    for who in sorted(EVERYBODY - LOGGERS):
        with pytest.raises(NotAllowed):
            logged(cast, pair, by=who)
    for who in sorted(LOGGERS):
        logged(cast, pair, by=who)
    written = set(pair.logs.values_list("entered_by_id", flat=True))
    assert written == {getattr(cast, who).user_id for who in LOGGERS}


@pytest.mark.parametrize(("make", "holder"), [(with_town, "chair"), (with_deputy, "deputy3")])
def test_leaders_and_members_write_down_themselves_or_the_office_for_them(cast, make, holder):
    pair = make(cast)
    for who in (holder, "office"):
        logged(cast, pair, by=who)
    for who in ("deputy2", "township", "committee"):
        with pytest.raises(NotAllowed):
            logged(cast, pair, by=who)
    assert pair.logs.count() == 2


def test_a_contact_is_todays_with_nothing_but_its_outcome(cast):
    log = logged(cast, outcome="nothing").logs.get()
    assert (log.on, log.outcome, log.words) == (today(), "nothing", [])


@pytest.mark.parametrize(("outcome", "days"), [("visit", 1), ("visit", -1), ("talked", 0)])
def test_a_day_to_come_a_day_before_the_pair_and_an_unknown_outcome_are_refused(cast, outcome, days):
    with pytest.raises(Invalid):
        logged(cast, outcome=outcome, on=today() + timedelta(days=days))
    assert not ContactLog.objects.exists()


def test_a_double_click_is_one_contact(cast):
    pair, once = with_resident(cast), uuid4()
    for _ in range(2):
        logged(cast, Pair.objects.get(pk=pair.pk), once=once, seen=1)
    assert ContactLog.objects.count() == 1
    assert Pair.objects.get().version == 2


def test_words_are_added_later_to_the_contact_named(cast):
    pair = logged(cast, logged(cast), outcome="nothing")
    first = pair.logs.order_by("pk")[0]
    services.complete_pair(pair, actor=cast.deputy, log=first.pk, outcome="opinion", topic="积水", follow_up="登记了")
    first.refresh_from_db()
    assert (first.outcome, first.topic, first.on) == ("opinion", "积水", today())
    assert pair.logs.order_by("pk")[1].outcome == "nothing"


def test_another_pairs_contact_is_not_completed(cast):
    pair, other = logged(cast), logged(cast, with_resident(cast, name="雷显贵"))
    with pytest.raises(Invalid):
        services.complete_pair(pair, actor=cast.deputy, log=other.logs.get().pk, topic="别人的")
    assert other.logs.get().topic == ""


def test_nothing_is_written_to_an_ended_pair(cast):
    with pytest.raises(WrongState):
        logged(cast, ended(cast))


def test_under_five_cases_no_share_is_told():
    assert [rules.share(3, 4), rules.share(3, 5), rules.share(0, 0)] == [None, 60, None]
