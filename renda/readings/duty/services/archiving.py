"""A deputy's archive of a year: put before the deputy, looked at, objected to, verified. Its lines are never typed."""

from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.network.deputies.models import Deputy
from renda.readings.duty.deeds import Deed, deeds_of
from renda.readings.duty.models import DutyArchive, Objection
from renda.readings.duty.queries import town_of
from renda.readings.duty.shown import digest_of
from renda.readings.duty.workflow import DUTY_ARCHIVE, DUTY_OBJECTION

FIRST_YEAR = 2000


def lines_of(deputy: Deputy, year: int) -> list[Deed]:
    return deeds_of(deputy.county_id, [deputy], date(year, 1, 1), date(year, 12, 31))


@service
def begin_duty_archive(
    deputy: Deputy, *, actor: Actor, year: int, once: UUID | None = None, note: str = ""
) -> DutyArchive:
    """Put the archive of a year before its deputy; asked for again, the one that is there. Raises NotAllowed, Invalid."""
    _check_year(year)
    known = DutyArchive.objects.filter(county_id=deputy.county_id, deputy=deputy, year=year).first()
    if known is not None:
        return known
    row = DutyArchive(county_id=deputy.county_id, deputy=deputy, town_org_id=town_of(deputy), year=year)
    DUTY_ARCHIVE.start(row, "begin", actor=actor, once=once, note=note)
    return row


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Invalid("请选今年或者以前的年份。", field="year")


@service
def confirm_duty_archive(
    row: DutyArchive, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> DutyArchive:
    DUTY_ARCHIVE.apply(row, "confirm", actor=actor, seen=seen, once=once, note=note, confirmed_on=clock.today())
    return row


@service
def verify_duty_archive(
    row: DutyArchive, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> DutyArchive:
    """Checked by the office; its public part may be read from now on. Source: 代表法 (2025) art. 58"""
    facts: dict[str, Any] = {"verified_on": clock.today(), "digest": digest_of(lines_of(row.deputy, row.year))}
    DUTY_ARCHIVE.apply(row, "verify", actor=actor, seen=seen, once=once, note=note, **facts)
    return row


@service
def look_again_duty_archive(
    row: DutyArchive, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> DutyArchive:
    """The record has changed since: the deputy looks again, and the public part is closed until then."""
    facts: dict[str, Any] = {"confirmed_on": None, "verified_on": None, "digest": ""}
    DUTY_ARCHIVE.apply(row, "look_again", actor=actor, seen=seen, once=once, note=note, **facts)
    return row


@service
def object_duty_objection(
    deputy: Deputy,
    *,
    actor: Actor,
    year: int,
    objection: str,
    line_key: str = "",
    once: UUID | None = None,
    note: str = "",
) -> Objection:
    """The deputy says what is wrong with a line, or what is missing (no line). Raises NotAllowed, Invalid."""
    _check_year(year)
    line = next((deed for deed in lines_of(deputy, year) if deed.key == line_key), None) if line_key else None
    if line_key and line is None:
        raise Invalid("这一条已经不在档案里了，请刷新后再看。", field="line_key")
    words = f"{line.on.month}月{line.on.day}日 {line.what}" if line else ""
    row = Objection(
        county_id=deputy.county_id, deputy=deputy, town_org_id=town_of(deputy), year=year, line_key=line_key,
        line=words[:300], objection=objection,
    )  # fmt: skip
    DUTY_OBJECTION.start(row, "object", actor=actor, once=once, note=note)
    return row


@service
def correct_duty_objection(
    row: Objection, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Objection:
    """The record itself was put right where it was made; the archive shows it at once. note: what was changed."""
    return _answer(row, "correct", actor, note, seen, once)


@service
def explain_duty_objection(
    row: Objection, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Objection:
    """The record stays; note: why."""
    return _answer(row, "explain", actor, note, seen, once)


def _answer(row: Objection, step: str, actor: Actor, note: str, seen: int | None, once: UUID | None) -> Objection:
    facts: dict[str, Any] = {"answer": note[:500], "answered_on": clock.today()}
    DUTY_OBJECTION.apply(row, step, actor=actor, seen=seen, once=once, note=note, **facts)
    return row


@service
def withdraw_duty_objection(
    row: Objection, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Objection:
    DUTY_OBJECTION.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    return row
