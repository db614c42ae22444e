"""How allauth meets our accounts: county, sealed secrets, our QR codes, no sign-up, no messages of its own."""

import io
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.ground.kernel.sealed import seal, unseal
from renda.ground.people.models import User
from renda.ground.people.queries import posts_of
from renda.ground.people.rules import SECOND_FACTOR


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": "密码不对，请再输一遍。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Every way in passes here: no account of another county, none that was closed."""
        if user.county_id != request.county.pk or not user.is_active:  # type: ignore[attr-defined]
            return HttpResponseRedirect(reverse("people:sign-in"))
        return None

    def reauthenticate(self, user: User, password: str) -> bool:
        return user.check_password(password)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """A result is shown where it happened."""


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "验证码不对。请看手机上现在的六位数字，每30秒换一次。",
        "cannot_delete_authenticator": "管理员必须留一种第二步验证。请先添一把安全密钥，再关这一种。",
    }

    def get_totp_label(self, user: User) -> str:
        return user.login

    def get_totp_issuer(self) -> str:
        return f"{context.request.county.name}人大"

    def build_totp_svg(self, url: str) -> str:
        buffer = io.BytesIO()
        segno.make(url, error="m").save(buffer, kind="svg", border=2, scale=5, light="#fff", xmldecl=False)
        return buffer.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """An administrator keeps at least one."""
        if not any(post.role in SECOND_FACTOR for post in posts_of(authenticator.user_id, today())):
            return True
        main = Authenticator.objects.filter(
            user_id=authenticator.user_id, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        )
        return bool(main.exclude(pk=authenticator.pk).exists())

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"安全密钥{count + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": self.get_totp_issuer()}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name, "name": user.login}
