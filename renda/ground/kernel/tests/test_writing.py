"""Writes with their SQL worked out once lay down what `save` lays down, say what they touched, and keep every constraint."""

from datetime import date
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from renda.ground.kernel import clock
from renda.ground.kernel.writing import delete, insert, send, update


@pytest.fixture
def StepTaken(county):
    return apps.get_model("workflow.StepTaken")


@pytest.fixture
def message(county, cast):
    """Makes a message of every kind of value: keys, moments, texts, nothing."""
    Message = apps.get_model("notices.Message")
    return lambda **more: Message(county=county, user_id=cast.clerk.user_id, kind="opinion", title="标题", **more)


def facts(row):
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in {"id", "made_at"}}


def test_a_row_is_laid_down_as_save_lays_it_down(message):
    ours, saved = message(matter_id=uuid4(), read_at=clock.now()), message()
    saved.matter_id, saved.read_at = ours.matter_id, ours.read_at
    saved.save()
    assert send([insert([ours])]) == [1]
    assert facts(type(ours).objects.get(pk=ours.pk)) == facts(type(ours).objects.get(pk=saved.pk))


def test_sealed_fields_are_sealed(county, cast):
    Outgoing = apps.get_model("notices.Outgoing")
    row = Outgoing(county=county, channel="sms", address="13900001234", body="请看", template="x/y")
    send([insert([row])])
    assert Outgoing.objects.get(pk=row.pk).address == "13900001234"
    assert not Outgoing.objects.filter(pk=row.pk).extra(where=["address LIKE '%%1390%%'"]).exists()


def test_values_of_another_type_are_made_to_fit(StepTaken, county):
    """A number in a text field, a list in a JSON field: as `save` would."""
    key = uuid4()
    row = StepTaken(county_id=county.pk, kind="k", matter_id=key, seq="1", step=7, from_state="", to_state="x",
                    at=clock.now(), changed={"on": ["2026"]}, seen_by="staff", hash="0" * 64)  # fmt: skip
    send([insert([row])])
    found = StepTaken.objects.get(matter_id=key)
    assert (found.seq, found.step, found.changed) == (1, "7", {"on": ["2026"]})


def test_what_is_there_already_is_left_out_and_the_transaction_goes_on(message):
    row = message()
    with transaction.atomic():
        assert send([insert([row, message()]), insert([row])]) == [2, 0]
        assert type(row).objects.filter(pk=row.pk).count() == 1


def test_other_constraints_are_kept(county):
    Holiday = apps.get_model("county.Holiday")
    with pytest.raises(IntegrityError), transaction.atomic():
        send([insert([Holiday(county=county, day=None, name="无日期")])])


def test_an_update_that_finds_another_value_touches_nothing(county):
    Holiday = apps.get_model("county.Holiday")
    row = Holiday.objects.create(county=county, day=date(1999, 5, 1), name="旧", is_workday=False)
    change = update(Holiday, {"name": "新", "day": date(1999, 5, 2)}, {"id": row.pk, "name": "旧"})
    assert send([change, change]) == [1, 0]
    row.refresh_from_db()
    assert (row.name, row.day) == ("新", date(1999, 5, 2))


def test_a_delete_takes_what_its_values_name(county):
    Holiday = apps.get_model("county.Holiday")
    for n in (1, 2):
        Holiday.objects.create(county=county, day=date(1999, 6, n), name="删", is_workday=True)
    assert send([delete(Holiday, {"county_id": county.pk, "day": date(1999, 6, 1)})]) == [1]
    assert Holiday.objects.filter(name="删").count() == 1
