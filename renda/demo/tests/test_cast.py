"""The cast every test stands on."""

from datetime import date

from renda.demo.cast import build_cast
from renda.ground.county.models import County
from renda.ground.kernel.actor import Role
from renda.ground.people.models import User
from renda.ground.people.queries import actor_for


def test_each_role_of_the_main_job_has_an_actor(cast):
    held = {
        "liaison": Role.LIAISON, "deputy": Role.DEPUTY, "office": Role.OFFICE, "publisher": Role.PUBLISHER,
        "gov": Role.GOV_OFFICE, "clerk": Role.CLERK, "leader_of_unit": Role.UNIT_LEADER, "co_clerk": Role.CLERK,
        "township": Role.TOWNSHIP, "village": Role.VILLAGE, "town_gov": Role.TOWN_GOV, "chair": Role.LEADER,
        "admin": Role.ADMIN,
    }  # fmt: skip
    assert all(getattr(cast, name).holds(role) for name, role in held.items())
    assert cast.clerk.holds(Role.CLERK, org_id=cast.orgs.water)
    assert not cast.resident.is_signed_in


def test_an_actor_of_the_cast_is_what_a_request_would_load(cast):
    user = User.objects.get(pk=cast.liaison.user_id)
    assert actor_for(user, date(2026, 5, 27)) == cast.liaison


def test_building_again_finds_the_same_people(cast, county):
    again = build_cast(county)
    assert again.deputy == cast.deputy
    assert again.seats.deputy == cast.seats.deputy
    assert County.objects.count() == 2


def test_the_other_office_belongs_to_another_county(cast, county):
    assert cast.other_office.holds(Role.OFFICE)
    assert cast.other_office.county_id != county.pk


def test_the_cast_signs_in_with_the_password_given(county):
    cast = build_cast(county, password="for-the-demo-only")
    assert User.objects.get(pk=cast.office.user_id).check_password("for-the-demo-only")


def test_building_the_cast_takes_few_queries(county, django_assert_max_num_queries):
    with django_assert_max_num_queries(36):
        build_cast(county)
