"""Receipt by the session's motion group: number, opinion, sending back what lacks something."""

from typing import Any
from uuid import UUID

from renda.ground.county.services import refuse_number, take_number
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.voice.motions import queries, rules
from renda.voice.motions.models import Motion
from renda.voice.motions.services.locking import locked
from renda.voice.motions.services.telling import tell_body, tell_movers, tell_office
from renda.voice.motions.workflow import MOTION


@service
def receive_motion(
    row: Motion, *, actor: Actor, reviewer_id: int | None = None, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Motion:  # fmt: skip
    """Take it in and give it its number of the session, without gaps (第N号议案). Source: DOMAIN 5.4

    reviewer_id: the committee that gives the opinion; none: the motion group does it itself.
    """
    held = locked(row)
    chosen = queries.committees_of(held.congress).filter(pk=reviewer_id).first() if reviewer_id else None
    if reviewer_id and chosen is None:
        raise Invalid("请在本级人大的委员会里选。", field="reviewer_id")
    row.reviewer = chosen
    MOTION.apply(
        row, "receive", actor=actor, seen=seen, once=once, note=note, received_on=clock.today(),
        reviewer_id=chosen.pk if chosen else None, **_next_number(held),
    )  # fmt: skip
    if chosen:
        tell_body(chosen, "motions/to_review", row)
    tell_movers(row, "motions/received")
    return row


@service
def send_back_motion(
    row: Motion, *, actor: Actor, ruling: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Motion:
    """Ask the movers to mend it before the deadline, saying what."""
    MOTION.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note, ruling=ruling)
    tell_movers(row, "motions/sent_back")
    return row


@service
def opine_motion(
    row: Motion, *, actor: Actor, opinion: str, advice: str, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Motion:  # fmt: skip
    """The opinion of the motion group or a committee: whether it belongs on the agenda. Source: 地方组织法 (2022) art. 22"""
    MOTION.apply(
        row,
        "opine",
        actor=actor,
        seen=seen,
        once=once,
        note=note,
        opinion=opinion,
        advice=advice,
        opined_on=clock.today(),
    )
    tell_office(row, "motions/opined")
    return row


def series_of(row: Motion) -> str:
    """One series per congress and session."""
    return f"motion:{row.congress_id}:session:{row.session_id}"


def _next_number(row: Motion) -> dict[str, Any]:
    session = row.session
    assert session is not None
    number = take_number(county_id=row.county_id, series=series_of(row), year=session.starts_on.year)
    text, short = rules.motion_number(session.term.number, session.number, number)
    return {"number": number, "number_text": text, "number_short": short}


def void_number(row: Motion, actor: Actor, *, reason: str) -> None:
    if row.number is not None and row.session is not None:
        refuse_number(
            county_id=row.county_id, series=series_of(row), year=row.session.starts_on.year, number=row.number,
            actor=actor, reason=reason,
        )  # fmt: skip
