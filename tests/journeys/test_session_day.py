"""A county session of 220 deputies: quorum, a resolution by name, an election by paper with a tie, from plan to published summary."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renda.chamber.ballots.models import Ballot
from renda.chamber.elections.models import Election
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.tests import factories as meetings
from renda.ground.files.tests.factories import photo
from renda.ground.kernel import clock
from renda.ground.people.models import User
from renda.network.deputies.models import Deputy
from tests.journeys.desks import Desk, arrive

DEPUTIES, TWO_THIRDS, HALF = 220, 147, 111
NAMES = ("石映川", "葛晴", "贺知远")


@pytest.fixture
def office(cast: Any) -> Desk:
    return Desk(cast.office.user_id)


@pytest.fixture
def session(cast: Any, office: Desk) -> Meeting:
    """Planned for today on the office's pages, with its items, and called."""
    body, today = meetings.body(cast, "congress"), clock.today()
    people = User.objects.bulk_create(
        User(county=cast.county, login=f"hall{n}", name=f"县代表{n}", password="!") for n in range(DEPUTIES)
    )
    there = Deputy.objects.filter(congress_id=cast.orgs.congress, serving=True).count()
    Deputy.objects.bulk_create(
        Deputy(county=cast.county, name=one.name, user=one, level=2, congress_id=cast.orgs.congress, from_on=meetings.SINCE,
               term_id=cast.seats.deputy.term_id, district=f"县第{n}选区", delegation="庆符镇代表团")
        for n, one in enumerate(people[: DEPUTIES - there])
    )  # fmt: skip
    office.post("/meetings/plan/", body=body.pk, starts_on=today.isoformat(), ends_on=(today + timedelta(days=2)).isoformat(),
                starts_at="09:00", place="县会议中心", title="县第十九届人民代表大会第六次会议")  # fmt: skip
    row = Meeting.objects.get(body=body)
    for title, sort in (
        ("县人民政府工作报告", "report"),
        ("关于政府工作报告的决议", "decision"),
        ("选举副县长", "election"),
    ):
        office.step(row, "add_item", title=title, sort=sort)
    return office.step(row, "convene")


def test_a_session_from_plan_to_published_summary(cast: Any, office: Desk, session: Meeting):
    seats = dict(session.presences.filter(guest="").listed().values_list("deputy_id", "deputy__user_id"))
    assert len(seats) == DEPUTIES
    ids = list(seats)
    arrive(office, session, ids[: TWO_THIRDS - 1])
    refused = office.client.post(f"{session.get_absolute_url()}open/", {"seen": session.version})
    assert refused.status_code == 409 and "第十四条" in refused.content.decode()
    arrive(office, session, ids[:210])
    office.step(session, "open")

    resolution = by_name(office, session, [Desk(seats[one]) for one in ids[:210]])
    assert (resolution.outcome, resolution.counts["yes"], resolution.unpressed) == ("passed", HALF, 9)

    election = nominated(cast, office, session, seats, ids)
    with clock.at(election.nominate_until + timedelta(minutes=1)):
        office.step(election, "end_nominations")
        office.step(election, "settle")
        office.step(election, "vote")
        first = counted(office, cast, election, {"石映川": 150, "葛晴": 120, "贺知远": 120})
        assert (first.outcome, first.sheet.elected, set(first.sheet.again)) == ("again", ["石映川"], {"葛晴", "贺知远"})
        office.step(election, "vote_again")
        again = counted(office, cast, election, {"葛晴": 109, "贺知远": 101})
        assert again.sheet.elected == ["葛晴"]
        office.step(election, "elect")
        office.step(election, "announce", notice_number="第3号")
    assert [one.name for one in election.winners.order_by("-votes")] == ["石映川", "葛晴"]
    told = Client().get(election.get_absolute_url()).content.decode()
    assert all(one in told for one in ("石映川", "葛晴", "第3号"))

    office.step(session, "close")
    office.step(session, "publish")
    assert "纪要" in Client().get(session.get_absolute_url()).content.decode()


def by_name(office: Desk, session: Meeting, desks: list[Desk]) -> Ballot:
    """Just more than half of all for it, most of the others against, nine press nothing."""
    office.post(
        f"/ballots/meeting/{session.pk}/put/", question="关于政府工作报告的决议", vote="resolution", way="named"
    )
    row = Ballot.objects.listed().get(meeting=session)
    office.step(row, "open")
    for n, one in enumerate(desks[:-9]):
        assert (
            one.client.post(f"{row.get_absolute_url()}cast/", {"option": "yes" if n < HALF else "no"}).status_code
            == 302
        )
    return office.step(row, "close")


def nominated(cast: Any, office: Desk, session: Meeting, seats: dict[int, int], ids: list[int]) -> Election:
    """Two by the presidium, one by ten deputies who confirm on their phones."""
    until = clock.now() + timedelta(hours=2)
    if clock.day_of(until) > session.ends_on:
        pytest.fail("the session is over before nominations end")
    office.post(f"/elections/meeting/{session.pk}/call/", organ="government", post="deputy", title="副县长", seats=2,
                nominate_until=until.astimezone(clock.COUNTY_TIME).strftime("%Y-%m-%dT%H:%M"))  # fmt: skip
    row = Election.objects.get(meeting=session)
    for name in NAMES[:2]:
        office.post(f"{row.get_absolute_url()}nominate/", by="presidium", name=name)
    lead, others = Desk(seats[ids[0]]), ids[1:10]
    lead.post(f"{row.get_absolute_url()}propose/", name=NAMES[2], about="长期做农村工作。", with_ids=others)
    joint = row.nominations.get(name=NAMES[2])
    for n, one in enumerate(others):
        if n == len(others) - 1:
            early = lead.client.post(f"{joint.get_absolute_url()}hand_in/", {"seen": joint.version})
            assert early.status_code == 409 and "第二十六条" in early.content.decode()
        Desk(seats[one]).step(joint, "endorse")
    lead.step(joint, "hand_in")
    return row


def counted(office: Desk, cast: Any, election: Election, votes: dict[str, int]) -> Ballot:
    """Papers handed out to all 210; two tellers count apart, first not the same, then the same; the sheet is signed."""
    row = Ballot.objects.listed().get(pk=election.rounds.order_by("-number")[0].ballot_id)
    office.step(row, "open")
    office.step(row, "issue", first_number=1, last_number=DEPUTIES, issued=210, scrutineers="冯见素、许可")
    tellers = [Desk(cast.office.user_id), Desk(cast.chair.user_id)]
    wrong = {**votes, next(iter(votes)): votes[next(iter(votes))] - 1}
    tell(tellers[0], row, votes)
    tell(tellers[1], row, wrong)
    early = office.client.post(f"{row.get_absolute_url()}close/", {"seen": row.version})
    assert early.status_code == 409 and "不一样" in early.content.decode()
    tell(tellers[1], row, votes)
    sheet = SimpleUploadedFile("报告单.jpg", photo().read(), "image/jpeg")
    office.step(row, "sign", papers=sheet)
    return office.step(row, "close")


def tell(teller: Desk, row: Ballot, votes: dict[str, int]) -> None:
    from renda.chamber.ballots.paper_shown import papers_of

    row.refresh_from_db()
    given = {"returned": 210, "invalid": 0, **{f"for:{name}": number for name, number in votes.items()}}
    lines = {f"line_{n}": given.get(key, 0) for n, (key, _) in enumerate(papers_of(row).lines())}
    answer = teller.client.post(f"{row.get_absolute_url()}tell/", {**lines, "written": ""})
    assert answer.status_code == 302, answer.content.decode()[-2500:]
