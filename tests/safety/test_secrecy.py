"""Who owns database, log and live figures links members to slips no better than chance; of a naive design it links nearly all."""

import random
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction

from renda.chamber.ballots import blind, package, services
from renda.chamber.ballots.models import PaperTaken, Slip
from renda.chamber.ballots.secrecy import Waits, paper_moment, slip_moment
from renda.chamber.ballots.services import closing
from renda.chamber.ballots.tests import makers
from renda.chamber.meetings.tests import factories as meetings
from renda.chamber.meetings.tests.factories import fresh
from tests.safety.linking import Log, Seen, by_key, by_writer, guesses, limit, lying

MEMBERS = 6
ITEMS = 10  # votes of one issuing
WAITS = Waits(paper=20, choosing=30, slip=20)
SIGNED = b"\x01" * 256


@dataclass(frozen=True)
class Person:
    """Slow or quick at everything, always. quick: 0 to 1; travel: how long the calls of this phone take, in seconds."""

    actor: object
    deputy: str
    quick: float
    travel: float

    def paper(self, dice, waits):
        """The moment at which the server signs, from the start of issuing: whoever is slow opens the page late as well."""
        ready = 0.3 + 4 * (1 - self.quick) * dice.random()
        return paper_moment(ready, waits, dice.random()) + self.travel * dice.uniform(0.8, 1.2)

    def slip(self, dice, waits):
        """The moment at which a slip arrives, from the opening: the slow take five times as long to choose."""
        chosen = 2 + 20 * (1 - self.quick) * dice.uniform(0.8, 1.2)
        measured = self.travel * dice.uniform(0.8, 1.2)
        return slip_moment(chosen, waits, dice.random(), measured) + self.travel * dice.uniform(0.8, 1.2)


@pytest.fixture
def doubles(monkeypatch, tmp_path):
    """Signing and verifying cost nothing here: rows, transactions and log are the real ones."""
    key = blind.make_key()
    monkeypatch.setattr(settings, "BALLOT_KEYS", tmp_path)
    monkeypatch.setattr(blind, "make_key", lambda: key)
    monkeypatch.setattr(blind, "load_key", lambda _path: key)
    monkeypatch.setattr(blind, "sign_blinded", lambda _key, _blinded: SIGNED)
    monkeypatch.setattr(package, "is_good", lambda *_, **__: True)
    monkeypatch.setattr(closing, "order_sheet", lambda *_, **__: None)
    keys = random.Random(4)  # as random as ever, but the same in each run
    for model in (PaperTaken, Slip):
        monkeypatch.setattr(
            model._meta.get_field("id"), "_get_default", lambda: UUID(int=keys.getrandbits(128), version=4)
        )


def hall(cast):
    meeting = meetings.opened(cast, members=MEMBERS, present=MEMBERS)
    makers.no_waits(cast)
    actors = makers.members(cast, meeting)
    deputies = list(meeting.presences.order_by("position", "pk").values_list("deputy_id", flat=True))
    people = []
    for n, (actor, deputy) in enumerate(zip(actors, deputies, strict=True)):
        quick = n / (MEMBERS - 1)
        people.append(Person(actor, str(deputy), quick, 0.05 + 1.2 * (1 - quick)))
    return meeting, people


def sitting(cast, meeting, people, waits, dice, log, speeds):
    """One issuing and its votes, everything in the order in which it would arrive. What an administrator saw, and the truth."""
    ballots = [makers.put_secret(cast, meeting=meeting, question=f"第{n}项") for n in range(ITEMS)]
    log.restart()
    row = services.start_issuing(meeting, actor=cast.office)
    arrivals = sorted((one.paper(dice, waits), n) for n, one in enumerate(people))
    blinded = {}
    for moment, n in arrivals:
        asked = {str(b.pk): package.encoded(dice.randbytes(256)) for b in ballots}
        blinded.update(dict.fromkeys(asked.items(), people[n].deputy))
        services.take_papers(row, actor=people[n].actor, blinded=asked)
        speeds.setdefault(people[n].deputy, []).append(moment)
    seen = [_papers_seen(ballot, people, blinded, log, speeds) for ballot in ballots]
    services.end_issuing(row, actor=cast.office)
    truths = []
    for ballot, one in zip(ballots, seen, strict=True):
        one.members["lying after"] = lying("ballots_papertaken", "deputy_id", ballot.pk)
        one.members["key after"] = by_key("ballots_papertaken", "deputy_id", ballot.pk)
        truths.append(_vote(cast, fresh(ballot), people, waits, dice, log, one))
    return seen, truths


def _papers_seen(ballot, people, blinded, log, speeds):
    mine = {text: deputy for (vote, text), deputy in blinded.items() if vote == str(ballot.pk)}
    slowest = sorted(speeds, key=lambda deputy: sum(speeds[deputy]) / len(speeds[deputy]))
    found = {
        "lying": lying("ballots_papertaken", "deputy_id", ballot.pk),
        "writer": by_writer("ballots_papertaken", "deputy_id", ballot.pk),
        "key": by_key("ballots_papertaken", "deputy_id", ballot.pk),
        "speed so far": slowest,
        "speed in truth": [one.deputy for one in sorted(people, key=lambda one: -one.quick)],
    }
    if log.is_read:
        found["log"] = [mine[text] for text in log.order(list(mine))]
    return Seen(members=found)


def _vote(cast, ballot, people, waits, dice, log, seen):
    log.restart()
    services.open_ballot(ballot, actor=cast.office)
    truth, sampled = {}, []
    for moment, n in sorted((one.slip(dice, waits), n) for n, one in enumerate(people)):
        token = package.encoded(b"\x04" + dice.randbytes(64))
        slip = package.Slip(token, package.encoded(dice.randbytes(32)), "p" * 342, dice.choice(["yes", "no"]), "m" * 86)
        services.cast_slip(ballot, slip)
        truth[people[n].deputy] = token
        sampled.append((round(moment * 2) / 2, dice.random(), token))
    seen.slips = {
        "lying": lying("ballots_slip", "token", ballot.pk), "writer": by_writer("ballots_slip", "token", ballot.pk),
        "key": by_key("ballots_slip", "token", ballot.pk), "live figure": [token for *_, token in sorted(sampled)],
    }  # fmt: skip
    if log.is_read:
        seen.slips["log"] = log.order(list(truth.values()))
    services.close_ballot(ballot, actor=cast.office)
    seen.slips["lying after"] = lying("ballots_slip", "token", ballot.pk)
    seen.slips["writer after"] = by_writer("ballots_slip", "token", ballot.pk)
    return truth


def run(cast, votes, waits, dice):
    meeting, people = hall(cast)
    log, speeds, seen, truths = Log(), {}, [], []
    for _ in range(votes // ITEMS):
        more, true = sitting(cast, meeting, people, waits, dice, log, speeds)
        seen += more
        truths += true
    return guesses(seen, truths)


@pytest.mark.parametrize("votes", [50, pytest.param(1000, marks=pytest.mark.long)])
def test_members_and_slips_are_linked_no_better_than_by_chance(staged, doubles, votes):
    found = run(staged, votes, WAITS, random.Random(1))
    print(f"\n{connection.vendor}: {votes} votes, {len(found)} ways of guessing, best {max(found.values())} of "
          f"{votes * MEMBERS} links, chance stays under {limit(votes)}: {max(found, key=found.get)}")  # fmt: skip
    assert {name: n for name, n in found.items() if n > limit(votes)} == {}


def test_without_waits_the_same_program_links_those_who_are_always_slow(staged, doubles):
    found = run(staged, 20, Waits(0, 0, 0), random.Random(2))
    assert found["speed in truth / live figure / same"] > 2 * limit(20)
    assert found[
        "speed in truth / writer / same" if connection.vendor != "sqlite" else "speed in truth / lying / same"
    ] > 2 * limit(20)


def test_the_same_program_links_nearly_all_of_a_naive_design(copied_db):
    """The voters' roll and the votes in two tables, written together, as systems known to us do."""
    kind = "integer PRIMARY KEY AUTOINCREMENT" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE naive_roll (id {kind}, ballot_id integer, deputy text)")
        cursor.execute(f"CREATE TABLE naive_vote (id {kind}, ballot_id integer, token text)")
    dice, seen, truths = random.Random(3), [], []
    for ballot in range(50):
        truth = {f"d{n}": f"t{ballot}-{dice.random()}" for n in range(MEMBERS)}
        for deputy in dice.sample(sorted(truth), MEMBERS):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO naive_roll (ballot_id, deputy) VALUES (%s, %s)", [ballot, deputy])
                cursor.execute("INSERT INTO naive_vote (ballot_id, token) VALUES (%s, %s)", [ballot, truth[deputy]])
        orders = {name: [_naive(t, c, ballot, name) for t, c in (("naive_roll", "deputy"), ("naive_vote", "token"))]
                  for name in ("id", "rowid" if connection.vendor == "sqlite" else "ctid")}  # fmt: skip
        seen.append(Seen({k: v[0] for k, v in orders.items()}, {k: v[1] for k, v in orders.items()}))
        truths.append(truth)
    assert max(guesses(seen, truths).values()) >= 0.95 * 50 * MEMBERS


def _naive(table, column, ballot, order):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE ballot_id = {ballot} ORDER BY {order}")
        return [line[0] for line in cursor.fetchall()]
