"""After the decision: talks with the movers, the government's part, the committee's report, the congress told, the end."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import open_to_public
from renda.ground.workflow.engine import service
from renda.voice.motions import queries
from renda.voice.motions.models import Motion, Talk
from renda.voice.motions.services.files import keep_files
from renda.voice.motions.services.papers import HANDLING, order_report
from renda.voice.motions.services.telling import tell_committee, tell_movers, tell_office, tell_unit
from renda.voice.motions.workflow import MOTION


@service
def consult_motion(
    row: Motion, *, actor: Actor, way: str, held_at: datetime, people: str, points: str, mover_view: str,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Motion:  # fmt: skip
    """Note a talk with the movers: way, time, people, points and what they said. Source: 代表法 (2025) art. 50"""
    if held_at > clock.now():
        raise Invalid("时间不能晚于现在；谈过以后再来记。", field="held_at")
    MOTION.apply(row, "consult", actor=actor, seen=seen, once=once, note=note)
    Talk.objects.create(
        county_id=row.county_id, motion=row, way=way, held_at=held_at, people=people, points=points,
        mover_view=mover_view, recorded_by_id=actor.user_id,
    )  # fmt: skip
    return row


@service
def hand_over_motion(
    row: Motion, *, actor: Actor, unit_id: int, leader_id: int | None = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Motion:  # fmt: skip
    """Give the work to a unit of the government side; the committee's own day stays. Raises Invalid.

    leader_id: who leads its supervision; needed where the congress has leaders. Source: DOMAIN S-3 (three supervisors)
    """
    chosen = queries.units_of(row.county_id).filter(pk=unit_id).first()
    if chosen is None:
        raise Invalid("请在本县的承办单位里选。", field="unit_id")
    leaders = set(queries.leaders_of(row.county_id, row.congress_id, row.office_id).values_list("pk", flat=True))
    if leaders and leader_id not in leaders:
        raise Invalid("请在常委会领导里选一位领衔督办。", field="leader_id")
    row.unit, row.handed_on = chosen, clock.today()
    MOTION.apply(
        row, "hand_over", actor=actor, seen=seen, once=once, note=note, unit_id=chosen.pk, handed_on=row.handed_on,
        leader_id=leader_id if leaders else None,
    )  # fmt: skip
    tell_unit(row, "motions/handed_over")
    return row


@service
def answer_motion(
    row: Motion, *, actor: Actor, unit_result: str, attached: Any = None, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Motion:  # fmt: skip
    """The unit says what it has done; the motion is the committee's again."""
    keep_files(row, attached, actor=actor, purpose="unit_result")
    MOTION.apply(
        row, "answer", actor=actor, seen=seen, once=once, note=note, unit_result=unit_result, unit_done_on=clock.today()
    )
    tell_committee(row, "motions/answered")
    return row


@service
def report_motion(
    row: Motion, *, actor: Actor, report: str, report_paper: str = "", attached: Any = None, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Motion:  # fmt: skip
    """The committee's report on its consideration, for the standing committee and the next session; movers are told."""
    keep_files(row, attached, actor=actor, purpose="report")
    MOTION.apply(
        row, "report", actor=actor, seen=seen, once=once, note=note, report=report, report_paper=report_paper,
        reported_on=clock.today(),
    )  # fmt: skip
    order_report(row, actor=actor)
    tell_office(row, "motions/reported")
    tell_movers(row, "motions/told_reported")
    return row


@service
def tell_motion(
    row: Motion, *, actor: Actor, result: str, told_session_id: int, told_on: date, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Motion:  # fmt: skip
    """The result is reported at a session of the congress, the next one as a rule. Raises Invalid for another congress's."""
    session = queries.sessions_at(row.congress).filter(pk=told_session_id).first()
    if session is None or not session.starts_on <= told_on <= clock.today():
        raise Invalid("请选报告结果的那次大会；日子要在开幕以后，不晚于今天。", field="told_session_id")
    row.told_session = session
    MOTION.apply(
        row,
        "tell",
        actor=actor,
        seen=seen,
        once=once,
        note=note,
        result=result,
        told_session_id=session.pk,
        told_on=told_on,
    )
    tell_movers(row, "motions/told_result")
    return row


@service
def publish_motion(
    row: Motion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Motion:
    """To the public: title, movers, decision and result, with the presidium's handling opinion. By a second person."""
    MOTION.apply(row, "publish", actor=actor, seen=seen, once=once, note=note, published_on=clock.today())
    for paper in papers_of(row).filter(template=HANDLING):
        open_to_public(paper, actor=actor)
    tell_movers(row, "motions/published")
    return row


@service
def close_motion(
    row: Motion, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Motion:
    MOTION.apply(row, "close", actor=actor, seen=seen, once=once, note=note, closed_on=clock.today())
    tell_movers(row, "motions/closed")
    return row
