"""The server killed under load: what it has acknowledged is there, nothing is half done, the history is whole."""

import json
import os
import random
import subprocess
import threading
import time

import pytest
from django.db import connection

from tests.copies import maintain
from tests.operate.test_backup import settings_url
from tests.safety.loads import COMMAND, READY_LIMIT, Client, Server

CLIENTS = 4
PROOFS = 3000


@pytest.fixture
def installation(tmp_path, django_db_setup, django_db_blocker):
    """The environment of an installation of its own, on the database the tests run on."""
    env = {**os.environ, "RENDA_DATA": str(tmp_path), "RENDA_PROXIES": "1", "RENDA_LOG": "ERROR", "DATABASE_URL": ""}
    name = f"kills_{os.getpid()}"
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            maintain(f'DROP DATABASE IF EXISTS "{name}"')
            maintain(f'CREATE DATABASE "{name}"')
        env["DATABASE_URL"] = settings_url(name)
    run(env, "migrate", "-v0")
    yield env
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run(env, *words, **more):
    done = subprocess.run([*COMMAND, *words], env=env, capture_output=True, text=True, timeout=300, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.long)])
def test_a_killed_server_loses_no_acknowledged_write(installation, kills, tmp_path):
    stage = tell_of(installation, STAGE.format(proofs=PROOFS))
    server, stop, dice = Server(installation), threading.Event(), random.Random(kills)
    clients = [Client(number, server.port, stage, stop) for number in range(CLIENTS)]
    server.start()
    begun = time.monotonic()
    for client in clients:
        client.start()
    for _ in range(kills):
        wait_for_writes(clients)
        time.sleep(dice.uniform(0.0, 2.0))
        server.kill()
        server.start()
    wait_for_writes(clients)
    stop.set()
    for client in clients:
        client.join(60)
    server.kill()
    written = [client.written for client in clients]
    assert [odd for each in written for odd in each.odd] == []
    claims = {name: [one for each in written for one in getattr(each, name)] for name in ("opinions", "steps")}
    (tmp_path / "claims.json").write_text(json.dumps(claims))
    found = tell_of(installation, CHECK.format(claims=tmp_path / "claims.json"))
    tell(kills, claims, found, written, server, time.monotonic() - begun)
    assert found["lost"] == [] and found["half"] == []
    assert len(claims["opinions"]) > kills
    assert len(claims["steps"]) > kills
    assert "记录完整" in run(installation, "verify-history")


def wait_for_writes(clients):
    """Until the server that has just come up has acknowledged an opinion and a step or two, however slow the machine."""
    before, begun = counts(clients), time.monotonic()
    while not all(now > then + 1 for now, then in zip(counts(clients), before, strict=True)):
        assert time.monotonic() - begun < READY_LIMIT, f"nothing is acknowledged any more: {before}"
        time.sleep(0.02)


def counts(clients):
    return [sum(len(getattr(each.written, name)) for each in clients) for name in ("opinions", "steps")]


def tell_of(env, script):
    """What a script inside the installation prints last."""
    return json.loads(run(env, "shell", "-v0", "-c", script).splitlines()[-1])


def tell(kills, claims, found, written, server, seconds):
    print(
        f"\n{connection.vendor}: {kills} kills in {seconds:.0f} s; acknowledged {len(claims['opinions'])} opinions and "
        f"{len(claims['steps'])} steps, stored {found['opinions']} and {found['steps']}, lost {len(found['lost'])}, "
        f"half done {len(found['half'])}; {sum(w.unanswered for w in written)} calls without an answer; "
        f"start to first page {sum(server.starts) / len(server.starts):.1f} s on average, {max(server.starts):.1f} s at most"
    )


STAGE = """
import json
from datetime import timedelta
from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.kernel.clock import at, now
from renda.ground.people.models import User
from renda.ground.people.services import make_token
from renda.voice.opinions import services

cast = build_cast(County.objects.create(code="511525", name="高县", short="高", is_default=True))
_, token = make_token(User.objects.get(pk=cast.liaison.user_id), actor=cast.liaison, name="kills")
with at(now() - timedelta(minutes=5)):
    proofs = [services.make_token() for _ in range({proofs})]
place = cast.places.station
print(json.dumps({{"token": token, "station": place.code, "station_id": place.pk, "proofs": proofs}}))
"""
CHECK = """
import json
from collections import Counter
from pathlib import Path
from renda.ground.notices.models import Message
from renda.ground.workflow.models import StepPrivate, StepTaken, Waiting
from renda.voice.opinions.models import Contact, Opinion
from renda.voice.opinions.workflow import OPINION

claims = json.loads(Path("{claims}").read_text())
rows = {{str(o.pk): o for o in Opinion.objects.all()}}
steps = {{(str(m), str(once)) for m, once in StepTaken.objects.values_list("matter_id", "once")}}
lost = [k for k in claims["opinions"] if k not in rows] + [s for s in claims["steps"] if tuple(s) not in steps]

def many(model):
    return Counter(str(pk) for pk in model.objects.filter(kind="opinion").values_list("matter_id", flat=True))

taken, waits, told, private = many(StepTaken), many(Waiting), many(Message), many(StepPrivate)
digests = Counter(str(s.matter_id) for s in StepTaken.objects.exclude(private_digest=""))
contacts = {{str(pk) for pk in Contact.objects.values_list("pk", flat=True)}}
half = [
    pk for pk, row in rows.items()
    if taken[pk] != row.version or bool(waits[pk]) != bool(OPINION.waits_in(row.state))
    or private[pk] != digests[pk] or pk not in contacts or not told[pk] or not row.text
]
half += [pk for pk in {{*taken, *waits, *told}} if pk not in rows]
half += [str(w) for w in Waiting.objects.filter(kind="opinion") if rows[str(w.matter_id)].state != w.state]
print(json.dumps({{"lost": lost, "half": half, "opinions": len(rows), "steps": sum(taken.values())}}))
"""
