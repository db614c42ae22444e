"""Appointments of a year: persons examined, voted on one by one, announced and sworn in; a proposal on its way. All invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import transaction

from renda.chamber.appointments import services
from renda.chamber.appointments.models import Appointment, Nominee
from renda.chamber.appointments.states import Row
from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.models import Body, Meeting
from renda.demo.cast import Cast
from renda.demo.sittings import in_secret, wind_up
from renda.ground.county.models import County
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.people.models import User

PRESENT, PLACE, DAYS_AGO = 24, "县人大常委会会议室", 40
CV = "{year}年出生，大学学历。先后在镇、县直机关工作，任过副镇长、副局长。"
# Name, act, body, post; how many right answers at each sitting; how many of 24 vote for it (14 of 27 pass).
HELD = (
    ("任云舟", "decide", "县科学技术局", "局长", (40,), 23),
    ("苗可为", "decide", "县文化广播电视局", "局长", (18, 36), 21),
    ("谷雨生", "decide", "县统计局", "局长", (35,), 13),
    ("方行之", "remove", "县科学技术局", "局长", (), 22),
)


class AppointmentYear:
    """Lives one proposal to its end and begins another, each step on its own day."""

    def __init__(self, county: County, cast: Cast) -> None:
        self.county, self.cast, self.office, self.today = county, cast, cast.office, clock.today()

    @transaction.atomic
    def load(self) -> None:
        body = Body.objects.filter(county=self.county, kind="standing").first()
        if body is None or Appointment.objects.filter(county=self.county).exists():
            return
        services.fill_bank(actor=self.office)
        self._held(body, self.today - timedelta(days=DAYS_AGO))
        self._coming(body)

    def _held(self, body: Body, on: date) -> None:
        with self._at(on - timedelta(days=30), 9):
            meeting = meetings.plan_meeting(
                body,
                actor=self.office,
                starts_on=on,
                starts_at=time(14, 30),
                place=PLACE,
                title=f"{body.name}{on.month}月会议",
            )
        with self._at(on - timedelta(days=20), 10):
            rows = [
                Row(n, name, act, org, post, cv=CV.format(year=1974 + 3 * n))
                for n, (name, act, org, post, *_) in enumerate(HELD, 1)
            ]
            case = services.open_appointment(meeting, actor=self.office, proposer="head", rows=rows)
        lines = list(case.lines.select_related("parent").order_by("position"))
        for line, (*_, sittings, _yes) in zip(lines, HELD, strict=True):
            self._examined(line, sittings, on)
        with self._at(on - timedelta(days=8), 9):
            services.list_appointment(case, actor=self.office)
            meetings.convene_meeting(meeting, actor=self.office)
        with self._at(on - timedelta(days=3), 9):
            for line in case.lines.filter(act="decide").select_related("parent"):
                services.state_nominee(
                    line, actor=self.office, statement="如果任命获得通过，我将忠于宪法，依法履职，自觉接受人大监督。"
                )
        self._voted(case, meeting, on)
        self._sworn(case, on)

    def _examined(self, line: Nominee, sittings: tuple[int, ...], on: date) -> None:
        with self._at(on - timedelta(days=18), 9):
            services.check_nominee(line, actor=self.office)
        for n, right in enumerate(sittings):
            day = on - timedelta(days=15 - 3 * n)
            with self._at(day, 9):
                services.summon_nominee(line, actor=self.office, sits_on=day)
                exam = line.exams.select_related("parent", "parent__parent").latest("created_at")
                sitter = Actor(self.county.pk, bearer_of=frozenset({exam.pk}))
                services.begin_exam(exam, actor=sitter)
                for item in exam.items.order_by("position")[:right]:
                    services.save_answer(exam, actor=sitter, position=item.position, given=",".join(item.key))
            with self._at(day, 9, 40):
                services.hand_in_exam(exam, actor=sitter)
                line = Nominee.objects.select_related("parent").get(pk=line.pk)

    def _voted(self, case: Appointment, meeting: Meeting, on: date) -> None:
        rows = meeting.presences.filter(guest="").order_by("position", "pk")
        there = list(rows.values_list("deputy_id", flat=True)[:PRESENT])
        with self._at(on, 15):
            meetings.arrive(meeting, actor=self.office, deputy_ids=there)
            meetings.open_meeting(meeting, actor=self.office)
            services.put_appointment(case, actor=self.office)
            lines = list(case.lines.order_by("position"))
            in_secret(self.cast, meeting, {one.ballot_id: yes for one, (*_, yes) in zip(lines, HELD, strict=True)})
            services.settle_appointment(case, actor=self.office)
        with self._at(on, 17):
            meetings.close_meeting(meeting, actor=self.office)
        wind_up(self.cast, meeting)

    def _sworn(self, case: Appointment, on: date) -> None:
        with self._at(on + timedelta(days=1), 9):
            services.announce_appointment(case, actor=self.office)
            services.issue_appointment(case, actor=self.office)
            lines = list(case.lines.filter(state="oath").values_list("pk", flat=True))
            services.swear_appointment(
                case,
                actor=self.office,
                lines=lines,
                sworn_on=on + timedelta(days=1),
                place=PLACE,
                supervisor="常委会主任",
            )

    def _coming(self, body: Body) -> None:
        """One that is on its way: an exam of somebody with an account for today, papers that wait for their check."""
        meeting = Meeting.objects.filter(
            body=body, starts_on__gte=self.today, state__in=("planned", "convened")
        ).first()
        if meeting is None:
            return
        user = User.objects.get(pk=self.cast.co_clerk.user_id)
        rows = [Row(1, user.name, "decide", "县交通运输局", "局长", user.login, CV.format(year=1983)),
                Row(2, "闻笛", "decide", "县教育局", "局长", "", CV.format(year=1979))]  # fmt: skip
        with self._at(self.today - timedelta(days=2), 10):
            case = services.open_appointment(
                meeting, actor=self.office, proposer="head", proposer_org_id=self.cast.orgs.gov_office, rows=rows
            )
        with self._at(self.today - timedelta(days=1), 10):
            first = case.lines.select_related("parent").order_by("position")[0]
            services.check_nominee(first, actor=self.office)
            services.summon_nominee(first, actor=self.office, sits_on=self.today)

    @contextmanager
    def _at(self, day: date, hour: int, minute: int = 0) -> Iterator[None]:
        with clock.at(datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.COUNTY_TIME)):
            yield
