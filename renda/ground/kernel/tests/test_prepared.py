"""A prepared read gives what the ORM gives, with other values each time, without asking the ORM again."""

from datetime import date
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import Exists, OuterRef

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Held
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


def rows_with_county(on):
    Holiday = apps.get_model("county.Holiday")
    found = Holiday.objects.filter(day__gte=on, day__year=1999).select_related("county").only("day", "county__name")
    return found.annotate(is_named=Exists(Holiday.objects.filter(pk=OuterRef("pk"), name="第3天"))).order_by("day")


def test_it_gives_rows_with_their_related_ones_and_annotations(holidays, django_assert_num_queries):
    read = Prepared(rows_with_county)
    read.rows(on=date(1999, 5, 1))
    with django_assert_num_queries(1):
        found = read.rows(on=date(1999, 5, 3))
        assert [(row.day, row.county.name, row.is_named) for row in found] == [
            (date(1999, 5, 3), "高县", True), (date(1999, 5, 4), "高县", False), (date(1999, 5, 5), "高县", False),
        ]  # fmt: skip
    assert "name" in found[0].get_deferred_fields()
    assert not found[0]._state.adding


def waits(actor):
    return apps.get_model("workflow.Waiting").objects.visible_to(actor).values_list("title")


def office_of(county, org_id, user_id, *roles):
    posts = tuple(Held(n, role, org_id) for n, role in enumerate(roles, 1))
    return Actor(county.pk, user_id, "某人", posts)


def wait_for(county, holder, title):
    apps.get_model("workflow.Waiting").objects.create(
        county=county, kind="opinion", matter_id=uuid4(), holder=holder, title=title, since=date(1999, 5, 1)
    )


def test_an_actor_finds_his_own_rows_only(county):
    read = Prepared(waits)
    wait_for(county, "office:7", "七号机构")
    wait_for(county, "office:8", "八号机构")
    wait_for(county, "person:5", "五号本人")
    assert read.rows(actor=office_of(county, 7, 5, "office")) == [("七号机构",), ("五号本人",)]
    assert read.rows(actor=office_of(county, 8, 6, "office")) == [("八号机构",)]
    assert read.rows(actor=office_of(county, 8, 6, "clerk")) == []
    assert read.rows(actor=office_of(county, 7, 5, "office", "clerk")) == [("七号机构",), ("五号本人",)]
    assert read.rows(actor=Actor(county.pk + 1, 5, "某人", (Held(1, "office", 7),))) == []


def test_other_roles_are_another_read(county):
    asked = []
    read = Prepared(lambda actor: asked.append(1) or waits(actor))
    for org_id, roles in ((7, ["office"]), (8, ["office"]), (7, ["clerk"])):
        read.rows(actor=office_of(county, org_id, 5, *roles))
    assert len(asked) == 2


def test_keys_days_and_moments_are_values_too(county):
    wait_for(county, "office:7", "七号机构")
    Waiting, Holiday = apps.get_model("workflow.Waiting"), apps.get_model("county.Holiday")
    kept = Waiting.objects.get()
    by_key = Prepared(lambda key, keys: Waiting.objects.filter(matter_id=key, matter_id__in=keys).values_list("pk"))
    assert by_key.rows(key=kept.matter_id, keys=(uuid4(), kept.matter_id)) == [(kept.pk,)]
    assert by_key.rows(key=uuid4(), keys=(uuid4(), kept.matter_id)) == []
    step = apps.get_model("workflow.StepTaken").objects
    by_moment = Prepared(lambda moment: step.filter(at__lt=moment).values_list("pk"))
    assert by_moment.rows(moment=clock.now()) == [] == Prepared(lambda n: Holiday.objects.none()).rows(n=0)


def test_what_builds_it_must_not_ask_the_database(holidays):
    with pytest.raises(ValueError, match="must not ask"):
        Prepared(lambda on: days(on, tuple(holidays.objects.values_list("name", flat=True)))).rows(on=date(1999, 5, 1))


def test_what_is_fixed_makes_a_read_of_its_own(holidays):
    def named(on, order, most):
        found = holidays.objects.filter(day__gte=on, day__year=1999).order_by("-day" if order == "late" else "day")
        return found.values_list("name", flat=False)[:most]

    read = Prepared(named, fixed=("order", "most"))
    assert read.rows(on=date(1999, 5, 1), order="early", most=2) == [("第1天",), ("第2天",)]
    assert read.rows(on=date(1999, 5, 1), order="late", most=2) == [("第5天",), ("第4天",)]
    assert read.rows(on=date(1999, 5, 3), order="early", most=1) == [("第3天",)]


def test_there_are_few_lengths(holidays):
    asked = []
    read = Prepared(lambda on, names: asked.append(1) or days(on, names))
    names = tuple(f"第{n}天" for n in range(1, 9))
    for length in range(3, 9):
        found = read.rows(on=date(1999, 5, 1), names=names[:length])
        assert len(found) == min(length, 5)
    assert len(asked) == 2


def test_a_read_made_often_is_still_seen_in_the_log(holidays, django_assert_num_queries):
    read = Prepared(days)
    for _ in range(7):
        read.rows(on=date(1999, 5, 1), names=("第1天",))
    with django_assert_num_queries(1) as captured:
        read.rows(on=date(1999, 5, 1), names=("第1天",))
    assert "county_holiday" in captured[0]["sql"]
