"""The cast: one account for each role of the demo county, the same people for tests and for `bin/demo`.

`build_cast` is small on purpose, because every test runs it: a dozen bulk inserts, no password hashed unless asked for.
The large demo county is loaded on top of it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from renda.demo.people import BODIES, PLAYERS, TOWNS, Body, Player
from renda.ground.county.models import County, Session, Term
from renda.ground.kernel.actor import Actor, Held, Role, clock_actor
from renda.ground.kernel.clock import COUNTY_TIME
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.services import give_second_factor, phone_key
from renda.ground.people.states import OrgKind
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership, Station
from renda.network.stations.states import StationKind

SINCE = date(2022, 1, 10)
TERM = 19
SESSION = (5, date(2026, 1, 12), date(2026, 1, 15), datetime(2026, 1, 13, 18, tzinfo=COUNTY_TIME))
OTHER = {"code": "340000", "name": "邻县", "short": "邻"}
PHONES_FROM = 19900000001
# Administrators need a second factor; this one is known to all, like everything of the demo county.
ADMIN_SECRET = "KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD"  # noqa: S105


@dataclass(frozen=True)
class Cast:
    """Actors by role. `orgs` holds the numbers of organisations, `seats` Deputy rows, `places` Station rows."""

    county: County
    resident: Actor
    liaison: Actor
    station_master: Actor
    deputy: Actor
    deputy2: Actor
    deputy3: Actor
    town_deputy: Actor
    office: Actor
    publisher: Actor
    chair: Actor
    committee: Actor
    gov: Actor
    clerk: Actor
    leader_of_unit: Actor
    co_clerk: Actor
    co_leader: Actor
    township: Actor
    village: Actor
    town_gov: Actor
    admin: Actor
    other_office: Actor
    orgs: Any
    seats: Any
    places: Any


@transaction.atomic
def build_cast(county: County, *, password: str = "", with_other: bool = True) -> Cast:
    """The county's cast, made if it is not there yet.

    password: the same for all, hashed once; empty: nobody signs in by password. with_other: also an office in another
    county, for tests that nothing crosses; without it `other_office` belongs to county 0.
    """
    if not User.objects.of_county(county.pk).filter(login=PLAYERS[0].key).exists():
        orgs = _make_bodies(county)
        users = _make_people(county, orgs, password)
        deputies = _make_deputies(county, orgs, users, _make_term(county))
        _make_places(county, orgs, deputies)
    other = _other_office() if with_other else Actor(county_id=0, name="外县")
    return _gather(county, other)


def login_names() -> list[tuple[str, str, str]]:
    """Login, name and role of each of the cast, for the list that `bin/demo` prints."""
    more = {"admin": f"，第二步的验证器密钥 {ADMIN_SECRET}"}
    return [(p.key, p.name, (p.title or p.role.label) + more.get(p.key, "")) for p in PLAYERS]


def _make_bodies(county: County) -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}
    waiting = list(BODIES)
    while waiting:
        ready = [body for body in waiting if {body.parent, body.congress} - {""} <= made.keys()]
        rows = [_organisation(county, body, made) for body in ready]
        Organisation.objects.bulk_create(rows)
        made.update(zip((body.key for body in ready), rows, strict=True))
        waiting = [body for body in waiting if body not in ready]
    return made


def _organisation(county: County, body: Body, made: dict[str, Organisation]) -> Organisation:
    names = {"county": county.name, "town": town_of(county)}
    return Organisation(
        county=county,
        kind=body.kind,
        code=body.key,
        paper_code=f"{county.short}{body.paper}" if body.paper else "",
        name=body.name.format(**names),
        short=body.short.format(**names),
        parent=made.get(body.parent),
        congress=made.get(body.congress),
    )


def town_of(county: County) -> str:
    """The town in which the cast's station stands."""
    return TOWNS.get(county.code, "城关镇")


def _make_people(county: County, orgs: dict[str, Organisation], password: str) -> dict[str, User]:
    hashed = make_password(password or None)
    users = [_user(county, player, hashed, PHONES_FROM + n) for n, player in enumerate(PLAYERS)]
    User.objects.bulk_create(users)
    Post.objects.bulk_create(
        Post(county=county, user=user, org=orgs[player.org], role=player.role, title=player.title, from_on=SINCE)
        for player, user in zip(PLAYERS, users, strict=True)
    )
    made = {user.login: user for user in users}
    give_second_factor(made["admin"], actor=clock_actor(county.pk), secret=ADMIN_SECRET)
    return made


def _user(county: County, player: Player, hashed: str, phone: int) -> User:
    return User(
        county=county,
        login=player.key,
        name=player.name,
        password=hashed,
        phone=str(phone),
        phone_index=phone_key(str(phone)),
    )


def _make_term(county: County) -> Term:
    term = Term.objects.create(
        county=county, congress_key="congress", congress_name=f"{county.name}人民代表大会", number=TERM, starts_on=SINCE
    )
    number, starts_on, ends_on, deadline_at = SESSION
    Session.objects.create(
        county=county, term=term, number=number, starts_on=starts_on, ends_on=ends_on, deadline_at=deadline_at
    )
    return term


def _make_deputies(
    county: County, orgs: dict[str, Organisation], users: dict[str, User], term: Term
) -> dict[str, Deputy]:
    town_term = Term.objects.create(
        county=county,
        congress_key="town_congress",
        congress_name=orgs["town_congress"].name,
        number=TERM,
        starts_on=SINCE,
    )
    terms = {"congress": term, "town_congress": town_term}
    rows = [
        Deputy(
            county=county,
            user=users[player.key],
            name=player.name,
            gender=player.gender,
            level=player.level,
            congress=orgs[player.org],
            term=terms[player.org],
            delegation=f"{town_of(county)}代表团",
            district=player.district,
            group="第一代表小组",
            occupation=player.occupation,
            from_on=SINCE,
        )
        for player in PLAYERS
        if player.level
    ]
    Deputy.objects.bulk_create(rows)
    return {user.login: deputy for deputy in rows for user in [deputy.user] if user}


def _make_places(county: County, orgs: dict[str, Organisation], deputies: dict[str, Deputy]) -> None:
    home = Station.objects.create(**_place(county, orgs, "home", [StationKind.TOWN_HOME]))
    station = Station.objects.create(
        **_place(county, orgs, "station", [StationKind.STATION]),
        parent=home,
        zone="第二片区",
        villages=["石门村", "滨江社区"],
        reception="每月10日、25日上午9:00—11:30（遇节假日顺延）",
    )
    Membership.objects.bulk_create(
        Membership(county=county, deputy=deputy, station=station, from_on=SINCE) for deputy in deputies.values()
    )


def _place(county: County, orgs: dict[str, Organisation], key: str, kinds: list[StationKind]) -> dict[str, Any]:
    return {
        "county": county,
        "org": orgs[key],
        "name": orgs[key].name,
        "kinds": kinds,
        "town_org": orgs["presidium"],
        "town": town_of(county),
        "address": "滨江路48号党群服务中心一楼",
        "phone_public": "0831-5550128",
        "hours": "工作日 8:30—17:30",
        "opened_on": SINCE,
        "is_invented_point": True,
    }


def _other_office() -> Actor:
    """Somebody with the same role in another county."""
    county, is_new = County.objects.get_or_create(code=OTHER["code"], defaults=OTHER)
    if is_new:
        org = Organisation.objects.create(county=county, kind=OrgKind.OFFICE, name="邻县人大代表工委", code="office")
        user = User.objects.create(county=county, login="office", name="邻县办", password=make_password(None))
        Post.objects.create(county=county, user=user, org=org, role=Role.OFFICE, from_on=SINCE)
    return _actors(county, ["office"])["office"]


def _gather(county: County, other: Actor) -> Cast:
    orgs = Organisation.objects.filter(county=county, code__in=[body.key for body in BODIES])
    seats = Deputy.objects.filter(county=county, user__login__in=[p.key for p in PLAYERS if p.level])
    places = Station.objects.filter(county=county, org__code__in=["home", "station"]).select_related("org")
    return Cast(
        county=county,
        resident=Actor(county_id=county.pk),
        **_actors(county, [player.key for player in PLAYERS]),
        other_office=other,
        orgs=SimpleNamespace(**{org.code: org.pk for org in orgs}),
        seats=SimpleNamespace(**{seat.user.login: seat for seat in seats.select_related("user") if seat.user}),
        places=SimpleNamespace(**{place.org.code: place for place in places}),
    )


def _actors(county: County, logins: list[str]) -> dict[str, Actor]:
    """The same actors that `people.queries.actor_for` gives, for all in one query."""
    posts = Post.objects.filter(county=county, user__login__in=logins).select_related("user", "org").order_by("pk")
    held: dict[str, list[Held]] = {}
    people: dict[str, User] = {}
    for post in posts:
        people[post.user.login] = post.user
        held.setdefault(post.user.login, []).append(
            Held(post.pk, post.role, post.org_id, post.org.short or post.org.name, post.title)
        )
    return {login: Actor(county.pk, person.pk, person.name, tuple(held[login])) for login, person in people.items()}
