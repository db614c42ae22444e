"""A small year through the services, with its days known: what each test counts."""

from datetime import date, datetime

from renda.ground.kernel import clock
from renda.ground.kernel.actor import clock_actor
from renda.readings.dashboards.counting import read_units, read_year
from renda.readings.dashboards.figures import Span
from renda.readings.dashboards.queries.scope import scope_of_congress
from renda.voice.suggestions import services
from renda.voice.suggestions.models import Rating, Suggestion
from renda.voice.suggestions.tests import factories

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


class Year:
    """Takes steps on days, and counts up to one."""

    def __init__(self, cast):
        self.cast = cast

    def on(self, month, day):
        return clock.at(datetime(2026, month, day, 10, tzinfo=clock.COUNTY_TIME))

    def assigned(self, month, day, **changes):
        with self.on(month, day):
            return factories.assigned(self.cast, **changes)

    def replied(self, row, month, day):
        with self.on(month, day):
            factories.reply(self.cast, factories.accept(self.cast, factories.lead_of(row)))
        return Suggestion.objects.get(pk=row.pk)

    def rated(self, row, month, day, **grades):
        with self.on(month, day):
            services.rate_rating(
                Rating.objects.get(parent=row, round=row.handling_round), actor=self.cast.deputy, **grades
            )
        return Suggestion.objects.get(pk=row.pk)

    def lapsed(self, row, month, day):
        with self.on(month, day):
            services.lapse_rating(Rating.objects.get(parent=row), actor=clock_actor(row.county_id))

    def totals(self, month, day):
        return self.whole(month, day).totals

    def whole(self, month, day):
        return read_year(self.scope, Span(*YEAR, date(2026, month, day), 15))

    def units(self, month, day):
        return {u.org_id: u.figures for u in read_units(self.scope, Span(*YEAR, date(2026, month, day), 15))}

    @property
    def scope(self):
        return scope_of_congress(self.cast.county.pk, self.cast.orgs.congress)


def five(year):
    """Five suggestions given to the water bureau on 2 March, each answered on 1 April but the last."""
    rows = [year.assigned(3, 2) for _ in range(5)]
    return [year.replied(row, 4, 1) for row in rows[:4]] + rows[4:]
