"""A citizen signs up without an account, may take it back, and is forgotten after the meeting."""

import json
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from renda.chamber.observers.models import Call, ObserverContact, SignUp, Unmasked
from renda.chamber.observers.queries import PHONE_PURPOSE
from renda.chamber.observers.states import CallState
from renda.chamber.observers.workflow import OBSERVER
from renda.ground.county.services import rule_book
from renda.ground.intake.services import Proof, spend_proof
from renda.ground.kernel import clock
from renda.ground.kernel.actor import Actor, clock_actor
from renda.ground.kernel.errors import Conflict, Invalid, Repeated
from renda.ground.kernel.keys import check_client_key, random_code
from renda.ground.kernel.sealed import blind_index
from renda.ground.kernel.writing import insert, send
from renda.ground.notices.services import erase_notices
from renda.ground.workflow.engine import service
from renda.ground.workflow.services import erase_private

DIGEST_PURPOSE = "observer-intake"
KNOWN_PHONE = "这个手机号已经报过名了，请用回执编号查看。"


@service
def apply_observer(
    *, actor: Actor, call: Call, name: str, phone: str, key: UUID | None = None, proof: Proof | None = None,
    once: UUID | None = None,
) -> SignUp:  # fmt: skip
    """Sign up. key: made by the page, a second sending finds the first; proof: against robots, used up with it.

    One sign-up for a phone and a call. Raises Invalid, Conflict.
    """
    content = json.dumps([str(call.pk), name, phone], ensure_ascii=False)
    row = SignUp(county_id=actor.county_id, call=call, office=call.office,
                 intake_digest=blind_index(content, purpose=DIGEST_PURPOSE))  # fmt: skip
    if key is not None:
        row.pk = check_client_key(key, clock.now())
        _refuse_known_key(row)
    if call.county_id != actor.county_id or call.state != CallState.OPEN or call.closes_on < clock.today():
        raise Invalid("这次旁听的报名已经截止了。")
    index = blind_index(phone, purpose=PHONE_PURPOSE)
    if ObserverContact.objects.filter(county_id=row.county_id, call=call, phone_index=index).exists():
        raise Invalid(KNOWN_PHONE, field="phone")
    if proof is not None:
        spend_proof(actor.county_id, proof)
    try:
        OBSERVER.start(row, "apply", actor=actor, once=once)
    except Conflict:
        _refuse_known_key(row)  # the same key was being sent twice at once, and the other was first
        raise
    contact = ObserverContact(
        sign_up=row, county_id=row.county_id, call=call, name=name, phone=phone, phone_index=index
    )
    if send([insert([contact])]) != [1]:  # the same number came in at this moment by another sending
        raise Invalid(KNOWN_PHONE, field="phone")
    return row


def _refuse_known_key(row: SignUp) -> None:
    first = SignUp.objects.filter(pk=row.pk).first()
    if first is None:
        return
    if first.county_id == row.county_id and first.intake_digest == row.intake_digest:
        raise Repeated(first)
    raise Conflict("这一份已经收到过，内容不一样，没有改动原来的。要另报，请重新打开页面。")


@service
def withdraw_observer(
    row: SignUp, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> SignUp:
    OBSERVER.apply(row, "withdraw", actor=actor, seen=seen, once=once, note=note)
    return row


@service
def unmask_observer(
    row: SignUp, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> SignUp:
    """Show name and phone to someone who says why; the row comes back with `unmasked`. Source: 个人信息保护法 arts 6, 51"""
    OBSERVER.apply(row, "unmask", actor=actor, seen=seen, once=once, note=note)
    row.unmasked = Unmasked(row.contact.name, row.contact.phone)
    return row


@service
def erase_observer(
    row: SignUp, *, actor: Actor, note: str = "", seen: int | None = None, once: UUID | None = None
) -> SignUp:
    """Delete what is personal: contact, notices, the receipt. Steps and days stay. Source: 个人信息保护法 art. 47"""
    OBSERVER.apply(row, "erase", actor=actor, seen=seen, once=once, note="", intake_digest="", code=random_code(),
                   erased_at=clock.now())  # fmt: skip
    ObserverContact.objects.filter(pk=row.pk).delete()
    erase_notices(row)
    erase_private(row)
    return row


def erase_outdated(county_id: int, *, most: int = 500) -> int:
    """Erase sign-ups of meetings that ended long enough ago; returns how many. Source: county rule observer_retention"""
    months = rule_book(county_id).value("observer_retention", clock.today())
    before = clock.today() - timedelta(days=30 * months)
    actor, found = clock_actor(county_id), SignUp.objects.filter(county_id=county_id).outdated(before)
    rows = list(found.select_related("call__meeting", "office").order_by("pk")[:most])
    for row in rows:
        with transaction.atomic():
            erase_observer(row, actor=actor)
    return len(rows)
