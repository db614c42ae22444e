"""Facts about who acts: whose figures he reads, whether he may have an assessment made or a report drafted."""

from renda.ground.kernel.actor import Actor, Role
from renda.readings.dashboards.queries.network import READERS as NETWORK
from renda.readings.dashboards.queries.scope import STAFF, UNIT_STAFF

READERS = frozenset({*STAFF, *UNIT_STAFF, Role.GOV_OFFICE})
MAKERS = frozenset({Role.OFFICE, Role.TOWNSHIP})
DRAFTERS = MAKERS | {Role.GOV_OFFICE}


def reads_figures(actor: Actor) -> bool:
    """人大机关、镇人大主席团、政府办督查室；承办单位看本单位的"""
    return actor.holds(*READERS)


def reads_network(actor: Actor) -> bool:
    """人大机关；镇人大主席团看本镇的"""
    return actor.holds(*NETWORK, Role.TOWNSHIP)


def may_assess(actor: Actor) -> bool:
    """代表工委、镇人大主席团"""
    return actor.holds(*MAKERS)


def may_draft(actor: Actor) -> bool:
    """代表工委、镇人大主席团、政府办督查室"""
    return actor.holds(*DRAFTERS)
