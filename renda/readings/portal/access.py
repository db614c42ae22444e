"""Facts about who acts and a complaint."""

from renda.ground.kernel.actor import Actor, Role
from renda.readings.portal.models import Complaint


def is_anyone(_actor: Actor, _complaint: Complaint) -> bool:
    """任何人，不用登录"""
    return True


def may_answer(actor: Actor, _complaint: Complaint) -> bool:
    """县人大代表工委、管理员"""
    return actor.holds(Role.OFFICE, Role.ADMIN)
