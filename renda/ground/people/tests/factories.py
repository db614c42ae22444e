"""Small rows for the tests of this room; the cast of the demo county serves everybody else."""

from datetime import date
from itertools import count

from renda.ground.county.models import County
from renda.ground.kernel.actor import Actor, Role, clock_actor
from renda.ground.kernel.clock import today
from renda.ground.people import services
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.queries import actor_for
from renda.ground.people.states import OrgKind

PASSWORD = "晨雾里的渡口2026"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = count(1)


def make_county(code: str = "511525", *, is_default: bool = True, host: str = "") -> County:
    return County.objects.create(code=code, name=f"县{code}", is_default=is_default, host=host)


def make_org(county: County, name: str = "", kind: str = OrgKind.UNIT) -> Organisation:
    return Organisation.objects.create(county=county, kind=kind, name=name or f"机构{next(_numbers)}")


def make_user(county: County, name: str = "陶文澜", login: str = "", **more) -> User:
    clock = clock_actor(county.pk)
    login = login or f"u{next(_numbers)}"
    user = services.open_account(county_id=county.pk, login=login, name=name, actor=clock, password=PASSWORD, **more)
    user.must_change_password = False
    user.save()
    return user


def make_post(user: User, org: Organisation, role: str = Role.CLERK, from_on: date = date(2024, 1, 1), **more) -> Post:
    clock = clock_actor(org.county_id)
    return services.start_post(user=user, org=org, role=role, from_on=from_on, actor=clock, **more)


def make_admin(county: County) -> User:
    """An administrator with a second factor."""
    user = make_user(county, "管县", login=f"admin{next(_numbers)}")
    make_post(user, make_org(county, kind=OrgKind.OFFICE), Role.ADMIN)
    services.give_second_factor(user, actor=clock_actor(county.pk), secret=SECRET)
    return user


def actor_of(user: User) -> Actor:
    user.held = None
    return actor_for(user, today())
