from datetime import date

import pytest

from renda.ground.kernel.clock import quarter_span
from renda.ground.kernel.errors import Invalid
from renda.readings.dashboards.figures import SUGGESTIONS, UNIT_COLUMNS, UNITS
from renda.readings.dashboards.rules import Item, Scheme, assess, assessment_span, percent, year_span

ROW = {"part": "lead", "returned": False, "consulted": True, "opined": False, "pace": "on_time", "klass": "A", "result": 3, "process": 3,
       "second": False, "published": True}  # fmt: skip


def test_under_five_cases_there_is_no_rate():
    assert (percent(4, 4), percent(5, 5), percent(58, 126)) == (None, 100, 46)


def test_every_figure_counts_a_part_of_what_it_is_of():
    for figures in (SUGGESTIONS, UNITS):
        for figure in figures.values():
            assert set(figure.of) <= set(figure.wanted)
            for name, values in figure.of.items():
                assert set(figure.wanted[name]) <= set(values), figure.key
    assert set(UNIT_COLUMNS) <= set(UNITS)


def test_a_span_ends_yesterday_or_with_its_year():
    today = date(2026, 11, 25)
    assert year_span(2026, None, today).cut == date(2026, 11, 24)
    assert year_span(2025, None, today).cut == date(2025, 12, 31)
    for year, cut in ((2027, None), (2026, date(2025, 12, 31)), (2026, date(2026, 11, 26))):
        with pytest.raises(Invalid):
            year_span(year, cut, today)


def test_points_are_shares_of_the_weight_and_few_cases_give_none():
    scheme = Scheme((Item("on_time", 60, "甲", False), Item("co_given", 40, "甲", False)), 5, 15)
    rows = [{**ROW, "cases": 4}, {**ROW, "pace": "late", "cases": 2}]
    got = assess(scheme, rows)
    assert got["lines"][0] == {"figure": "on_time", "n": 4, "d": 6, "weight": 60, "points": 4000}
    assert got["lines"][1]["points"] is None
    assert (got["points"], got["full"]) == (4000, 60)
    assert assess(scheme, [{**ROW, "cases": 4}])["points"] is None


def test_mid_year_ends_in_june_and_a_running_year_yesterday():
    assert assessment_span("midyear", 2026, date(2026, 11, 25), 15).cut == date(2026, 6, 30)
    assert assessment_span("yearend", 2026, date(2026, 11, 25), 15).cut == date(2026, 11, 24)
    assert quarter_span(2026, 4) == (date(2026, 10, 1), date(2026, 12, 31))
