"""The presidium's deadline for motions: a dated fact of the session."""

from datetime import date, datetime

from django.db import transaction

from renda.ground.county.models import Session
from renda.ground.county.services import move_deadline
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.voice.motions import access
from renda.voice.motions.models import Cosigning, Deadline, Motion
from renda.voice.motions.states import CosigningState, M
from renda.voice.motions.workflow import COSIGNING, MOTION


@transaction.atomic
def set_deadline(
    session: Session, *, actor: Actor, deadline_at: datetime, decided_on: date, paper: str = ""
) -> Deadline:
    """Note until when the presidium takes motions of this session; the drafts' waits follow.

    deadline_at: aware, not before the decision's day and not after the session's end. Repeating the same facts adds
    nothing. Raises NotAllowed, Invalid. Source: DOMAIN 6.1 (about two thirds of the session, practice)
    """
    if not access.sets_deadline(actor, session):
        raise NotAllowed("议案截止时间由主席团决定，由本级人大代表工作机构登记。")
    if not decided_on <= clock.day_of(deadline_at) <= session.ends_on:
        raise Invalid("截止时间要在主席团决定以后，不晚于大会闭幕那天。", field="deadline_at")
    if decided_on > clock.today():
        raise Invalid("主席团决定的日子不能晚于今天。", field="decided_on")
    move_deadline(session, actor=actor, deadline_at=deadline_at)
    row, _ = Deadline.objects.get_or_create(
        county_id=session.county_id, session=session, deadline_at=deadline_at, decided_on=decided_on, paper=paper,
        defaults={"set_by_id": actor.user_id},
    )  # fmt: skip
    _rewait(session)
    return row


def _rewait(session: Session) -> None:
    rows = Motion.objects.filter(county_id=session.county_id, session=session, state__in=[M.DRAFT, M.COSIGNING])
    for row in rows.select_related("session", "mover", "mover_org", "office"):
        MOTION.rewait(row)
    asked = Cosigning.objects.filter(
        county_id=session.county_id, parent__session=session, state=CosigningState.INVITED
    ).select_related("parent__session", "parent__mover", "parent__office", "deputy")
    for one in asked:
        COSIGNING.rewait(one)
