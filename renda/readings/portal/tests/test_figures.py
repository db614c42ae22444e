from datetime import date

from renda.ground.kernel.clock import at, today
from renda.ground.kernel.jobs import SCHEDULES, load_declarations
from renda.readings.portal import counting, services
from renda.readings.portal.models import Figures
from renda.readings.portal.tests.factories import published
from renda.voice.opinions.tests.factories import collected, handled


def test_figures_are_counted_once_and_kept(cast):
    collected(cast)
    handled(cast)
    published(cast)
    services.refresh_figures(cast.county.pk)
    services.refresh_all()
    data = Figures.objects.get(county=cast.county).data
    assert data["opinions"]["total"] == 2
    assert {label: n for label, n, _ in data["opinions"]["bars"]}["办了，有结果"] == 1
    assert data["suggestions"]["classes"] == {"B": 1}
    assert data["suggestions"]["grades"] == {"satisfied": 1}
    assert data["stations"]["total"] == 2
    assert data["deputies"]["total"] >= 3


def test_what_nobody_looked_at_in_time_is_late(cast):
    with at(date(2026, 3, 2)):
        collected(cast)
    with at(date(2026, 3, 20)):
        bars = counting.count_county(cast.county.pk, today())["opinions"]["bars"]
    assert ["超过期限还没人看", 1, "late"] in bars


def test_counties_are_counted_apart(cast):
    published(cast)
    services.refresh_all()
    assert Figures.objects.get(county_id=cast.other_office.county_id).data["suggestions"]["registered"] == 0


def test_the_job_runs_every_quarter_of_an_hour():
    load_declarations()
    assert SCHEDULES["renda.readings.portal.tasks.refresh_figures"].period.seconds == 900
