"""Accounts: open, change, close; passwords and sessions."""

import logging
from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now
from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.kernel.sealed import blind_index
from renda.ground.kernel.text import PHONE, tidy_phone
from renda.ground.people import access
from renda.ground.people.models import User
from renda.ground.people.services.acts import note_act
from renda.ground.people.services.vacancies import refresh_if_any, refresh_vacancies
from renda.ground.people.states import Act

log = logging.getLogger(__name__)
SETTINGS = frozenset({"mode", "theme", "wants_sms", "wants_email", "wants_chat"})


def phone_key(phone: str) -> str:
    """The index by which an account with this number is found."""
    return blind_index(tidy_phone(phone), purpose="people.phone")


@transaction.atomic
def open_account(
    *, county_id: int, login: str, name: str, actor: Actor, phone: str = "", email: str = "", password: str = ""
) -> User:
    """A new account; without a password only a slip or a code by SMS opens it. Raises Conflict, Invalid, NotAllowed."""
    _need_admin(actor, county_id)
    user = User(county_id=county_id, login=login.strip(), name=name.strip(), email=email)
    _put_phone(user, phone)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
        user.must_change_password = True
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Conflict(f"登录名“{login}”已经有人用了，请换一个。") from error
    note_act(Act.OPEN_ACCOUNT, county_id=county_id, actor=actor, user_id=user.pk)
    return user


@transaction.atomic
def change_account(user: User, *, actor: Actor, name: str, phone: str, email: str) -> User:
    """Correct a person's name, phone and e-mail."""
    _need_admin(actor, user.county_id)
    before = (user.name, user.phone, user.email)
    user.name, user.email = name.strip(), email
    _put_phone(user, phone)
    user.save(update_fields=["name", "phone", "phone_index", "email"])
    after = (user.name, user.phone, user.email)
    changed = [word for word, old, new in zip(("姓名", "手机号", "电子邮箱"), before, after, strict=True) if old != new]
    note_act(Act.CHANGE_ACCOUNT, county_id=user.county_id, actor=actor, user_id=user.pk, changed=changed)
    return user


def change_settings(user: User, *, actor: Actor, **settings: Any) -> User:
    """What a person sets for themselves: size of type, colours, channels."""
    if not access.is_self(actor, user):
        raise NotAllowed("只能改自己的设置。")
    for name, value in settings.items():
        if name not in SETTINGS:
            raise Invalid("没有这一项设置。", field=name)
        setattr(user, name, value)
    user.save(update_fields=list(settings))
    return user


def change_password(user: User, *, actor: Actor, password: str) -> User:
    """Set a password of one's own; other sessions end by it, since they carry a digest of the old one."""
    if not access.is_self(actor, user):
        raise NotAllowed("只能改自己的密码。忘了密码的，请管理员打印首次登录通知单。")
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    user.codes.filter(used_at__isnull=True).update(used_at=now())
    log.info("password of %s changed", user.pk)
    return user


@transaction.atomic
def close_account(user: User, *, actor: Actor) -> User:
    """Nobody signs in with it any more; what the person did keeps the name."""
    _need_admin(actor, user.county_id)
    if access.is_self(actor, user):
        raise Invalid("不能停用自己的账号，请另一位管理员来办。")
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.tokens.all().delete()
    end_sessions(user, actor=actor)
    refresh_vacancies(user.county_id)
    note_act(Act.CLOSE_ACCOUNT, county_id=user.county_id, actor=actor, user_id=user.pk)
    return user


@transaction.atomic
def reopen_account(user: User, *, actor: Actor) -> User:
    _need_admin(actor, user.county_id)
    user.is_active = True
    user.save(update_fields=["is_active"])
    refresh_if_any(user.county_id)
    note_act(Act.REOPEN_ACCOUNT, county_id=user.county_id, actor=actor, user_id=user.pk)
    return user


def give_second_factor(user: User, *, actor: Actor, secret: str) -> None:
    """A second factor with a known secret (base32), for people who are loaded: the demo county, another system."""
    if not actor.is_clock:
        raise NotAllowed("第二步验证由本人自己开。")
    TOTP.activate(user, secret)


@transaction.atomic
def reset_second_factor(user: User, *, actor: Actor) -> None:
    """For someone who lost phone and recovery codes. All sessions end; an administrator has to set up a new one."""
    _need_admin(actor, user.county_id)
    Authenticator.objects.filter(user_id=user.pk).delete()
    end_sessions(user, actor=actor)
    note_act(Act.RESET_SECOND, county_id=user.county_id, actor=actor, user_id=user.pk)


def end_sessions(user: User, *, actor: Actor, only: Iterable[int] | None = None, but: str = "") -> int:
    """End the person's sessions: all, those with the ids in `only`, never the one with key `but`. Returns how many."""
    if not (access.is_self(actor, user) or access.is_admin(actor, user.county_id)):
        raise NotAllowed("只能退出自己的登录。")
    sessions = UserSession.objects.filter(user_id=user.pk).exclude(session_key=but or None)
    if only is not None:
        sessions = sessions.filter(pk__in=list(only))
    ended = list(sessions)
    for session in ended:
        session.end()
    return len(ended)


def _need_admin(actor: Actor, county_id: int) -> None:
    if not access.is_admin(actor, county_id):
        raise NotAllowed("账号由本县管理员来办。")


def _put_phone(user: User, phone: str) -> None:
    tidy = tidy_phone(phone)
    if tidy and not PHONE.fullmatch(tidy):
        raise Invalid("手机号是11位数字，请再看一遍。", field="phone")
    user.phone, user.phone_index = tidy, phone_key(tidy)
