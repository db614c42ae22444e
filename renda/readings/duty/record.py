"""The record of one station and year as the books read it: each part is read once, when a book first asks for it."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from renda.network.activities.models import Activity, Attendance
from renda.network.contacts.models import ContactLog
from renda.network.contacts.states import PairSort
from renda.network.stations.models import Membership, Station
from renda.readings.duty.deeds import Deed, deeds_of, suggestions_in
from renda.voice.opinions.models import Opinion
from renda.voice.suggestions.models import Suggestion


class Record:
    """What happened at a station in a year. Fourteen queries at most for all books together."""

    def __init__(self, station: Station, year: int) -> None:
        self.station, self.year = station, year
        self.first, self.last = date(year, 1, 1), date(year, 12, 31)

    @cached_property
    def activities(self) -> list[Activity]:
        rows = Activity.objects.filter(county_id=self.station.county_id, station=self.station)
        return list(rows.recorded_in(self.first, self.last).defer("plan").order_by("held_on", "pk"))

    @cached_property
    def _came(self) -> dict[Any, list[str]]:
        rows = Attendance.objects.filter(county_id=self.station.county_id, came=True, activity__in=self.activities)
        found: dict[Any, list[str]] = {}
        for activity_id, name in rows.order_by("-deputy__level", "deputy__name", "pk").values_list(
            "activity_id", "deputy__name"
        ):
            found.setdefault(activity_id, []).append(name)
        return found

    def came(self, activity_id: Any) -> list[str]:
        """Who was there, by level and name."""
        return self._came.get(activity_id, [])

    @cached_property
    def opinions(self) -> list[Opinion]:
        rows = Opinion.objects.filter(county_id=self.station.county_id, station=self.station)
        rows = rows.filter(received_on__gte=self.first, received_on__lte=self.last)
        return list(rows.select_related("contact", "deputy", "target_org").order_by("received_on", "pk"))

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        rows = suggestions_in(self.station.county_id, self.first, self.last)
        rows = rows.filter(origins__opinion__station=self.station).select_related("proposer", "lead_org")
        return list(rows.order_by("submitted_at", "pk").distinct())

    @cached_property
    def members(self) -> Sequence[Membership]:
        rows = Membership.objects.filter(county_id=self.station.county_id, station=self.station)
        rows = rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=self.first), from_on__lte=self.last)
        return list(rows.select_related("deputy").order_by("-deputy__level", "deputy__name", "pk"))

    @cached_property
    def contacts(self) -> list[ContactLog]:
        """Contacts with residents by the deputies whose main station this was on that day."""
        spans = {row.deputy_id: (row.from_on, row.to_on or self.last) for row in self.members if row.is_main}
        rows = ContactLog.objects.filter(
            county_id=self.station.county_id, pair__deputy_id__in=spans, pair__sort=PairSort.DEPUTY_RESIDENT
        )
        rows = rows.between(self.first, self.last).select_related("pair__deputy", "pair__resident").order_by("on", "pk")
        return [row for row in rows if spans[row.pair.deputy_id or 0][0] <= row.on <= spans[row.pair.deputy_id or 0][1]]

    @cached_property
    def deeds(self) -> list[Deed]:
        deputies = {row.deputy_id: row.deputy for row in self.members}
        return deeds_of(self.station.county_id, deputies.values(), self.first, self.last)
