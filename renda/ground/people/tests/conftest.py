import pytest

from renda.ground.people.tests import factories


@pytest.fixture
def other_county(db):
    return factories.make_county("340000", is_default=False, host="other.example")


@pytest.fixture
def water(county):
    return factories.make_org(county, "县水利局")


@pytest.fixture
def clerk(county, water):
    user = factories.make_user(county, "许青禾", login="xuqinghe", phone="13812345678")
    factories.make_post(user, water)
    return user


@pytest.fixture
def colleague(county, water):
    user = factories.make_user(county, "程远山", login="cheng")
    factories.make_post(user, water)
    return user


@pytest.fixture
def admin(county):
    return factories.make_admin(county)


@pytest.fixture
def as_clerk(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client
