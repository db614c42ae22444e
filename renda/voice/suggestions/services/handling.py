"""A unit's work: acceptance, return, co-opinion, talks with the deputy, the reply from draft to delivery."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid
from renda.ground.workflow.engine import service
from renda.voice.suggestions import queries, rules
from renda.voice.suggestions.models import Consultation, Handling
from renda.voice.suggestions.services import opinions_behind
from renda.voice.suggestions.services.assigning import open_handling
from renda.voice.suggestions.services.letters import (
    next_letter_number,
    order_co_opinion,
    order_letters,
    order_return_request,
)
from renda.voice.suggestions.services.locking import locked_parent
from renda.voice.suggestions.services.promising import open_promises
from renda.voice.suggestions.services.rating import ask_for_ratings
from renda.voice.suggestions.services.scans import keep_scan
from renda.voice.suggestions.services.telling import tell_government, tell_signatories, tell_unit
from renda.voice.suggestions.states import Disclosure, ReplyClass
from renda.voice.suggestions.workflow import HANDLING, SUGGESTION

Answers = Sequence[dict[str, Any]]


@service
def accept_handling(
    row: Handling, *, actor: Actor, leader_name: str, officer_name: str, officer_phone: str, plan: str = "",
    seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Handling:  # fmt: skip
    """The unit takes it on (签收) and names who is responsible."""
    HANDLING.apply(
        row, "accept", actor=actor, seen=seen, once=once, note=note, accepted_on=clock.today(),
        leader_name=leader_name, officer_name=officer_name, officer_phone=officer_phone, plan=plan,
    )  # fmt: skip
    return row


@service
def request_return_handling(
    row: Handling, *, actor: Actor, return_reason: str, proposed_unit: str = "", seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Handling:  # fmt: skip
    """Say that it belongs elsewhere, within the county's days (退办申请). The unit may not pass it on itself."""
    HANDLING.apply(
        row, "request_return", actor=actor, seen=seen, once=once, note=note, return_reason=return_reason,
        proposed_unit=proposed_unit,
    )  # fmt: skip
    order_return_request(row, actor=actor)
    tell_government(row.parent, "suggestions/return_requested")
    return row


@service
def approve_return_handling(
    row: Handling, *, actor: Actor, new_org_id: int | None = None, return_ruling: str = "", seen: int | None = None,
    once: UUID | None = None, note: str = "",
) -> Handling:  # fmt: skip
    """Let the unit go and give its part to another one; the reply date stays (改办). Source: DOMAIN R-SG-10"""
    parent = locked_parent(row)
    if new_org_id is None and not row.is_co:
        raise Invalid("请选改由哪个单位办。", field="new_org_id")
    if new_org_id is not None:
        _check_new_unit(row, new_org_id)
    HANDLING.apply(row, "approve_return", actor=actor, seen=seen, once=once, note=note, return_ruling=return_ruling)
    if new_org_id is not None:
        open_handling(parent, new_org_id, row.mode, actor=actor, day=clock.today())
        if parent.lead_org_id == row.org_id:
            SUGGESTION.apply(parent, "reassign", actor=actor, lead_org_id=new_org_id)
    tell_unit(row, "suggestions/return_approved")
    return row


def _check_new_unit(row: Handling, new_org_id: int) -> None:
    if not queries.units_of(row.county_id).filter(pk=new_org_id).exists():
        raise Invalid("请在本县的承办单位里选。", field="new_org_id")
    if row.parent.handlings.standing().filter(org_id=new_org_id, round=row.round).exists():
        raise Invalid("这个单位已经在办这件建议，请选别的单位。", field="new_org_id")


@service
def refuse_return_handling(
    row: Handling,
    *,
    actor: Actor,
    return_ruling: str,
    seen: int | None = None,
    once: UUID | None = None,
    note: str = "",
) -> Handling:
    """The unit stays; a return refused counts as accepted."""
    HANDLING.apply(
        row, "refuse_return", actor=actor, seen=seen, once=once, note=note, return_ruling=return_ruling,
        accepted_on=row.accepted_on or clock.today(),
    )  # fmt: skip
    tell_unit(row, "suggestions/return_refused")
    return row


@service
def give_opinion_handling(
    row: Handling, *, actor: Actor, co_opinion: str, seen: int | None = None, once: UUID | None = None, note: str = "",
    scan: Any = None,
) -> Handling:  # fmt: skip
    """A co-unit's opinion for the lead unit, within a month of assignment. Source: DOMAIN R-SG-9"""
    stored = keep_scan(row.parent, scan, actor=actor, purpose="co_opinion", audience="staff") if scan else None
    HANDLING.apply(
        row, "give_opinion", actor=actor, seen=seen, once=once, note=note, co_opinion=co_opinion, done_on=clock.today(),
        scan_id=stored.pk if stored else None,
    )  # fmt: skip
    order_co_opinion(row, actor=actor)
    for lead in row.parent.handlings.open_replies(row.round).select_related("org", "parent"):
        tell_unit(lead, "suggestions/co_opinion")
    return row


@service
def consult_handling(
    row: Handling, *, actor: Actor, way: str, held_at: datetime, people: str, points: str, deputy_view: str,
    place: str = "", seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Handling:  # fmt: skip
    """Note a talk with the deputy (面商): way, time, people, points and what the deputy said."""
    if held_at > clock.now():
        raise Invalid("面商的时间不能晚于现在；谈过以后再来记。", field="held_at")
    HANDLING.apply(row, "consult", actor=actor, seen=seen, once=once, note=note)
    Consultation.objects.create(
        county_id=row.county_id, handling=row, way=way, held_at=held_at, place=place, people=people, points=points,
        deputy_view=deputy_view, recorded_by_id=actor.user_id,
    )  # fmt: skip
    return row


@service
def keep_draft_handling(
    row: Handling, *, actor: Actor, answers: Answers, seen: int | None = None, once: UUID | None = None, note: str = "",
    **reply: Any,
) -> Handling:  # fmt: skip
    """Put the reply aside as far as it is written."""
    HANDLING.apply(row, "keep_draft", actor=actor, seen=seen, once=once, note=note, answers=list(answers), **reply)
    return row


@service
def draft_reply_handling(
    row: Handling, *, actor: Actor, answers: Answers, disclosure: str, disclosure_reason: str = "", closing: str = "",
    reply_class: str = "", seen: int | None = None, once: UUID | None = None, note: str = "",
) -> Handling:  # fmt: skip
    """Send the written reply to the unit's leader: every point answered, with class, promise and section.

    reply_class: of the whole; empty means the class its points come to. Raises Invalid, Blocked (no talk yet).
    """
    check_answers(row, answers)
    if disclosure != Disclosure.FULL and not disclosure_reason:
        raise Invalid("不全文公开的，请写明理由。", field="disclosure_reason")
    whole = reply_class or rules.class_of(a["reply_class"] for a in answers)
    HANDLING.apply(
        row, "draft_reply", actor=actor, seen=seen, once=once, note=note, answers=list(answers), closing=closing,
        reply_class=whole, disclosure=disclosure, disclosure_reason=disclosure_reason,
    )  # fmt: skip
    return row


def check_answers(row: Handling, answers: Answers) -> None:
    """Each ask has an answer; what is planned has a day and a section. Raises Invalid naming the first gap."""
    asks = row.parent.asks
    if len(answers) < len(asks):
        raise Invalid(f"代表提了{len(asks)}条，条条要答；还差{len(asks) - len(answers)}条。", field="answers")
    for i, answer in enumerate(answers, 1):
        if not str(answer.get("text", "")).strip():
            raise Invalid(f"第{i}条还没有答。", field=f"text_{i}")
        if answer.get("reply_class") not in ReplyClass.values:
            raise Invalid(f"第{i}条请选办理结果。", field=f"reply_class_{i}")
        if answer["reply_class"] == ReplyClass.B and not answer.get("promised_on"):
            raise Invalid(f"第{i}条列入计划的，请写承诺日期，到期再答复。", field=f"promised_on_{i}")
        if answer["reply_class"] == ReplyClass.B and not answer.get("section"):
            raise Invalid(f"第{i}条请写由哪个股室负责，到期由它再答复。", field=f"section_{i}")


@service
def check_handling(
    row: Handling, *, actor: Actor, signer_name: str, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Handling:
    """The unit's leader signs the reply."""
    HANDLING.apply(row, "check", actor=actor, seen=seen, once=once, note=note, signer_name=signer_name)
    tell_unit(row, "suggestions/checked")
    return row


@service
def send_back_handling(
    row: Handling, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Handling:
    """Back to the desk with what is to be mended."""
    HANDLING.apply(row, "send_back", actor=actor, seen=seen, once=once, note=note, signer_name="")
    tell_unit(row, "suggestions/reply_sent_back")
    return row


@service
def reply_handling(
    row: Handling, *, actor: Actor, paper_number: str = "", seen: int | None = None, once: UUID | None = None,
    note: str = "",
) -> Handling:  # fmt: skip
    """Deliver the reply to every signatory: letters are ordered, promises opened, ratings asked for once the last unit
    has answered.

    paper_number: the unit's own number; empty takes the next one of the unit's series, as the last thing.
    """
    parent = locked_parent(row)
    today = clock.today()
    number = paper_number or next_letter_number(row, today.year)
    HANDLING.apply(row, "reply", actor=actor, seen=seen, once=once, note=note, paper_number=number, done_on=today)
    order_letters(row, actor=actor)
    open_promises(row, actor=actor)
    if not parent.handlings.open_replies(parent.handling_round).exists():
        _finish_round(row, actor)
    return row


def _finish_round(row: Handling, actor: Actor) -> None:
    parent = row.parent
    sent = parent.handlings.replied().filter(round=parent.handling_round)
    SUGGESTION.apply(
        parent, "reply", actor=actor, reply_class=rules.class_of(h.reply_class for h in sent), replied_on=clock.today()
    )
    ask_for_ratings(parent, actor=actor)
    tell_signatories(parent, "suggestions/replied")
    opinions_behind.tell_replied(parent, actor=actor)


@service
def attach_scan_handling(
    row: Handling, *, actor: Actor, scan: Any, seen: int | None = None, once: UUID | None = None, note: str = ""
) -> Handling:
    """The sealed paper as scanned is the legal original; what the system made is its working copy."""
    stored = keep_scan(row.parent, scan, actor=actor, purpose="sealed_reply")
    HANDLING.apply(row, "attach_scan", actor=actor, seen=seen, once=once, note=note, scan_id=stored.pk)
    return row
