"""Promises (跟踪办理): opened by the reply itself, answered again when done, confirmed or disputed, carried over."""

from datetime import date
from typing import Any
from uuid import UUID

from renda.ground.county.models import Term
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.voice.suggestions import rules
from renda.voice.suggestions.models import Handling, Lookback, Promise
from renda.voice.suggestions.services.letters import next_letter_number, order_follow_ups
from renda.voice.suggestions.services.locking import locked_parent
from renda.voice.suggestions.services.reclassing import reclass
from renda.voice.suggestions.services.scans import keep_scan
from renda.voice.suggestions.services.telling import tell_office, tell_signatories, tell_unit
from renda.voice.suggestions.states import OPEN_LOOKBACKS, PromiseOrigin, ReplyClass
from renda.voice.suggestions.workflow import LOOKBACK, PROMISE

PROOF = "promise_proof"


def open_promises(handling: Handling, *, actor: Actor) -> None:
    """One for each planned point (B) and each solved one that names a day: from the fields the reply has already.

    What the same unit promised in the first handling and has not kept is replaced by its new reply. Source: DOMAIN R-SG-15
    """
    if handling.round > 1:
        _supersede(handling, actor)
    for point, answer in enumerate(handling.answers, 1):
        promised = str(answer.get("promised_on") or "")
        if promised and answer.get("reply_class") in (ReplyClass.A, ReplyClass.B):
            row = Promise(
                county_id=handling.county_id, parent=handling.parent, handling=handling, org=handling.org, point=point,
                ask=ask_of(handling, point), text=str(answer.get("text", "")), section=str(answer.get("section") or ""),
                first_class=answer["reply_class"], **_days(date.fromisoformat(promised)),
            )  # fmt: skip
            PROMISE.start(row, "open", actor=actor)


def open_other(
    handling: Handling, *, actor: Actor, origin: PromiseOrigin, point: int, ask: str, text: str, promised_on: date
) -> Promise:
    """A promise that no letter made: a "solved" that the look-back found untrue, a matter that leaders press for."""
    row = Promise(
        county_id=handling.county_id, parent=handling.parent, handling=handling, org=handling.org, origin=origin, point=point,
        ask=ask[:600], text=text, first_class=handling.reply_class, **_days(promised_on),
    )  # fmt: skip
    PROMISE.start(row, "open", actor=actor)
    tell_unit(handling, "suggestions/promise_opened")
    return row


def ask_of(handling: Handling, point: int) -> str:
    asks = handling.parent.asks
    answer = handling.answers[point - 1] if 0 < point <= len(handling.answers) else {}
    return str(answer.get("ask") or (asks[point - 1] if 0 < point <= len(asks) else ""))[:600]


def _days(day: date) -> dict[str, date]:
    return {"promised_on": day, "first_promised_on": day}


def _supersede(handling: Handling, actor: Actor) -> None:
    earlier = {"parent_id": handling.parent_id, "org_id": handling.org_id, "county_id": handling.county_id}
    for row in Promise.objects.unfinished().filter(**earlier, handling__round__lt=handling.round):
        row.parent = handling.parent
        PROMISE.apply(row, "supersede", actor=actor, settled_on=clock.today())
        drop_lookbacks(row, actor=actor)


def drop_lookbacks(row: Promise, *, actor: Actor) -> None:
    """What the year's look-back asked about it has been answered by what was done."""
    for asked in Lookback.objects.filter(promise=row, county_id=row.county_id, state__in=OPEN_LOOKBACKS):
        asked.parent = row.parent
        LOOKBACK.apply(asked, "drop", actor=actor)


@service
def progress_promise(
    row: Promise, *, actor: Actor, progress: str, proof: Any = None, seen: int | None = None, once: UUID | None = None
) -> Promise:
    """How far it is; a photo or paper if there is one."""
    PROMISE.apply(
        row,
        "progress",
        actor=actor,
        seen=seen,
        once=once,
        note=progress,
        progress=progress,
        progressed_on=clock.today(),
    )
    _keep_proof(row, proof, actor)
    return row


def _keep_proof(row: Promise, proof: Any, actor: Actor) -> None:
    if proof:
        keep_scan(row.parent, proof, actor=actor, purpose=PROOF)


@service
def answer_promise(
    row: Promise, *, actor: Actor, answer: str, proof: Any = None, paper_number: str = "", seen: int | None = None,
    once: UUID | None = None,
) -> Promise:  # fmt: skip
    """It is done: the unit answers again with a new letter, the old one stays, and the class follows (B→A).

    Every signatory gets his letter; the proposer is asked whether it is so. Source: DOMAIN R-SG-15
    """
    parent = locked_parent(row)
    today = clock.today()
    number = paper_number or next_letter_number(row.handling, today.year)
    PROMISE.apply(
        row, "answer", actor=actor, seen=seen, once=once, answer=answer, answered_on=today, paper_number=number, grade="",
        dispute="", ruling="",
    )  # fmt: skip
    _keep_proof(row, proof, actor)
    drop_lookbacks(row, actor=actor)
    order_follow_ups(row, actor=actor)
    reclass(parent, actor=actor)
    tell_signatories(parent, "suggestions/promise_answered", extra={"unit": row.org.label})
    return row


@service
def confirm_promise(
    row: Promise, *, actor: Actor, grade: str = "", seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Promise:
    """The deputy says it is done; who likes rates it, too."""
    is_mine = row.parent.proposer.user_id == actor.user_id and actor.is_signed_in
    PROMISE.apply(
        row, "confirm", actor=actor, seen=seen, once=once, note=note, grade=grade, is_confirmed=True, is_by_proxy=not is_mine,
        settled_on=clock.today(),
    )  # fmt: skip
    _tell_unit(row, "suggestions/promise_confirmed")
    return row


@service
def dispute_promise(
    row: Promise, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> Promise:
    """The deputy says it is not: the class goes back, the office goes and looks."""
    parent = locked_parent(row)
    is_mine = parent.proposer.user_id == actor.user_id and actor.is_signed_in
    PROMISE.apply(row, "dispute", actor=actor, seen=seen, once=once, note=note, dispute=note, is_by_proxy=not is_mine)
    reclass(parent, actor=actor)
    tell_office(parent, "suggestions/promise_disputed")
    _tell_unit(row, "suggestions/promise_disputed")
    return row


@service
def lapse_promise(
    row: Promise, *, actor: Actor, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Promise:
    """The deputy said nothing: that is 未反馈 and no consent; the office looks itself."""
    PROMISE.apply(row, "lapse", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def verify_promise(
    row: Promise, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Promise:
    """The office has looked: it is done. What the deputy said of it stays in the record."""
    parent = locked_parent(row)
    PROMISE.apply(row, "verify", actor=actor, seen=seen, once=once, note=note, ruling=note, settled_on=clock.today())
    reclass(parent, actor=actor)
    tell_signatories(parent, "suggestions/promise_verified")
    return row


@service
def uphold_promise(
    row: Promise, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Promise:
    """The office has looked: it is not done. The unit goes on; the letter it wrote stays, its word for it does not."""
    parent = locked_parent(row)
    PROMISE.apply(row, "uphold", actor=actor, seen=seen, once=once, note=note, ruling=note, answered_on=None)
    reclass(parent, actor=actor)
    _tell_unit(row, "suggestions/promise_upheld")
    return row


@service
def carry_over_promise(
    row: Promise, *, actor: Actor, note: str, year: int | None = None, promised_on: date | None = None,
    seen: int | None = None, once: UUID | None = None,
) -> Promise:  # fmt: skip
    """Roll it into the next year, and the next term if one has begun, under its old number (滚动办理).

    year: the year it rolls into, by default the next one in the second half of a year; promised_on: another day if one
    was agreed, the first one stays in the record. Raises Invalid. Source: DOMAIN 5.2, carry-over
    """
    today = clock.today()
    into = year or rules.carried_to(today)
    if not today.year <= into <= today.year + 1:
        raise Invalid(f"只能滚动到{today.year}年或者{today.year + 1}年。", field="year")
    if promised_on is not None and promised_on < max(today, row.first_promised_on):
        raise Invalid("另定的日子不能早于今天，也不能早于原来承诺的日子。", field="promised_on")
    PROMISE.apply(
        row, "carry_over", actor=actor, seen=seen, once=once, note=note, carried_to_year=into,
        promised_on=promised_on or row.promised_on, carried_times=row.carried_times + 1, carried_to_term_id=_later_term(row, into),
    )  # fmt: skip
    _tell_unit(row, "suggestions/promise_carried")
    tell_signatories(row.parent, "suggestions/promise_carried")
    return row


def _later_term(row: Promise, year: int) -> int | None:
    """The term the promise goes on in, if a new one of the same congress begins by the end of that year."""
    own = row.parent.term_id
    code = row.parent.congress.code
    terms = Term.objects.filter(county_id=row.county_id, congress_key=code, starts_on__lte=date(year, 12, 31))
    newest = terms.order_by("-starts_on").values_list("pk", flat=True).first()
    return newest if own is not None and newest != own else None


@service
def end_promise(row: Promise, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None) -> Promise:
    """It can't be done any more: said why, told, counted as not kept."""
    parent = locked_parent(row)
    PROMISE.apply(row, "end", actor=actor, seen=seen, once=once, note=note, ruling=note, settled_on=clock.today())
    drop_lookbacks(row, actor=actor)
    reclass(parent, actor=actor)
    tell_signatories(parent, "suggestions/promise_ended")
    return row


def _tell_unit(row: Promise, template: str) -> None:
    handling = row.handling
    handling.parent = row.parent
    tell_unit(handling, template)
