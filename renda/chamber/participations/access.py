"""Facts about an actor and a participation. First line of a docstring: who it is, as pages say it."""

from renda.chamber.participations.models import Participation
from renda.chamber.participations.queries import CONGRESS
from renda.chamber.participations.states import Answer
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role
from renda.ground.people.access import answers_for


def allots(actor: Actor, row: Participation) -> bool:
    """县人大代表工作机构"""
    return actor.holds(Role.OFFICE, org_id=row.office_id)


def asks(actor: Actor, row: Participation) -> bool:
    """请代表的机关，或者代它登记的县人大代表工作机构"""
    return answers_for(actor, row.organ_id) or allots(actor, row)


def is_named(actor: Actor, row: Participation) -> bool:
    """安排参加的代表"""
    return actor.is_signed_in and row.participants.of_actor(actor).exists()


def came(actor: Actor, row: Participation) -> bool:
    """到场的代表"""
    return actor.is_signed_in and row.participants.of_actor(actor).filter(came=True).exists()


def is_party(actor: Actor, row: Participation) -> bool:
    """Whoever sees it but knows it only by being named reads its steps as well; others see nothing."""
    return asks(actor, row) or actor.holds(*CONGRESS) or is_named(actor, row)


def reads_views(actor: Actor, row: Participation) -> bool:
    """What deputies wrote goes to the organ and the congress; each deputy reads the own."""
    return asks(actor, row) or actor.holds(*CONGRESS)


# What blocks a step: the reason as the user reads it, empty if there is none.


def is_over(row: Participation) -> str:
    return "" if row.starts_at > clock.now() else "活动已经开始，不用再回复。"


def is_too_late(row: Participation) -> str:
    return "" if row.starts_at > clock.now() else "活动已经开始，不能再改；没有办成的，请取消。"


def not_begun(row: Participation) -> str:
    return "活动还没有开始，到时再记到场。" if row.starts_at > clock.now() else ""


def all_asked(row: Participation) -> str:
    """Whoever asked for leave may be replaced; beyond that the organ has to ask for more."""
    there = row.participants.exclude(answer=Answer.LEAVE).count()
    return "" if there < row.places else f"请的{row.places}名代表已经安排满，有人请假再换人。"
