"""A meeting with a full hall, made and moved by services in a process with the product's settings.

`python -m bench.hall prepare N FILE`: an open meeting of N members, all in the hall with papers for two secret votes; FILE gets the
requests that cast them. `open BALLOT`, `close BALLOT`: the chair's step; each prints one JSON object as its last line.
"""

import json
import pickle
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from bench.client import request  # noqa: E402
from renda.chamber.ballots import services  # noqa: E402
from renda.chamber.ballots.models import Ballot, Slip  # noqa: E402
from renda.chamber.ballots.tests import makers as votes  # noqa: E402
from renda.chamber.meetings.tests import factories as meetings  # noqa: E402
from renda.demo.cast import build_cast  # noqa: E402
from renda.demo.phones import Phone  # noqa: E402
from renda.ground.county.models import County  # noqa: E402
from renda.ground.kernel.actor import Actor  # noqa: E402
from renda.ground.people.models import User  # noqa: E402
from renda.network.deputies.models import Deputy  # noqa: E402

CHOICES = ("yes", "yes", "yes", "no", "abstain")


def prepare(count: int, file: str) -> dict[str, Any]:
    county = County.objects.get_or_create(code="511525", defaults={"name": "高县", "short": "高", "is_default": True})[
        0
    ]
    cast = build_cast(county)
    meeting = meetings.opened(cast, members=count, present=count)
    say(f"{count} members in the hall")
    rows = [votes.put_secret(cast, meeting=meeting, question=f"第{n}项") for n in (1, 2)]
    issuing = votes.issuing(cast, *rows)
    keys = {str(one.pk): one.public_key for one in issuing.ballots.all()}
    phones, took = [], []
    for actor in members(cast.county.pk, meeting):
        phone = Phone()
        blinded = phone.prepare(keys)
        begun = time.perf_counter()
        signed = services.take_papers(issuing, actor=actor, blinded=blinded)
        took.append(time.perf_counter() - begun)
        phone.finish(signed)
        phones.append(phone)
    services.end_issuing(issuing, actor=cast.office)
    say("papers taken")
    slips = {vote: [raw(phone, vote, CHOICES[n % len(CHOICES)]) for n, phone in enumerate(phones)] for vote in keys}
    Path(file).write_bytes(pickle.dumps(slips))
    return {
        "meeting": str(meeting.pk), "ballots": [str(row.pk) for row in rows], "papers": 2 * len(took),
        "ms_a_paper": round(1000 * statistics.median(took) / 2, 1), "issuing_s": round(sum(took), 1),
    }  # fmt: skip


def members(county_id: int, meeting: Any) -> list[Actor]:
    """Everybody in the hall with an account of their own."""
    there = Deputy.objects.filter(pk__in=meeting.presences.in_hall().values("deputy_id")).order_by("pk")
    bare = [one for one in there if one.user_id is None]
    users = [User(county_id=county_id, login=f"hall{one.pk}", name=one.name, password="!") for one in bare]
    for one, user in zip(bare, User.objects.bulk_create(users), strict=True):
        one.user_id = user.pk
    Deputy.objects.bulk_update(bare, ["user"], batch_size=500)
    return [Actor(county_id, one.user_id or 0, one.name) for one in there]


def raw(phone: Phone, vote: str, choice: str) -> bytes:
    """The whole call of one phone, on a connection of its own."""
    slip = phone.slip(vote, choice)
    parts = {"token": slip.token, "prefix": slip.prefix, "paper": slip.paper, "choice": slip.choice, "mark": slip.mark}
    body = json.dumps({"ballot": vote, **parts}).encode()
    headers = {"Content-Type": "application/json", "Connection": "close"}
    return request("POST", "/api/v1/ballots/slips", headers=headers, body=body)


def move(step: str, key: str) -> dict[str, Any]:
    row = Ballot.objects.listed().get(pk=key)
    actor = votes_office(row)
    begun = time.monotonic()
    if step == "open":
        services.open_ballot(row, actor=actor)
        return {"at": time.time(), "seconds": round(time.monotonic() - begun, 2)}
    services.close_ballot(row, actor=actor)
    seconds = round(time.monotonic() - begun, 2)
    package: Any = services.package_of(row)
    return {
        "seconds": seconds, "counts": row.counts, "counted": sum(row.counts.values()), "unpressed": row.unpressed,
        "rows": Slip.objects.filter(ballot=row).count(), "recounted": len({slip["token"] for slip in package["slips"]}),
    }  # fmt: skip


def votes_office(row: Ballot) -> Actor:
    return build_cast(row.county).office


def say(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    words = sys.argv[1:]
    print(json.dumps(prepare(int(words[1]), words[2]) if words[0] == "prepare" else move(words[0], words[1])))
