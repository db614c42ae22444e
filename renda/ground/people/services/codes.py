"""One-time codes: printed first-sign-in slips and codes by SMS. The database keeps digests only."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.keys import random_code, tidy_code
from renda.ground.kernel.sealed import blind_index
from renda.ground.kernel.text import PHONE, tidy_phone
from renda.ground.people import access
from renda.ground.people.models import OneTimeCode, User
from renda.ground.people.rules import SLIP_DAYS, SMS_MINUTES, SMS_TRIES
from renda.ground.people.services.accounts import phone_key
from renda.ground.people.services.acts import note_act
from renda.ground.people.services.throttle import throttle
from renda.ground.people.states import Act, CodePurpose

TellPhone = Callable[[int, str, str, dict[str, Any]], Any]
NO_SLIP = "这个码用过了、过期了，或者抄错了。请对照纸上再输一遍；还不行，请管理员重新打印一张。"
NO_SMS = "验证码不对，或者过了10分钟。请看最新的一条短信，或者重新要一个。"


@transaction.atomic
def make_slip(user: User, *, actor: Actor) -> str:
    """A code to print for a person without e-mail; it ends earlier slips and lasts 14 days. Returns it once."""
    if not access.is_admin(actor, user.county_id):
        raise NotAllowed("首次登录通知单由本县管理员打印。")
    if not user.is_active:
        raise Invalid(f"{user.name}的账号已停用，要先恢复。")
    user.codes.filter(purpose=CodePurpose.SLIP, used_at__isnull=True).update(used_at=now())
    code = random_code(60)
    OneTimeCode.objects.create(
        county_id=user.county_id,
        user=user,
        purpose=CodePurpose.SLIP,
        digest=_digest(code),
        made_by_id=actor.user_id,
        made_at=now(),
        expires_at=now() + timedelta(days=SLIP_DAYS),
    )
    note_act(Act.PRINT_SLIP, county_id=user.county_id, actor=actor, user_id=user.pk)
    return code


@transaction.atomic
def use_slip(typed: str, *, county_id: int) -> User:
    """The person a printed code belongs to; it works once, and the password has to be set next. Raises Invalid."""
    usable = OneTimeCode.objects.usable(now()).filter(county_id=county_id, purpose=CodePurpose.SLIP)
    slip = usable.select_related("user").filter(digest=_digest(tidy_code(typed)), user__is_active=True).first()
    if slip is None or not usable.filter(pk=slip.pk).update(used_at=now()):
        raise Invalid(NO_SLIP, field="code")
    user = slip.user
    user.must_change_password = True
    user.save(update_fields=["must_change_password"])
    return user


def send_sms_code(phone: str, *, county_id: int, tell_phone: TellPhone) -> None:
    """Send a code to the number if exactly one account has it. The caller can't tell whether one was sent."""
    phone = tidy_phone(phone)
    if not PHONE.fullmatch(phone):
        raise Invalid("手机号是11位数字，请再看一遍。", field="phone")
    throttle(f"sms:{county_id}:{phone}", limit=3, seconds=10 * 60, text="刚发过几条了，请等10分钟再要。")
    user = user_by_phone(county_id, phone)
    if user is None:
        return
    code = f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic():
        user.codes.filter(purpose=CodePurpose.SMS, used_at__isnull=True).update(used_at=now())
        OneTimeCode.objects.create(
            county_id=county_id,
            user=user,
            purpose=CodePurpose.SMS,
            digest=_digest(f"{user.pk}:{code}"),
            made_at=now(),
            expires_at=now() + timedelta(minutes=SMS_MINUTES),
        )
        tell_phone(county_id, phone, "people/sign_in_code", {"code": code, "minutes": SMS_MINUTES})


def use_sms_code(phone: str, typed: str, *, county_id: int) -> User:
    """The person with this number, if the code is the last one sent. Five wrong tries end it. Raises Invalid."""
    user = user_by_phone(county_id, tidy_phone(phone))
    usable = OneTimeCode.objects.usable(now()).filter(purpose=CodePurpose.SMS, tries__lt=SMS_TRIES)
    code = usable.filter(user=user).order_by("-made_at").first() if user else None
    if user is None or code is None or not usable.filter(pk=code.pk).update(tries=F("tries") + 1):
        raise Invalid(NO_SMS, field="code")
    fits = secrets.compare_digest(code.digest, _digest(f"{user.pk}:{typed.strip()}"))
    if not fits or not usable_again(code).update(used_at=now()):
        raise Invalid(NO_SMS, field="code")
    return user


def usable_again(code: OneTimeCode) -> Any:
    return OneTimeCode.objects.usable(now()).filter(pk=code.pk)


def user_by_phone(county_id: int, phone: str) -> User | None:
    """The one active account with this number; None if there is none, or more than one."""
    found = list(User.objects.of_county(county_id).filter(phone_index=phone_key(phone), is_active=True)[:2])
    return found[0] if phone and len(found) == 1 else None


def drop_old_codes() -> int:
    return OneTimeCode.objects.filter(expires_at__lt=now() - timedelta(days=1)).delete()[0]


def _digest(code: str) -> str:
    return blind_index(code, purpose="people.code")
