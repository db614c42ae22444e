"""A post is vacant: what waits for it falls to the parent organisation, and goes back when somebody is appointed."""

from datetime import timedelta

import pytest

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Role, holder_key
from renda.ground.kernel.errors import NotAllowed
from renda.ground.notices.models import Message
from renda.ground.people import services as people
from renda.ground.people.models import Organisation, Post, User, Vacancy
from renda.ground.people.queries import actor_for, keys_to_users, signed_in_user
from renda.ground.workflow.models import StepTaken
from renda.ground.workflow.queries import inbox
from renda.voice.opinions import services
from renda.voice.opinions.tests.factories import collected

pytestmark = pytest.mark.django_db


def leave(cast, *logins):
    """Their posts ended yesterday."""
    for post in Post.objects.filter(county=cast.county, user__login__in=logins):
        people.end_post(post, actor=cast.admin, on=clock.today() - timedelta(days=1))


def now(actor):
    """The same person as signed in at this moment."""
    user = signed_in_user(actor.user_id, clock.today())
    return actor_for(user, clock.today())


def test_the_wait_of_a_vacant_post_is_in_the_parents_inbox(cast):
    row = collected(cast)
    assert not inbox(now(cast.township)).exists()
    leave(cast, "liaison")
    assert [w.matter_id for w in inbox(now(cast.township))] == [row.pk]
    assert not inbox(now(cast.liaison)).exists()


def test_the_parent_takes_the_step_and_the_history_says_in_whose_place(cast):
    row = collected(cast)
    leave(cast, "liaison", "station_master")
    services.answer_on_spot_opinion(row, actor=now(cast.township), result="好了", told_way="face")
    taken = StepTaken.objects.of(row).last()
    assert (taken.user_id, taken.step) == (cast.township.user_id, "answer_on_spot")
    assert taken.acted_as.endswith("（代办）")


def test_without_a_vacancy_the_parent_may_not(cast):
    with pytest.raises(NotAllowed):
        services.answer_on_spot_opinion(collected(cast), actor=now(cast.township), result="好了", told_way="face")


def test_notices_reach_the_parent(cast):
    leave(cast, "liaison")
    collected(cast)
    assert set(Message.objects.values_list("user_id", flat=True)) == {cast.township.user_id}


def test_it_goes_back_when_somebody_is_appointed(cast, county):
    collected(cast)
    leave(cast, "liaison")
    new = User.objects.create(county=county, login="new", name="新来的")
    station = Organisation.objects.get(pk=cast.orgs.station)
    people.start_post(user=new, org=station, role=Role.LIAISON, from_on=clock.today(), actor=cast.admin)
    assert not inbox(now(cast.township)).exists()
    assert inbox(actor_for(new, clock.today())).count() == 1
    assert not Vacancy.objects.exists()


def test_an_appointment_from_a_later_day_counts_from_that_day(cast, county):
    collected(cast)
    leave(cast, "liaison")
    new = User.objects.create(county=county, login="new", name="新来的")
    station = Organisation.objects.get(pk=cast.orgs.station)
    later = clock.today() + timedelta(days=5)
    people.start_post(user=new, org=station, role=Role.LIAISON, from_on=later, actor=cast.admin)
    assert inbox(now(cast.township)).count() == 1
    with clock.at(later):
        people.refresh_vacancies(county.pk)
        assert not inbox(now(cast.township)).exists()


def test_a_post_that_ends_by_its_day_is_found_by_the_daily_job(cast):
    from renda.ground.people.tasks import find_vacancies

    collected(cast)
    post = Post.objects.get(user__login="liaison")
    people.end_post(post, actor=cast.admin, on=clock.today() + timedelta(days=3))
    with clock.at(clock.today() + timedelta(days=4)):
        assert not inbox(now(cast.township)).exists()
        find_vacancies.call()
        assert inbox(now(cast.township)).count() == 1


def test_a_closed_account_leaves_its_post_vacant_until_it_is_opened_again(cast):
    collected(cast)
    user = User.objects.get(login="liaison")
    people.close_account(user, actor=cast.admin)
    assert inbox(now(cast.township)).count() == 1
    people.reopen_account(user, actor=cast.admin)
    assert not inbox(now(cast.township)).exists()


def test_when_the_parent_is_vacant_too_the_next_one_above_answers(cast):
    collected(cast)
    leave(cast, "liaison", "township")
    assert inbox(now(cast.office)).count() == 1
    assert now(cast.office).holds(Role.LIAISON, org_id=cast.orgs.station)
    assert not now(cast.chair).holds(Role.LIAISON)


@pytest.mark.parametrize(
    ("who", "heir", "role", "org"),
    [
        ("clerk", "gov", Role.CLERK, "water"),
        ("leader_of_unit", "gov", Role.UNIT_LEADER, "water"),
        ("village", "town_gov", Role.VILLAGE, "village"),
        ("town_gov", "gov", Role.TOWN_GOV, "town_gov"),
        ("committee", "office", Role.COMMITTEE, "committee"),
        ("office", "chair", Role.OFFICE, "office"),
    ],
)
def test_each_post_has_its_own_place_above(cast, county, who, heir, role, org):
    leave(cast, who)
    assert now(getattr(cast, heir)).holds(role, org_id=getattr(cast.orgs, org))
    told = keys_to_users(county.pk, [holder_key(role, getattr(cast.orgs, org))])
    assert [u.pk for u in told] == [getattr(cast, heir).user_id]


def test_a_seat_and_an_administrator_fall_to_nobody(cast):
    leave(cast, "deputy", "deputy2", "deputy3", "admin")
    assert not Vacancy.objects.filter(role__in=[Role.DEPUTY, Role.ADMIN]).exists()


def test_while_one_of_two_is_left_nothing_is_vacant(cast, county):
    other = User.objects.create(county=county, login="other", name="另一位")
    station = Organisation.objects.get(pk=cast.orgs.station)
    people.start_post(user=other, org=station, role=Role.LIAISON, from_on=clock.today(), actor=cast.admin)
    leave(cast, "liaison")
    assert not Vacancy.objects.exists()


def test_signing_in_still_takes_one_query(cast, django_assert_num_queries):
    leave(cast, "liaison", "station_master")
    with django_assert_num_queries(1):
        actor = now(cast.township)
    assert [(p.role, p.deputising) for p in actor.posts] == [
        (Role.TOWNSHIP, ""), (Role.LIAISON, "空缺"), (Role.STATION_MASTER, "空缺"),
    ]  # fmt: skip
    assert actor.posts[1].label.endswith("联络员（空缺，由上级代办）")


def test_acting_in_one_post_keeps_what_fell_to_it(cast):
    leave(cast, "liaison")
    user = signed_in_user(cast.township.user_id, clock.today())
    own = Post.objects.get(user=user)
    assert len(actor_for(user, clock.today(), own.pk).posts) == 2
