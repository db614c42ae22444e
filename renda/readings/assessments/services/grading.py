"""The composite, the chairpersons' council's approval, the announcement, and what becomes of a grade later."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, holder_key
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.readings.assessments import rules
from renda.readings.assessments.models import Candidacy, Change, Line, VisitSheet
from renda.readings.assessments.reading import cut_of, read_place
from renda.readings.assessments.states import LEVELS, Grade, PlaceState
from renda.readings.assessments.workflow import CANDIDACY


@service
def compose_candidacy(
    row: Candidacy, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Candidacy:
    """Read the record to this day, join it with the group's sheet and freeze both, line by line. Raises Blocked, WrongState."""
    lines = compose_lines(row, row.sheets.filter(is_adopted=True).first())
    CANDIDACY.apply(row, "compose", actor=actor, seen=seen, once=once, note=note, **composite_of(row, lines))
    Line.objects.filter(county_id=row.county_id, candidacy=row).delete()
    Line.objects.bulk_create(lines)
    return row


def composite_of(row: Candidacy, lines: list[Line]) -> dict[str, Any]:
    """Score, grade, the day of the record and the digest that these lines come to."""
    scheme, score, cut_on = row.cycle.scheme.data, rules.total(line.points for line in lines), cut_of(row)
    digest = rules.digest_of(rules.facts_of(scheme, cut_on, lines))
    return {"cut_on": cut_on, "score": score, "grade": rules.grade_of(score, scheme["cuts"]), "digest": digest}


def compose_lines(row: Candidacy, sheet: VisitSheet | None) -> list[Line]:
    """One line for each item in the order of the scheme; without an adopted sheet the group's items are missing."""
    read, found = read_place(row), []
    for item in rules.items_of(row.cycle.scheme.data):
        key, line = item["key"], Line(county_id=row.county_id, candidacy=row, item=item["key"])
        if one := read.get(key):
            line.source, line.n, line.d, line.points = item["measure"], one.figure.n, one.figure.d, one.points
            line.rows = [[r.words, r.counts, r.href] for r in one.figure.rows]
        elif sheet is not None:
            line.source, line.points = "visit", Decimal(sheet.points[key])
        else:
            continue
        found.append(line)
    return found


@service
def reopen_candidacy(
    row: Candidacy, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Candidacy:
    """Back to the group: the composite is made anew from whatever the record and the sheets then say."""
    nothing: dict[str, Any] = {"score": None, "grade": "", "digest": "", "cut_on": None}
    CANDIDACY.apply(row, "reopen", actor=actor, seen=seen, once=once, note=note, **nothing)
    row.lines.all().delete()
    return row


@service
def approve_candidacy(
    row: Candidacy, *, actor: Actor, decided_on: date, paper_number: str, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Candidacy:  # fmt: skip
    """The council's decision is noted with its paper; the council itself decides in its meeting. Raises Invalid."""
    _check_day(decided_on)
    CANDIDACY.apply(
        row, "approve", actor=actor, seen=seen, once=once, note=note, decided_on=decided_on, paper_number=paper_number
    )
    return row


@service
def announce_candidacy(
    row: Candidacy,
    *,
    actor: Actor,
    announced_on: date,
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Candidacy:
    """The grade stands on the public page; a grade goes with a plaque. The station is told, with the days to appeal."""
    _check_day(announced_on)
    CANDIDACY.apply(
        row, "announce", actor=actor, seen=seen, once=once, note=note, announced_on=announced_on,
        has_plaque=row.grade != Grade.NONE,
    )  # fmt: skip
    _tell(row)
    return row


def _tell(row: Candidacy) -> None:
    keys = [holder_key(role, row.org_id) for role in (Role.LIAISON, Role.STATION_MASTER)]
    tell(keys, "assessments/announced", row, extra={"grade": row.get_grade_display()})


@service
def raise_candidacy(row: Candidacy, *, actor: Actor, **said: Any) -> Candidacy:
    return _change(row, "raise", actor, **said)


@service
def lower_candidacy(row: Candidacy, *, actor: Actor, **said: Any) -> Candidacy:
    return _change(row, "lower", actor, **said)


@service
def revoke_candidacy(row: Candidacy, *, actor: Actor, **said: Any) -> Candidacy:
    return _change(row, "revoke", actor, grade=Grade.NONE, **said)


def _change(
    row: Candidacy, step: str, actor: Actor, *, grade: str, decided_on: date, paper_number: str, note: str,
    seen: int | None = None, once: UUID | None = None,
) -> Candidacy:  # fmt: skip
    """Dynamic management: another grade by a decision with paper and reason; the score stays what it is. Raises Invalid."""
    _check_day(decided_on)
    before = row.grade
    _check_direction(step, before, grade)
    CANDIDACY.apply(
        row, step, actor=actor, seen=seen, once=once, note=note, grade=str(grade), has_plaque=grade != Grade.NONE
    )
    Change.objects.create(
        county_id=row.county_id, candidacy=row, before=before, after=grade, decided_on=decided_on, paper_number=paper_number,
        reason=note,
    )  # fmt: skip
    _tell(row)
    return row


def _check_direction(step: str, before: str, after: str) -> None:
    """Up is up and down is down; what the engine refuses anyway (already highest) is left to it."""
    moves = LEVELS[after] - LEVELS.get(before, 0)
    if step == "raise" and before != Grade.MODEL and moves <= 0:
        raise Invalid("升等要选比现在高的等次。", field="grade")
    if step == "lower" and before not in (Grade.PASSED, Grade.NONE) and not (moves < 0 and after != Grade.NONE):
        raise Invalid("降等要选比现在低的等次；要撤销，请用“撤销等次”。", field="grade")


def _check_day(day: date) -> None:
    if day > clock.today():
        raise Invalid("日子还没有到，请写作出决定的那一天。")


def current_points(row: Candidacy, item: str) -> Decimal | None:
    """What an item has now, corrections included."""
    last = row.corrections.filter(item=item).order_by("-pk").first()
    line = row.lines.filter(item=item).first()
    return last.after if last else line.points if line else None


def regrade(row: Candidacy, score: Decimal) -> dict[str, Any]:
    """What a corrected score changes: the grade too, unless a decision has set another since."""
    changes: dict[str, Any] = {"score": score}
    if row.state == PlaceState.ANNOUNCED:
        grade = rules.grade_of(score, row.cycle.scheme.data["cuts"])
        changes |= {"grade": grade, "has_plaque": grade != Grade.NONE}
    return changes
