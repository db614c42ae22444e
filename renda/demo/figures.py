"""What a county makes of its year's figures: the mid-year assessment of units, a quarter's and a half-year's draft."""

from __future__ import annotations

from renda.demo.cast import Cast
from renda.demo.suggestions import SESSION_DAYS
from renda.readings.dashboards import services
from renda.readings.dashboards.models import Assessment, Report
from renda.readings.dashboards.states import Phase, ReportKind
from renda.voice.suggestions.models import Suggestion


def make_readings(cast: Cast) -> None:
    """Once, and only if there is something to count. The worker writes the reports."""
    year, county = SESSION_DAYS[0].year, cast.county
    if not Suggestion.objects.filter(county=county, assigned_on__year=year).exists():
        return
    if not Assessment.objects.filter(county=county).exists():
        services.make_assessment(actor=cast.office, phase=Phase.MIDYEAR, year=year)
    if not Report.objects.filter(county=county).exists():
        services.draft_report(actor=cast.office, kind=ReportKind.QUARTER, year=year, quarter=1)
        services.draft_report(actor=cast.gov, kind=ReportKind.MIDYEAR, year=year)
