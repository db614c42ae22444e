"""A meeting of the standing committee called for one thing: who is in the hall, its votes, its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from renda.chamber.ballots import services as votes
from renda.chamber.ballots.models import Ballot
from renda.chamber.ballots.states import Option
from renda.chamber.meetings import services
from renda.chamber.meetings.models import Body, Meeting
from renda.demo.cast import Cast
from renda.demo.phones import Phone
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.people.models import User
from renda.network.deputies.models import Deputy

PRESENT = 24
PLACE = "县人大常委会会议室"


@contextmanager
def at(day: date, hour: int = 9) -> Iterator[None]:
    with clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=clock.COUNTY_TIME)):
        yield


def called(cast: Cast, body: Body, on: date, title: str) -> Meeting:
    """Planned and called three weeks before; its agenda is what `title` says until more is put on it."""
    with at(on - timedelta(days=21)):
        row = services.plan_meeting(body, actor=cast.office, starts_on=on, starts_at=time(9), place=PLACE, title=title)
        services.add_item_meeting(row, actor=cast.office, title="通报有关情况", sort="other")
    with at(on - timedelta(days=8)):
        services.convene_meeting(row, actor=cast.office)
    return row


@contextmanager
def sitting(cast: Cast, row: Meeting) -> Iterator[Meeting]:
    """Open while the block runs, on its day."""
    row.refresh_from_db()
    there = list(
        row.presences.filter(guest="").order_by("position", "pk").values_list("deputy_id", flat=True)[:PRESENT]
    )
    with at(row.starts_on):
        services.arrive(row, actor=cast.office, deputy_ids=there)
        services.open_meeting(row, actor=cast.office)
        yield row
        services.close_meeting(Meeting.objects.get(pk=row.pk), actor=cast.office)
    wind_up(cast, row)


def wind_up(cast: Cast, row: Meeting) -> None:
    """The summary goes out and what comes after the meeting is done, some days later."""
    with at(min(row.ends_on + timedelta(days=4), clock.today()), 15):
        row.refresh_from_db()
        services.publish_meeting(row, actor=cast.office)
        for thing in row.preparations.filter(state="waiting").select_related("office", "org", "meeting"):
            services.finish_preparation(thing, actor=cast.office)


def by_hands(cast: Cast, ballot: Any, counts: dict[str, int]) -> None:
    """Two tellers count the same."""
    row = votes.open_ballot(Ballot.objects.get(pk=ballot.pk), actor=cast.office)
    for teller in (cast.office, cast.committee):
        votes.count_hands(row, actor=teller, counts=counts)
    votes.close_ballot(row, actor=cast.office)


def in_secret(cast: Cast, row: Meeting, wanted: dict[Any, int]) -> None:
    """Every member in the hall takes papers for all votes that lie ready, then votes on each. wanted: how many vote yes, by vote; the rest vote no."""
    issuing = votes.start_issuing(row, actor=cast.office)
    keys = {str(one.pk): one.public_key for one in issuing.ballots.all()}
    phones = [Phone() for _ in members_in(row)]
    for phone, member in zip(phones, members_in(row), strict=True):
        phone.finish(votes.take_papers(issuing, actor=member, blinded=phone.prepare(keys)))
    votes.end_issuing(issuing, actor=cast.office)
    for pk, yes in wanted.items():
        ballot = votes.open_ballot(Ballot.objects.get(pk=pk), actor=cast.office)
        for n, phone in enumerate(phones):
            votes.cast_slip(ballot, phone.slip(str(pk), Option.YES if n < yes else Option.NO))
        votes.close_ballot(ballot, actor=cast.office)


def members_in(row: Meeting) -> list[Actor]:
    """Whoever is in the hall, each with an account; one that nobody can sign in to where there was none."""
    there = list(Deputy.objects.filter(pk__in=row.presences.in_hall().values("deputy_id")).order_by("pk"))
    bare = [one for one in there if one.user_id is None]
    made = User.objects.bulk_create(
        User(county_id=row.county_id, login=f"member{one.pk}", name=one.name, password=make_password(None))
        for one in bare
    )
    for one, user in zip(bare, made, strict=True):
        one.user = user
    Deputy.objects.bulk_update(bare, ["user"])
    return [Actor(row.county_id, one.user_id or 0, one.name) for one in there]
