"""One person's line before the meeting: papers, check, exam or exemption, statement."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.chamber.appointments import rules
from renda.chamber.appointments.models import Nomination
from renda.chamber.appointments.services.exams import draw_exam
from renda.chamber.appointments.states import ExamState
from renda.chamber.appointments.workflow import NOMINATION
from renda.ground.files import services as files
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.people.models import User
from renda.ground.workflow.engine import service

PAPERS = "papers"


@service
def fill_nomination(
    row: Nomination, *, actor: Actor, cv: str = "", appraisal: str = "", login: str = "", papers: Sequence[Any] = (),
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Nomination:  # fmt: skip
    """The person's papers; what is left empty stays as it was. Raises Invalid."""
    changes: dict[str, Any] = {name: text for name, text in (("cv", cv), ("appraisal", appraisal)) if text}
    if login:
        user = User.objects.filter(county_id=row.county_id, login=login, name=row.name).first()
        if user is None:
            raise Invalid(f"没有姓名是{row.name}的账号“{login}”，请核对。", field="login")
        changes["user_id"] = user.pk
    NOMINATION.apply(row, "fill", actor=actor, seen=seen, once=once, note=note, **changes)
    files.attach(papers, row, actor=actor, purpose=PAPERS)
    return row


@service
def check_nomination(
    row: Nomination, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Nomination:
    """The papers are complete. Who leaves a post, or passed the exam for this post before, goes on without one."""
    NOMINATION.apply(row, "check", actor=actor, seen=seen, once=once, note=note)
    before = row.again_of
    passed = before is not None and before.exams.filter(state=ExamState.PASSED).exists()
    if passed or not rules.takes_exam(row.act):
        NOMINATION.apply(row, "skip", actor=actor, exempt_reason="上次考试合格" if passed else "")
    return row


@service
def send_back_nomination(
    row: Nomination, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Nomination:
    NOMINATION.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def resubmit_nomination(
    row: Nomination, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Nomination:
    NOMINATION.apply(row, "resubmit", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def summon_nomination(
    row: Nomination, *, actor: Actor, sits_on: date, minutes: int | None = None, is_open_book: bool = False,
    shorts: int | None = None, seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Nomination:  # fmt: skip
    """Set an exam: a paper is drawn, the person told. Raises Invalid (too few questions, a day that has gone)."""
    NOMINATION.apply(row, "summon", actor=actor, seen=seen, once=once, note=note)
    draw_exam(row, actor=actor, sits_on=sits_on, minutes=minutes, is_open_book=is_open_book, shorts=shorts or 0)
    return row


@service
def exempt_nomination(
    row: Nomination, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Nomination:
    """No exam, for a reason that stands in the record."""
    if row.exams.filter(state__in=(ExamState.RUNNING, ExamState.MARKING)).exists():
        raise Invalid("正在考试或者等评卷，不能免考。")
    NOMINATION.apply(row, "exempt", actor=actor, seen=seen, once=once, note=note, exempt_reason=note[:200])
    return row


@service
def state_nomination(
    row: Nomination, *, actor: Actor, statement: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Nomination:
    """What the person will say: 供职发言, or a defence against a dismissal (监督法 (2024) art. 62)."""
    NOMINATION.apply(row, "state", actor=actor, seen=seen, once=once, note=note, statement=statement)
    NOMINATION.rewait(row)
    return row


@service
def withdraw_nomination(
    row: Nomination, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Nomination:
    NOMINATION.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    return row
