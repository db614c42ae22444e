"""What the record holds of one station between two days: read once, asked by every measure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from renda.ground.county.rules import RuleBook
from renda.ground.kernel import clock
from renda.ground.workflow.models import StepTaken
from renda.network.activities.models import Activity, Summary
from renda.network.activities.states import ActivityState
from renda.network.funds.models import Fund
from renda.network.standards.models import Check
from renda.network.standards.states import CheckState
from renda.network.stations.models import Membership, Station
from renda.voice.opinions.models import Opinion


@dataclass(frozen=True)
class Record:
    """first, last: the days that are looked at, both included; `last` is never after the day of the reading."""

    station: Station
    first: date
    last: date
    book: RuleBook

    @cached_property
    def activities(self) -> list[Activity]:
        """What was to happen in the span, cancelled ones too, by day."""
        rows = Activity.objects.filter(county_id=self.station.county_id, station=self.station)
        rows = rows.filter(starts_at__gte=_begin(self.first), starts_at__lt=_begin(self.last + timedelta(days=1)))
        return list(rows.only("id", "state", "sort", "title", "starts_at", "held_on").order_by("starts_at", "pk"))

    @property
    def held(self) -> list[Activity]:
        return [row for row in self.activities if row.state == ActivityState.RECORDED]

    @cached_property
    def recorded_on(self) -> dict[UUID, date]:
        """The day on which each activity was first recorded, from its history."""
        keys = [row.pk for row in self.held]
        rows = StepTaken.objects.filter(county_id=self.station.county_id, kind="activity", step="record")
        return {pk: clock.day_of(at) for pk, at in rows.filter(matter_id__in=keys).values_list("matter_id", "at")}

    @cached_property
    def summaries(self) -> dict[tuple[int, int], tuple[UUID, str]]:
        """(year, quarter) → key and state."""
        rows = Summary.objects.filter(county_id=self.station.county_id, station=self.station)
        rows = rows.filter(year__gte=self.first.year, year__lte=self.last.year)
        return {(y, q): (pk, state) for y, q, pk, state in rows.values_list("year", "quarter", "pk", "state")}

    @cached_property
    def opinions(self) -> list[dict[str, Any]]:
        """What came in during the span, without a word of what was said."""
        rows = Opinion.objects.filter(county_id=self.station.county_id, station=self.station)
        rows = rows.filter(received_on__gte=self.first, received_on__lte=self.last).order_by("received_on", "pk")
        return [dict(one) for one in rows.values("pk", "received_on", "told_on", "state", "outcome")]

    @cached_property
    def has_members(self) -> int:
        """How many deputies belong to the station on the last day."""
        rows = Membership.objects.on(self.last).filter(county_id=self.station.county_id, station=self.station)
        return rows.filter(deputy__serving=True).count()

    @cached_property
    def checks(self) -> list[Check]:
        """The yearly checks of the span that the county has settled by the last day."""
        rows = Check.objects.filter(county_id=self.station.county_id, station=self.station, state=CheckState.DONE)
        rows = rows.filter(year__gte=self.first.year, year__lte=self.last.year, done_on__lte=self.last)
        return list(rows.select_related("checklist").order_by("year", "key"))

    @cached_property
    def funds(self) -> list[Fund]:
        """The years' money of the body that keeps the station, as far as the year is over."""
        rows = Fund.objects.filter(county_id=self.station.county_id, year__gte=self.first.year)
        rows = rows.filter(year__lt=self.last.year + (self.last == date(self.last.year, 12, 31)))
        town = self.station.town_org_id
        rows = rows.filter(office_id=town) if town else rows.filter(level=2)
        return list(rows.select_related("congress").order_by("year", "pk"))


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.COUNTY_TIME)
