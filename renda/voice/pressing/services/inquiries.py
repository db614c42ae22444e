"""Letters to units: proposed by the platform or a person, sent by a person, answered, closed. Source: DOMAIN S-2, 5.4"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.county.services import take_number
from renda.ground.files import services as files
from renda.ground.files.models import StoredFile
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, Role, holder_key
from renda.ground.kernel.errors import Invalid
from renda.ground.notices.services import tell
from renda.ground.workflow.engine import service
from renda.voice.pressing import rules
from renda.voice.pressing.models import Inquiry
from renda.voice.pressing.queries.items import Item
from renda.voice.pressing.services.items import bodies_of
from renda.voice.pressing.services.papers import order_letter
from renda.voice.pressing.states import Cause, Letter
from renda.voice.pressing.workflow import INQUIRY, committee, unit, unit_and_its_leader


@service
def propose_inquiry(
    item: Item, *, actor: Actor, reasons: Sequence[str], letter: str = Letter.INQUIRY, cause: str = Cause.HAND,
    questions: str = "", once: UUID | None = None, note: str = "",
) -> Inquiry:  # fmt: skip
    """Put a letter on the table; a person decides whether it goes out. Raises Blocked (nobody handles the item yet)."""
    row = Inquiry(
        **bodies_of(item), letter=letter, cause=cause, round=getattr(item, "handling_round", 1), reasons=list(reasons),
        questions=questions or default_questions(cause),
    )  # fmt: skip
    INQUIRY.start(row, "propose", actor=actor, once=once, note=note)
    if actor.is_clock:
        tell(list(committee(row)), "pressing/inquiry_proposed", row)
    return row


def default_questions(cause: str) -> str:
    """What one usually asks; whoever sends the letter may change it."""
    if cause == Cause.OVERDUE:
        return "为什么没有按期答复？\n现在办到哪一步？\n哪一天答复代表，由哪个股室负责？"
    if cause == Cause.THIN:
        return "逐条说明已经做了什么、还要做什么。\n写明完成日期和责任股室。"
    return ""


@service
def issue_inquiry(
    row: Inquiry, *, actor: Actor, letter: str, questions: str, due_on: date, seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Inquiry:  # fmt: skip
    """Send it: takes its number, prints the letter, tells the unit. Raises Invalid."""
    today = clock.today()
    _check_day(due_on)
    word = Letter(letter).label
    number = rules.letter_number(word, today.year, take_number(county_id=row.county_id, series=word, year=today.year))
    INQUIRY.apply(
        row, "issue", actor=actor, seen=seen, once=once, note=note, letter=letter, questions=questions, due_on=due_on,
        issued_on=today, number_text=number,
    )  # fmt: skip
    order_letter(row, actor=actor)
    tell(list(unit(row)), "pressing/inquiry_issued", row)
    return row


@service
def drop_inquiry(
    row: Inquiry, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Inquiry:
    """Not sent, and why. The platform does not propose it again in this round."""
    INQUIRY.apply(row, "drop", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def remind_inquiry(
    row: Inquiry, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Inquiry:
    """Ask for the answer once more."""
    INQUIRY.apply(row, "remind", actor=actor, seen=seen, once=once, note=note, reminded_on=clock.today())
    tell(list(unit_and_its_leader(row)), "pressing/inquiry_reminded", row)
    return row


@service
def escalate_inquiry(
    row: Inquiry, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Inquiry:
    """No answer in time: the unit's head answers, the leader of the item and the government office are told."""
    INQUIRY.apply(row, "escalate", actor=actor, seen=seen, once=once, note=note, escalated_on=clock.today())
    keys = [*unit_and_its_leader(row)]
    if row.government is not None:
        keys.append(
            holder_key(Role.TOWN_GOV if row.government.kind == "town_gov" else Role.GOV_OFFICE, row.government.pk)
        )
    if row.item.leader_id:
        keys.append(f"person:{row.item.leader_id}")
    tell(keys, "pressing/inquiry_escalated", row)
    return row


@service
def answer_inquiry(
    row: Inquiry, *, actor: Actor, answer: str, scan: Any = None, seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Inquiry:  # fmt: skip
    """The unit answers; the sealed paper may come with it."""
    stored = _keep(row, scan, actor) if scan else None
    INQUIRY.apply(
        row, "answer", actor=actor, seen=seen, once=once, note=note, answer=answer, answered_on=clock.today(),
        scan_id=stored.pk if stored else row.scan_id,
    )  # fmt: skip
    tell(list(committee(row)), "pressing/inquiry_answered", row)
    return row


@service
def send_back_inquiry(
    row: Inquiry, *, actor: Actor, note: str, due_on: date, seen: int | None = None, once: UUID | None = None
) -> Inquiry:
    """The answer says too little: again, by a new day. Raises Invalid."""
    _check_day(due_on)
    INQUIRY.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note, due_on=due_on)
    tell(list(unit(row)), "pressing/inquiry_sent_back", row)
    return row


@service
def close_inquiry(
    row: Inquiry, *, actor: Actor, conclusion: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Inquiry:
    """What came of it, in a sentence."""
    INQUIRY.apply(
        row, "close", actor=actor, seen=seen, once=once, note=note, conclusion=conclusion, closed_on=clock.today()
    )
    return row


def _check_day(due_on: date) -> None:
    if due_on <= clock.today():
        raise Invalid("答复期限要晚于今天。", field="due_on")


def _keep(row: Inquiry, scan: Any, actor: Actor) -> StoredFile:
    """An upload of this request, or a file a program uploaded ahead."""
    if isinstance(scan, StoredFile):
        files.attach([scan], row, actor=actor, purpose="sealed_answer", audience="parties")
        return scan
    return files.keep(
        scan, county_id=row.county_id, actor=actor, kind=row.kind, matter_id=row.pk, purpose="sealed_answer",
        audience="parties",
    )  # fmt: skip
