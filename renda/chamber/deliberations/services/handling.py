"""Handed to the organs, answered point by point, reported on, looked at, handled again."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.chamber.deliberations.models import Answer, Deliberation
from renda.chamber.deliberations.services.drafting import point_at
from renda.chamber.deliberations.services.papers import open_papers, order_handing, order_report
from renda.chamber.deliberations.workflow import DELIBERATION
from renda.ground.files import services as files
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.notices.services import tell
from renda.ground.people.access import answers_for, holder_of
from renda.ground.workflow.declare import Shift
from renda.ground.workflow.engine import service


@service
def hand_deliberation(
    row: Deliberation, *, actor: Actor, due_on: date | None = None, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Deliberation:  # fmt: skip
    """To the organs, with number, opinions and covering letter; without a day the county's rule holds. Raises Invalid.

    Source: 监督法 (2024) art. 17, DOMAIN R-SV-4
    """
    row.due_on = _later(due_on)
    row.handed_on = clock.today()
    row.number = order_handing(row, actor=actor)
    DELIBERATION.apply(
        row, "hand", actor=actor, seen=seen, once=once, note=note, due_on=row.due_on, number=row.number,
        handed_on=row.handed_on, handed_by_id=actor.user_id or None,
    )  # fmt: skip
    tell(_organs(row), "deliberations/handed", row)
    return row


def _later(day: date | None) -> date | None:
    if day is not None and day <= clock.today():
        raise Invalid("报告的日子要在今天以后。", field="due_on")
    return day


def _organs(row: Deliberation) -> list[str]:
    """Whoever must act on a point, and the one that reports."""
    found = [holder_of(one.organ) for one in row.points.select_related("organ").order_by("position")]
    return list(dict.fromkeys([*found, holder_of(row.organ)]))


@service
def answer_deliberation(
    row: Deliberation, *, actor: Actor, position: int, result: str, words: str, papers: Sequence[Any] = (),
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Deliberation:  # fmt: skip
    """An organ answers one of its points; until the report is in it may correct that. Raises Invalid, NotAllowed."""
    DELIBERATION.check_may(DELIBERATION.steps["answer"], row, actor)
    point = point_at(row, position)
    if not answers_for(actor, point.organ_id):
        raise NotAllowed(f"第{position}条由{point.organ.label}来答复。")
    Answer.objects.update_or_create(
        county_id=row.county_id, point=point, round=row.round,
        defaults={"result": result, "words": words, "answered_on": clock.today()},
    )  # fmt: skip
    DELIBERATION.apply(row, "answer", actor=actor, seen=seen, once=once, note=note)
    files.attach(papers, row, actor=actor, purpose=f"answer_{row.round}_{position}")
    return row


@service
def report_deliberation(
    row: Deliberation, *, actor: Actor, report: str, papers: Sequence[Any] = (), seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Deliberation:  # fmt: skip
    """The report on all points, first to the committee. Source: 监督法 (2024) art. 17, DOMAIN R-SV-3"""
    DELIBERATION.apply(
        row, "report", actor=actor, seen=seen, once=once, note=note, report=report, reported_on=clock.today()
    )
    files.attach(papers, row, actor=actor, purpose=f"report_{row.round}")
    order_report(row, actor=actor)
    tell([holder_of(row.committee or row.office)], "deliberations/reported", row)
    return row


@service
def ask_again_deliberation(
    row: Deliberation, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Deliberation:
    """The committee sends the report back, once a round, with the reason; answers stand and may be corrected."""
    DELIBERATION.apply(
        row,
        "ask_again",
        actor=actor,
        seen=seen,
        once=once,
        note=note,
        is_returned=True,
        due_on=None,
        check_note=note[:2000],
    )
    tell(_organs(row), "deliberations/asked_again", row, extra={"why": note})
    return row


@service
def check_deliberation(
    row: Deliberation, *, actor: Actor, check_note: str = "", seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Deliberation:  # fmt: skip
    """The committee has looked at the report, and says what it thinks of it; what is public already stays so with it."""
    DELIBERATION.apply(row, "check", actor=actor, seen=seen, once=once, note=note, check_note=check_note)
    if row.published_on is not None:
        open_papers(row, actor=actor)
    return row


@service
def handle_again_deliberation(
    row: Deliberation, *, actor: Actor, note: str, due_on: date | None = None, seen: int | None = None,
    once: UUID | None = None,
) -> Deliberation:  # fmt: skip
    """Rated 不满意: another round, every point answered anew by a new day. Raises Invalid."""
    DELIBERATION.apply(
        row, "handle_again", actor=actor, seen=seen, once=once, note=note, round=row.round + 1, is_returned=False,
        due_on=_later(due_on), grade="", rating_meeting_id=None, rating_item_id=None, reported_on=None, check_note="",
    )  # fmt: skip
    tell(_organs(row), "deliberations/again", row, extra={"why": note})
    return row


@service
def extend_deliberation(
    row: Deliberation, *, actor: Actor, days: int, note: str, seen: int | None = None, once: UUID | None = None
) -> Deliberation:
    """So many working days more for the report, with the reason."""
    shift = Shift(reason=note, days=days, is_workdays=True)
    DELIBERATION.apply(row, "extend", actor=actor, seen=seen, once=once, note=note, shift=shift)
    return row
