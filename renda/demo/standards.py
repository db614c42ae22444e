"""This year's checks of every station: most settled, some with the town or the county, a few not yet reported; gaps, some put right."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from renda.demo.year import People
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.network.activities.models import Activity
from renda.network.standards import rules
from renda.network.standards.models import Check, Checklist
from renda.network.standards.queries import checklist_on
from renda.network.standards.services.versions import kept
from renda.network.standards.workflow import CHECK
from renda.network.stations.models import Station

REMARKS = {
    "有标识（标牌）": "门牌掉了漆", "有设施": "没有打印机", "有制度": "上墙的还是旧版", "有活动": "下半年少",
    "有档案": "去年的没有归档", "展示区": "和村史馆合在一起", "互动区": "正在腾房间", "会议活动室": "借用村会议室",
}  # fmt: skip
MENDED = {
    "有标识（标牌）": "重新做了门牌，挂好了。", "有设施": "配了打印机和档案柜。", "有制度": "换上新的制度牌。",
    "有档案": "补齐了去年的记录，装订归档。",
}  # fmt: skip


class StandardsYear:
    """Begins in spring for all stations at once; the same each time."""

    def __init__(self, county: County, people: People, office: Actor) -> None:
        self.county, self.people, self.office = county, people, office
        self.now, self.year = clock.now(), clock.today().year
        self.own = 0
        self.dice = random.Random(f"{county.code}-standards")  # noqa: S311

    @transaction.atomic
    def load(self) -> None:
        if Check.objects.filter(county=self.county).exists():
            return
        stations = list(Station.objects.filter(county=self.county, state="opened").select_related("org").order_by("pk"))
        active = set(Activity.objects.filter(county=self.county, state="recorded").values_list("station_id", flat=True))
        # The cast's own station: one list settled, the other still to be reported by its liaison.
        self.own = next((one.pk for one in stations if one.org.code == "station"), 0)
        lists = [self._list("six"), self._list("rooms")]
        with BulkLoad(CHECK) as load:
            for n, station in enumerate(stations):
                for found in lists:
                    self._check(load, station, found, n, station.pk in active)

    def _list(self, key: str) -> Checklist:
        found = checklist_on(self.county.pk, key, clock.today())
        assert found is not None
        return kept(found)

    def _check(self, load: BulkLoad, station: Station, found: Checklist, n: int, is_active: bool) -> None:
        row = Check(county=self.county, station=station, org_id=station.org_id, town_org_id=station.town_org_id,
                    checklist=found, key=found.key, year=self.year)  # fmt: skip
        waits = n % 9 == 4 or (station.pk == self.own and found.key == "rooms")
        steps = [Past("begin", self.office, self._at(12 if waits else 260))]
        if not waits:
            steps += self._steps(station, found, n, is_active)
        load.add(row, steps)

    def _steps(self, station: Station, found: Checklist, n: int, is_active: bool) -> list[Past]:
        """Reported; then, by the station's place in the list, with the town, with the county, or settled and mended."""
        said = self._answers(found, is_active)
        late = n % 9 in (2, 7)
        steps = [Past("report", self._holder(Role.LIAISON, station.org_id), self._at(14 if late else 240),
                      changes={"self_answers": said, **_gaps(found, said)})]  # fmt: skip
        if n % 9 == 2:
            return steps
        town = self._holder(Role.TOWNSHIP, station.town_org_id)
        seen = self._stricter(found, said) if n % 5 == 0 else said
        steps.append(
            Past("verify", town, self._at(7 if late else 215), changes={"town_answers": seen, **_gaps(found, seen)})
        )
        if late:
            return steps
        settled = {"county_answers": seen, "done_on": clock.day_of(self._at(190)), **_gaps(found, seen)}
        steps.append(Past("accept", self.office, self._at(190), changes=settled))
        return [*steps, *self._mended(found, station, seen, n)]

    def _mended(self, found: Checklist, station: Station, seen: dict[str, Any], n: int) -> list[Past]:
        gaps = [name for name in rules.open_gaps(found.items, seen, {}) if name in MENDED]
        if not gaps or n % 2:
            return []
        moment = self._at(120)
        fixes = {gaps[0]: {"on": clock.day_of(moment).isoformat(), "text": MENDED[gaps[0]]}}
        liaison = self._holder(Role.LIAISON, station.org_id)
        return [Past("rectify", liaison, moment, changes={"fixes": fixes, **_gaps(found, seen, fixes)})]

    def _answers(self, found: Checklist, is_active: bool) -> dict[str, Any]:
        has_rooms = found.sort == "rooms"
        said = []
        for item in found.items:
            lacks = not is_active if item["fact"] in ("activity", "records") else self.dice.random() < 0.12
            good = self.dice.choice(["own", "shared", "shared"]) if has_rooms else "yes"
            bad = "missing" if has_rooms else self.dice.choice(["no", "partly"])
            said.append({
                "item": item["name"], "answer": bad if lacks else good, "remark": REMARKS.get(item["name"], "") if lacks else "",
                "m2": self.dice.randint(12, 90) if has_rooms and not lacks else None,
            })  # fmt: skip
        return rules.checked_answers(found.items, found.sort, said, {})

    def _stricter(self, found: Checklist, said: dict[str, Any]) -> dict[str, Any]:
        """The town finds one item wanting that the station had ticked."""
        name = self.dice.choice(["有设施", "有制度"]) if found.sort == "plain" else "互动区"
        if name not in said:
            return said
        bad = "partly" if found.sort == "plain" else "missing"
        answer = {**said[name], "answer": bad, "remark": REMARKS[name]}
        return {**said, name: {**answer, "m2": None} if "m2" in answer else answer}

    def _holder(self, role: str, org_id: int | None) -> Actor:
        """Who holds the post, or the office where it is vacant."""
        if org_id is not None and self.people.has(role, org_id):
            return self.people.holder(role, org_id)
        return self.office

    def _at(self, days: int) -> datetime:
        """So many days ago, in office hours; early in a year the same order in fewer days."""
        spent = min(1.0, clock.today().timetuple().tm_yday / 280)
        day = self.now - timedelta(days=max(1, int(days * spent)))
        return day.astimezone(clock.COUNTY_TIME).replace(hour=self.dice.randint(9, 16), minute=self.dice.randint(0, 59))


def _gaps(found: Checklist, said: dict[str, Any], fixes: dict[str, Any] | None = None) -> dict[str, Any]:
    gaps = rules.open_gaps(found.items, said, fixes or {})
    return {"gaps": gaps, "gap_count": len(gaps)}
