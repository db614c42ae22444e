"""Facts about an actor and advice."""

from renda.ground.kernel.actor import Actor, Role


def may_set_duties(actor: Actor, county_id: int) -> bool:
    """人大代表工作机构或者管理员, of this county"""
    return actor.county_id == county_id and actor.holds(Role.OFFICE, Role.ADMIN)


def may_read_figures(actor: Actor, county_id: int) -> bool:
    """The same, and the leaders of the congress."""
    return may_set_duties(actor, county_id) or (actor.county_id == county_id and actor.holds(Role.LEADER))
