"""A two-year assessment of 61 stations by five groups: a visit that waited on a phone, an appeal, a lowered grade; and a script
that shares no code comes to the same scores. Source: DOMAIN H9
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client

from renda.demo.places import FIGURES, Places
from renda.demo.year import People
from renda.ground.county.models import Term
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.kernel.keys import uuid7
from renda.ground.people.models import Organisation, User
from renda.ground.people.states import OrgKind
from renda.ground.workflow.bulk import BulkLoad, Past
from renda.ground.workflow.models import Waiting
from renda.network.activities.models import Activity
from renda.network.activities.workflow import ACTIVITY
from renda.network.stations.models import Station
from renda.readings.assessments import recompute, rules, services
from renda.readings.assessments.export import export_cycle
from renda.readings.assessments.models import Candidacy, Cycle, VisitSheet
from renda.readings.assessments.services.grading import compose_lines, composite_of
from renda.readings.assessments.workflow import CANDIDACY

JSON = {"content_type": "application/json"}
SORTS = ("reception", "visit", "study", "tour", "meeting")
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[None]:
    with clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=clock.COUNTY_TIME)):
        yield


class County:
    """The 61 places of the field with their people, and what these do again and again."""

    def __init__(self, cast: Any) -> None:
        self.cast, self.county = cast, cast.county
        Places(
            cast.county, FIGURES["gaoxian"], congress=Organisation.objects.get(pk=cast.orgs.congress),
            government=Organisation.objects.get(pk=cast.orgs.county_gov), term=Term.objects.filter(county=cast.county).order_by("pk")[0],
        ).build()  # fmt: skip
        self.people = People(cast.county)
        self.stations = list(Station.objects.filter(county=cast.county).order_by("pk"))

    def live(self) -> None:
        """Every fourth station does something each month, the others less often; now and then it is noted late."""
        with BulkLoad(ACTIVITY) as load:
            for n, station in enumerate(self.stations):
                for k in range(0, 24, 1 + n % 4):
                    day = datetime(2025 + k // 12, k % 12 + 1, 10, 9, tzinfo=clock.COUNTY_TIME)
                    row = Activity(county=self.county, station=station, org_id=station.org_id, town_org_id=station.town_org_id,
                                   title="代表活动", sort=SORTS[k % len(SORTS)], starts_at=day)  # fmt: skip
                    noted = Past(
                        "record",
                        self.cast.office,
                        day + timedelta(days=20 * (k % 7 == n % 4)),
                        changes={"held_on": day.date()},
                    )
                    load.add(row, [Past("plan", self.cast.office, day - timedelta(days=4)), noted])

    def open(self) -> Cycle:
        """Five groups, each with one of the county and the presidiums of its own area."""
        scheme = services.new_scheme(actor=self.cast.office)
        cycle = services.open_cycle(
            actor=self.cast.office, scheme=scheme, name="2025—2026年家站考评", first_on=FIRST, last_on=LAST,
            apply_by=date(2027, 1, 31),
        )  # fmt: skip
        towns = Organisation.objects.filter(county=self.county, kind=OrgKind.PRESIDIUM).order_by("pk")
        for group in cycle.groups.order_by("number"):
            ours = [org.pk for org in towns if org.name.removesuffix("人大主席团") in group.towns]
            near = [self.people.holder(Role.TOWNSHIP, pk).user_id for pk in ours]
            members = [(self.cast.committee if group.number % 2 else self.cast.chair).user_id, *near]
            services.put_group(cycle, actor=self.cast.office, number=group.number, towns=group.towns, members=members)
        return cycle

    def speaker(self, station: Station) -> Actor:
        if self.people.has(Role.LIAISON, station.org_id):
            return self.people.holder(Role.LIAISON, station.org_id)
        return self.people.holder(Role.TOWNSHIP, station.town_org_id or 0) if station.town_org_id else self.cast.office

    def member(self, row: Candidacy) -> Actor:
        return self.cast.committee if row.group and row.group.number % 2 else self.cast.chair


def points_of(row: Candidacy, n: int) -> dict[str, str]:
    """What is seen at the nth station: nothing missing at every third, something at the others."""
    items, less = rules.typed_items(row.cycle.scheme.data), Decimal("0.5") * (n % 3)
    return {one["key"]: str(Decimal(one["points"]) - less * ((n + i) % 3)) for i, one in enumerate(items)}


def rows_of(cycle: Cycle) -> list[Candidacy]:
    return list(Candidacy.objects.filter(cycle=cycle).select_related(*CANDIDACY.related).order_by("pk"))


def test_a_two_year_cycle_of_61_stations(cast: Any, client_of: Any, tmp_path: Any) -> None:
    place = County(cast)
    assert len(place.stations) == 61
    place.live()
    with on(date(2026, 12, 1)):
        cycle = place.open()
    assert cycle.groups.count() == 5
    _join(place, cycle)
    late = _visit(place, cycle, client_of)
    _grade(cycle, client_of)
    _appeal_and_lower(place, cycle, late)
    _agree_bit_for_bit(cycle, tmp_path)
    _tell_the_public(cycle)


def _join(place: County, cycle: Cycle) -> None:
    for n, station in enumerate(place.stations):
        actor = place.speaker(station)
        with on(date(2027, 1, 8)):
            row = services.begin_candidacy(station, actor=actor, cycle=cycle)
            services.apply_candidacy(row, actor=actor)
        with on(date(2027, 1, 20)):
            services.score_self_candidacy(row, actor=actor, points=points_of(row, 0 if n % 2 else n), words={})
    waits = Waiting.objects.filter(kind="candidacy")
    assert waits.values("matter_id").distinct().count() == 61
    for row in rows_of(cycle):
        asked = {w.holder for w in waits if w.matter_id == row.pk}
        own = place.people.holder(Role.TOWNSHIP, row.town_org_id).user_id if row.town_org_id else 0
        assert asked and f"person:{own}" not in asked


def _visit(place: County, cycle: Cycle, client_of: Any) -> Candidacy:
    """All are seen in February; one sheet is written without network, and sent ten days later, twice, in two tabs."""
    rows = rows_of(cycle)
    late, once = rows[17], str(uuid7())
    sheet = {f"points_{key}": value for key, value in points_of(late, 3).items()}
    payload = {**sheet, "words_c1": "标牌新换", "visited_on": "2027-02-05", "once": once}
    for n, row in enumerate(rows):
        if row.pk != late.pk:
            with on(date(2027, 2, 3) + timedelta(days=n % 20)):
                services.take_sheet(
                    row,
                    actor=place.member(row),
                    points=points_of(row, n),
                    words={},
                    visited_on=clock.today(),
                    once=uuid7(),
                )
    phone = client_of("committee" if place.member(late) is place.cast.committee else "chair")
    address = f"/assessments/cycles/{cycle.pk}/visit/{late.station.code}/"
    queue = {"headers": {"accept": "application/json, text/html", "Idempotency-Key": once}}
    with on(date(2027, 2, 15)):
        nobody = Client().post(address, payload, **queue)
        assert nobody.status_code == 401
        for _ in range(2):
            assert phone.post(address, payload, **queue).json()["link"] == late.get_absolute_url()
    kept = VisitSheet.objects.get(candidacy=late)
    assert (str(kept.pk), kept.visited_on, kept.words, kept.is_adopted) == (
        once,
        date(2027, 2, 5),
        {"c1": "标牌新换"},
        True,
    )
    assert VisitSheet.objects.count() == 61
    return late


def _grade(cycle: Cycle, client_of: Any) -> None:
    """Composed, approved and announced in one go each, by the office's program."""
    office, ids = client_of("office"), [str(row.pk) for row in rows_of(cycle)]
    for day, name, fields in (
        (date(2027, 3, 2), "compose", {}),
        (date(2027, 3, 20), "approve", {"decided_on": "2027-03-19", "paper_number": "高人常主〔2027〕4号"}),
        (date(2027, 3, 25), "announce", {"announced_on": "2027-03-25"}),
    ):
        with on(day):
            answer = office.post(f"/api/v1/candidacy/many/{name}", json.dumps({"ids": ids, **fields}), **JSON).json()
        assert [one["error"] for one in answer["results"]] == [""] * 61
    counts = Candidacy.objects.filter(cycle=cycle).counts()
    assert sum(counts.values()) == 61 and len([times for times in counts.values() if times]) > 1


def _appeal_and_lower(place: County, cycle: Cycle, late: Candidacy) -> None:
    rows = rows_of(cycle)
    row = next(one for one in rows if one.lines.get(item="b3").points < 5)
    before = row.score
    with on(date(2027, 3, 30)):
        text = "服务范围图已经上墙，请再看一次。"
        appeal = services.file_station_appeal(row, actor=place.speaker(row.station), item="b3", text=text)
    with on(date(2027, 4, 8)):
        services.grant_station_appeal(appeal, actor=place.cast.office, points=Decimal(5), answer="再看过，属实。")
    row.refresh_from_db()
    assert before is not None and row.score == before + 5 - row.lines.get(item="b3").points
    low = next(one for one in rows if one.grade in ("model", "fine") and one.pk not in (row.pk, late.pk))
    with on(date(2027, 10, 8)):
        services.lower_candidacy(
            low, actor=place.cast.office, grade="passed", decided_on=clock.today(), paper_number="高人常主〔2027〕15号",
            note="连续三个月没有活动，提醒后没有改正。",
        )  # fmt: skip


def _agree_bit_for_bit(cycle: Cycle, tmp_path: Any) -> None:
    """The same inputs give the same digest; the script agrees on every score, and finds what was changed in the file."""
    for row in rows_of(cycle):
        lines = compose_lines(row, row.sheets.get(is_adopted=True))
        assert composite_of(row, lines)["digest"] == row.digest
    path, export = tmp_path / "cycle.json", export_cycle(Cycle.objects.get(pk=cycle.pk))

    def run() -> tuple[int, str]:
        path.write_text(json.dumps(export, ensure_ascii=False), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-I", recompute.__file__, str(path)], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    assert run() == (0, "61 stations, 0 disagreements\n")
    place = export["places"][30]
    place["score"] = str(Decimal(place["score"]) + Decimal("0.1"))
    code, said = run()
    assert code == 1 and "61 stations, 1 disagreements" in said
    assert place["station"] in said


def _tell_the_public(cycle: Cycle) -> None:
    page = Client().get("/assessments/grades/").text
    graded = Candidacy.objects.filter(cycle=cycle).exclude(grade="none").select_related("station")
    assert all(row.station.name in page for row in graded)
    rows = list(User.objects.filter(name__in=["孟知秋", "岳鸣山"]))
    assert rows and not any(one.name in page for one in rows)
