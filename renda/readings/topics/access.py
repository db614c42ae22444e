"""Facts about who acts: who reads topics, who may make something of one."""

from renda.chamber.decisions.forms import proposers_of
from renda.ground.kernel.actor import Actor, Role
from renda.readings.topics.states import DRAFTERS, READERS

WHO = "热点由代表工委、领导、镇人大主席团、家站和代表来看，各看各的意见。"


def reads_topics(actor: Actor) -> bool:
    """代表工委、领导；镇人大主席团看本镇的，家站和代表看本站的"""
    return actor.holds(*READERS)


def may_propose(actor: Actor) -> bool:
    """能提出重大事项的人"""
    return actor.is_signed_in and bool(proposers_of(actor))


def may_draft(actor: Actor) -> bool:
    """代表本人，或者家站联络员、站长代为起草"""
    return actor.holds(*DRAFTERS) and not actor.holds(Role.OFFICE)
