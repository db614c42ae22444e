"""The demo county's network: its villages and outline, invented points, tags, a plan under way, deputies to be placed."""

from __future__ import annotations

import json
import random
from datetime import date, datetime, timedelta
from math import cos, radians
from typing import Any

from django.db import transaction

from renda.demo.cast import Cast
from renda.demo.texts import DATA
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.network.deputies.models import Deputy
from renda.network.stations import services
from renda.network.stations.models import Membership, Network, Opening, Station, Tag, Tagging, Village
from renda.network.stations.proposals import proposals
from renda.network.stations.queries import COVERING, undecided
from renda.network.stations.rules import Point, is_inside
from renda.network.stations.workflow import OPENING

KM = 1 / 111.2  # degrees of latitude
# Invented for the demo: which places stand on which chain.
TAGS = (
    ("revival", "乡村振兴示范村"),
    ("leading", "粮油"),
    ("leading", "生态养殖"),
    ("chain", "茶产业链"),
    ("chain", "装备制造产业链"),
)
ACCEPTED = 2
STATION_KINDS = ("station", "contact_point")


class NetworkYear:
    """Everything a county's network has beside its places; the same each time."""

    def __init__(self, county: County, cast: Cast, key: str) -> None:
        self.county, self.cast, self.today = county, cast, clock.today()
        self.dice = random.Random(f"{county.code}-network")  # noqa: S311
        self.divisions: list[dict[str, Any]] = json.loads((DATA / f"{key}.json").read_text())["towns"]
        outlines = json.loads((DATA / "outlines.json").read_text())
        self.outline: dict[str, Any] = outlines["outlines"][county.code]
        self.source = f"{outlines['source']}（{outlines['licence']}）"

    @transaction.atomic
    def load(self) -> None:
        if Village.objects.filter(county=self.county).exists():
            return
        Network.objects.create(
            county=self.county, covering=list(COVERING), outline=self.outline, outline_source=self.source
        )
        stations = list(Station.objects.filter(county=self.county).order_by("pk"))
        centres = self._villages({station.town for station in stations} - {""})
        self._points(stations, centres)
        self._gaps(stations)
        self._tags(stations)
        self._lives(stations)
        self._plan(stations)
        self._placings()

    def _villages(self, towns: set[str]) -> dict[str, Point]:
        """The county's list, around invented centres; what lies in zones and farms belongs to the first town."""
        first = next(d["name"] for d in self.divisions if d["name"] in towns)
        centres = {d["name"]: self._somewhere() for d in self.divisions if d["name"] in towns}
        rows: dict[tuple[str, str], Village] = {}
        for division in self.divisions:
            town = division["name"] if division["name"] in towns else first
            for name in division["villages"]:
                lon, lat = self._near(centres[town], 6)
                rows[town, name] = Village(
                    county=self.county, town=town, name=name, lon=lon, lat=lat, is_invented_point=True
                )
        Village.objects.bulk_create(rows.values(), batch_size=500)
        return centres

    def _points(self, stations: list[Station], centres: dict[str, Point]) -> None:
        """A home stands in its town, a place for villages among them."""
        villages = Village.objects.filter(county=self.county).order_by("pk")
        known = {(v.town, v.name): (v.lon, v.lat) for v in villages}
        for station in stations:
            served = [known[station.town, name] for name in station.villages if (station.town, name) in known]
            is_home = not (set(station.kinds) & set(STATION_KINDS)) or not served
            centre = centres.get(station.town) or next(iter(centres.values()))
            middle = centre if is_home else (_mean(served, 0), _mean(served, 1))
            station.lon, station.lat = self._near(middle, 0.6)

    def _gaps(self, stations: list[Station]) -> None:
        """Three villages that no place serves, one place without a point, one without hours."""
        wide = [
            s for s in stations if "station" in s.kinds and len(s.villages) > 2 and s.org_id != self.cast.orgs.station
        ]
        for station in wide[2::9][:3]:
            gone = station.villages[-1]
            station.villages = [name for name in station.villages if name != gone]
        others = [s for s in stations if s.town and s.org_id not in (self.cast.orgs.station, self.cast.orgs.home)]
        others[-1].lon = others[-1].lat = None
        others[-2].hours = ""
        Station.objects.bulk_update(stations, ["lon", "lat"], batch_size=100)
        Station.objects.bulk_update([*wide[2::9][:3], others[-2]], ["villages", "hours"])

    def _tags(self, stations: list[Station]) -> None:
        made = Tag.objects.bulk_create(Tag(county=self.county, sort=sort, name=name) for sort, name in TAGS)
        rows = [
            Tagging(county=self.county, station=station, tag=made[n % len(made)])
            for n, station in enumerate(stations) if station.town and n % 3 == 0
        ]  # fmt: skip
        Tagging.objects.bulk_create(rows, batch_size=500)

    def _lives(self, stations: list[Station]) -> None:
        """Each place with the day it was opened; two that were less before."""
        small = [s for s in stations if "station" in s.kinds][1:3]
        with BulkLoad(OPENING) as load:
            for station in stations:
                began = ["activity_room"] if station in small else station.kinds
                row = Opening(county=self.county, station=station, kinds=began, opened_on=station.opened_on)
                past = [Past("record", self.cast.office, _at(station.opened_on or date(2024, 3, 1)))]
                if station in small:
                    changes = {"kinds": station.kinds}
                    past.append(Past("upgrade", self.cast.office, _at(date(2025, 5, 20)), changes=changes))
                load.add(row, past)

    def _plan(self, stations: list[Station]) -> None:
        """One planned, one being built, one late: they are no open places."""
        towns = list(dict.fromkeys(station.town for station in stations if station.town))[:3]
        days = ((-40, 420), (-300, 30), (-330, -20))
        for n, (town, (begins, ends)) in enumerate(zip(towns, days, strict=False)):
            body = Organisation.objects.filter(
                county=self.county, kind=OrgKind.PRESIDIUM, name=f"{town}人大主席团"
            ).first()
            begin_on = self._day(begins) if n else self._day(25)
            with clock.at(_at(min(self._day(-340), begin_on))):
                row = services.plan_opening(
                    actor=self.cast.office, name=f"{town}产业园区代表联络站", kinds=["station"], town=town, town_org=body,
                    begin_on=begin_on, target_on=self._day(ends),
                )  # fmt: skip
            if n:
                with clock.at(_at(begin_on)):
                    services.begin_opening(row, actor=self.cast.office, began_on=begin_on)

    def _placings(self) -> None:
        """Some who came lately are not placed yet; two proposals are taken, one deputy is an exception."""
        cast = {seat.pk for seat in vars(self.cast.seats).values()}
        town = [d for d in Deputy.objects.filter(county=self.county, level=1).order_by("-pk") if d.pk not in cast]
        county = [d for d in Deputy.objects.filter(county=self.county, level=2).order_by("-pk") if d.pk not in cast]
        chosen = [*town[:: max(1, len(town) // 7)][:7], *county[:3]]
        Membership.objects.filter(county=self.county, deputy__in=chosen).delete()
        Deputy.objects.filter(pk=chosen[0].pk).update(live_village="")
        Deputy.objects.filter(pk=chosen[1].pk).update(live_town="", live_village="")
        waiting = list(undecided(self.cast.office, self.today).order_by("pk"))
        found = proposals(self.county.pk, waiting)
        known = [(deputy, proposal) for deputy in waiting if (proposal := found[deputy.pk])]
        for deputy, proposal in known[:ACCEPTED]:
            services.accept_placing(actor=self.cast.office, deputy=deputy, station_id=proposal.spot.pk)
        services.excuse_placing(
            actor=self.cast.office, deputy=known[ACCEPTED][0], excuse="away", reason="在外省务工，明年春节后回来再编。",
            review_on=self._day(95),
        )  # fmt: skip

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def _somewhere(self) -> Point:
        """A point well inside the outline."""
        ring = self.outline["coordinates"][0][0]
        lon, lat = (sorted(p[i] for p in ring) for i in (0, 1))
        while True:
            point = (self.dice.uniform(lon[0], lon[-1]), self.dice.uniform(lat[0], lat[-1]))
            around = [(point[0] + dx * 4 * KM, point[1] + dy * 4 * KM) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
            if all(is_inside(one, self.outline) for one in (point, *around)):
                return point

    def _near(self, centre: Point, km: float) -> Point:
        """A point within so many km of the centre, inside the outline."""
        for _ in range(50):
            dx, dy = (self.dice.uniform(-km, km) * KM for _ in range(2))
            point = (round(centre[0] + dx / cos(radians(centre[1])), 4), round(centre[1] + dy, 4))
            if is_inside(point, self.outline):
                return point
        return (round(centre[0], 4), round(centre[1], 4))


def _mean(points: list[Any], at: int) -> float:
    return float(sum(point[at] for point in points) / len(points))


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=clock.COUNTY_TIME)
