"""Who a request comes from: the password of an account of this county, a session, or a program's token."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.utils import check_csrf

from renda.ground.kernel.clock import today
from renda.ground.kernel.errors import NotAllowed
from renda.ground.kernel.text import PHONE, tidy_phone
from renda.ground.people import queries, services
from renda.ground.people.models import User
from renda.ground.people.web import address_of, has_second_factor, owed_by


class CountyBackend(BaseBackend):
    """Accounts of the county the host names; another county's never match."""

    def authenticate(self, request: HttpRequest | None, login: str = "", password: str = "", **_: Any) -> User | None:
        user = find_account(request.county.pk, login) if request is not None else None  # type: ignore[attr-defined]
        if user is None:
            User().set_password(password)  # the same work as for an account that exists
            return None
        return user if user.check_password(password) else None

    def get_user(self, user_id: int) -> User | None:
        return queries.signed_in_user(user_id, today())


def find_account(county_id: int, typed: str) -> User | None:
    """The active account by login name, else by the mobile number if only one account has it."""
    ours = User.objects.of_county(county_id).filter(is_active=True)
    user = ours.filter(login=typed.strip()).first()
    phone = tidy_phone(typed)
    if user is None and PHONE.fullmatch(phone):
        found = list(ours.filter(phone_index=services.phone_key(phone))[:2])
        user = found[0] if len(found) == 1 else None
    return user


class ApiAuth(HttpBearer):
    """`Authorization: Bearer renda_…`, or the session of a signed-in browser with its CSRF token.

    `Renda-Post: <id>` acts in one of the person's posts only.
    """

    def __call__(self, request: HttpRequest) -> Any:
        if request.headers.get(self.header):
            return super().__call__(request)
        if not request.actor.is_signed_in:  # type: ignore[attr-defined]
            return None
        if check_csrf(request):
            raise HttpError(403, "缺少防伪标记（X-CSRFToken），请刷新页面后再试。")
        return request.actor  # type: ignore[attr-defined]

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        user = services.use_token(token, county_id=request.county.pk)  # type: ignore[attr-defined]
        if user is None:
            return None
        wanted = request.headers.get("Renda-Post", "")
        post_id = int(wanted) if wanted.isdecimal() else None
        request.actor = queries.actor_for(user, today(), post_id)  # type: ignore[attr-defined]
        return request.actor  # type: ignore[attr-defined]


def program_sign_in(request: HttpRequest, *, login: str, password: str, otp: str) -> User:
    """Password and, where the person has one, the six digits of the second factor. Raises NotAllowed, TooMany."""
    attempt = {"county_id": request.county.pk, "who": login, "address": address_of(request)}  # type: ignore[attr-defined]
    services.count_attempt(**attempt)
    user = authenticate(request, login=login, password=password)
    if user is None:
        raise NotAllowed("登录名或密码不对。")
    services.attempt_was_right(**attempt)
    codes = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if codes is not None:
        _check_digits(user, codes, otp)
    elif has_second_factor(user.pk):
        raise NotAllowed("这个账号用安全密钥登录。请在浏览器里登录，到“我的账号”生成令牌。")
    if owed_by(user, queries.actor_for(user, today())):
        raise NotAllowed("请先在浏览器里登录，设好密码和第二步验证，再让程序登录。")
    return user


def _check_digits(user: User, codes: Authenticator, otp: str) -> None:
    if not otp:
        raise NotAllowed("还要第二步的六位数字，请放在 otp 里。")
    services.count_second_factor(user_id=user.pk, code=otp)
    if not codes.wrap().validate_code(otp):
        raise NotAllowed("第二步的六位数字不对。")
    services.second_factor_was_right(user_id=user.pk)
