"""Members press while the chair closes: every vote that was accepted is counted, and none is accepted afterwards."""

import pytest
from django.conf import settings

from renda.chamber.ballots import services
from renda.chamber.ballots.models import Ballot, Choice
from renda.chamber.ballots.tests import makers
from renda.chamber.meetings.tests import factories as meetings
from renda.chamber.meetings.tests.factories import fresh
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import DomainError, WrongState
from renda.ground.people.models import User
from renda.ground.workflow.sealing import verify_history
from tests.safety.races import race

MEMBERS = 7


@pytest.mark.parametrize("races", [12, pytest.param(100, marks=pytest.mark.long)])
def test_what_was_accepted_is_what_is_counted(staged, races):
    meeting = meetings.opened(staged, members=MEMBERS, present=MEMBERS)
    voters = members(staged, meeting)
    for n in range(races):
        row = makers.opened(staged, meeting=meeting, question=f"第{n}项")
        early, rest = voters[: n % 3], voters[n % 3 :]
        for actor in early:
            services.cast_choice(row, actor=actor, option="yes")
        came = race(*(presses(row, actor) for actor in rest), closes(row, staged.office))
        accepted = [one for one in came[:-1] if isinstance(one, Choice)]
        refused = [one for one in came[:-1] if isinstance(one, DomainError)]
        assert len(accepted) + len(refused) == len(rest) and all(isinstance(one, WrongState) for one in refused), came
        closed = Ballot.objects.get(pk=row.pk)
        assert sum(closed.counts.values()) == len(early) + len(accepted) == closed.choices.count()
    assert verify_history(staged.county.pk) is None


@pytest.mark.parametrize("races", [6, pytest.param(100, marks=pytest.mark.long)])
def test_a_slip_that_was_accepted_is_counted(staged, races, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "BALLOT_KEYS", tmp_path)
    meeting = meetings.opened(staged, members=MEMBERS, present=MEMBERS)
    rows = [makers.put_secret(staged, meeting=meeting, question=f"第{n}项") for n in range(races)]
    issuing = makers.issuing(staged, *rows)
    phones = [makers.take(issuing, actor) for actor in makers.members(staged, meeting)]
    services.end_issuing(issuing, actor=staged.office)
    for n, row in enumerate(rows):
        row = services.open_ballot(fresh(row), actor=staged.office)
        slips = [phone.slip(str(row.pk), "yes") for phone in phones]
        for slip in slips[: n % 3]:
            services.cast_slip(row, slip)
        came = race(*(casts(row, slip) for slip in slips[n % 3 :]), closes(row, staged.office))
        accepted = sum(one == "yes" for one in came[:-1])
        assert accepted + sum(isinstance(one, WrongState) for one in came[:-1]) == len(slips) - n % 3, came
        closed = Ballot.objects.get(pk=row.pk)
        assert closed.counts["yes"] == n % 3 + accepted == closed.slips.count()


def casts(row, slip):
    seen = Ballot.objects.get(pk=row.pk)
    return lambda: services.cast_slip(seen, slip)


def members(staged, meeting):
    """An account for each member in the hall, as actors."""
    found = []
    for n, one in enumerate(meeting.presences.in_hall().select_related("deputy").order_by("position")):
        user = one.deputy.user
        if user is None:
            user = User.objects.create(county=staged.county, login=f"member{n}", name=one.deputy.name, password="!")
            type(one.deputy).objects.filter(pk=one.deputy_id).update(user=user)
        found.append(Actor(staged.county.pk, user.pk, user.name))
    return found


def presses(row, actor):
    return lambda: services.cast_choice(row, actor=actor, option="no")


def closes(row, actor):
    seen = Ballot.objects.select_related("meeting__body", "office").get(pk=row.pk)
    return lambda: services.close_ballot(seen, actor=actor)
