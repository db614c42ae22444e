"""Factories are imported inside the fixtures: this file is read before Django is set up."""

import pytest


@pytest.fixture
def make(db):
    from renda.ground.people.tests import factories

    return factories


@pytest.fixture
def other_county(make):
    return make.make_county("340000", is_default=False, host="other.example")


@pytest.fixture
def water(make, county):
    return make.make_org(county, "县水利局")


@pytest.fixture
def clerk(make, county, water):
    user = make.make_user(county, "许青禾", login="xuqinghe", phone="13812345678")
    make.make_post(user, water)
    return user


@pytest.fixture
def colleague(make, county, water):
    user = make.make_user(county, "程远山", login="cheng")
    make.make_post(user, water)
    return user


@pytest.fixture
def admin(make, county):
    return make.make_admin(county)


@pytest.fixture
def as_clerk(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client
