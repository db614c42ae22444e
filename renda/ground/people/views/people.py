"""What an administrator keeps of persons: accounts, posts, first-sign-in slips."""

from typing import Any

import segno
from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.clock import now, today
from renda.ground.kernel.text import PHONE, mask_phone, tidy_phone
from renda.ground.kernel.web import Request
from renda.ground.people import services
from renda.ground.people.forms import AccountForm, ChangeAccountForm, EndForm, PostForm
from renda.ground.people.models import OneTimeCode, Post, User
from renda.ground.people.states import CodePurpose
from renda.ground.people.web import admins_only, bind

PER_PAGE = 50
MOST_SLIPS = 100


@require_safe
@admins_only
def people(request: Request) -> HttpResponse:
    """Accounts by name; filters stand in the address; the next page begins after the last row of this one."""
    query, after = request.GET.get("q", "").strip()[:40], request.GET.get("after", "")
    rows = User.objects.visible_to(request.actor).order_by("pk")
    if query:
        rows = rows.filter(_matches(query))
    if after.isdecimal():
        rows = rows.filter(pk__gt=int(after))
    shown = list(rows.prefetch_related(_running_posts())[: PER_PAGE + 1])
    more = len(shown) > PER_PAGE
    users = [{"user": u, "phone": mask_phone(u.phone)} for u in shown[:PER_PAGE]]
    next_url = f"?{urlencode([('q', query), ('after', str(shown[PER_PAGE - 1].pk))])}" if more else ""
    return render(request, "people/people.html", {"rows": users, "q": query, "next_url": next_url})


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def open_account(request: Request) -> HttpResponse:
    form = bind(request, AccountForm)
    if request.method == "POST" and form.is_valid():
        user = services.open_account(county_id=request.county.pk, actor=request.actor, **form.cleaned_data)
        return redirect("people:person", pk=user.pk)
    context = {"form": form, "title": "新账号", "label": "建账号", "back": reverse("people:people")}
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def person(request: Request, pk: int) -> HttpResponse:
    user = _user(request.actor, pk)
    initial = {"name": user.name, "phone": user.phone, "email": user.email}
    form = bind(request, ChangeAccountForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_account(user, actor=request.actor, **form.cleaned_data)
        return redirect("people:person", pk=user.pk)
    return show_person(request, user, form=form)


@require_POST
@admins_only
def start_post(request: Request, pk: int) -> HttpResponse:
    user = _user(request.actor, pk)
    form = bind(request, PostForm, county_id=request.county.pk)
    if not form.is_valid():
        return show_person(request, user, post_form=form)
    services.start_post(user=user, actor=request.actor, **form.cleaned_data)
    return redirect("people:person", pk=user.pk)


@require_POST
@admins_only
def end_post(request: Request, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.visible_to(request.actor).select_related("user"), pk=pk)
    form = bind(request, EndForm)
    if not form.is_valid():
        return show_person(request, post.user, end_form=form)
    services.end_post(post, actor=request.actor, on=form.cleaned_data["on"])
    return redirect("people:person", pk=post.user_id)


@require_POST
@admins_only
def close_account(request: Request, pk: int) -> HttpResponse:
    services.close_account(_user(request.actor, pk), actor=request.actor)
    return redirect("people:person", pk=pk)


@require_POST
@admins_only
def reopen_account(request: Request, pk: int) -> HttpResponse:
    services.reopen_account(_user(request.actor, pk), actor=request.actor)
    return redirect("people:person", pk=pk)


@require_POST
@admins_only
def reset_second_factor(request: Request, pk: int) -> HttpResponse:
    services.reset_second_factor(_user(request.actor, pk), actor=request.actor)
    return redirect("people:person", pk=pk)


@never_cache
@require_POST
@admins_only
def print_slips(request: Request) -> HttpResponse:
    """One A4 page for each chosen person. The codes are shown this once: printing again makes new ones."""
    chosen = [int(pk) for pk in request.POST.getlist("user") if pk.isdecimal()][:MOST_SLIPS]
    users = User.objects.visible_to(request.actor).filter(pk__in=chosen, is_active=True).order_by("name", "pk")
    address = request.build_absolute_uri(reverse("people:first-sign-in"))
    slips = [_slip(request.actor, user, address) for user in users]
    if not slips:
        return HttpResponseRedirect(reverse("people:people"))
    return render(request, "people/slips.html", {"slips": slips, "address": address, "today": today()})


def show_person(request: Request, user: User, *, form: Any = None, **forms: Any) -> HttpResponse:
    initial = {"name": user.name, "phone": user.phone, "email": user.email}
    posts = user.posts.select_related("org", "deputising_for__user").order_by("-from_on", "-pk")
    context = {
        "person": user,
        "phone": mask_phone(user.phone),
        "form": form or ChangeAccountForm(initial=initial),
        "post_form": PostForm(county_id=request.county.pk),
        "end_form": EndForm(initial={"on": today()}),
        "posts": posts,
        "ended": {post.pk for post in posts if post.to_on and post.to_on < today()},
        "has_second": Authenticator.objects.filter(user_id=user.pk).exists(),
        "slip": OneTimeCode.objects.usable(now()).filter(user=user, purpose=CodePurpose.SLIP).first(),
        **forms,
    }
    wrong = any(getattr(each, "errors", None) for each in (form, *forms.values()))
    return render(request, "people/person.html", context, status=422 if wrong else 200)


def _user(actor: Actor, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(actor), pk=pk)


def _matches(query: str) -> Q:
    phone = tidy_phone(query)
    by_phone = Q(phone_index=services.phone_key(phone)) if PHONE.fullmatch(phone) else Q()
    return Q(name__contains=query) | Q(login__startswith=query) | Q(posts__org__name=query) | by_phone


def _running_posts() -> Prefetch[Any]:
    running = Post.objects.held_on(today()).select_related("org", "deputising_for__user").order_by("pk")
    return Prefetch("posts", queryset=running, to_attr="running")


def _slip(actor: Actor, user: User, address: str) -> dict[str, Any]:
    code = services.make_slip(user, actor=actor)
    qr = segno.make(f"{address}?c={code}", error="m").svg_data_uri(scale=5, border=2, light="#fff")
    return {"user": user, "code": code, "qr": qr}
