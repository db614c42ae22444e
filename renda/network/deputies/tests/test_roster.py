"""Deputies on the roster: enrolled, corrected, linked, ended; who sees what."""

from datetime import date

import pytest

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.queries import actor_for
from renda.network.deputies.models import Deputy
from renda.network.deputies.queries import delegations
from renda.network.deputies.services import change_deputy, end_service, enrol_deputy, link_account
from renda.network.deputies.states import Level


@pytest.fixture
def congress(cast):
    return Organisation.objects.get(pk=cast.orgs.congress)


@pytest.fixture
def enrolled(county, cast, congress):
    return enrol_deputy(
        county_id=county.pk,
        actor=cast.office,
        name="石林渡",
        level=Level.COUNTY,
        congress=congress,
        district="第一选区",
    )


def test_a_deputy_is_enrolled_in_the_running_term(enrolled):
    assert enrolled.term.number == 19
    assert enrolled.serving
    assert len(enrolled.code) > 12


def test_the_same_seat_is_enrolled_once(county, cast, congress, enrolled):
    with pytest.raises(Conflict):
        enrol_deputy(
            county_id=county.pk,
            actor=cast.office,
            name="石林渡",
            level=Level.COUNTY,
            congress=congress,
            district="第一选区",
        )
    assert Deputy.objects.filter(name="石林渡").count() == 1


def test_a_county_deputy_needs_a_congress(county, cast):
    with pytest.raises(Invalid):
        enrol_deputy(county_id=county.pk, actor=cast.office, name="石林渡", level=Level.COUNTY)


def test_a_congress_is_one_of_this_county(county, cast):
    office = Organisation.objects.get(pk=cast.orgs.office)
    with pytest.raises(Invalid):
        enrol_deputy(county_id=county.pk, actor=cast.office, name="石林渡", level=Level.COUNTY, congress=office)


@pytest.mark.parametrize("name", ["liaison", "deputy", "clerk", "township", "resident", "other_office"])
def test_only_the_office_keeps_the_roster(county, cast, congress, name):
    with pytest.raises(NotAllowed):
        enrol_deputy(
            county_id=county.pk, actor=getattr(cast, name), name="石林渡", level=Level.COUNTY, congress=congress
        )


def test_linking_an_account_brings_the_post(cast, county, enrolled):
    user = User.objects.create(county=county, login="slin", name="石林渡")
    link_account(enrolled, actor=cast.office, user=user)
    assert actor_for(user, date(2030, 1, 1)).holds(Role.DEPUTY, org_id=cast.orgs.congress)
    link_account(enrolled, actor=cast.office, user=user)
    assert Post.objects.filter(user=user).count() == 1


def test_an_account_of_another_county_is_not_linked(cast, enrolled):
    with pytest.raises(Invalid):
        link_account(enrolled, actor=cast.office, user=User.objects.get(pk=cast.other_office.user_id))


def test_a_linked_seat_keeps_its_account(cast, county):
    other = User.objects.create(county=county, login="other", name="别人")
    with pytest.raises(Conflict):
        link_account(cast.seats.deputy, actor=cast.office, user=other)


def test_leaving_office_ends_the_post_and_keeps_the_row(cast):
    end_service(cast.seats.deputy, actor=cast.office, on=date(2026, 6, 30))
    user = User.objects.get(pk=cast.deputy.user_id)
    assert actor_for(user, date(2026, 6, 30)).holds(Role.DEPUTY)
    assert not actor_for(user, date(2026, 7, 1)).holds(Role.DEPUTY)
    assert Deputy.objects.get(pk=cast.seats.deputy.pk).to_on == date(2026, 6, 30)


def test_nobody_leaves_before_coming(cast):
    with pytest.raises(Invalid):
        end_service(cast.seats.deputy, actor=cast.office, on=date(2020, 6, 30))


def test_facts_are_corrected_and_nothing_else(cast):
    change_deputy(cast.seats.deputy, actor=cast.office, occupation="中学教师")
    assert Deputy.objects.get(pk=cast.seats.deputy.pk).occupation == "中学教师"
    with pytest.raises(Invalid):
        change_deputy(cast.seats.deputy, actor=cast.office, serving=False)


def test_everyone_sees_who_serves_and_staff_see_who_left(cast):
    end_service(cast.seats.deputy, actor=cast.office, on=date(2026, 6, 30))
    seat = Deputy.objects.filter(pk=cast.seats.deputy.pk)
    assert not seat.visible_to(cast.resident).exists()
    assert not seat.visible_to(cast.deputy2).exists()
    assert seat.visible_to(cast.deputy).exists()
    assert seat.visible_to(cast.office).exists()
    assert not seat.visible_to(cast.other_office).exists()


def test_a_visitor_is_nobodys_seat(cast, enrolled):
    assert not Deputy.objects.of_user(cast.resident).exists()
    assert Deputy.objects.of_user(cast.deputy).get() == cast.seats.deputy


def test_delegations_are_named_once(cast):
    assert delegations(cast.resident) == ["庆符镇代表团"]
