"""One's own account: posts, password, settings, sessions, tokens."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from renda.ground.kernel.actor import VACANT
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.text import mask_phone
from renda.ground.kernel.web import Request
from renda.ground.people import services
from renda.ground.people.forms import PasswordForm, SettingsForm, TokenForm
from renda.ground.people.middleware import POST_KEY
from renda.ground.people.models import ApiToken, User
from renda.ground.people.queries import actor_for, posts_of
from renda.ground.people.web import bind, keep_session, me, next_of, signed_in


@never_cache
@signed_in
def account(request: Request, *, form: Any = None, status: int = 200) -> HttpResponse:
    user = me(request)
    kinds = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    context = {
        "user": user,
        "phone": mask_phone(user.phone),
        "posts": posts_of(user.pk, today()),
        "has_totp": Authenticator.Type.TOTP in kinds,
        "has_key": Authenticator.Type.WEBAUTHN in kinds,
        "sessions": _sessions(request),
        "tokens": ApiToken.objects.visible_to(request.actor).order_by("-made_at"),
        "form": form or SettingsForm(initial={name: getattr(user, name) for name in SettingsForm.base_fields}),
    }
    return render(request, "people/account.html", context, status=status)


@require_POST
@signed_in
def change_settings(request: Request) -> HttpResponse:
    form = bind(request, SettingsForm)
    if not form.is_valid():
        return account(request, form=form, status=422)
    services.change_settings(me(request), actor=request.actor, **form.cleaned_data)
    return redirect("people:account")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: Request) -> HttpResponse:
    """Also for someone who owes a password of their own and may do nothing else yet."""
    user = _own(request)
    if user is None:
        return HttpResponseRedirect(reverse("people:sign-in"))
    form = bind(request, PasswordForm, user=user)
    if request.method == "POST" and "present_password" in form.fields:
        services.count_second_factor(user_id=user.pk)
    if request.method == "POST" and form.is_valid():
        actor = actor_for(user, today())
        services.change_password(user, actor=actor, password=form.cleaned_data["password"])
        services.end_sessions(user, actor=actor, but=keep_session(request, user))
        return HttpResponseRedirect(next_of(request) or reverse("people:account"))
    return render(request, "people/password.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choose_post(request: Request) -> HttpResponse:
    """Act in one post, or in all of them."""
    posts = [held for held in posts_of(request.actor.user_id, today()) if held.deputising != VACANT]
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        request.session[POST_KEY] = next((p.post_id for p in posts if str(p.post_id) == chosen), None)
        return HttpResponseRedirect(next_of(request) or "/desk/")
    return render(request, "people/posts.html", {"posts": posts, "acting": request.session.get(POST_KEY)})


@require_POST
@signed_in
def end_sessions(request: Request) -> HttpResponse:
    """One session, or all but this one."""
    wanted = request.POST.get("session", "")
    only = [int(wanted)] if wanted.isdecimal() else None
    here = request.session.session_key or ""
    services.end_sessions(me(request), actor=request.actor, only=only, but=here)
    return HttpResponseRedirect(f"{reverse('people:account')}#sessions")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def make_token(request: Request) -> HttpResponse:
    form = bind(request, TokenForm)
    if request.method == "POST" and form.is_valid():
        token, text = services.make_token(me(request), actor=request.actor, **form.cleaned_data)
        return render(request, "people/token_made.html", {"token": token, "text": text}, status=201)
    return render(request, "people/token.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@signed_in
def end_token(request: Request, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.visible_to(request.actor), pk=pk)
    services.end_token(token, actor=request.actor)
    return HttpResponseRedirect(f"{reverse('people:account')}#tokens")


def _own(request: Request) -> User | None:
    user = request.user
    return user if isinstance(user, User) and user.county_id == request.county.pk else None


def _sessions(request: Request) -> list[dict[str, Any]]:
    """The person's living sessions, newest first."""
    rows = list(UserSession.objects.filter(user_id=request.actor.user_id).order_by("-created_at"))
    keys = [row.session_key for row in rows]
    living = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=now()).values_list("session_key", flat=True)
    )
    here = request.session.session_key
    return [
        {"pk": row.pk, "at": row.created_at, "ip": row.ip, "device": device(row.user_agent),
         "is_here": row.session_key == here}
        for row in rows if row.session_key in living
    ]  # fmt: skip


def device(agent: str) -> str:
    """What a person recognises of a browser's name."""
    systems = {"Android": "安卓手机", "iPhone": "苹果手机", "iPad": "苹果平板", "HarmonyOS": "鸿蒙手机",
               "Windows": "Windows 电脑", "Macintosh": "苹果电脑", "Linux": "Linux 电脑"}  # fmt: skip
    browsers = {"MicroMessenger": "微信", "Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
    system = next((word for mark, word in systems.items() if mark in agent), "其他设备")
    browser = next((word for mark, word in browsers.items() if mark in agent), "")
    return f"{system} {browser}".strip()
