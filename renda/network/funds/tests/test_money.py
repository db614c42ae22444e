"""Plan, appropriation, payments: never beyond the budget, never with a rounding error."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from renda.ground.kernel import clock
from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import Blocked, Invalid, NotAllowed, Stale, WrongState
from renda.network.deputies.models import Deputy
from renda.network.funds import rules, services
from renda.network.funds.models import Fund, Payment
from renda.network.funds.shown import table
from renda.network.funds.tests.factories import appropriated, paid, planned, seats


def test_the_figure_of_the_county_comes_out():
    assert rules.planned_yuan(941, Decimal("800")) == Decimal("752800.00")
    assert str(rules.planned_yuan(3, Decimal("0.10"))) == "0.30"


def test_a_town_with_941_deputies_plans_752800_yuan(cast):
    congress = Deputy.objects.get(pk=cast.seats.town_deputy.pk).congress
    seats(cast, 941 - Deputy.objects.filter(congress=congress, level=1, serving=True).count())
    fund = services.plan_fund(actor=cast.township, year=2026, counted_on=today())
    assert (fund.heads, fund.level, fund.amount_yuan) == (941, 1, Decimal("752800.00"))
    assert Fund.objects.get(pk=fund.pk).amount_yuan == Decimal("752800.00")


def test_who_left_before_the_day_or_came_after_it_is_not_counted(cast):
    before = planned(cast).heads
    one = Deputy.objects.filter(level=2, serving=True, congress=cast.orgs.congress).order_by("pk").first()
    Deputy.objects.filter(pk=one.pk).update(serving=False, to_on=today() - timedelta(days=1))
    fund = services.recount_fund(Fund.objects.get(), actor=cast.office, counted_on=today())
    assert fund.heads == before - 1
    assert fund.amount_yuan == fund.heads * fund.rate_yuan


def test_the_county_sets_another_rate_from_a_year_on(cast):
    services.set_rate(actor=cast.office, level=2, year=today().year, yuan=Decimal("1600.50"))
    assert planned(cast).rate_yuan == Decimal("1600.50")
    with pytest.raises(NotAllowed):
        services.set_rate(actor=cast.township, level=1, year=2026, yuan=Decimal("1"))


def test_a_year_is_planned_once(cast):
    planned(cast)
    with pytest.raises(Blocked):
        planned(cast)


def test_no_payment_before_money_has_come(cast):
    with pytest.raises(WrongState):
        paid(cast, planned(cast))


def test_no_payment_beyond_what_was_appropriated(cast):
    fund = paid(cast, yuan="999.99")
    with pytest.raises(Invalid, match=r"只剩0\.01元"):
        paid(cast, fund, yuan="0.02", voucher="凭-002")
    fund = paid(cast, Fund.objects.get(), yuan="0.01", voucher="凭-002")
    with pytest.raises(Blocked):
        paid(cast, fund, yuan="0.01", voucher="凭-003")
    assert sum(one.amount_yuan for one in Payment.objects.all()) == Fund.objects.get().spent_yuan == Decimal("1000.00")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2019, 1, 1), "支出日要在2026年"),
        (date(2025, 12, 31), "支出日要在2026年"),
        (date(2026, 12, 31), "还没有到"),
    ],
)
def test_a_payment_belongs_to_the_year_of_its_money_and_is_made(cast, day, said):
    with clock.at(datetime(2026, 11, 2, 10, tzinfo=clock.COUNTY_TIME)):
        fund = appropriated(cast)
        with pytest.raises(Invalid, match=said) as caught:
            paid(cast, fund, paid_on=day)
    assert caught.value.field == "paid_on"
    assert not Payment.objects.exists()


def test_the_same_payment_sent_twice_is_one_and_no_complaint(cast):
    fund, once = appropriated(cast), uuid4()
    for _ in range(2):
        paid(cast, Fund.objects.get(pk=fund.pk), yuan="600", once=once)
    assert Payment.objects.count() == 1
    assert Fund.objects.get().spent_yuan == Decimal("600.00")


def test_no_appropriation_beyond_the_plan(cast):
    fund = planned(cast)
    with pytest.raises(Invalid):
        services.appropriate_fund(fund, actor=cast.office, amount_yuan=fund.amount_yuan + Decimal("0.01"))


def test_of_two_clerks_who_pay_the_same_money_one_gets_through(cast):
    appropriated(cast)
    first, second = Fund.objects.get(), Fund.objects.get()
    paid(cast, first, yuan="800")
    with pytest.raises(Stale):
        paid(cast, second, yuan="800", voucher="凭-002")
    assert Payment.objects.count() == 1


def test_the_database_itself_refuses_to_go_beyond(cast):
    fund = appropriated(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fund.objects.filter(pk=fund.pk).update(spent_yuan=Decimal("1000.01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Fund.objects.filter(pk=fund.pk).update(appropriated_yuan=fund.amount_yuan + 1)


def test_a_voucher_pays_once_and_a_wrong_payment_is_struck_out(cast):
    fund = paid(cast)
    with pytest.raises(Invalid, match="已经记过"):
        paid(cast, fund)
    fund = services.reverse_fund(Fund.objects.get(), actor=cast.office, voucher="凭-001", note="记错了金额")
    assert fund.spent_yuan == 0
    assert Payment.objects.get().reversed_on == today()
    assert paid(cast, Fund.objects.get(), yuan="90").spent_yuan == Decimal("90.00")


def test_nothing_is_paid_after_the_settlement(cast):
    fund = services.settle_fund(paid(cast), actor=cast.office)
    assert fund.settled_on == today()
    with pytest.raises(WrongState):
        paid(cast, fund, voucher="凭-002")


def test_another_office_neither_sees_nor_pays(cast):
    fund = appropriated(cast)
    with pytest.raises(NotAllowed):
        services.spend_fund(fund, actor=cast.township, amount_yuan=Decimal(1), paid_on=today(), purpose="other",
                            voucher="1", text="试")  # fmt: skip
    for name in ("township", "other_office", "deputy", "liaison", "clerk", "resident"):
        assert not Fund.objects.visible_to(getattr(cast, name)).exists(), name
    for name in ("office", "chair", "committee"):
        assert Fund.objects.visible_to(getattr(cast, name)).get() == fund, name


def test_the_table_adds_up_by_level_and_station(cast):
    paid(cast, station=cast.seats.deputy.memberships.get().station_id)
    town = services.plan_fund(actor=cast.township, year=today().year, counted_on=today())
    found = table(cast.office, today().year)
    assert [one.label for one in found.sums] == ["县级合计", "乡镇合计", "总计"]
    assert found.sums[2].amount_yuan == sum(row.amount_yuan for row in found.rows)
    assert [one["yuan"] for one in found.stations] == [Decimal("100.00")]
    assert [row.pk for row in table(cast.township, today().year).rows] == [town.pk]
