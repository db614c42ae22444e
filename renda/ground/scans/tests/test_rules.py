import json

import pytest

from renda.ground.scans.rules import Piece, Reading, Sign, digits_of, joined, piece_of, reading_of, sign_of


@pytest.mark.parametrize(("text", "sign"), [
    ("https://renda.example/o/new?s=8KQM-2XHN&f=opinion.1", Sign("8KQM-2XHN", "opinion.1")),
    ("http://elsewhere.example/o/new?s=8KQM-2XHN", Sign("8KQM-2XHN")),
    ("https://renda.example/o/new?s=../../x&f=Opinion.one", Sign()),
    ("https://renda.example/o/new?s=" + "A" * 25, Sign()),
    ("http://[broken", Sign()),
    ("", Sign()),
])  # fmt: skip
def test_a_sign_is_taken_only_in_its_own_shape(text, sign):
    assert sign_of(text) == sign


def test_doubt_stays_with_its_character():
    piece = joined([piece_of([("桥", 0.99), ("栏", 0.5)]), piece_of([("杆", 0.4), ("断", 0.95)])], "\n")
    assert piece == Piece("桥栏\n杆断", (1, 3))
    assert piece.parts() == [("桥", False), ("栏", True), ("\n", False), ("杆", True), ("断", False)]


def test_a_number_has_digits_only_and_says_which_were_guessed():
    assert digits_of(Piece("手机１38-OO01 l234", (3,))) == Piece("13800011234", (1, 3, 4, 7))


def test_a_reading_outlives_json():
    reading = Reading(Sign("A", "opinion.1"), {"name": Piece("王", (0,))}, (Piece("字"),))
    assert reading_of(json.loads(json.dumps(reading.as_data()))) == reading
