"""The standing committee's year: a meeting every other month, prepared, held, voted in, summed up; one that is called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import transaction

from renda.chamber.ballots import services as votes
from renda.chamber.ballots.models import Choice
from renda.chamber.meetings import services
from renda.chamber.meetings.models import Body, Meeting
from renda.demo.cast import SINCE, Cast
from renda.demo.hall import call_observers, give_materials, hold_session, speak
from renda.demo.sittings import wind_up
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.people.models import Organisation
from renda.network.deputies.models import Deputy

SEATS, PRESENT, FIRST = 27, 24, 33
AGENDAS = (
    (("听取和审议农村供水工作报告", "report", "县水利局"), ("关于批准2025年县级决算的决定", "decision", "")),
    (("听取和审议环境状况报告", "report", "生态环境局"), ("关于加强河道保护的决议", "decision", "")),
    (("听取代表建议办理情况报告", "report", "县人民政府"), ("听取审计整改情况报告", "report", "县审计局")),
    (("听取和审议职业教育工作报告", "report", "县教育局"), ("关于调整2026年预算的决议", "decision", "")),
)
PLACE, MONTHS = "县人大常委会会议室", (2, 4, 6, 8, 10)


class MeetingYear:
    """Lives the committee's year through services, each step on its own day."""

    def __init__(self, county: County, cast: Cast) -> None:
        self.county, self.cast, self.office, self.today = county, cast, cast.office, clock.today()

    @transaction.atomic
    def load(self) -> None:
        if Body.objects.filter(county=self.county).exists():
            return
        body = self._body()
        for n, month in enumerate(MONTHS):
            on = date(self.today.year, month, 26)
            if on < self.today:
                self._held(body, on, n)
        self._coming(body, len(MONTHS))
        hold_session(self.county, self.office, self._at)

    def _body(self) -> Body:
        office = Organisation.objects.get(pk=self.cast.orgs.office)
        for kind in ("congress", "council"):
            services.found_body(office, actor=self.office, kind=kind)
        body = services.found_body(office, actor=self.office, kind="standing")
        ours = Deputy.objects.serving().filter(county=self.county, congress_id=body.congress_id).order_by("pk")[:SEATS]
        titles = ["主任", "副主任", "副主任", *["委员"] * SEATS]
        services.seat_members(
            body, actor=self.office, deputy_ids=[one.pk for one in ours], from_on=SINCE, titles=titles
        )
        return body

    def _held(self, body: Body, on: date, n: int) -> None:
        row = self._called(body, on, n, on - timedelta(days=30))
        there = list(row.presences.filter(guest="").order_by("position", "pk").values_list("deputy_id", flat=True))[
            :PRESENT
        ]
        with self._at(on, 9):
            services.arrive(row, actor=self.office, deputy_ids=there)
            services.open_meeting(row, actor=self.office)
            speak(row, self.office, there, n)
            for item in row.items.filter(sort="decision"):
                self._vote(row, item.pk, there, n)
        with self._at(on, 11):
            services.close_meeting(row, actor=self.office)
        wind_up(self.cast, row)

    def _called(self, body: Body, on: date, n: int, planned_on: date) -> Meeting:
        with self._at(planned_on, 9):
            row = services.plan_meeting(
                body, actor=self.office, number=FIRST + n, starts_on=on, starts_at=time(9), place=PLACE
            )
            for title, sort, reporter in AGENDAS[n % len(AGENDAS)]:
                services.add_item_meeting(row, actor=self.office, title=title, sort=sort, reporter=reporter)
        with self._at(max(on - timedelta(days=8), planned_on), 10):
            services.convene_meeting(row, actor=self.office)
            for thing in row.preparations.filter(state="waiting", days__gte=1).select_related(
                "office", "org", "meeting"
            ):
                if on - timedelta(days=thing.days) <= self.today:
                    services.finish_preparation(thing, actor=self.office)
        return row

    def _vote(self, row: Meeting, item_id: int, there: list[int], n: int) -> None:
        """Nearly all are for it; one abstains, one presses nothing."""
        ballot = votes.open_ballot(
            votes.put_ballot(row, actor=self.office, vote="decision", item_id=item_id), actor=self.office
        )
        pressed = ["yes"] * (len(there) - 2 - n % 2) + ["no"] * (n % 2) + ["abstain"]
        Choice.objects.bulk_create(
            Choice(county=self.county, ballot=ballot, deputy_id=pk, option=option)
            for pk, option in zip(there, pressed, strict=False)
        )
        votes.close_ballot(ballot, actor=self.office)

    def _coming(self, body: Body, n: int) -> None:
        """The next one is called already."""
        row = self._called(body, self.today + timedelta(days=6), n, self.today - timedelta(days=10))
        with self._at(self.today - timedelta(days=3), 9):
            give_materials(row, self.office)
            unit = Organisation.objects.get(pk=self.cast.orgs.water)
            services.invite_units_meeting(row, actor=self.office, org_ids=[unit.pk], part="answers",
                                          item_id=row.items.get(position=1).pk)  # fmt: skip
        with self._at(self.today - timedelta(days=1), 9):
            call_observers(row, self.office)
        for sort in ("notice", "agenda", "catalogue"):
            services.draw_up(row, actor=self.office, sort=sort)

    @contextmanager
    def _at(self, day: date, hour: int) -> Iterator[None]:
        with clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=clock.COUNTY_TIME)):
            yield
