"""Glue between pages and accounts: who is let in, from which address, and what is still owed before acting."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.kernel.web import Request
from renda.ground.people import access
from renda.ground.people.models import User
from renda.ground.people.rules import SECOND_FACTOR

View = Callable[..., HttpResponse]
F = TypeVar("F", bound=forms.Form)
R = TypeVar("R")


def signed_in(view: View) -> View:
    """Ask whoever is nobody to sign in first, and come back here."""

    @wraps(view)
    def checked(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor.is_signed_in:
            return redirect_to_login(request.get_full_path(), reverse("people:sign-in"))
        return view(request, *args, **kwargs)

    return checked


def admins_only(view: View) -> View:
    @signed_in
    @wraps(view)
    def checked(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access.is_admin(request.actor, request.county.pk):
            raise NotAllowed("人员和机构由本县管理员来办；您的任职有变动，请告诉管理员。")
        return view(request, *args, **kwargs)

    return checked


def bind(request: HttpRequest, form: type[F], **more: Any) -> F:
    """The form, bound if something was posted; a page that has to say no shows it with its labels."""
    bound = form(request.POST, request.FILES, **more) if request.method == "POST" else form(**more)
    request.typed = bound  # type: ignore[attr-defined]
    return bound


def carry_out(form: forms.Form, act: Callable[[], R]) -> R | None:
    """What the service makes of a form that was sent and is in order; None if it is not, or if the service refuses what was typed.

    The refusal is then said at its field and nothing typed is lost: the page is shown again with status 422.
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, error.text)
        return None


def me(request: Request) -> User:
    """The account of a signed-in request."""
    return cast(User, request.user)


def address_of(request: HttpRequest) -> str:
    """The caller's address, behind as many proxies as the settings trust."""
    return str(get_adapter(request).get_client_ip(request))


def next_of(request: HttpRequest) -> str:
    """Where to go after: `next` if it is a page of ours, else empty."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else ""


def let_in(request: HttpRequest, user: User, *, method: str) -> HttpResponse:
    """The first factor is right: ask for the second one if there is one, else sign in and go on."""
    record_authentication(request, user, method=method, reauthenticated=True)
    return cast(HttpResponse, perform_login(request, Login(user=user, redirect_url=next_of(request) or None)))


def keep_session(request: HttpRequest, user: User) -> str:
    """After a change of password this session goes on under a new key, which is returned; the others end with it."""
    update_session_auth_hash(request, user)
    record_authentication(request, user, method="password", reauthenticated=True)
    UserSession.objects.create_from_request(request)
    return str(request.session.session_key)


def has_second_factor(user_id: int) -> bool:
    main = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=main).exists())


def owed_by(user: User, actor: Actor) -> str:
    """The page a person has to finish before acting: a password of their own, a second factor; empty if none."""
    if user.must_change_password:
        return reverse("people:password")
    if actor.holds(*SECOND_FACTOR) and not has_second_factor(user.pk):
        return reverse("mfa_index")
    return ""
