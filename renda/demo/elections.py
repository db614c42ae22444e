"""The last session elects: a deputy county head by a tie, a vote again and another election; a by-election is nominated for now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from renda.chamber.ballots import services as ballots
from renda.chamber.elections import services
from renda.chamber.elections.models import Election
from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.models import Body, Meeting
from renda.demo.cast import SESSION, Cast
from renda.demo.sittings import wind_up
from renda.ground.county.models import County
from renda.ground.kernel import clock

HALL, PARTY, ABSENT, ASKED = "县会议中心", "县人民政府党组成员", 0.04, 12
WATCHERS = ("冯见素", "沈怀山")


class ElectionYear:
    """Lives one session with its elections, and opens the nominations of the next."""

    def __init__(self, county: County, cast: Cast) -> None:
        self.county, self.cast, self.office, self.today = county, cast, cast.office, clock.today()

    @transaction.atomic
    def load(self) -> None:
        body = Body.objects.filter(county=self.county, kind="congress", congress_id=self.cast.orgs.congress).first()
        if body is None or Election.objects.filter(county=self.county).exists():
            return
        number, first, last, _ = SESSION
        if last < self.today and not body.meetings.filter(number=number).exists():
            self._held(body, number, first, last)
        self._coming(body, number + 1)

    def _held(self, body: Body, number: int, first: date, last: date) -> None:
        row = self._called(body, number, first, last, first - timedelta(days=30))
        with self._at(first, 8):
            members = list(row.presences.filter(guest="").order_by("pk").values_list("deputy_id", flat=True))
            there = members[: len(members) - int(len(members) * ABSENT)]
            meetings.arrive(row, actor=self.office, deputy_ids=there)
            meetings.open_meeting(row, actor=self.office)
        self._deputy_heads(row, first, last)
        with self._at(last, 17):
            meetings.close_meeting(row, actor=self.office)
        wind_up(self.cast, row)

    def _called(self, body: Body, number: int, first: date, last: date, on: date) -> Meeting:
        with self._at(on, 9):
            row = meetings.plan_meeting(
                body, actor=self.office, number=number, starts_on=first, ends_on=last, starts_at=time(9), place=HALL
            )
            for title, sort in (("听取和审议县人民政府工作报告", "report"), ("补选县人民政府副县长", "election")):
                meetings.add_item_meeting(row, actor=self.office, title=title, sort=sort)
        with self._at(on + timedelta(days=10), 9):
            return meetings.convene_meeting(row, actor=self.office)

    def _deputy_heads(self, row: Meeting, first: date, last: date) -> None:
        """Three seats, four candidates: one over half; another election ends in a tie; the tied are voted on again."""
        with self._at(first, 10):
            election = self._call(row, "副县长", seats=3, until=self._moment(first + timedelta(days=1), 12))
            for name in ("纪怀瑾", "卫思源", "骆清晏"):
                services.nominate_nomination(election, actor=self.office, by="presidium", name=name, about=PARTY)
            self._joint(election, "水云舒")
        with self._at(first + timedelta(days=1), 15):
            services.end_nominations_election(election, actor=self.office)
            services.settle_election(election, actor=self.office)
        with self._at(last, 9):
            services.vote_election(election, actor=self.office)
            self._count(election, {"纪怀瑾": 0.8, "卫思源": 0.45, "骆清晏": 0.42, "水云舒": 0.4})
            services.vote_another_election(election, actor=self.office, names=["卫思源", "骆清晏", "水云舒"])
            self._count(election, {"卫思源": 0.7, "骆清晏": 0.56, "水云舒": 0.56})
            services.vote_again_election(election, actor=self.office)
            self._count(election, {"骆清晏": 0.5, "水云舒": 0.4})
            services.elect_election(election, actor=self.office)
            services.announce_election(election, actor=self.office, notice_number="第2号")
            services.swear_election(
                election, actor=self.office, winner_ids=list(election.winners.values_list("pk", flat=True)), sworn_on=last,
                sworn_before="大会主席团",
            )  # fmt: skip

    def _call(
        self, row: Meeting, title: str, *, seats: int, until: datetime, organ: str = "government", post: str = "deputy"
    ) -> Election:
        return services.call_election(
            row, actor=self.office, organ=organ, post=post, title=title, seats=seats, nominate_until=until, is_by_election=True,
            item_id=row.items.get(sort="election").pk,
        )  # fmt: skip

    def _joint(self, election: Election, name: str) -> None:
        """The cast's deputy names somebody; the others have no accounts, so that their confirmations are written at once."""
        ids = list(election.meeting.presences.filter(guest="").exclude(deputy=self.cast.seats.deputy).order_by("pk")
                   .values_list("deputy_id", flat=True)[:ASKED])  # fmt: skip
        found = services.propose_nomination(
            election, actor=self.cast.deputy, name=name, with_ids=ids, about="长期在基层工作"
        )
        found.endorsements.filter(confirmed_at__isnull=True).update(confirmed_at=clock.now())
        services.hand_in_nomination(found, actor=self.cast.deputy)

    def _count(self, election: Election, shares: Mapping[str, float]) -> None:
        """The last vote is taken: everybody there gives a paper back; two tellers count the same."""
        ballot = ballots.open_ballot(election.rounds.order_by("-number")[0].ballot, actor=self.office)
        papers = ballot.present or 0
        ballots.issue_ballot(
            ballot, actor=self.office, first_number=1, last_number=papers + 10, issued=papers, scrutineers=WATCHERS
        )
        votes = {name: int((ballot.members or 0) * share) for name, share in shares.items()}
        for teller in (self.office, self.cast.publisher):
            ballots.count_sheet(ballot, actor=teller, returned=papers, invalid=0, votes=votes)
        ballots.sign_ballot(ballot, actor=self.office, papers=[_photo()])
        ballots.close_ballot(ballot, actor=self.office)

    def _coming(self, body: Body, number: int) -> None:
        """The next session is called already; a by-election is nominated for."""
        first = self.today + timedelta(days=20)
        row = body.meetings.filter(state="convened").first()
        row = row or self._called(body, number, first, first + timedelta(days=2), self.today - timedelta(days=12))
        election = self._call(
            row, "县监察委员会主任", seats=1, until=self._moment(first, 18), organ="supervisory", post="chief"
        )
        services.nominate_nomination(
            election, actor=self.office, by="presidium", name="贺兰亭", about="县监察委员会副主任"
        )
        services.propose_nomination(
            election,
            actor=self.cast.deputy,
            name="安如松",
            with_ids=[self.cast.seats.deputy2.pk, self.cast.seats.deputy3.pk],
        )

    def _moment(self, day: date, hour: int) -> datetime:
        return datetime(day.year, day.month, day.day, hour, tzinfo=clock.COUNTY_TIME)

    @contextmanager
    def _at(self, day: date, hour: int) -> Iterator[None]:
        with clock.at(self._moment(day, hour)):
            yield


def _photo() -> SimpleUploadedFile:
    """A drawn sheet that stands for the scan."""
    picture, out = Image.new("RGB", (420, 594), "#fdfcf8"), BytesIO()
    ImageDraw.Draw(picture).rectangle((40, 60, 380, 540), outline="#444")
    picture.save(out, "PNG")
    return SimpleUploadedFile("签名的报告单.png", out.getvalue(), content_type="image/png")
