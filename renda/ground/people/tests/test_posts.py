from datetime import date

import pytest

from renda.ground.kernel.actor import Role, clock_actor, holder_key, person_key
from renda.ground.kernel.clock import at
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from renda.ground.people.models import Post
from renda.ground.people.queries import actor_for, keys_to_users, names_of, posts_of, signed_in_user
from renda.ground.people.services import (
    appoint_stand_in,
    close_account,
    close_org,
    end_post,
    end_stand_in,
    open_org,
    start_post,
)
from renda.ground.people.tests.factories import actor_of, make_org, make_post, make_user

DAY = date(2026, 5, 20)


@pytest.fixture
def post(clerk):
    return Post.objects.get(user=clerk)


def test_a_post_is_held_from_its_first_to_its_last_day(clerk, water, post, admin):
    end_post(post, actor=actor_of(admin), on=DAY)
    assert [p.org_id for p in posts_of(clerk.pk, DAY)] == [water.pk]
    assert posts_of(clerk.pk, date(2026, 5, 21)) == ()
    assert posts_of(clerk.pk, date(2023, 12, 31)) == ()


def test_one_query_gives_the_person_and_the_posts(clerk, water, django_assert_num_queries):
    with django_assert_num_queries(1):
        user = signed_in_user(clerk.pk, DAY)
        actor = actor_for(user, DAY)
    assert actor.keys == {holder_key(Role.CLERK, water.pk), person_key(clerk.pk)}


def test_a_person_without_a_post_is_somebody_still(county):
    user = signed_in_user(make_user(county).pk, DAY)
    assert actor_for(user, DAY).is_signed_in
    assert actor_for(user, DAY).posts == ()


def test_one_post_can_be_chosen_among_several(clerk, county, post):
    make_post(clerk, make_org(county, "县法院"), Role.UNIT_LEADER)
    assert len(actor_for(clerk, DAY).posts) == 2
    assert [p.post_id for p in actor_for(clerk, DAY, post.pk).posts] == [post.pk]


def test_a_post_of_somebody_else_can_not_be_chosen(clerk, colleague):
    theirs = Post.objects.get(user=colleague)
    assert theirs.pk not in {p.post_id for p in actor_for(clerk, DAY, theirs.pk).posts}


def test_only_an_administrator_starts_a_post(clerk, colleague, water):
    with pytest.raises(NotAllowed):
        start_post(user=colleague, org=water, role=Role.UNIT_LEADER, from_on=DAY, actor=actor_of(clerk))


def test_the_same_post_twice_at_once_is_refused(clerk, water, admin):
    with pytest.raises(Conflict):
        start_post(user=clerk, org=water, role=Role.CLERK, from_on=DAY, actor=actor_of(admin))


def test_nobody_of_another_county_takes_a_post_here(other_county, water, admin):
    stranger = make_user(other_county)
    with pytest.raises(NotFound):
        start_post(user=stranger, org=water, role=Role.CLERK, from_on=DAY, actor=actor_of(admin))


def test_an_administrator_of_another_county_ends_nothing_here(other_county, post):
    with pytest.raises(NotAllowed):
        end_post(post, actor=clock_actor(other_county.pk), on=DAY)


def test_a_post_can_not_end_before_it_began(post, admin):
    with pytest.raises(Invalid):
        end_post(post, actor=actor_of(admin), on=date(2023, 1, 1))


def test_a_colleague_names_a_stand_in_for_the_absent(clerk, colleague, post, county):
    stand_in = make_user(county, "向晚晴")
    with at(DAY):
        appoint_stand_in(post, user=stand_in, from_on=DAY, to_on=date(2026, 5, 31), actor=actor_of(colleague))
        held = actor_of(stand_in).posts
    assert [(p.key, p.deputising) for p in held] == [(post.key, "许青禾")]
    assert "代许青禾" in held[0].label
    assert posts_of(stand_in.pk, date(2026, 6, 1)) == ()


def test_a_stranger_names_no_stand_in(post, county, colleague):
    outsider = make_user(county)
    make_post(outsider, make_org(county))
    with pytest.raises(NotAllowed):
        appoint_stand_in(post, user=colleague, from_on=DAY, to_on=DAY, actor=actor_of(outsider))


def test_nobody_stands_in_for_a_deputy(county, admin, colleague):
    deputy = make_user(county, "代表甲")
    seat = make_post(deputy, make_org(county, kind="congress"), Role.DEPUTY)
    with pytest.raises(Invalid):
        appoint_stand_in(seat, user=colleague, from_on=DAY, to_on=DAY, actor=actor_of(admin))


def test_the_stand_in_stops_when_the_post_ends(clerk, colleague, post, county, admin):
    stand_in = make_user(county)
    appoint_stand_in(post, user=stand_in, from_on=DAY, to_on=date(2026, 6, 30), actor=actor_of(admin))
    end_post(post, actor=actor_of(admin), on=date(2026, 5, 25))
    assert posts_of(stand_in.pk, date(2026, 5, 25))
    assert posts_of(stand_in.pk, date(2026, 5, 26)) == ()


def test_whoever_is_back_takes_the_post_back_at_once(post, county, admin, clerk):
    stand_in = make_user(county)
    named = appoint_stand_in(post, user=stand_in, from_on=DAY, to_on=date(2026, 6, 30), actor=actor_of(admin))
    end_stand_in(named, actor=actor_of(clerk), on=date(2026, 5, 22))
    assert posts_of(stand_in.pk, date(2026, 5, 21))
    assert posts_of(stand_in.pk, date(2026, 5, 22)) == ()


def test_keys_name_the_people_who_hold_them_today(clerk, colleague, water, other_county, county):
    keys = {holder_key(Role.CLERK, water.pk), person_key(clerk.pk), "person:0", "broken", "clerk:x"}
    assert {u.pk for u in keys_to_users(county.pk, keys, DAY)} == {clerk.pk, colleague.pk}
    assert keys_to_users(other_county.pk, keys, DAY) == []
    assert keys_to_users(county.pk, [], DAY) == []


def test_a_closed_account_holds_nothing(clerk, colleague, county, water, admin):
    close_account(colleague, actor=actor_of(admin))
    assert [u.pk for u in keys_to_users(county.pk, [holder_key(Role.CLERK, water.pk)], DAY)] == [clerk.pk]
    assert signed_in_user(colleague.pk, DAY) is None


def test_names_leave_out_who_has_no_account(clerk):
    assert names_of([clerk.pk, 0]) == {clerk.pk: "许青禾"}
    assert names_of([]) == {}


def test_a_dissolved_organisation_ends_its_posts(clerk, water, admin):
    close_org(water, actor=actor_of(admin), on=DAY)
    assert posts_of(clerk.pk, DAY) == ()
    assert Post.objects.get(user=clerk).to_on == DAY


def test_two_organisations_of_one_name_and_kind_are_refused(county, water, admin):
    with pytest.raises(Conflict):
        open_org(county_id=county.pk, kind="unit", name="县水利局", actor=actor_of(admin))


def test_the_parent_is_of_the_same_county(county, other_county, admin):
    abroad = make_org(other_county)
    with pytest.raises(NotFound):
        open_org(county_id=county.pk, kind="unit", name="新局", parent_id=abroad.pk, actor=actor_of(admin))


@pytest.mark.parametrize("pattern", ["", "p", "pp", "h", "hp", "hh", "hhp"])
def test_any_mix_of_keys_finds_its_people(clerk, water, county, pattern):
    keys = {"p": f"person:{clerk.pk}", "h": f"clerk:{water.pk}"}
    found = keys_to_users(county.pk, [keys[letter] for letter in pattern], DAY)
    assert [user.pk for user in found] == ([clerk.pk] if pattern else [])
