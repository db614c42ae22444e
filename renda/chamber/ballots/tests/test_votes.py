import re

import pytest
from django.db import IntegrityError, transaction

from renda.chamber.ballots import services
from renda.chamber.ballots.models import Ballot, Choice
from renda.chamber.ballots.states import Outcome
from renda.chamber.ballots.tests import makers as made
from renda.chamber.ballots.workflow import BALLOT
from renda.chamber.meetings import services as meetings
from renda.chamber.meetings.tests.factories import fresh, members_of, opened
from renda.ground.kernel.actor import Actor, clock_actor
from renda.ground.kernel.errors import Blocked, Conflict, Invalid, NotAllowed, WrongState
from renda.ground.people.models import User
from renda.ground.workflow.testing import walk
from renda.network.deputies.models import Deputy

HOW = {"content_type": "application/json"}


def voters(cast, row, count):
    """Accounts for the members in the hall who have none, as actors."""
    found = []
    for n, one in enumerate(row.meeting.presences.in_hall().select_related("deputy").order_by("position")[:count]):
        if one.deputy.user_id is None:
            user = User.objects.create(county=cast.county, login=f"member{n}", name=one.deputy.name, password="!")
            Deputy.objects.filter(pk=one.deputy_id).update(user=user)
            found.append(Actor(cast.county.pk, user.pk, user.name))
        else:
            found.append(cast.deputy if one.deputy_id == cast.seats.deputy.pk else cast.deputy2)
    return found


@pytest.mark.parametrize(("yes", "outcome"), [(4, Outcome.PASSED), (3, Outcome.FAILED)])
def test_one_vote_decides_and_the_line_is_of_all_members(cast, yes, outcome):
    row = made.opened(cast)
    for n, actor in enumerate(voters(cast, row, 5)):
        services.cast_choice(row, actor=actor, option="yes" if n < yes else "no")
    services.close_ballot(row, actor=cast.office)
    assert (row.members, row.present, row.counts["yes"], row.outcome) == (7, 5, yes, outcome)
    assert "第五十一条" in row.lines[-1]


def test_who_presses_nothing_is_counted_apart_and_is_no_abstention(cast):
    row = made.closed(cast)
    assert (row.counts, row.unpressed, row.outcome) == ({"yes": 2, "no": 0, "abstain": 0}, 3, Outcome.FAILED)


def test_no_vote_while_there_are_too_few_and_again_when_they_are_back(cast):
    row = made.put(cast)
    away = members_of(row.meeting, 2)
    meetings.depart(row.meeting, actor=cast.office, deputy_ids=away)
    with pytest.raises(Blocked, match="第五十一条"):
        services.open_ballot(row, actor=cast.office)
    meetings.arrive(row.meeting, actor=cast.office, deputy_ids=away)
    assert services.open_ballot(row, actor=cast.office).present == 5


def test_a_member_who_comes_late_votes_from_the_next_vote_on_with_the_number_of_that_moment(cast):
    first = made.closed(cast)
    meetings.arrive(first.meeting, actor=cast.office, deputy_ids=members_of(first.meeting, 6))
    second = services.open_ballot(made.put(cast, meeting=first.meeting, question="人事安排"), actor=cast.office)
    assert (first.present, second.present) == (5, 6)


def test_the_same_button_again_is_the_same_and_another_a_conflict(cast):
    row = made.opened(cast)
    services.cast_choice(row, actor=cast.deputy, option="yes")
    services.cast_choice(row, actor=cast.deputy, option="yes")
    with pytest.raises(Conflict, match="只能按一次"):
        services.cast_choice(row, actor=cast.deputy, option="no")
    assert Choice.objects.count() == 1


def test_who_withdraws_does_not_vote_and_lowers_no_line(cast):
    row = made.put(cast)
    services.recuse_ballot(row, actor=cast.office, deputy_ids=[cast.seats.deputy.pk])
    services.open_ballot(row, actor=cast.office)
    with pytest.raises(NotAllowed, match="回避"):
        services.cast_choice(row, actor=cast.deputy, option="yes")
    services.cast_choice(row, actor=cast.deputy2, option="yes")
    services.close_ballot(row, actor=cast.office)
    assert (row.members, row.recused, row.unpressed) == (7, 1, 3)


@pytest.mark.parametrize("name", ["deputy3", "office", "resident", "town_deputy"])
def test_only_members_in_the_hall_vote(cast, name):
    with pytest.raises(NotAllowed, match="签到在会场"):
        services.cast_choice(made.opened(cast), actor=getattr(cast, name), option="yes")


def test_who_has_left_the_hall_does_not_vote(cast):
    row = made.opened(cast)
    meetings.depart(row.meeting, actor=cast.office, deputy_ids=[cast.seats.deputy.pk])
    with pytest.raises(NotAllowed):
        services.cast_choice(row, actor=cast.deputy, option="yes")


def test_nobody_presses_before_it_is_opened_or_after_it_is_closed(cast):
    row = made.put(cast)
    with pytest.raises(WrongState):
        services.cast_choice(row, actor=cast.deputy, option="yes")
    services.open_ballot(row, actor=cast.office)
    services.close_ballot(row, actor=cast.office)
    with pytest.raises(WrongState):
        services.cast_choice(row, actor=cast.deputy, option="yes")


def test_one_vote_at_a_time_in_a_meeting(cast):
    first = made.opened(cast)
    second = made.put(cast, meeting=first.meeting, question="第二项")
    with pytest.raises(Blocked, match="正在表决"):
        services.open_ballot(second, actor=cast.office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.filter(pk=second.pk).update(state="open")


@pytest.mark.parametrize("vote", ["leaders", "dismissal", "upper_deputies"])
def test_what_the_law_wants_secret_is_never_put_in_the_open(cast, vote):
    with pytest.raises(Invalid, match="无记名"):
        made.put(cast, vote=vote, way="named")


def test_two_tellers_must_count_the_same_hands(cast):
    row = made.opened(cast, way="hands")
    other = cast.publisher
    services.count_hands(row, actor=cast.office, counts={"yes": 4, "no": 1})
    with pytest.raises(Blocked, match="现在有1名"):
        services.close_ballot(fresh(row), actor=cast.office)
    services.count_hands(row, actor=other, counts={"yes": 3, "no": 1})
    with pytest.raises(Blocked, match="不一样"):
        services.close_ballot(fresh(row), actor=cast.office)
    services.count_hands(row, actor=other, counts={"yes": 4, "no": 1})
    done = services.close_ballot(fresh(row), actor=cast.office)
    assert (done.counts["yes"], done.unpressed, done.outcome) == (4, 0, Outcome.PASSED)


def test_more_hands_than_people_are_counted_again(cast):
    row = made.opened(cast, way="hands")
    with pytest.raises(Invalid, match="只有5人"):
        services.count_hands(row, actor=cast.office, counts={"yes": 6})
    with pytest.raises(NotAllowed):
        services.count_hands(row, actor=cast.deputy3, counts={"yes": 5})


def test_a_satisfaction_vote_has_its_own_options(cast):
    row = made.opened(cast, vote="satisfaction")
    with pytest.raises(Invalid):
        services.cast_choice(row, actor=cast.deputy, option="yes")
    services.cast_choice(row, actor=cast.deputy, option="satisfied")
    assert services.close_ballot(row, actor=cast.office).grade == "dissatisfied"


def test_walks_of_a_vote(cast):
    names = ("deputy", "office", "committee", "township", "resident")
    actors = {**{name: getattr(cast, name) for name in names}, "clock": clock_actor(cast.county.pk)}
    meeting = opened(cast, members=7, present=5)

    def ready():
        Ballot.objects.running().update(state="closed", outcome="failed")
        return made.put(cast, meeting=meeting)

    facts = {"close": {"outcome": "failed"}, "open": {"members": 7, "present": 5}}
    walk(BALLOT, ready, actors, fields=lambda _row, name: facts.get(name, {}), examples=4)


def test_a_member_votes_on_the_phone_in_three_taps(cast, client_of):
    row, member = made.opened(cast), client_of("deputy")
    listed = member.get(f"/ballots/meeting/{row.meeting_id}/").content.decode()
    assert row.get_absolute_url() in listed
    page = member.get(row.get_absolute_url()).content.decode()
    assert 'value="yes"' in page
    assert member.post(f"{row.get_absolute_url()}cast/", {"option": "yes"}).status_code == 302
    page = member.get(row.get_absolute_url()).content.decode()
    assert 'value="yes"' not in page and "已经记下" in page
    again = member.post(f"{row.get_absolute_url()}cast/", {"option": "no"})
    assert again.status_code == 409 and "只能按一次" in again.content.decode()


def test_the_public_reads_the_result_and_not_who_chose_what(cast, client, client_of):
    row = made.closed(cast)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "未通过" in page and cast.deputy.name not in page
    assert cast.deputy.name in client_of("office").get(row.get_absolute_url()).content.decode()


def test_nobody_reads_a_running_count_by_option(cast, client_of):
    row = made.opened(cast)
    services.cast_choice(row, actor=cast.deputy, option="no")
    page = client_of("deputy2").get(row.get_absolute_url()).content.decode()
    assert re.search(r"已按<b[^>]*>1</b> / ", page) and "谁按了什么" not in page
    body = client_of("deputy2").get(f"/api/v1/ballot/{row.pk}").json()["body"]
    assert body["counts"] == {} and "choices" not in body


def test_a_vote_by_json(cast, client_of):
    meeting = opened(cast, members=3, present=3)
    office, member = client_of("office"), client_of("deputy")
    facts = {"vote": "decision", "question": "批准决算"}
    key = office.post(f"/api/v1/meetings/{meeting.pk}/ballots", facts, **HOW).json()["id"]
    assert office.post(f"/api/v1/ballot/{key}/steps/open", {}, **HOW).status_code == 200
    assert member.post(f"/api/v1/ballots/{key}/cast", {"option": "yes"}, **HOW).json() == {"option": "yes"}
    assert member.post(f"/api/v1/ballots/{key}/cast", {"option": "no"}, **HOW).status_code == 409
    assert member.post(f"/api/v1/ballots/{key}/cast", {"option": "maybe"}, **HOW).status_code == 422
    assert client_of("deputy2").post(f"/api/v1/ballots/{key}/cast", {"option": "yes"}, **HOW).status_code == 200
    done = office.post(f"/api/v1/ballot/{key}/steps/close", {}, **HOW).json()
    assert done["body"]["outcome"] == "passed" and done["body"]["counts"]["yes"] == 2


def test_queries_of_a_vote(cast, client_of, django_assert_max_num_queries):
    row, member = made.opened(cast), client_of("deputy")
    member.get(row.get_absolute_url())
    with django_assert_max_num_queries(16):
        assert member.get(row.get_absolute_url()).status_code == 200
