"""A hall of phones before a real server: slow and quick ones, the server killed while they vote; then its owner tries to link them."""

import json
import random
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from renda.chamber.ballots import package, recount
from renda.chamber.ballots.secrecy import Waits, paper_moment, slip_moment
from renda.demo.phones import Phone
from tests.safety.linking import Log, Seen, guesses, limit
from tests.safety.loads import Server, ask
from tests.safety.test_kills import installation, run, tell_of  # noqa: F401 a fixture

JSON = {"Content-Type": "application/json"}


@pytest.fixture(autouse=True)
def readable(django_db_setup, django_db_blocker):
    """The log of PostgreSQL is the whole server's: it is read by the tests' own connection."""
    with django_db_blocker.unblock():
        yield


class Voter(threading.Thread):
    """One phone: what gets no answer is sent again. travel: seconds its calls take, always."""

    def __init__(self, facts, port, travel, waits):
        super().__init__(daemon=True)
        self.deputy, self.token, self.name_ = str(facts["deputy"]), facts["token"], facts["name"]
        self.port, self.travel, self.waits, self.dice = port, travel, waits, random.Random()
        self.phone, self.choice, self.slip, self.answers = Phone(), self.dice.choice(["yes", "no", "abstain"]), None, []
        self.task = None

    def run(self):
        self.task(self)

    def send(self, path, body, headers):
        time.sleep(self.travel)
        while True:
            status, text = ask(self.port, "POST", path, json.dumps(body), {**JSON, **headers})
            if status and status < 500:
                return status, json.loads(text)
            time.sleep(self.dice.uniform(0.05, 0.3))

    def take(self, issuing, keys):
        asked = self.phone.prepare(keys)
        time.sleep(paper_moment(0, self.waits, self.dice.random()))
        head = {"Authorization": f"Bearer {self.token}"}
        status, body = self.send(f"/api/v1/issuings/{issuing}/papers", {"papers": asked}, head)
        assert status == 200, body
        self.phone.finish(body["papers"])

    def cast(self, ballot):
        chosen = self.travel * 2
        time.sleep(slip_moment(chosen, self.waits, self.dice.random(), self.travel))
        self.slip = self.phone.slip(ballot, self.choice)
        names = ("token", "prefix", "paper", "choice", "mark")
        body = {"ballot": ballot, **{name: getattr(self.slip, name) for name in names}}
        self.answers.append(self.send("/api/v1/ballots/slips", body, {"Cookie": f"sessionid={self.token}"}))


def together(voters, task):
    """All do it at once, each in a thread of its own."""
    threads = [threading.Thread(target=task, args=(voter,), daemon=True) for voter in voters]
    for thread in threads:
        thread.start()
    return threads


@pytest.mark.strict
@pytest.mark.parametrize(
    ("members", "kills", "waits"),
    [(24, 1, Waits(0, 0, 2)), pytest.param(300, 3, Waits(20, 5, 25), marks=pytest.mark.long)],
)
def test_none_is_lost_or_double_and_nobody_is_linked(installation, members, kills, waits, tmp_path):  # noqa: F811
    stage = tell_of(installation, STAGE.format(members=members))
    server = LoggedServer({**installation, "RENDA_LOG": "INFO"}, tmp_path / "server.log")
    server.start()
    office = {"Authorization": f"Bearer {stage['office']}"}

    def act(path):
        status, text = ask(server.port, "POST", path, "{}", {**JSON, **office})
        assert status in (200, 201), text
        return json.loads(text)

    voters = [Voter(one, server.port, 0.02 + n % 10 / 20, waits) for n, one in enumerate(stage["voters"])]
    log = Log() if connection.vendor == "postgresql" else None
    issuing = act(f"/api/v1/meetings/{stage['meeting']}/issuings")["id"]
    keys = json.loads(ask(server.port, "GET", f"/ballots/keys/{issuing}/")[1])["ballots"]
    finish(together(voters, lambda voter: voter.take(issuing, {one["id"]: one["key"] for one in keys})))
    told = written(log, tmp_path)
    act(f"/api/v1/issuing/{issuing}/steps/end")
    assert list((tmp_path / "ballot-keys").iterdir()) == []
    act(f"/api/v1/ballot/{stage['ballot']}/steps/open")
    casting = together(voters, lambda voter: voter.cast(stage["ballot"]))
    for n in range(kills):
        until(lambda n=n: cast(server.port, stage["meeting"]) > members * (n + 1) // (kills + 2))
        server.kill()
        server.start()
    finish(casting)
    assert [voter.answers for voter in voters] == [[(200, {"choice": voter.choice})] for voter in voters]
    told += written(log, tmp_path)
    seen = tell_of(installation, ORDERS.format(ballot=stage["ballot"], order=ORDER[connection.vendor]))
    act(f"/api/v1/ballot/{stage['ballot']}/steps/close")
    made = json.loads(ask(server.port, "GET", f"/ballots/package/{stage['ballot']}/")[1])
    server.kill()
    choices = [voter.choice for voter in voters]
    assert made["counts"] == {one: choices.count(one) for one in ("yes", "no", "abstain")}
    assert list(recount.faults(made, package.digest_of(made))) == []
    refuses(made)
    link(voters, seen, told, members)
    lines = server.log.read_text()
    assert not [one for one in ("slips", "/ballots/", *(voter.slip.token for voter in voters)) if one in lines]
    assert "记录完整" in run(installation, "verify-history")


def refuses(made):
    """What was downloaded, with one slip changed, added or missing."""
    digest = package.digest_of(made)
    for forge in (
        lambda slips: slips[0].update(choice="no" if slips[0]["choice"] != "no" else "yes"),
        lambda slips: slips.append(dict(slips[0])),
        lambda slips: slips.pop(),
    ):
        forged = json.loads(json.dumps(made))
        forge(forged["slips"])
        assert list(recount.faults(forged, digest))


def link(voters, seen, told, members):
    """Row order and the order in the write-ahead log (what is left of it), for one vote."""
    by_paper = {paper.blinded: v.deputy for v in voters for paper in v.phone.papers.values()}
    truth = {v.deputy: v.slip.token for v in voters}
    papers = {"lying": seen["papers"], "log": [by_paper[word] for word in in_log(told, list(by_paper))]}
    slow = {"slow": [v.deputy for v in sorted(voters, key=lambda v: v.travel)]}
    slips = {"lying": seen["slips"], "log": in_log(told, list(truth.values()))}
    found = guesses([Seen({**papers, **slow}, slips)], [truth])
    print(f"\n{connection.vendor}: {members} voters over HTTP, right links {found}, chance stays under {limit(1)}")
    assert max(found.values()) <= limit(1)


def in_log(told, words):
    return sorted(words, key=lambda word: (told.find(word.encode()), word))


def written(log, folder):
    return log.read() if log else (folder / "renda.sqlite3-wal").read_bytes()


def cast(port, meeting):
    status, text = ask(port, "GET", f"/ballots/now/{meeting}/")
    return json.loads(text)["ballot"]["cast"] if status == 200 else 0


def until(holds, seconds=120):
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds
        time.sleep(0.02)


def finish(threads):
    for thread in threads:
        thread.join(240)
    assert not any(thread.is_alive() for thread in threads)


class LoggedServer(Server):
    """What it writes is kept."""

    def __init__(self, env, log: Path):
        super().__init__(env)
        self.log = log

    def output(self):
        return self.log.open("ab")


ORDER = {"sqlite": "rowid", "postgresql": "ctid"}
STAGE = """
import json
from renda.chamber.ballots.tests import makers
from renda.chamber.meetings.tests import factories as meetings
from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.people.models import User
from renda.ground.people.services import make_token

cast = build_cast(County.objects.create(code="511525", name="高县", short="高", is_default=True))
meeting = meetings.opened(cast, members={members}, present={members})
ballot = makers.put_secret(cast, meeting=meeting)
makers.no_waits(cast)
actors = makers.members(cast, meeting)
keys = dict(meeting.presences.values_list("deputy__user_id", "deputy_id"))
voters = [
    {{"deputy": keys[one.user_id], "name": one.name,
      "token": make_token(User.objects.get(pk=one.user_id), actor=one, name="phone")[1]}}
    for one in actors
]
office = make_token(User.objects.get(pk=cast.office.user_id), actor=cast.office, name="office")[1]
print(json.dumps({{"meeting": str(meeting.pk), "ballot": str(ballot.pk), "voters": voters, "office": office}}))
"""
ORDERS = """
import json
from uuid import UUID
from django.db import connection

def lying(table, column):
    key = UUID("{ballot}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {{column}} FROM {{table}} WHERE ballot_id = %s ORDER BY {order}",
                       [key.hex if connection.vendor == "sqlite" else key])
        return [str(line[0]) for line in cursor.fetchall()]

print(json.dumps({{"papers": lying("ballots_papertaken", "deputy_id"), "slips": lying("ballots_slip", "token")}}))
"""
