"""Points, grades, areas and days as arithmetic; and that the script that recomputes them agrees."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renda.readings.assessments import recompute, rules
from renda.readings.assessments.measures import MEASURES
from renda.readings.assessments.states import default_scheme

STEP = Decimal("0.1")


@pytest.mark.parametrize(
    ("most", "n", "d", "params", "points"),
    [
        ("10", 24, 24, {}, "10.0"),
        ("10", 23, 24, {}, "9.6"),
        ("10", 1, 3, {}, "3.3"),
        ("10", 2, 3, {}, "6.7"),
        ("5", 1, 100, {}, "0.1"),
        ("8", 9, 10, {"full_at": 90}, "8.0"),
        ("8", 8, 10, {"full_at": 90}, "7.1"),
        ("4", 8, 5, {}, "4.0"),
        ("6", 0, 0, {}, "6.0"),
        ("6", 0, 0, {"none_due": 0}, "0.0"),
        ("6", 0, 8, {}, "0.0"),
    ],
)
def test_points_follow_the_share_rounded_half_up(most, n, d, params, points):
    found = rules.points_of(Decimal(most), n, d, params, STEP)
    assert str(found) == points


def test_half_of_a_step_goes_up_and_never_to_the_even_neighbour():
    assert rules.half_up(Fraction(1, 20), STEP) == Decimal("0.1")
    assert rules.half_up(Fraction(3, 20), STEP) == Decimal("0.2")
    assert rules.half_up(Fraction(1, 4), STEP) == Decimal("0.3")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    most=st.integers(1, 30), rows=st.lists(st.booleans(), max_size=80), full_at=st.integers(1, 100),
    want=st.integers(0, 20), none_due=st.integers(0, 100),
)  # fmt: skip
def test_the_script_gives_the_same_points_for_any_rows(most, rows, full_at, want, none_due):
    params = {"full_at": full_at, "want": want, "none_due": none_due}
    figure = rules.Figure(tuple(rules.Row("一行", counts) for counts in rows), want)
    ours = rules.points_of(Decimal(most), figure.n, figure.d, params, STEP)
    item = {"key": "a1", "points": str(most), "measure": "months_active", "params": params}
    theirs, n, d = recompute.points_of(item, [["一行", counts] for counts in rows], {}, "0.1")
    assert (str(theirs), n, d) == (str(ours), figure.n, figure.d)


@pytest.mark.parametrize(
    ("score", "grade"),
    [("100.0", "model"), ("90.0", "model"), ("89.9", "fine"), ("80.0", "fine"), ("79.9", "passed"), ("60.0", "passed"),
     ("59.9", "none"), ("0.0", "none")],
)  # fmt: skip
def test_a_cut_line_belongs_to_the_grade_above_it(score, grade):
    cuts = default_scheme()["cuts"]
    assert rules.grade_of(Decimal(score), cuts) == recompute.grade_of(Decimal(score), cuts) == grade


def test_the_proposed_scheme_adds_up_and_names_known_measures():
    scheme = default_scheme()
    assert rules.check_scheme(scheme) == []
    assert [aspect["points"] for aspect in scheme["aspects"]] == ["15", "15", "15", "25", "15", "15"]
    assert {one["measure"] for one in rules.items_of(scheme)} - {""} == set(MEASURES)


def test_a_scheme_that_does_not_add_up_is_said_item_by_item():
    scheme = default_scheme()
    scheme["aspects"][0]["items"][0]["points"] = "6"
    scheme["cuts"]["fine"] = "95"
    assert rules.check_scheme(scheme) == [
        "“基层人大指导和管理”定为15分，各项合起来是16分。", "分数线要从高到低：样板站、出色站、合格站。",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["", "很好", "5.1", "-1", "0.05", "NaN", "1e9", "Infinity"])
def test_points_that_are_none_get_a_sentence(typed):
    with pytest.raises(ValueError, match="分"):
        rules.read_points(typed, {"name": "制度", "points": "5"}, "0.1")


def test_areas_are_shared_out_in_order_and_evenly():
    towns = [str(n) for n in range(14)]
    parts = rules.split_areas(towns, 5)
    assert [len(part) for part in parts] == [3, 3, 3, 3, 2]
    assert [town for part in parts for town in part] == towns


def test_only_whole_months_count():
    assert rules.months_between(date(2025, 1, 1), date(2025, 3, 30)) == [(2025, 1), (2025, 2)]
    assert rules.months_between(date(2025, 1, 2), date(2025, 3, 31)) == [(2025, 2), (2025, 3)]
    assert len(rules.months_between(date(2025, 1, 1), date(2026, 12, 31))) == 24


def test_the_script_stands_alone_and_is_short():
    text = Path(recompute.__file__).read_text()
    names = set(re.findall(r"^(?:import|from) (\w+)", text, re.M))
    assert names <= {"collections", "decimal", "fractions", "hashlib", "json", "sys", "typing"}
    assert len(text.splitlines()) < 150
