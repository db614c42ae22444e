"""Rotation: every sealed value ends under the new key, stays readable, and nothing written meanwhile is lost."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from renda.ground.kernel import rotation
from renda.ground.kernel.sealed import key_name, load_ring, make_ring, ring, write_ring


@pytest.fixture
def own_ring(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "ring.json"
    write_ring(make_ring(), settings.KEY_FILE)
    return settings.KEY_FILE


@pytest.fixture
def people(county, own_ring):
    User = apps.get_model("people.User")
    return [User.objects.create(county=county, login=f"u{n}", name="某人", phone=f"1380000{n:04}") for n in range(450)]


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_user ORDER BY login")
        return [row[0] for row in cursor.fetchall()]


def rotate(*words):
    out = StringIO()
    call_command("rotate_keys", *words, stdout=out)
    return out.getvalue()


def test_every_value_ends_under_the_new_key(people):
    rotate()
    assert {key_name(value) for value in stored()} == {"k2"}
    assert {p.phone for p in apps.get_model("people.User").objects.all()} == {p.phone for p in people}


def test_an_interrupted_rotation_is_resumed(people):
    write_ring(
        {**ring(), "keys": {**ring()["keys"], "k2": make_ring()["keys"]["k1"]}, "current": "k2"}, Path(ring_path())
    )
    place = next(p for p in rotation.places() if p.table == "people_user")
    next(rotation.reseal(place))
    assert 0 < rotation.left_over(place) < len(people)
    rotate("--resume")
    assert rotation.left_over(place) == 0
    assert ring()["current"] == "k2"


def test_old_keys_go_only_when_nothing_needs_them(people, own_ring):
    write_ring({**ring(), "keys": {**ring()["keys"], "k2": make_ring()["keys"]["k1"]}, "current": "k2"}, own_ring)
    with pytest.raises(CommandError, match="--resume"):
        rotate("--drop-old")
    rotate("--resume")
    rotate("--drop-old")
    assert set(load_ring(own_ring)["keys"]) == {"k2"}


def test_a_running_process_sees_the_new_ring(own_ring):
    before = ring()["current"]
    own_ring.with_suffix(".copy").write_text(own_ring.read_text().replace('"k1"', '"k7"'))
    own_ring.with_suffix(".copy").replace(own_ring)
    assert (before, ring()["current"]) == ("k1", "k7")


def test_every_sealed_column_is_found():
    assert {"people_user.phone", "workflow_stepprivate.note"} <= {str(place) for place in rotation.places()}


def ring_path():
    from django.conf import settings

    return settings.KEY_FILE
