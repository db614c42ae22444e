"""A standing committee of 27 meets: from the plan to the published summary, over HTTP, one member with a real phone.

One appointment fails by one vote, one member comes late, and for ten minutes too few are there: voting refuses, with the article.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from renda.chamber.ballots import recount
from renda.chamber.ballots.models import Ballot, Issuing
from renda.chamber.ballots.tests import makers
from renda.chamber.meetings.models import Meeting
from renda.chamber.meetings.services import seat_members
from renda.chamber.meetings.tests import factories as meetings
from renda.demo.phones import Phone
from renda.ground.kernel import clock
from renda.ground.people.models import User
from renda.network.deputies.models import Deputy
from tests.journeys.conftest import Stage
from tests.journeys.desks import Desk, arrive, depart

pytestmark = pytest.mark.browser
MEMBERS, PASS = 27, 14
QUORUM = "第五十一条"


@pytest.fixture
def office(stage: Stage) -> Desk:
    makers.no_waits(stage.cast)
    return Desk(stage.cast.office.user_id)


@pytest.fixture
def meeting(stage: Stage, office: Desk) -> Meeting:
    """Planned by the office on its pages, with four items, and called for today."""
    body = committee(stage.cast)
    today = clock.today().isoformat()
    office.post("/meetings/plan/", body=body.pk, number=37, starts_on=today, starts_at="09:00", place="县人大会议室")
    row = Meeting.objects.get(body=body, number=37)
    assert row.preparations.filter(state="waiting").count() >= 3
    for title, sort in (("关于批准2025年县级决算的决定", "decision"), ("关于县水利局局长的任命", "appointment"),
                        ("关于县教育局局长的任命", "appointment"), ("听取农村供水工作报告", "report")):  # fmt: skip
        office.step(row, "add_item", title=title, sort=sort)
    return office.step(row, "convene")


def committee(cast: Any) -> Any:
    """27 seats, each with an account; the cast's two deputies are the first."""
    body = meetings.body(cast)
    seat = cast.seats.deputy
    people = [
        User.objects.create(county=cast.county, login=f"seat{n}", name=f"委员{n:02d}", password="!")
        for n in range(MEMBERS - 2)
    ]
    more = Deputy.objects.bulk_create(
        Deputy(county=cast.county, name=one.name, user=one, level=2, congress_id=cast.orgs.congress, term_id=seat.term_id,
               from_on=meetings.SINCE, district=f"委员{n}选区")
        for n, one in enumerate(people)
    )  # fmt: skip
    ids = [seat.pk, cast.seats.deputy2.pk, *(one.pk for one in more)]
    seat_members(body, actor=cast.office, deputy_ids=ids, from_on=meetings.SINCE)
    return body


def test_a_committee_meets_from_plan_to_published_summary(stage: Stage, office: Desk, meeting: Meeting):
    seats = list(meeting.presences.filter(guest="").listed().values_list("deputy_id", "deputy__user_id"))
    assert len(seats) == MEMBERS
    desks = {deputy: Desk(user) for deputy, user in seats}
    ids, away, late = [deputy for deputy, _ in seats], [seats[-1][0], seats[-2][0]], seats[-3][0]
    desks[away[0]].step(meeting, "ask_leave", note="住院")
    desks[ids[0]].step(meeting, "accept")

    arrive(office, meeting, ids[: PASS - 1])
    refused = office.client.post(f"{meeting.get_absolute_url()}open/", {"seen": meeting.version})
    assert refused.status_code == 409 and QUORUM in refused.content.decode()
    present = [one for one in ids if one not in (*away, late)]
    arrive(office, meeting, present)
    office.step(meeting, "open")

    decided = named_vote(office, meeting, {one: desks[one] for one in present})
    assert (decided.outcome, decided.counts["yes"]) == ("passed", len(present) - 2)
    assert "24" in office.page(decided.get_absolute_url())
    arrive(office, meeting, [late])
    assert desks[late].post(f"{decided.get_absolute_url()}cast/", option="yes").status_code == 409

    first, second = (
        put(office, meeting, f"任命{name}", "appointment") for name in ("张明远为县水利局局长", "李素芬为县教育局局长")
    )
    too_few(office, meeting, [*present, late], second)
    phone = stage.page("deputy")
    phone.goto(f"{stage.url}/ballots/meeting/{meeting.pk}/vote/")
    papers = issue(office, meeting, {d: one for d, one in desks.items() if d in (*present, late)}, phone)
    fails = secret_vote(office, stage, first, papers, phone, yes=PASS - 1)
    passes = secret_vote(office, stage, second, papers, phone, yes=PASS)
    assert (fails.outcome, fails.counts["yes"]) == ("failed", PASS - 1)
    assert "还差1" in " ".join(fails.lines)
    assert (passes.outcome, passes.counts["yes"]) == ("passed", PASS)
    recounted(stage, passes)

    office.step(meeting, "close")
    office.step(meeting, "publish")
    public = Client().get(meeting.get_absolute_url()).content.decode()
    assert "纪要" in public
    assert fails.question in Client().get(f"/ballots/meeting/{meeting.pk}/").content.decode()


def put(office: Desk, meeting: Meeting, question: str, vote: str, **data: Any) -> Ballot:
    office.post(f"/ballots/meeting/{meeting.pk}/put/", question=question, vote=vote, **data)
    return Ballot.objects.listed().get(meeting=meeting, question=question)


def named_vote(office: Desk, meeting: Meeting, desks: dict[int, Desk]) -> Ballot:
    """By name: all but two are for it; one presses twice, and another button is refused."""
    row = put(office, meeting, "批准2025年县级决算", "decision", way="named")
    office.step(row, "open")
    for n, one in enumerate(desks.values()):
        assert one.post(f"{row.get_absolute_url()}cast/", option="yes" if n > 1 else "abstain").status_code == 200
    last = list(desks.values())[-1]
    assert last.post(f"{row.get_absolute_url()}cast/", option="yes").status_code == 200
    assert last.post(f"{row.get_absolute_url()}cast/", option="no").status_code == 409
    return office.step(row, "close")


def too_few(office: Desk, meeting: Meeting, there: list[int], row: Ballot) -> None:
    """Too few in the hall: nothing is voted on, and the page says by which article."""
    gone = there[PASS - 1 :]
    depart(office, meeting, gone)
    refused = office.client.post(f"/ballots/meeting/{meeting.pk}/issue/")
    assert refused.status_code == 409
    assert "人数不够" in refused.content.decode() and QUORUM in refused.content.decode()
    assert row.state == "ready"
    arrive(office, meeting, gone)


def issue(office: Desk, meeting: Meeting, desks: dict[int, Desk], phone: Any) -> list[Phone]:
    """Everybody in the hall takes papers: the first by a real phone, the others as their phones would."""
    office.post(f"/ballots/meeting/{meeting.pk}/issue/")
    row = Issuing.objects.get(meeting=meeting, state="running")
    expect(phone.locator("[data-vote=state]")).to_contain_text("您的票领好了", timeout=20000)
    papers = []
    for one in list(desks.values())[1:]:
        keys = Client().get(f"/ballots/keys/{row.pk}/").json()["ballots"]
        made = Phone()
        asked = made.prepare({key["id"]: key["key"] for key in keys})
        answer = one.client.post(f"/api/v1/issuings/{row.pk}/papers", json.dumps({"papers": asked}), "application/json")
        assert answer.status_code == 200, answer.content.decode()
        made.finish(answer.json()["papers"])
        papers.append(made)
    office.step(row, "end")
    assert row.taken == len(desks)
    return papers


def secret_vote(office: Desk, stage: Stage, row: Ballot, papers: list[Phone], phone: Any, *, yes: int) -> Ballot:
    office.step(row, "open")
    phone.get_by_role("button", name="赞成").click()
    expect(phone.locator("[data-vote=state]")).to_contain_text("您的票送到了", timeout=20000)
    for n, one in enumerate(papers, 1):
        slip = one.slip(str(row.pk), "yes" if n < yes else "no")
        sent = {"ballot": str(row.pk), **asdict(slip)}
        for _ in range(2):  # a lost answer is asked for again
            assert Client().post("/api/v1/ballots/slips", json.dumps(sent), "application/json").status_code == 200
    return office.step(row, "close")


def recounted(stage: Stage, row: Ballot) -> None:
    """Whoever has Python counts again, offline, against the digest of the sheet."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        name = f"{folder}/package.json"
        with open(name, "wb") as file:
            file.write(Client().get(f"/ballots/package/{row.pk}/").content)
        done = subprocess.run(
            [sys.executable, "-I", recount.__file__, name, row.digest], capture_output=True, text=True
        )
    assert done.returncode == 0, done.stdout
