"""Placed, taken, given, served, handed back, refused, cancelled, rated."""

from datetime import timedelta
from uuid import uuid4

import pytest

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed, WrongState
from renda.ground.kernel.keys import uuid7
from renda.ground.workflow.models import StepTaken
from renda.network.menus import services
from renda.network.menus.models import Order, OrderContact
from renda.network.menus.states import S
from renda.network.menus.tests.factories import (
    PHONE,
    TEXT,
    again,
    bearer,
    elsewhere,
    entered,
    group,
    item,
    ordered,
    ordered_in_town,
    served,
    taken,
)


def test_an_order_keeps_the_words_of_the_item(cast):
    order, line = ordered(cast), item(cast)
    services.change_item(line, actor=cast.township, title="看果园病虫害", offer="改了", times="")
    assert (again(order).item_title, again(order).item_edition) == ("看茶园病虫害", 1)
    assert again(order).item_times == "每周三下午"
    line.refresh_from_db()
    assert line.edition == 2


def test_opening_or_closing_an_item_is_no_other_edition(cast):
    line = item(cast)
    services.change_item(line, actor=cast.township, title=line.title, offer=line.offer, times=line.times, is_open=False)
    assert line.edition == 1


def test_what_is_closed_or_another_towns_is_not_ordered(cast):
    line, other = item(cast), elsewhere(cast)
    with pytest.raises(Invalid, match="不在这里的菜单上"):
        ordered(cast, at=other.station)
    services.change_group(group(cast), actor=cast.township, name="茶叶技术小组", field="农业技术", is_open=False)
    with pytest.raises(Invalid, match="现在不接受预约"):
        ordered(cast, item=type(line).objects.get(pk=line.pk))


def test_a_group_of_the_county_is_ordered_in_every_town(cast):
    whole = services.open_group(actor=cast.office, name="法律小组", field="法律咨询", deputy_ids=[cast.seats.deputy.pk])
    line = services.open_item(whole, actor=cast.office, title="看合同", offer="帮您看合同")
    assert ordered(cast, item=line, at=elsewhere(cast).station).state == S.ORDERED


def test_a_day_that_is_over_is_refused(cast):
    with pytest.raises(Invalid) as caught:
        ordered(cast, wanted_on=today() - timedelta(days=1))
    assert caught.value.field == "wanted_on"


def test_the_same_key_is_the_same_order_and_other_words_a_conflict(cast):
    key = uuid7()
    first, second = ordered(cast, key=key), ordered(cast, key=key)
    assert first.pk == second.pk and first.code == second.code
    with pytest.raises(Conflict):
        ordered(cast, key=key, text="另一件事情")
    assert Order.objects.count() == 1


def test_only_a_deputy_of_the_group_takes_it(cast):
    order = ordered(cast)
    for who in ("deputy2", "liaison", "township", "office", "resident"):
        with pytest.raises(NotAllowed):
            services.take_order(again(order), actor=getattr(cast, who))
    assert services.take_order(again(order), actor=cast.deputy3).deputy_id == cast.seats.deputy3.pk


def test_of_two_deputies_one_takes_it(cast):
    order = ordered(cast)
    first, second = again(order), again(order)
    services.take_order(first, actor=cast.deputy)
    with pytest.raises(WrongState):
        services.take_order(second, actor=cast.deputy3, seen=1)
    assert again(order).deputy_id == cast.seats.deputy.pk


def test_taking_twice_is_one_step(cast):
    order, once = ordered(cast), uuid4()
    for _ in range(2):
        services.take_order(again(order), actor=cast.deputy, once=once)
    assert StepTaken.objects.filter(matter_id=order.pk, step="take").count() == 1


def test_the_liaison_officer_gives_it_to_a_deputy_of_the_group(cast):
    order = ordered(cast)
    with pytest.raises(Invalid):
        services.give_order(again(order), actor=cast.liaison, deputy_id=cast.seats.deputy2.pk)
    assert services.give_order(again(order), actor=cast.liaison, deputy_id=cast.seats.deputy3.pk).state == S.TAKEN


def test_a_group_without_deputies_is_said(cast):
    order = ordered(cast)
    services.change_group(group(cast), actor=cast.township, name="茶叶技术小组", field="农业技术", deputy_ids=[])
    with pytest.raises(Blocked, match="没有在任的代表"):
        services.give_order(again(order), actor=cast.liaison, deputy_id=cast.seats.deputy.pk)


def test_serving_takes_one_tap(cast):
    order = services.serve_order(taken(cast), actor=cast.deputy)
    assert (order.state, order.served_on, order.result) == (S.SERVED, today(), "")


@pytest.mark.parametrize("days", [1, -1])
def test_served_neither_tomorrow_nor_before_it_was_ordered(cast, days):
    with pytest.raises(Invalid) as caught:
        services.serve_order(taken(cast), actor=cast.deputy, served_on=today() + timedelta(days=days))
    assert caught.value.field == "served_on"


def test_another_deputy_of_the_group_does_not_serve_it(cast):
    with pytest.raises(NotAllowed):
        services.serve_order(taken(cast), actor=cast.deputy3)


def test_handed_back_it_is_open_to_the_group_again(cast):
    order = services.hand_back_order(taken(cast), actor=cast.deputy, note="这周出差")
    assert (order.state, order.deputy_id) == (S.ORDERED, None)
    assert services.take_order(again(order), actor=cast.deputy3).state == S.TAKEN


def test_the_liaison_officer_calls_it_back(cast):
    order = taken(cast)
    with pytest.raises(NotAllowed):
        services.call_back_order(again(order), actor=cast.deputy, note="x")
    assert services.call_back_order(again(order), actor=cast.liaison, note="代表住院").deputy_id is None


@pytest.mark.parametrize("why", ["lawsuit", "tender", "case", "outside"])
def test_a_refusal_says_where_to_go(cast, why):
    order = services.refuse_order(ordered(cast), actor=cast.liaison, guidance=why)
    assert order.state == S.REFUSED and order.guided_to
    with pytest.raises(WrongState):
        services.take_order(again(order), actor=cast.deputy)


def test_a_deputy_who_refuses_still_sees_what_came_of_it(cast):
    order = services.refuse_order(ordered(cast), actor=cast.deputy, guidance="lawsuit", guided_to="县法律援助中心")
    assert Order.objects.visible_to(cast.deputy).get().guided_to == "县法律援助中心"
    assert order.deputy_id == cast.seats.deputy.pk


def test_a_refusal_without_a_reason_is_none(cast):
    with pytest.raises(Invalid):
        services.refuse_order(ordered(cast), actor=cast.liaison, guidance="不想")


def test_the_resident_cancels_and_rates_nobody_else(cast):
    order = ordered(cast)
    for who in ("liaison", "deputy", "office"):
        with pytest.raises(NotAllowed):
            services.cancel_order(again(order), actor=getattr(cast, who))
    assert services.cancel_order(again(order), actor=bearer(order)).state == S.CANCELLED
    done = served(cast)
    with pytest.raises(NotAllowed):
        services.rate_order(again(done), actor=cast.liaison, rating="satisfied")
    assert services.rate_order(again(done), actor=bearer(done), rating="dissatisfied").rating == "dissatisfied"


def test_who_ordered_for_a_resident_cancels_for_them(cast):
    order = entered(cast)
    assert order.entered_by_id == cast.liaison.user_id
    assert services.cancel_order(order, actor=cast.liaison, note="来电说不用了").state == S.CANCELLED


def test_a_rating_is_one_of_three(cast):
    order = served(cast)
    with pytest.raises(Invalid):
        services.rate_order(order, actor=bearer(order), rating="")


@pytest.mark.parametrize("who", ["deputy", "office", "town_gov", "clerk", "resident"])
def test_only_the_station_and_its_town_order_for_others(cast, who):
    item(cast)
    with pytest.raises(NotAllowed):
        services.enter_order(actor=getattr(cast, who), item=item(cast), at=cast.places.station, text=TEXT)


def test_a_contact_is_shown_to_few_with_a_reason(cast):
    order = taken(cast, phone=PHONE, name="汪秀莲")
    for who in ("deputy2", "deputy3", "chair", "clerk", "resident"):
        with pytest.raises(NotAllowed):
            services.unmask_order(again(order), actor=getattr(cast, who), note="看看")
    for who in ("deputy", "liaison", "township", "office"):
        shown = services.unmask_order(again(order), actor=getattr(cast, who), note="回电约时间").unmasked
        assert (shown.phone, shown.name) == (PHONE, "汪秀莲")
    with pytest.raises(Blocked):
        services.unmask_order(ordered_in_town(cast), actor=cast.township, note="看看")


def test_the_contact_is_sealed_in_the_table(cast):
    from django.db import connection

    ordered(cast, phone=PHONE, name="汪秀莲")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, phone, phone_index FROM {OrderContact._meta.db_table}")
        kept = " ".join(cursor.fetchone())
    assert PHONE not in kept and "汪秀莲" not in kept
