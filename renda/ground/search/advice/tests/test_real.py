"""On real letters, where they are at hand. They are never shown nor kept here."""

import csv
import os
from pathlib import Path

import pytest

from renda.ground.search.advice import evaluate, sense
from renda.ground.search.advice.units import bodies

DATA = Path(os.environ.get("RENDA_REAL_DATA") or Path(__file__).parents[6] / "shared" / "data")
LETTERS = DATA / "qunzhong-liuyan"
MAILBOX = DATA / "shizhang-xinxiang" / "letters_dev.csv"
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not LETTERS.is_dir(), reason="The real letters are not on this machine: ../shared/data is missing."
    ),
]


def test_the_mailbox_spells_far_fewer_bodies_than_it_seems():
    with MAILBOX.open(encoding="utf-8-sig") as lines:
        found = bodies(row["回复机构"] for row in csv.DictReader(lines))
    assert (len(found), len(set(found.values()))) == (155, 83)


def test_a_few_raw_rows_teach_something_and_are_repeated_to_the_digit(tmp_path):
    with (LETTERS / "labelled_raw_dev.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))[::5]
    few = tmp_path / "few.csv"
    with few.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    words = ["routing", "--train", str(few), "--folds", "2"]
    first = evaluate.report_of(words)
    assert first["macro_f1"] > 0.6
    assert evaluate.report_of(words) == first


def test_routing_by_five_folds_keeps_its_figures():
    report = evaluate.report_of(
        [
            "routing",
            "--train",
            str(LETTERS / "labelled_segmented_dev.csv"),
            "--judge",
            str(LETTERS / "labelled_raw_dev.csv"),
        ]
    )
    assert report["macro_f1"] >= (0.905 if sense.is_here() else 0.89)
    assert report["confidence"]["accuracy"] >= 0.92


def test_letters_on_one_matter_are_found():
    report = evaluate.report_of(["alike", "--test", str(LETTERS / "messages_hot_dev.csv")])
    assert report["same_text"]["recall_at_5"] >= 0.95
