"""The resident's contact: confirmed by a code, told by SMS, unmasked for one request with a reason, never elsewhere."""

import hmac
import secrets
from datetime import timedelta
from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.sealed import blind_index
from renda.ground.notices import services as notices
from renda.ground.people.services import throttle
from renda.ground.workflow.engine import service
from renda.voice.opinions.access import is_bearer
from renda.voice.opinions.models import Contact, Opinion, Unmasked
from renda.voice.opinions.workflow import OPINION

CODE_PURPOSE = "opinion-phone-code"
CODE_LIFE = timedelta(minutes=10)
MOST_TRIES = 5


@service
def unmask_opinion(
    opinion: Opinion, *, actor: Actor, note: str, seen: int | None = None, once: UUID | None = None
) -> Opinion:
    """Show the contact to someone who says why (查看联系方式). The row comes back with `unmasked`; the step is in the history.

    A repeated call with the same `once` writes and shows nothing more. Source: 个人信息保护法 arts 6, 51
    """
    OPINION.apply(opinion, "unmask", actor=actor, seen=seen, once=once, note=note)
    opinion.unmasked = Unmasked(opinion.contact.name, opinion.contact.phone)
    return opinion


@service
def ask_phone_code(opinion: Opinion, *, actor: Actor) -> Opinion:
    """Send a six-digit code to the phone left with the opinion. Raises NotAllowed, Invalid, TooMany."""
    contact = _own_contact(opinion, actor)
    throttle(f"opinion-code:{contact.phone_index}", limit=3, seconds=3600)
    code = f"{secrets.randbelow(10**6):06d}"
    contact.asked_digest, contact.asked_at, contact.tries = _digest(opinion, code), now(), 0
    contact.save(update_fields=["asked_digest", "asked_at", "tries"])
    notices.tell_phone(opinion.county_id, contact.phone, "opinions/phone_code", {"code": code}, row=opinion)
    return opinion


def confirm_phone(opinion: Opinion, *, actor: Actor, code: str) -> Opinion:
    """The code came back: the phone is the resident's own, progress is sent to it. Raises Invalid (wrong, old, too many tries).

    Not one transaction: a wrong try must count although it is refused.
    """
    contact = _own_contact(opinion, actor)
    if not contact.asked_digest or contact.asked_at is None or now() - contact.asked_at > CODE_LIFE:
        raise Invalid("验证码过了10分钟，请重新发一个。", field="code")
    if contact.tries >= MOST_TRIES:
        raise Invalid("输错太多次了，请重新发一个验证码。", field="code")
    if not hmac.compare_digest(contact.asked_digest, _digest(opinion, code)):
        contact.tries += 1
        contact.save(update_fields=["tries"])
        raise Invalid("验证码不对，请看短信里的六位数字。", field="code")
    contact.confirmed_at, contact.asked_digest = now(), ""
    contact.save(update_fields=["confirmed_at", "asked_digest"])
    return opinion


def tell_resident(opinion: Opinion, template: str, *, even_unconfirmed: bool = False) -> None:
    """An SMS to the resident, through the outbox. An unconfirmed number may be a stranger's and gets none on its own."""
    contact = Contact.objects.filter(pk=opinion.pk).first()
    if contact is None or not contact.phone or not (contact.confirmed_at or even_unconfirmed):
        return
    context = {"number": opinion.number_line(), "link": f"/r/{opinion.code}"}
    notices.tell_phone(opinion.county_id, contact.phone, template, context, row=opinion)


def _own_contact(opinion: Opinion, actor: Actor) -> Contact:
    if not is_bearer(actor, opinion):
        raise NotAllowed("请从您的回执页核实手机号。")
    contact = Contact.objects.filter(pk=opinion.pk).first()
    if contact is None or not contact.phone:
        raise Invalid("这条意见没有留手机号。", field="phone")
    return contact


def _digest(opinion: Opinion, code: str) -> str:
    return blind_index(f"{opinion.pk}:{code}", purpose=CODE_PURPOSE)
