"""Facts about an actor and the roster."""

from renda.ground.kernel.actor import Actor, Role


def keeps_roster(actor: Actor, county_id: int) -> bool:
    """人大代表工作机构或者管理员, of this county; or the platform itself, when it loads a county"""
    return actor.county_id == county_id and (actor.is_clock or actor.holds(Role.OFFICE, Role.ADMIN))
