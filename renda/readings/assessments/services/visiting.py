"""What the review group saw: sheets of its members, merged by their keys, and the choice where they differ."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed, Stale
from renda.ground.kernel.keys import uuid7
from renda.ground.workflow.engine import service
from renda.readings.assessments import access
from renda.readings.assessments.models import Candidacy, VisitSheet
from renda.readings.assessments.services.joining import checked_points, checked_words
from renda.readings.assessments.states import PlaceState
from renda.readings.assessments.workflow import CANDIDACY

TRIES = 3
IN_TIME = (PlaceState.SELF_SCORED, PlaceState.VISITED)


def take_sheet(row: Candidacy, *, actor: Actor, **sheet: Any) -> Candidacy:
    """Keep a sheet that may come from a phone long after it was written: of two members at once both get through."""
    for _ in range(TRIES - 1):
        try:
            return visit_candidacy(row, actor=actor, **sheet)
        except Stale:
            row = Candidacy.objects.visible_to(actor).select_related(*CANDIDACY.related).get(pk=row.pk)
    return visit_candidacy(row, actor=actor, **sheet)


@service
def visit_candidacy(
    row: Candidacy, *, actor: Actor, points: Mapping[str, Any], words: Mapping[str, str], visited_on: date,
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Candidacy:  # fmt: skip
    """A member's sheet under its own key `once`: sent again it is the same sheet, too late it is kept beside the score.

    `seen` is not asked for: a colleague's sheet in between is no reason to refuse this one. Raises Invalid, NotAllowed, Conflict.
    """
    known = VisitSheet.objects.filter(pk=once).first() if once else None
    if known is not None:
        if (known.candidacy_id, known.user_id) != (row.pk, actor.user_id):
            raise Conflict("这份评分表的编号已经用过；请重新打开这一页再填。")
        return row
    sheet = VisitSheet(
        id=once or uuid7(), county_id=row.county_id, candidacy=row, user_id=actor.user_id, **_checked(row, actor, visited_on),
        points=checked_points(row.cycle.scheme.data, points), words=checked_words(row.cycle.scheme.data, words),
    )  # fmt: skip
    sheet.is_late = row.state not in IN_TIME
    CANDIDACY.apply(row, "file" if sheet.is_late else "visit", actor=actor, once=once, note=note)
    _keep(row, sheet)
    return row


def _checked(row: Candidacy, actor: Actor, visited_on: date) -> dict[str, date]:
    """Said before what is wrong with the points: whose sheet it is, and when the place was seen."""
    if not access.is_reviewer(actor, row):
        raise NotAllowed("现场评分由负责这一片的考评组成员来填，本乡镇的人回避。")
    if not row.cycle.first_on <= visited_on <= clock.today():
        raise Invalid("现场考评的日子要在周期开始以后、今天以前。", field="visited_on")
    return {"visited_on": visited_on}


def _keep(row: Candidacy, sheet: VisitSheet) -> None:
    """The member's own earlier sheet gives way; one that differs from a colleague's leaves the choice to the group."""
    sheets = VisitSheet.objects.filter(county_id=row.county_id, candidacy=row)
    if not sheet.is_late:
        sheets.current().filter(user_id=sheet.user_id).update(is_replaced=True, is_adopted=False)
        others = list(sheets.current())
        if all(other.points == sheet.points for other in others):
            sheet.is_adopted = not any(other.is_adopted for other in others)
        else:
            sheets.update(is_adopted=False)
    sheet.save(force_insert=True)


@service
def settle_candidacy(
    row: Candidacy, *, actor: Actor, sheet: UUID, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Candidacy:
    """Which of the differing sheets counts; the others stay to be read. Raises Invalid."""
    chosen = row.sheets.current().filter(pk=sheet).first()
    if chosen is None:
        raise Invalid("请在成员的评分表里选一份。", field="sheet")
    CANDIDACY.apply(row, "settle", actor=actor, seen=seen, once=once, note=note)
    row.sheets.update(is_adopted=False)
    row.sheets.filter(pk=chosen.pk).update(is_adopted=True)
    return row
