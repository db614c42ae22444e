"""One person's line before the meeting: papers, check, exam or exemption, statement."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.chamber.appointments import rules
from renda.chamber.appointments.models import Nominee
from renda.chamber.appointments.services.exams import draw_exam
from renda.chamber.appointments.states import ExamState
from renda.chamber.appointments.workflow import NOMINEE
from renda.ground.files import services as files
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.people.models import User
from renda.ground.workflow.engine import service

PAPERS = "papers"


@service
def fill_nominee(
    row: Nominee, *, actor: Actor, cv: str = "", appraisal: str = "", login: str = "", papers: Sequence[Any] = (),
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Nominee:  # fmt: skip
    """The person's papers; what is left empty stays as it was. Raises Invalid."""
    changes: dict[str, Any] = {name: text for name, text in (("cv", cv), ("appraisal", appraisal)) if text}
    if login:
        user = User.objects.filter(county_id=row.county_id, login=login, name=row.name).first()
        if user is None:
            raise Invalid(f"没有姓名是{row.name}的账号“{login}”，请核对。", field="login")
        changes["user_id"] = user.pk
    NOMINEE.apply(row, "fill", actor=actor, seen=seen, once=once, note=note, **changes)
    files.attach(papers, row, actor=actor, purpose=PAPERS)
    return row


@service
def check_nominee(
    row: Nominee, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Nominee:
    """The papers are complete. Who leaves a post, or passed the exam for this post before, goes on without one."""
    NOMINEE.apply(row, "check", actor=actor, seen=seen, once=once, note=note)
    before = row.again_of
    passed = before is not None and before.exams.filter(state=ExamState.PASSED).exists()
    if passed or not rules.takes_exam(row.act):
        NOMINEE.apply(row, "skip", actor=actor, exempt_reason="上次考试合格" if passed else "")
    return row


@service
def send_back_nominee(
    row: Nominee, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Nominee:
    NOMINEE.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def resubmit_nominee(
    row: Nominee, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Nominee:
    NOMINEE.apply(row, "resubmit", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def summon_nominee(
    row: Nominee, *, actor: Actor, sits_on: date, minutes: int | None = None, is_open_book: bool = False,
    shorts: int | None = None, seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Nominee:  # fmt: skip
    """Set an exam: a paper is drawn, the person told. Raises Invalid (too few questions, a day that has gone)."""
    NOMINEE.apply(row, "summon", actor=actor, seen=seen, once=once, note=note)
    draw_exam(row, actor=actor, sits_on=sits_on, minutes=minutes, is_open_book=is_open_book, shorts=shorts or 0)
    return row


@service
def exempt_nominee(
    row: Nominee, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Nominee:
    """No exam, for a reason that stands in the record."""
    if row.exams.filter(state__in=(ExamState.RUNNING, ExamState.MARKING)).exists():
        raise Invalid("正在考试或者等评卷，不能免考。")
    NOMINEE.apply(row, "exempt", actor=actor, seen=seen, once=once, note=note, exempt_reason=note[:200])
    return row


@service
def state_nominee(
    row: Nominee, *, actor: Actor, statement: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Nominee:
    """What the person will say: 供职发言, or a defence against a dismissal (监督法 (2024) art. 62)."""
    NOMINEE.apply(row, "state", actor=actor, seen=seen, once=once, note=note, statement=statement)
    NOMINEE.rewait(row)
    return row


@service
def withdraw_nominee(
    row: Nominee, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Nominee:
    NOMINEE.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    return row
