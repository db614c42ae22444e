"""Facts about an actor and people's rows."""

from renda.ground.kernel.actor import Actor, Role, holder_key
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.rules import PERSONAL
from renda.ground.people.states import OrgKind

ROLE_AT = {
    OrgKind.OFFICE: Role.OFFICE, OrgKind.PRESIDIUM: Role.TOWNSHIP, OrgKind.COMMITTEE: Role.COMMITTEE,
    OrgKind.GOV_OFFICE: Role.GOV_OFFICE, OrgKind.TOWN_GOV: Role.TOWN_GOV,
}  # fmt: skip
ANSWERING = (OrgKind.UNIT, OrgKind.GOV_OFFICE, OrgKind.TOWN_GOV)
ANSWERS = (Role.CLERK, Role.UNIT_LEADER, Role.GOV_OFFICE, Role.TOWN_GOV)


def is_admin(actor: Actor, county_id: int) -> bool:
    """An administrator of this county, or the platform itself (loading, imports by the operator)."""
    return actor.county_id == county_id and (actor.is_clock or actor.holds(Role.ADMIN))


def is_self(actor: Actor, user: User) -> bool:
    return actor.user_id == user.pk and actor.county_id == user.county_id


def is_colleague(actor: Actor, post: Post) -> bool:
    """Holds a staff post in the same organisation."""
    return actor.county_id == post.county_id and any(
        held.org_id == post.org_id and held.role not in PERSONAL for held in actor.posts
    )


def may_name_stand_in(actor: Actor, post: Post) -> bool:
    return is_admin(actor, post.county_id) or is_colleague(actor, post)


def in_county(actor: Actor, row: User | Organisation | Post) -> bool:
    return actor.county_id == row.county_id


def answers_for(actor: Actor, org_id: int | None) -> bool:
    """承办单位的经办人、负责人"""
    return org_id is not None and actor.holds(*ANSWERS, org_id=org_id)


def holder_of(org: Organisation) -> str:
    """Who is waited for in a body: its clerks, if it is none of the congress or the government's office."""
    return holder_key(ROLE_AT.get(OrgKind(org.kind), Role.CLERK), org.pk)
