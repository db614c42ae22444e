"""`renda verify-history` names the first row that was changed behind the engine's back."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from renda.ground.kernel import clock
from renda.ground.workflow.models import Seal, StepPrivate, StepTaken
from renda.ground.workflow.sealing import seal_due, verify_history
from renda.voice.opinions.models import Opinion
from renda.voice.opinions.workflow import OPINION

pytestmark = pytest.mark.django_db
TABLES = ("workflow_steptaken", "workflow_seal")


@pytest.fixture
def told(new_opinion, cast):
    """Three opinions of several steps each, sealed."""
    rows = [new_opinion(text=f"第{n}处护栏坏了，晚上看不清。") for n in range(3)]
    for row in rows:
        OPINION.apply(row, "screen", actor=cast.liaison, note="请近的代表接")
        OPINION.apply(row, "guide_away", actor=cast.liaison, guidance="lawsuit")
    seal_due(clock.today() + timedelta(days=2))
    assert verify_history(cast.county.pk) is None
    return rows


@pytest.fixture
def unguarded(db):
    """What someone who owns the database can do first: drop the rules that refuse changes."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for name in names_of_rules(table):
                cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def names_of_rules(table):
    verbs = ("change", "truncate") if connection.vendor == "postgresql" else ("update", "delete")
    return [f"{table}_no_{verb}" for verb in verbs]


def broken(county):
    found = verify_history(county.pk)
    assert found is not None
    with pytest.raises(SystemExit):
        call_command("verify_history", stdout=StringIO(), stderr=StringIO())
    return found


def step_of(row, seq):
    return StepTaken.objects.filter(matter_id=row.pk, seq=seq)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("step", "close"), ("to_state", "closed"), ("user_id", 999), ("post_id", 7), ("acted_as", "别人"),
        ("changed", {"category": "x"}), ("seen_by", "staff"), ("private_digest", "0" * 64), ("at", None), ("kind", "x"),
        ("hash", "0" * 64), ("prev_hash", "0" * 64), ("county_id", None), ("matter_id", None), ("once", None),
    ],
)  # fmt: skip
def test_a_changed_field_of_a_step_is_named(told, unguarded, county, cast, name, value):
    middle = told[1]
    other = {
        "at": lambda: clock.now() - timedelta(days=9),
        "county_id": lambda: cast.other_office.county_id,
        "matter_id": lambda: "00000000-0000-7000-8000-000000000000",
        "once": lambda: "00000000-0000-4000-8000-000000000000",
    }
    step_of(middle, 2).update(**{name: other[name]() if value is None else value})
    found = broken(county)
    assert str(middle.pk) in found.where or name in {"matter_id", "kind"}
    if name not in {"county_id", "matter_id", "kind"}:
        assert "第2步" in found.where or "第3步" in found.where


def test_the_row_itself_is_named_by_its_number(told, unguarded, county):
    taken = step_of(told[2], 2).get()
    step_of(told[2], 2).update(acted_as="别人")
    found = broken(county)
    assert f"第2步（行{taken.pk}）" in found.where
    assert found.what == "内容被改动过"


def test_a_deleted_tail_is_named(told, unguarded, county):
    step_of(told[0], 3).delete()
    assert str(told[0].pk) in broken(county).where


def test_a_deleted_tail_with_the_matter_set_back_breaks_the_seal(told, unguarded, county):
    step_of(told[0], 3).delete()
    before = step_of(told[0], 2).get()
    Opinion.objects.filter(pk=told[0].pk).update(version=2, chain_head=before.hash, state=before.to_state)
    found = broken(county)
    assert found.where == f"{clock.today()}的日封"


def test_a_deleted_middle_is_named(told, unguarded, county):
    step_of(told[1], 2).delete()
    found = broken(county)
    assert str(told[1].pk) in found.where
    assert found.what == "缺少第2步"


def test_a_deleted_beginning_is_named(told, unguarded, county):
    step_of(told[1], 1).delete()
    assert str(told[1].pk) in broken(county).where


def test_a_deleted_matter_is_named(told, unguarded, county):
    Opinion.objects.filter(pk=told[1].pk).delete()
    found = broken(county)
    assert str(told[1].pk) in found.where
    assert "不见了" in found.what


def test_a_whole_history_deleted_with_its_matter_breaks_the_seal(told, unguarded, county):
    StepTaken.objects.filter(matter_id=told[1].pk).delete()
    StepPrivate.objects.filter(matter_id=told[1].pk).delete()
    Opinion.objects.filter(pk=told[1].pk).delete()
    assert broken(county).where == f"{clock.today()}的日封"


def test_a_state_set_by_hand_is_named(told, county):
    Opinion.objects.filter(pk=told[1].pk).update(state="closed")
    assert str(told[1].pk) in broken(county).where


@pytest.mark.parametrize(("name", "value"), [("note", "改过的话"), ("values", "{}"), ("salt", "0" * 32), ("seq", 9)])
def test_a_changed_private_row_is_named(told, county, name, value):
    StepPrivate.objects.filter(matter_id=told[1].pk, seq=2).update(**{name: value})
    found = broken(county)
    assert str(told[1].pk) in found.where
    assert found.what == "与摘要不符"


@pytest.mark.parametrize(
    ("name", "value"), [("root", "0" * 64), ("hash", "0" * 64), ("prev_hash", "0" * 64), ("steps", 1), ("last_id", 1)]
)
def test_a_changed_seal_is_named(told, unguarded, county, name, value):
    seal = Seal.objects.order_by("day").first()
    Seal.objects.filter(pk=seal.pk).update(**{name: value})
    assert broken(county).where == f"{seal.day}的日封"


def test_a_deleted_seal_is_named(told, unguarded, county):
    first, second = Seal.objects.order_by("day")[:2]
    Seal.objects.filter(pk=first.pk).delete()
    assert broken(county).where == f"{second.day}的日封"


def test_a_rewritten_chain_breaks_the_seal(told, unguarded, county):
    """All hashes of one matter computed anew, as someone who knows the program could."""
    from renda.ground.workflow import chain

    row, prev = told[1], ""
    for taken in StepTaken.objects.of(row):
        taken.acted_as, taken.prev_hash = "别人", prev
        prev = taken.hash = chain.step_hash(taken)
        StepTaken.objects.filter(pk=taken.pk).update(acted_as="别人", prev_hash=taken.prev_hash, hash=prev)
    Opinion.objects.filter(pk=row.pk).update(chain_head=prev)
    assert broken(county).where == f"{clock.today()}的日封"


def test_the_command_says_so_when_all_is_well(told):
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert out.getvalue().strip()


def test_a_past_loaded_after_its_days_were_sealed_is_sealed_next(told, new_opinion, county, cast):
    sealed = Seal.objects.count()
    with clock.at(clock.today() - timedelta(days=40)):
        older = new_opinion()
    with clock.at(clock.now() + timedelta(hours=1)):
        today = new_opinion()
    assert verify_history(county.pk) is None
    assert seal_due(clock.today() + timedelta(days=3)) == 1
    newest = Seal.objects.order_by("day").last()
    assert (Seal.objects.count(), newest.steps) == (sealed + 1, 2)
    assert verify_history(county.pk) is None
    assert older.pk != today.pk


def test_such_a_past_is_guarded_as_well(told, new_opinion, unguarded, county):
    with clock.at(clock.today() - timedelta(days=40)):
        older = new_opinion()
    seal_due(clock.today() + timedelta(days=3))
    StepTaken.objects.filter(matter_id=older.pk).delete()
    StepPrivate.objects.filter(matter_id=older.pk).delete()
    Opinion.objects.filter(pk=older.pk).delete()
    assert "日封" in broken(county).where
