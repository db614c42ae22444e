"""Two assessment cycles of the county's stations: one that is over, with an appeal and a lowered grade, and one that runs."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from renda.demo.year import People
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import User
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.network.activities import rules as activity_rules
from renda.network.activities.models import Activity, Summary
from renda.network.activities.queries import words_of
from renda.network.activities.workflow import ACTIVITY, SUMMARY
from renda.network.stations.models import Station
from renda.readings.assessments import rules, services
from renda.readings.assessments.models import Candidacy, Cycle, Group, Line, Scheme, VisitSheet
from renda.readings.assessments.queries import may_be_reviewers, own_towns
from renda.readings.assessments.services.grading import compose_lines, composite_of
from renda.readings.assessments.services.joining import group_for
from renda.readings.assessments.workflow import CANDIDACY

PAPER = "高人常主〔{}〕3号"
APPEALED, LOWERED = 7, 11


class AssessmentYears:
    """Lives both cycles, the same each time: the year before last and last year, this year and the next."""

    def __init__(self, county: County, people: People, office: Actor) -> None:
        self.county, self.people, self.office, self.year = county, people, office, clock.today().year
        self.dice = random.Random(f"{county.code}-assessments")  # noqa: S311
        self.sheets: list[VisitSheet] = []
        self.lines: list[Line] = []
        self.stations = list(Station.objects.filter(county=county).shown().order_by("pk"))
        self.sorts = words_of(county.pk).sorts()

    @transaction.atomic
    def load(self) -> None:
        if Cycle.objects.filter(county=self.county).exists():
            return
        self._live()
        with clock.at(date(self.year - 1, 9, 1)):
            scheme = services.new_scheme(actor=self.office)
            over = self._open(scheme, self.year - 2, date(self.year - 1, 11, 30))
        with clock.at(date(self.year, 1, 5)):
            running = self._open(scheme, self.year, date(self.year + 1, 3, 31))
        with BulkLoad(CANDIDACY) as load:
            rows = [self._finished(over, station, load) for station in self.stations]
            for n, station in enumerate(self.stations):
                self._running(running, station, n, load)
        VisitSheet.objects.bulk_create(self.sheets, batch_size=500)
        Line.objects.bulk_create(self.lines, batch_size=500)
        self._later(rows)

    def _live(self) -> None:
        """What stations did in the two years before: a reception in most months, a summary of most quarters."""
        with BulkLoad(ACTIVITY) as load, BulkLoad(SUMMARY) as sums:
            for station in self.stations:
                gap = self.dice.choice([0.0, 0.05, 0.1, 0.2, 0.35, 0.5])
                for year in (self.year - 2, self.year - 1):
                    self._year(station, year, gap, load, sums)

    def _year(self, station: Station, year: int, gap: float, load: BulkLoad, sums: BulkLoad) -> None:
        for month in range(1, 13):
            if self.dice.random() < gap:
                continue
            on, sort = (
                date(year, month, self.dice.randint(5, 20)),
                self.dice.choice(["reception", "visit", "study", "tour", "meeting"]),
            )
            row = Activity(
                county=self.county, station=station, org_id=station.org_id, town_org_id=station.town_org_id, sort=sort,
                title="代表接待日" if sort == "reception" else self.sorts[sort], starts_at=_at(on), place=station.address,
            )  # fmt: skip
            noted = {"held_on": on, "visitors": self.dice.randint(0, 6) if sort == "reception" else None}
            late = timedelta(days=12 if self.dice.random() < gap else 0, hours=6)
            load.add(
                row,
                [
                    Past("plan", self.office, _at(on) - timedelta(days=5)),
                    Past("record", self.office, _at(on) + late, changes=noted),
                ],
            )
        for quarter in (1, 2, 3, 4):
            if self.dice.random() >= gap:
                done = _at(clock.quarter_span(year, quarter)[1] + timedelta(days=5))
                self._summary(station, year, quarter, done, sums)

    def _summary(self, station: Station, year: int, quarter: int, done: datetime, sums: BulkLoad) -> None:
        figures = {"count": 3, "sorts": {}, "tags": {}, "visitors": 0, "lines": []}
        row = Summary(
            county=self.county, station=station, org_id=station.org_id, town_org_id=station.town_org_id, year=year, quarter=quarter,
            figures=figures, text=activity_rules.summary_lines(station.name, year, quarter, figures, self.sorts),
        )  # fmt: skip
        confirmed = Past("confirm", self.office, done, changes={"confirmed_on": clock.day_of(done)})
        sums.add(row, [Past("draft", self.office, done - timedelta(hours=1)), confirmed])

    def _open(self, scheme: Scheme, first: int, apply_by: date) -> Cycle:
        cycle = services.open_cycle(
            actor=self.office, scheme=scheme, name=f"{first}—{first + 1}年家站考评", first_on=date(first, 1, 1),
            last_on=date(first + 1, 12, 31), apply_by=apply_by,
        )  # fmt: skip
        people = [(user, own_towns(user)) for user in may_be_reviewers(self.county.pk)]
        county, towns = [user for user, own in people if not own], [(user, own) for user, own in people if own]
        for group in Group.objects.filter(cycle=cycle).order_by("number"):
            near = [user for user, own in towns if set(own) & set(group.towns)][:2]
            far = [user for user, own in towns if not set(own) & set(group.towns)][group.number : group.number + 1]
            ours = [county[(group.number + n) % len(county)] for n in (0, 1)]
            members = {user.pk for user in (*ours, *near, *far)}
            services.put_group(cycle, actor=self.office, number=group.number, towns=group.towns, members=members)
        return cycle

    def _finished(self, cycle: Cycle, station: Station, load: BulkLoad) -> Candidacy:
        row, speaker, member = self._row(cycle, station), self._speaker(station), self._member(cycle, station)
        last, day = self.year - 1, self.dice.randint(1, 20)
        with clock.at(date(self.year, 2, 10)):
            sheet = self._sheet(row, member, date(self.year, 1, day), self.dice.choice([0.1, 0.3, 0.6, 0.9]))
            sheet.is_adopted = True
            lines = compose_lines(row, sheet)
            composite = composite_of(row, lines)
        self.lines += lines
        decided = {"decided_on": date(self.year, 3, 5), "paper_number": PAPER.format(self.year)}
        announced = {"announced_on": date(self.year, 3, 9), "has_plaque": composite["grade"] != "none"}
        load.add(row, [
            *self._own(row, speaker, date(last, 10, day)), Past("visit", member, _at(date(self.year, 1, day))),
            Past("compose", self.office, _at(date(self.year, 2, 10)), changes=composite),
            Past("approve", self.office, _at(date(self.year, 3, 6)), changes=decided),
            Past("announce", self.office, _at(date(self.year, 3, 9)), changes=announced),
        ])  # fmt: skip
        return row

    def _running(self, cycle: Cycle, station: Station, n: int, load: BulkLoad) -> None:
        """As far as each has come: some begin, some applied, scored themselves, were seen; of two members who differ once."""
        row, speaker, day = self._row(cycle, station), self._speaker(station), date(self.year, 9, 1 + n % 25)
        past = self._own(row, speaker, min(day, clock.today() - timedelta(days=30)))[: 1 + n % 4 if n % 4 < 3 else 3]
        if n % 4 == 3:
            member = self._member(cycle, station)
            past.append(Past("visit", member, past[-1].at + timedelta(days=2)))
            sheet = self._sheet(row, member, clock.day_of(past[-1].at), 0.1)
            sheet.is_adopted = n % 20 != 3
            if n % 20 == 3:
                other = self._member(cycle, station, 1)
                past.append(Past("visit", other, past[-1].at + timedelta(hours=3)))
                self._sheet(row, other, clock.day_of(past[-1].at), 0.4)
        if len(past) < 3:
            row.own_points, row.own_words = {}, {}
        load.add(row, past)

    def _row(self, cycle: Cycle, station: Station) -> Candidacy:
        return Candidacy(
            county=self.county, cycle=cycle, station=station, org_id=station.org_id, town_org_id=station.town_org_id,
            group=group_for(cycle, station.town), reason="两年来按月开展活动，按季总结，请考评组来看。",
        )  # fmt: skip

    def _own(self, row: Candidacy, speaker: Actor, day: date) -> list[Past]:
        own = {"own_points": self._points(row, 0.05), "own_words": {}}
        return [
            Past("begin", speaker, _at(day)), Past("apply", speaker, _at(day) + timedelta(hours=2)),
            Past("score_self", speaker, _at(day + timedelta(days=6)), changes=own),
        ]  # fmt: skip

    def _points(self, row: Candidacy, lack: float) -> dict[str, str]:
        """A point less here and there."""
        items = rules.typed_items(row.cycle.scheme.data)
        less = [
            Decimal(self.dice.choice(["0.5", "1", "1.5", "2.5"])) if self.dice.random() < lack else Decimal(0)
            for _ in items
        ]
        return {one["key"]: f"{Decimal(one['points']) - part:.1f}" for one, part in zip(items, less, strict=True)}

    def _sheet(self, row: Candidacy, member: Actor, on: date, lack: float) -> VisitSheet:
        sheet = VisitSheet(
            county=self.county, candidacy=row, user_id=member.user_id, visited_on=on, points=self._points(row, lack),
            words={"c3": "公示栏内容是新的。"}, received_at=_at(on, 16),
        )  # fmt: skip
        self.sheets.append(sheet)
        return sheet

    def _speaker(self, station: Station) -> Actor:
        for role, org_id in ((Role.LIAISON, station.org_id), (Role.TOWNSHIP, station.town_org_id)):
            if org_id and self.people.has(role, org_id):
                return self.people.holder(role, org_id)
        return self.office

    def _member(self, cycle: Cycle, station: Station, n: int = 0) -> Actor:
        group = group_for(cycle, station.town)
        members = list(group.reviewers.select_related("user").order_by("pk")) if group else []
        fitting = [one.user for one in members if not (station.town and station.town in one.own_towns)]
        return self._actor(fitting[n % len(fitting)])

    def _actor(self, user: User) -> Actor:
        posts = [post for post in self.people.posts.values() if post.user_id == user.pk]
        return self.people.actor(posts[0]) if posts else Actor(self.county.pk, user.pk, user.name)

    def _later(self, rows: list[Candidacy]) -> None:
        """One appeal that was granted, one grade that was lowered."""
        graded = [row for row in rows if row.grade in ("model", "fine")]
        if len(graded) <= LOWERED:
            return
        row = graded[APPEALED]
        sheet = next(one for one in self.sheets if one.candidacy_id == row.pk)
        items = rules.typed_items(row.cycle.scheme.data)
        item = next((one for one in items if Decimal(sheet.points[one["key"]]) < Decimal(one["points"])), None)
        if item is not None:
            with clock.at(date(self.year, 3, 12)):
                text = "现场那天公示栏正在换新，换好的照片附在站里，请再看一次。"
                appeal = services.file_station_appeal(
                    row, actor=self._speaker(row.station), item=item["key"], text=text
                )
            with clock.at(date(self.year, 3, 20)):
                answer = "已经再看过，情况属实。"
                services.grant_station_appeal(appeal, actor=self.office, points=Decimal(item["points"]), answer=answer)
        row = graded[LOWERED]
        day = min(date(self.year, 9, 8), clock.today())
        with clock.at(day):
            lower = {"model": "fine", "fine": "passed"}[row.grade]
            services.lower_candidacy(
                row, actor=self.office, grade=lower, decided_on=day, paper_number=f"高人常主〔{self.year}〕11号",
                note="连续三个月没有开展活动，提醒后没有改正。",
            )  # fmt: skip


def _at(on: date, hour: int = 9) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=clock.COUNTY_TIME)
