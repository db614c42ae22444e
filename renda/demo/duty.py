"""What is made of the record in the demo: a town's books by the worker, three archives on their way, a few blank forms."""

from __future__ import annotations

from django.db import transaction

from renda.demo.cast import Cast
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.readings.duty import services
from renda.readings.duty.models import BookRun


class DutyYear:
    """One archive verified, one objected to, one waiting; nothing is entered for any book."""

    def __init__(self, county: County, cast: Cast) -> None:
        self.county, self.cast, self.year = county, cast, clock.today().year

    @transaction.atomic
    def load(self) -> None:
        if BookRun.objects.filter(county=self.county).exists():
            return
        cast, seats, station = self.cast, self.cast.seats, self.cast.places.station
        done = services.begin_duty_archive(seats.deputy, actor=cast.office, year=self.year)
        services.confirm_duty_archive(done, actor=cast.deputy)
        services.verify_duty_archive(done, actor=cast.office)
        services.begin_duty_archive(seats.deputy2, actor=cast.office, year=self.year)
        services.object_duty_objection(
            seats.deputy2, actor=cast.deputy2, year=self.year, objection="少了九月在外县参加的一次培训。"
        )
        services.begin_duty_archive(seats.town_deputy, actor=cast.township, year=self.year)
        services.print_forms(station, actor=cast.liaison, year=self.year, book="visit", count=2)
        services.start_run(actor=cast.township, year=self.year, town=station.town)
