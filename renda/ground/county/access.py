"""Facts about an actor and the county as data."""

from renda.ground.kernel.actor import Actor, Role


def may_set(actor: Actor, county_id: int) -> bool:
    """人大代表工作机构或者管理员, of this county"""
    return actor.county_id == county_id and actor.holds(Role.OFFICE, Role.ADMIN)
