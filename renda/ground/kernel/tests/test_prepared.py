"""A prepared read gives what the ORM gives, with other values each time, without asking the ORM again."""

from datetime import date

import pytest
from django.apps import apps

from renda.ground.kernel.prepared import Prepared


@pytest.fixture
def holidays(county):
    Holiday = apps.get_model("county.Holiday")
    Holiday.objects.filter(day__year=1999).delete()
    for n in range(1, 6):
        Holiday.objects.create(county=county, day=date(1999, 5, n), name=f"第{n}天", is_workday=n % 2 == 0)
    return Holiday


def days(on, names):
    Holiday = apps.get_model("county.Holiday")
    found = Holiday.objects.filter(day__gte=on, day__year=1999, name__in=names).order_by("day")
    return found.values_list("day", "name", "is_workday")


def test_it_gives_what_the_orm_gives_for_other_values(holidays):
    read = Prepared(days)
    for on, names in [
        (date(1999, 5, 1), ("第1天", "第2天")),
        (date(1999, 5, 3), ("第2天", "第4天")),
        (date(1999, 5, 2), ("第3天",)),
    ]:
        assert read.rows(on=on, names=names) == list(days(on, names))


def test_values_come_back_as_python_has_them(holidays):
    assert Prepared(days).rows(on=date(1999, 5, 2), names=("第2天",)) == [(date(1999, 5, 2), "第2天", True)]


def test_the_orm_is_asked_once_for_each_shape(holidays):
    asked = []
    read = Prepared(lambda on, names: asked.append(1) or days(on, names))
    for n in range(1, 4):
        read.rows(on=date(1999, 5, n), names=("第1天", "第2天"))
    read.rows(on=date(1999, 5, 1), names=("第1天",))
    assert len(asked) == 2


def test_a_value_that_is_lost_is_noticed(holidays):
    with pytest.raises(ValueError, match="parameter"):
        Prepared(lambda on, extra: days(on, ("第1天",))).rows(on=date(1999, 5, 1), extra=7)
