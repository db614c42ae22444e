"""Tokens for programs: made in a person's name, shown once, kept as a digest."""

import hashlib
import logging
import secrets
from datetime import timedelta

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.people import access
from renda.ground.people.models import ApiToken, User
from renda.ground.people.rules import TOKEN_DAYS, TOKEN_MOST_DAYS

log = logging.getLogger(__name__)
MOST_TOKENS = 20


def make_token(user: User, *, actor: Actor, name: str, days: int = TOKEN_DAYS) -> tuple[ApiToken, str]:
    """A token in the person's name and its text, which can't be read again. Raises Invalid, NotAllowed."""
    _need_right(user, actor)
    if not 1 <= days <= TOKEN_MOST_DAYS:
        raise Invalid(f"令牌最长用{TOKEN_MOST_DAYS}天，请改一下天数。", field="days")
    if user.tokens.filter(expires_at__gt=now()).count() >= MOST_TOKENS:
        raise Invalid(f"一个人最多留{MOST_TOKENS}个令牌，请先作废不用的。")
    text = f"renda_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        county_id=user.county_id,
        user=user,
        digest=token_digest(text),
        name=name.strip()[:60],
        made_at=now(),
        expires_at=now() + timedelta(days=days),
    )
    log.info("token %s of %s made by %s", token.pk, user.pk, actor.user_id)
    return token, text


def end_token(token: ApiToken, *, actor: Actor) -> None:
    _need_right(token.user, actor)
    log.info("token %s of %s ended by %s", token.pk, token.user_id, actor.user_id)
    token.delete()


def use_token(text: str, *, county_id: int) -> User | None:
    """The active person of this county the token stands for; notes the day, once a day."""
    found = ApiToken.objects.select_related("user").filter(
        digest=token_digest(text), county_id=county_id, expires_at__gt=now(), user__is_active=True
    )
    token = found.first()
    if token is None:
        return None
    if token.used_on != today():
        ApiToken.objects.filter(pk=token.pk).update(used_on=today())
    return token.user


def token_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _need_right(user: User, actor: Actor) -> None:
    if not (access.is_self(actor, user) or access.is_admin(actor, user.county_id)):
        raise NotAllowed("只能管自己的令牌。")
