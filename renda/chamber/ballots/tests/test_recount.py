"""The recount script runs as a program of its own, in a folder without the product."""

import copy
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from renda.chamber.ballots import blind, package, recount
from renda.chamber.ballots.tests.factories import make_slip

OPTIONS = {"yes": "赞成", "no": "反对", "abstain": "弃权"}
CHOICES = ["yes"] * 5 + ["no"] * 2 + ["abstain"]
BALLOT = "0193"


@pytest.fixture(scope="module")
def key():
    return blind.make_key()


@pytest.fixture(scope="module")
def slips(key):
    return [make_slip(key, ballot=BALLOT, choice=choice) for choice in CHOICES]


def packed(key, slips, issued=9):
    return package.make_package(
        ballot=BALLOT, title="关于任命的表决", options=OPTIONS, public_key=key.public_key(), issued=issued, slips=slips
    )


def run(tmp_path, made, digest):
    script = shutil.copy(recount.__file__, tmp_path / "recount.py")
    (tmp_path / "package.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(script), "package.json", digest]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONUTF8": "1"}, check=False)


def test_an_honest_package_is_recounted_without_the_product(key, slips, tmp_path):
    made = packed(key, slips)
    done = run(tmp_path, made, package.digest_of(made))
    assert done.returncode == 0, done.stderr
    assert "发出9，收回8，赞成5，反对2，弃权1。" in done.stdout


def changed(made, key):
    slip = next(slip for slip in made["slips"] if slip["choice"] == "no")
    slip["choice"] = "yes"
    return "被改动过"


def added(made, key):
    made["slips"].append(vars_of(make_slip(blind.make_key(), ballot=BALLOT, choice="yes")))
    return "不是发出的票"


def missing(made, key):
    made["slips"].pop()
    return "摘要和结果单上的不一样"


def vars_of(slip):
    return {name: getattr(slip, name) for name in ("token", "prefix", "paper", "choice", "mark")}


@pytest.mark.parametrize("forge", [changed, added, missing])
def test_a_package_with_one_slip_changed_added_or_missing_is_refused(forge, key, slips, tmp_path):
    """The forger makes all else fit: order, counts, numbers."""
    made = packed(key, slips)
    told = package.digest_of(made)
    forged = copy.deepcopy(made)
    says = forge(forged, key)
    forged["slips"].sort(key=lambda slip: slip["token"])
    forged["returned"] = len(forged["slips"])
    forged["counts"] = {option: sum(s["choice"] == option for s in forged["slips"]) for option in OPTIONS}
    done = run(tmp_path, forged, told)
    assert done.returncode == 1
    assert says in done.stdout
    if forge is not missing:  # refused by the slips alone, even if the sheet were forged too
        assert says in run(tmp_path, forged, package.digest_of(forged)).stdout


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"key": 3}'])
def test_what_is_no_package_is_refused_with_a_sentence(text, tmp_path, capsys):
    (tmp_path / "x.json").write_text(text)
    assert recount.main(str(tmp_path / "x.json"), "0") == 1
    assert "读不懂" in capsys.readouterr().out


def test_a_paper_written_another_way_is_not_counted_twice(key, slips, tmp_path, capsys):
    made = packed(key, slips)
    made["slips"].append({**made["slips"][0], "token": made["slips"][0]["token"] + "="})
    (tmp_path / "x.json").write_text(json.dumps(made))
    assert recount.main(str(tmp_path / "x.json"), package.digest_of(made)) == 1
    assert "读不懂" in capsys.readouterr().out


def test_more_slips_than_papers_is_named(key, slips):
    made = packed(key, slips, issued=7)
    assert list(recount.faults(made, package.digest_of(made))) == ["收回的票多于发出的票。"]


def test_the_script_is_short_and_stands_alone():
    text = Path(recount.__file__).read_text()
    assert len(text.splitlines()) < 150
    assert "renda." not in text.replace('"renda-', "")


def test_slips_are_published_in_the_order_of_their_random_tokens(key, slips):
    tokens = [slip["token"] for slip in packed(key, slips)["slips"]]
    assert tokens == sorted(tokens)
    assert packed(key, slips) == packed(key, slips[::-1])


def test_only_a_slip_on_an_issued_paper_of_this_vote_with_its_own_mark_counts(key, slips):
    def counts(slip, ballot=BALLOT):
        return package.is_good(slip, ballot=ballot, options=list(OPTIONS), public_key=key.public_key())

    good = slips[0]
    assert counts(good)
    assert not counts(good, ballot="another")
    for name in ("token", "prefix", "paper", "mark"):
        assert not counts(replace(good, **{name: getattr(slips[1], name)}))
        assert not counts(replace(good, **{name: getattr(good, name)[:-3]}))
        assert not counts(replace(good, **{name: "票"}))
    assert not counts(replace(good, choice="no"))
    assert not counts(replace(good, choice="other"))
    assert not counts(make_slip(blind.make_key(), ballot=BALLOT, choice="yes"))
    assert not counts(replace(good, mark=good.mark + "=="))
