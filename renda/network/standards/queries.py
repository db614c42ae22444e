"""Reads of checklists, checks and wall texts. A station's people see their own checks, a town its town's, the county all."""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from renda.ground.kernel.actor import Actor
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.activities.models import Activity, Summary
from renda.network.activities.queries import side
from renda.network.activities.states import ActivityState, SummaryState
from renda.network.standards.states import CheckState, Fact
from renda.network.stations.models import Station

if TYPE_CHECKING:
    from renda.network.standards.models import Check, Checklist, WallText

SINCE = date(2000, 1, 1)  # from when packaged texts hold: whatever a county sets is newer


class VersionQuerySet(models.QuerySet[Any]):
    """Checklists and wall texts: no secrets, each county its own."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(county_id=actor.county_id)

    def of_key(self, county_id: int, key: str) -> Self:
        return self.filter(county_id=county_id, key=key).order_by("-version")


class CheckQuerySet(models.QuerySet["Check"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(side(actor), county_id=actor.county_id)

    def listed(self) -> Self:
        return self.select_related("station", "checklist").order_by("station__town", "station__name", "key", "pk")

    def behind(self, last: "Check") -> Self:
        """The rows of the list behind this one."""
        town, name = last.station.town, last.station.name
        later = Q(station__town=town, station__name=name) & (Q(key__gt=last.key) | Q(key=last.key, pk__gt=last.pk))
        return self.filter(Q(station__town__gt=town) | Q(station__town=town, station__name__gt=name) | later)

    def checked(self) -> Self:
        """Those that hold answers: the station has reported."""
        return self.exclude(state=CheckState.SELF, self_answers={})


@lru_cache
def _packaged(file: str) -> tuple[dict[str, Any], ...]:
    text = (resources.files("renda.network.standards") / "data" / file).read_text(encoding="utf-8")
    return tuple(json.loads(text))


def _in_force(rows: Iterable[Any], packaged: Iterable[Any], day: date) -> list[Any]:
    """The newest version of each key that holds on that day; the packaged one where the county has set none."""
    best = {row.key: row for row in packaged}
    for row in sorted((row for row in rows if row.valid_from <= day), key=lambda row: (row.valid_from, row.version)):
        best[row.key] = row
    return list(best.values())


def checklists_on(county_id: int, day: date) -> "list[Checklist]":
    """The county's checklists on a day; a packaged one is not a row yet (pk is None)."""
    from renda.network.standards.models import Checklist

    packaged = [Checklist(county_id=county_id, version=0, valid_from=SINCE, is_packaged=True, **one)
                for one in _packaged("checklists.json")]  # fmt: skip
    return _in_force(Checklist.objects.filter(county_id=county_id), packaged, day)


def checklist_on(county_id: int, key: str, day: date) -> "Checklist | None":
    return next((one for one in checklists_on(county_id, day) if one.key == key), None)


def wall_on(county_id: int, day: date) -> "list[WallText]":
    """The texts for the wall on a day; one the county took down is not among them."""
    return [one for one in all_wall_on(county_id, day) if one.is_shown]


def all_wall_on(county_id: int, day: date) -> "list[WallText]":
    from renda.network.standards.models import WallText

    packaged = [WallText(county_id=county_id, version=0, valid_from=SINCE, is_packaged=True, **one)
                for one in _packaged("wall.json")]  # fmt: skip
    return _in_force(WallText.objects.filter(county_id=county_id), packaged, day)


def wall_of(station: Station, day: date) -> "list[WallText]":
    """The texts that are for a place of these kinds."""
    return [one for one in wall_on(station.county_id, day) if one.is_for(station.kinds)]


def last_years(row: "Check") -> "Check | None":
    """The station's check of the year before, by the same list, if it was reported."""
    from renda.network.standards.models import Check

    rows = Check.objects.checked().filter(county_id=row.county_id, station_id=row.station_id, key=row.key)
    return rows.filter(year__lt=row.year).select_related("checklist").order_by("-year").first()


def known_of(row: "Check") -> dict[str, str]:
    """What the record says of the station's year by itself: fact → sentence. Only what is so is named. Two queries."""
    first, last = date(row.year, 1, 1), date(row.year, 12, 31)
    mine = {"county_id": row.county_id, "station_id": row.station_id}
    times = Activity.objects.filter(**mine, state=ActivityState.RECORDED, held_on__gte=first, held_on__lte=last).count()
    sums = Summary.objects.filter(**mine, year=row.year, state=SummaryState.CONFIRMED).count()
    found = {}
    if row.station.address:
        found[str(Fact.ADDRESS)] = f"登记的地址：{row.station.address}"
    if times:
        found[str(Fact.ACTIVITY)] = f"{row.year}年记录了{times}次活动"
    if times and sums:
        found[str(Fact.RECORDS)] = f"{row.year}年有{times}次活动记录、{sums}份定稿的季度总结"
    return found


def checks_of(actor: Actor, year: int, key: str) -> "list[Check]":
    """All checks of a year and list that the actor may see, by town and station. One query; a county has hundreds at most."""
    from renda.network.standards.models import Check

    return list(Check.objects.visible_to(actor).filter(year=year, key=key).listed())


def offices_of(county_id: int) -> list[int]:
    """The county's own offices that look after deputies' work."""
    rows = Organisation.objects.in_use().filter(county_id=county_id, kind=OrgKind.OFFICE)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def years_of(actor: Actor) -> list[int]:
    from renda.network.standards.models import Check

    rows = Check.objects.visible_to(actor).order_by("-year").values_list("year", flat=True).distinct()
    return list(rows[:10])


def without_check(
    county_id: int, stations: "models.QuerySet[Station]", year: int, key: str
) -> "models.QuerySet[Station]":
    """Open stations that nobody has begun to check."""
    from renda.network.standards.models import Check

    begun = Check.objects.filter(county_id=county_id, year=year, key=key).values("station_id")
    return stations.filter(state__in=["opened", "paused"]).exclude(pk__in=begun)
