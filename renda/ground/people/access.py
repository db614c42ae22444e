"""Facts about an actor and people's rows."""

from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.rules import PERSONAL


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
