"""The phone's script against the server's Python: blinded there, signed here, finished and marked there, counted here."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from renda.chamber.ballots import blind, package, recount
from renda.chamber.ballots.secrecy import Waits, paper_moment, slip_moment
from renda.ground import ui

ROOT = Path(ui.__file__).parents[3]
MAKE = """
import { makePaper } from './renda/ground/ui/js/blind.js';
console.log(JSON.stringify(await Promise.all(Array.from({ length: 3 }, () => makePaper(INPUT.key)))));
"""
FINISH = """
import { finishPaper, markSlip } from './renda/ground/ui/js/blind.js';
const slips = [];
for (const [kept, signed] of INPUT.papers) {
  slips.push(await markSlip(await finishPaper(INPUT.key, kept, signed), 'b1', 'yes'));
}
console.log(JSON.stringify(slips));
"""
pytestmark = pytest.mark.skipif(
    not shutil.which("node") or not (ROOT / "node_modules/@cloudflare/blindrsa-ts").exists(), reason="needs Node"
)


def phone(script, **given):
    text = f"const INPUT = {json.dumps(given)};{script}"
    command = ["node", "--input-type=module", "-e", text]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.fixture(scope="module")
def key():
    return blind.make_key()


@pytest.fixture(scope="module")
def der(key):
    return package.encoded(blind.public_bytes(key))


@pytest.fixture(scope="module")
def made(der):
    done = phone(MAKE, key=der)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_slips_of_the_phone_count_and_are_recounted(key, der, made):
    papers = [[one["kept"], package.encoded(blind.sign_blinded(key, octets(one["blinded"])))] for one in made]
    done = phone(FINISH, key=der, papers=papers)
    assert done.returncode == 0, done.stderr
    slips = [package.Slip(**slip) for slip in json.loads(done.stdout)]
    assert all(package.is_good(s, ballot="b1", options=["yes"], public_key=key.public_key()) for s in slips)
    told = package.make_package(
        ballot="b1", title="表决", options={"yes": "赞成"}, public_key=key.public_key(), issued=3, slips=slips
    )
    assert list(recount.faults(told, package.digest_of(told))) == []


def test_what_the_server_sees_is_nothing_of_the_slip(made):
    for one in made:
        token = octets(one["kept"]["prepared"])[32:]
        assert token not in octets(one["blinded"])
        assert len({other["blinded"] for other in made}) == len(made)


def test_a_phone_refuses_a_paper_signed_with_another_key(der, made):
    """A server that keeps one key a voter could mark slips; the phone verifies under the one key shown to all."""
    other = blind.make_key()
    signed = package.encoded(blind.sign_blinded(other, b"\0" + octets(made[0]["blinded"])[1:]))
    done = phone(FINISH, key=der, papers=[[made[0]["kept"], signed]])
    assert done.returncode != 0 and "invalid signature" in done.stderr


def test_phone_and_server_mean_the_same_moments():
    waits, dice = {"paper": 20, "choosing": 30, "slip": 20}, [0.0, 0.25, 0.999]
    asked = [[at, one, travel] for at in (0, 12.5, 30, 31, 49.9, 77) for one in dice for travel in (0, 0.4)]
    script = """
import { paperMoment, slipMoment } from './renda/ground/ui/js/moments.js';
console.log(JSON.stringify(INPUT.asked.map(([at, one, travel]) =>
  [paperMoment(at, INPUT.waits, one), slipMoment(at, INPUT.waits, one, travel), slipMoment(at, INPUT.none, one, travel)])));
"""
    none = dict.fromkeys(waits, 0)
    done = phone(script, asked=asked, waits=waits, none=none)
    ours = [
        [
            paper_moment(at, Waits(**waits), one),
            slip_moment(at, Waits(**waits), one, travel),
            slip_moment(at, Waits(**none), one),
        ]
        for at, one, travel in asked
    ]
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [pytest.approx(line) for line in ours]
