"""A year of stations: two receptions a month and what else goes on, some months left out, quarters summed up."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from django.db import transaction

from renda.ground.county.models import County
from renda.ground.county.rules import WorkCalendar
from renda.ground.county.services import rule_book
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.network.activities import rules
from renda.network.activities.models import Activity, Attendance, GapReason, Summary
from renda.network.activities.queries import words_of
from renda.network.activities.workflow import ACTIVITY, SUMMARY
from renda.network.stations.models import Membership, Station

MORNING = (9, 0)
# Kind, title, tags, topic, what came of it.
OTHERS: tuple[tuple[str, str, list[str], str, str], ...] = (
    ("visit", "走访联系户", [], "", "走访六户，记下用水、出行两件事。"),
    ("study", "学习代表法", ["party_day"], "law", "逐条学了第五章，讨论怎样跟踪办理。"),
    ("tour", "视察农村公路", ["looked"], "", "看了三处在建路段，请镇里补排水沟。"),
    ("meeting", "听取镇政府汇报", ["heard"], "", "听取上半年民生实事进展，提了两条意见。"),
    ("meeting", "现场会商", ["solved"], "", "当场商定路灯由镇里本月修好。"),
    ("service", "清洁家园", ["activity_day"], "", "代表和村民一起清了河道。"),
    ("report", "代表述职", [], "", "两名代表向选民述职，回答了提问。"),
)
REASONS = ("站点所在楼维修，整月关闭", "防汛值守，接待改在村里", "联络员调整，下月补上安排")
SAID = (
    "群众说了路灯和水管两件事，都记下了。",
    "来访的主要问医保报销，当场解释。",
    "反映村道积水，已请代表接。",
    "没有新的事，回访了上月两件。",
)


class ActivityYear:
    """Lives the year of every station, the same each time."""

    def __init__(self, county: County, office: Actor) -> None:
        self.county, self.office, self.today = county, office, clock.today()
        self.dice = random.Random(f"{county.code}-activities")  # noqa: S311
        self.calendar: WorkCalendar = rule_book(county.pk).calendar
        self.sorts = words_of(county.pk).sorts()
        self.attendances: list[Attendance] = []
        self.reasons: list[GapReason] = []

    @transaction.atomic
    def load(self) -> None:
        if Activity.objects.filter(county=self.county).exists():
            return
        members: dict[int, list[int]] = {}
        rows = Membership.objects.on(self.today).filter(county=self.county, is_main=True).order_by("pk")
        for station_id, deputy_id in rows.values_list("station_id", "deputy_id"):
            members.setdefault(station_id, []).append(deputy_id)
        stations = list(Station.objects.filter(county=self.county, state="opened").order_by("pk"))
        with BulkLoad(ACTIVITY) as load, BulkLoad(SUMMARY) as sums:
            for station in stations:
                self._station(station, members.get(station.pk, []), load, sums)
        Attendance.objects.bulk_create(self.attendances, batch_size=1000)
        GapReason.objects.bulk_create(self.reasons, batch_size=1000)

    def _station(self, station: Station, deputies: list[int], load: BulkLoad, sums: BulkLoad) -> None:
        day_of_month = (rules.days_named(station.reception) or [self.dice.randint(5, 25)])[0]
        left_out = set(self.dice.sample(range(1, 12), self.dice.choice([0, 0, 0, 1, 2])))
        left_out.discard(self.today.month)
        self._explain(station, left_out)
        held: list[Activity] = []
        for month in range(1, 13):
            if month in left_out:
                continue
            for on in rules.reception_days(self.today.year, month, [day_of_month], self.calendar):
                held += self._reception(station, on, deputies, load)
            if self.dice.random() < 0.3:
                on = date(self.today.year, month, self.dice.randint(1, 28))
                if on < self.today:
                    sort, title, tags, topic, result = self.dice.choice(OTHERS)
                    held.append(
                        self._held(
                            station, on, deputies, load, sort=sort, title=title, tags=tags, topic=topic, result=result
                        )
                    )
        self._summaries(station, held, sums)

    def _explain(self, station: Station, months: set[int]) -> None:
        """Every second empty month has its reason."""
        for month in sorted(months):
            if month < self.today.month and (station.pk + month) % 2:
                reason = REASONS[(station.pk + month) // 2 % len(REASONS)]
                self.reasons.append(GapReason(county=self.county, station=station, year=self.today.year, month=month,
                                              reason=reason))  # fmt: skip

    def _reception(self, station: Station, on: date, deputies: list[int], load: BulkLoad) -> list[Activity]:
        if on < self.today:
            said = self.dice.choice(SAID)
            return [self._held(station, on, deputies, load, sort="reception", title="代表接待日", result=said,
                               visitors=self.dice.randint(0, 7))]  # fmt: skip
        if on <= self.today + timedelta(days=20):
            row = self._row(station, on, sort="reception", title="代表接待日")
            begun = self._at(self.today - timedelta(days=3))
            load.add(row, [Past("plan", self.office, begun), Past("announce", self.office, begun + timedelta(hours=1))])
            self._invite(row, deputies, None)
        return []

    def _held(
        self, station: Station, on: date, deputies: list[int], load: BulkLoad, *, result: str,
        visitors: int | None = None, **facts: object,
    ) -> Activity:  # fmt: skip
        row, planned = self._row(station, on, **facts), self._at(on - timedelta(days=6))
        noted = {"held_on": on, "result": result, "visitors": visitors}
        load.add(row, [
            Past("plan", self.office, planned), Past("announce", self.office, planned + timedelta(hours=1)),
            Past("record", self.office, self._at(on, 15), changes=noted),
        ])  # fmt: skip
        self._invite(row, deputies, True)
        return row

    def _row(self, station: Station, on: date, **facts: object) -> Activity:
        return Activity(
            county=self.county, station=station, org_id=station.org_id, town_org_id=station.town_org_id,
            starts_at=self._at(on), ends_at=self._at(on, 11, 30), place=station.address, **facts,
        )  # fmt: skip

    def _invite(self, row: Activity, deputies: list[int], came: bool | None) -> None:
        for pk in self.dice.sample(deputies, min(2, len(deputies))):
            self.attendances.append(Attendance(county=self.county, activity=row, deputy_id=pk, came=came))

    def _summaries(self, station: Station, held: list[Activity], sums: BulkLoad) -> None:
        for quarter in (1, 2, 3):
            first, last = clock.quarter_span(self.today.year, quarter)
            mine = sorted(
                (row for row in held if row.held_on and first <= row.held_on <= last),
                key=lambda row: row.held_on or first,
            )
            if last >= self.today or self.dice.random() < 0.12:
                continue
            sorts: dict[str, int] = {}
            for row in mine:
                sorts[row.sort] = sorts.get(row.sort, 0) + 1
            lines = [[str(row.held_on), row.title, row.result] for row in mine]
            figures = {
                "count": len(mine),
                "sorts": sorts,
                "tags": {},
                "visitors": sum(row.visitors or 0 for row in mine),
                "lines": lines,
            }
            summary = Summary(
                county=self.county, station=station, org_id=station.org_id, town_org_id=station.town_org_id, year=self.today.year,
                quarter=quarter, figures=figures, text=rules.summary_lines(station.name, self.today.year, quarter, figures, self.sorts),
            )  # fmt: skip
            done = self._at(last + timedelta(days=6))
            sums.add(summary, [
                Past("draft", self.office, done),
                Past("confirm", self.office, done + timedelta(hours=2), changes={"confirmed_on": clock.day_of(done)}),
            ])  # fmt: skip

    def _at(self, on: date, hour: int = MORNING[0], minute: int = MORNING[1]) -> datetime:
        return datetime(on.year, on.month, on.day, hour, minute, tzinfo=clock.COUNTY_TIME)
