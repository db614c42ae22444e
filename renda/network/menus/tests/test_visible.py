"""Who sees an order: by table. A station's or a town's people never another town's; a resident by the code alone."""

import pytest

from renda.network.menus import services
from renda.network.menus.models import Order
from renda.network.menus.tests.factories import again, bearer, elsewhere, ordered, ordered_in_town, taken

OPEN = {"liaison", "station_master", "township", "office", "chair", "deputy", "deputy3"}
TAKEN = OPEN - {"deputy3"}
IN_TOWN = OPEN - {"liaison", "station_master"}
EVERYBODY = [
    "liaison", "station_master", "township", "office", "chair", "deputy", "deputy2", "deputy3", "town_deputy", "publisher",
    "committee", "gov", "clerk", "leader_of_unit", "village", "town_gov", "admin", "resident", "other_office",
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "who_sees"),
    [(ordered, OPEN), (taken, TAKEN), (ordered_in_town, IN_TOWN)],
    ids=["open", "taken", "in town"],
)
def test_who_sees_an_order(cast, make, who_sees):
    make(cast)
    found = {who for who in EVERYBODY if Order.objects.visible_to(getattr(cast, who)).exists()}
    assert found == who_sees


@pytest.mark.parametrize("who", ["township", "liaison", "master"])
@pytest.mark.parametrize("make", [ordered, ordered_in_town, taken])
def test_another_towns_people_see_and_do_nothing(cast, who, make):
    order, there = make(cast), elsewhere(cast)
    actor = getattr(there, who)
    assert not Order.objects.visible_to(actor).exists()
    from renda.network.menus.workflow import ORDER

    assert ORDER.offers(actor, again(order)) == []


def test_a_towns_order_is_not_seen_across_from_the_other_side_either(cast):
    there = elsewhere(cast)
    whole = services.open_group(actor=cast.office, name="法律小组", field="法律咨询", deputy_ids=[cast.seats.deputy.pk])
    line = services.open_item(whole, actor=cast.office, title="看合同", offer="帮您看合同")
    order = ordered(cast, item=line, at=there.station)
    for who in ("liaison", "station_master", "township"):
        assert not Order.objects.visible_to(getattr(cast, who)).exists(), who
    for who in ("township", "liaison", "master"):
        assert Order.objects.visible_to(getattr(there, who)).get() == order, who


def test_a_receipt_shows_its_own_order_only(cast):
    order = ordered(cast)
    ordered(cast)
    assert Order.objects.visible_to(bearer(order)).get() == order


def test_a_deputy_who_left_the_group_sees_its_open_orders_no_more(cast):
    order = ordered(cast)
    services.change_group(order.group, actor=cast.township, name="茶叶技术小组", field="农业技术", deputy_ids=[])
    assert not Order.objects.visible_to(cast.deputy).exists()
