"""The year-end report's numbers, counted again from the history alone by another way, agree to the last one."""

from datetime import date, timedelta

import pytest

from renda.demo.cast import build_cast
from renda.demo.load import _places
from renda.demo.pressing import build_pressers
from renda.demo.suggestions import SuggestionYear
from renda.demo.year import People
from renda.ground.kernel import clock
from renda.readings.dashboards import services
from renda.readings.dashboards.counting import read_year
from renda.readings.dashboards.figures import SUGGESTIONS, UNITS, Span
from renda.readings.dashboards.queries.scope import scope_of_congress
from renda.readings.dashboards.tests.made_year import make_year
from renda.readings.dashboards.tests.recount import recount
from renda.voice.suggestions.models import Suggestion

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
KNOWN_BY_NO_STEP = {"registered", "key"}


def figures_and_recount(cast, cut):
    span = Span(*YEAR, cut, 15)
    year = read_year(scope_of_congress(cast.county.pk, cast.orgs.congress), span)
    return year, recount(cast.county.pk, cast.orgs.congress, span)


def agree(cast, cut):
    """Every figure of the totals, of each category and of each unit."""
    year, again = figures_and_recount(cast, cut)
    assert {k: [f.n, f.d] for k, f in year.totals.items() if k not in KNOWN_BY_NO_STEP} == full(
        again["totals"], SUGGESTIONS
    )
    assert {group.key: group.figures["replied"].d for group in year.categories if group.figures["replied"].d} == {
        key: tally["replied"][1] for key, tally in again["categories"].items() if tally["replied"][1]
    }
    for group in year.categories:
        assert pairs(group.figures, SUGGESTIONS) == full(again["categories"][group.key], SUGGESTIONS)
    assert {line.org_id for line in year.units} == set(again["units"])
    for line in year.units:
        assert pairs(line.figures, UNITS) == full(again["units"][line.org_id], UNITS), (cut, line.name)


def pairs(figures, known):
    return {key: [figures[key].n, figures[key].d] for key in known if key not in KNOWN_BY_NO_STEP}


def full(tally, known):
    return {key: tally.get(key, [0, 0]) for key in known if key not in KNOWN_BY_NO_STEP}


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_made_at_random_counts_the_same_from_its_history(cast, seed):
    make_year(cast, seed, 14)
    for cut in (date(2026, 2, 1), date(2026, 4, 15), date(2026, 6, 30), date(2026, 8, 31), date(2026, 11, 20)):
        agree(cast, cut)


def test_the_demo_county_counts_the_same_from_its_history(county):
    cast = build_cast(county)
    built = _places(county, cast, "gaoxian")
    SuggestionYear(county, built, People(county), cast, 30, build_pressers(county, cast)).load(lambda done, of: None)
    assert Suggestion.objects.filter(registered_on__isnull=False).count() > 20
    for cut in (date(2026, 3, 1), date(2026, 3, 25), date(2026, 6, 30), clock.today() - timedelta(days=1)):
        agree(cast, cut)


def test_the_report_says_the_numbers_of_the_history(cast):
    make_year(cast, 3, 8)
    with clock.at(date(2026, 11, 25)):
        report = services.write_report(services.draft_report(actor=cast.office, kind="yearend", year=2026).pk)
    again = recount(cast.county.pk, cast.orgs.congress, Span(*YEAR, report.cut_on, 15))
    said = report.figures["totals"]
    assert said["replied"][0] > 3
    assert {key: said[key] for key in again["totals"]} == again["totals"]
    for unit in report.figures["units"]:
        counted = full(again["units"][unit["org_id"]], unit["figures"])
        assert {key: pair for key, pair in unit["figures"].items() if key not in KNOWN_BY_NO_STEP} == counted
