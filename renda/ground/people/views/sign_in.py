"""Signing in and out: password, printed slip, code by SMS, passkey; then the second factor."""

from allauth.account import views as account_views
from allauth.account.internal.stagekit import get_pending_stage
from allauth.mfa.base import views as mfa_views
from allauth.mfa.webauthn import views as key_views
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from renda.ground.kernel.errors import NotFound
from renda.ground.kernel.web import Request
from renda.ground.people import services
from renda.ground.people.forms import SignInForm, SlipForm, SmsCodeForm, SmsForm
from renda.ground.people.web import address_of, bind, let_in, next_of

WRONG = "登录名或密码不对。请再输一遍；忘了密码，可以用短信验证码登录，或请管理员重新打印通知单。"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    if request.actor.is_signed_in:
        return HttpResponseRedirect(next_of(request) or settings.LOGIN_REDIRECT_URL)
    form = bind(request, SignInForm)
    if request.method == "POST" and form.is_valid():
        login, password = form.cleaned_data["login"], form.cleaned_data["password"]
        attempt = {"county_id": request.county.pk, "who": login, "address": address_of(request)}
        services.count_attempt(**attempt)
        user = authenticate(request, login=login, password=password)
        if user is not None:
            services.attempt_was_right(**attempt)
            return let_in(request, user, method="password")
        form.add_error(None, WRONG)
    return _show(request, "sign_in", form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_sign_in(request: Request) -> HttpResponse:
    """With the code of a printed slip; its QR brings the code along, the person still presses the button."""
    form = bind(request, SlipForm, initial={"code": request.GET.get("c", "")[:40]})
    if request.method == "POST" and form.is_valid():
        services.count_attempt(county_id=request.county.pk, who="", address=address_of(request))
        user = services.use_slip(form.cleaned_data["code"], county_id=request.county.pk)
        return let_in(request, user, method="slip")
    return _show(request, "first_sign_in", form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_sms(request: Request) -> HttpResponse:
    if not settings.CHANNELS["sms"]:
        raise NotFound("本平台没有开通短信，请用密码或通知单上的码登录。")
    form = bind(request, SmsForm)
    if request.method == "POST" and form.is_valid():
        phone = form.cleaned_data["phone"]
        services.count_attempt(county_id=request.county.pk, who="", address=address_of(request))
        services.send_sms_code(phone, county_id=request.county.pk, tell_phone=import_string(settings.TELL_PHONE))
        return _show(request, "sms_code", SmsCodeForm(initial={"phone": phone}))
    return _show(request, "sms", form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sms_sign_in(request: Request) -> HttpResponse:
    form = bind(request, SmsCodeForm)
    if request.method == "POST" and form.is_valid():
        phone, code = form.cleaned_data["phone"], form.cleaned_data["code"]
        services.count_attempt(county_id=request.county.pk, who=f"sms:{phone}", address=address_of(request))
        user = services.use_sms_code(phone, code, county_id=request.county.pk)
        return let_in(request, user, method="sms")
    return _show(request, "sms_code", form)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect(next_of(request) or "/")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The library's page, with attempts counted for all processes together."""
    stage = get_pending_stage(request)
    user = stage.login.user if stage else None
    if request.method == "POST" and user is not None:
        services.count_second_factor(user_id=user.pk, code=request.POST.get("code", ""))
    answer: HttpResponse = mfa_views.authenticate(request)
    if user is not None and request.user.is_authenticated:
        services.second_factor_was_right(user_id=user.pk)
    return _drawn(answer)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_sign_in(request: Request) -> HttpResponse:
    if request.method == "POST":
        services.count_attempt(county_id=request.county.pk, who="", address=address_of(request))
    answer: HttpResponse = key_views.login_webauthn(request)
    return _drawn(answer)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_password(request: HttpRequest) -> HttpResponse:
    """Before the means of signing in are changed, the person shows once more who it is."""
    if request.user.is_anonymous:
        return HttpResponseRedirect(reverse("people:sign-in"))
    if request.method == "POST":
        services.count_second_factor(user_id=request.user.pk)
    answer: HttpResponse = account_views.reauthenticate(request)
    return _drawn(answer)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_code(request: HttpRequest) -> HttpResponse:
    if request.user.is_anonymous:
        return HttpResponseRedirect(reverse("people:sign-in"))
    if request.method == "POST":
        services.count_second_factor(user_id=request.user.pk, code=request.POST.get("code", ""))
    answer: HttpResponse = mfa_views.reauthenticate(request)
    return _drawn(answer)


def _show(request: HttpRequest, name: str, form: object) -> HttpResponse:
    status = 422 if getattr(form, "is_bound", False) and getattr(form, "errors", None) else 200
    context = {"form": form, "next": next_of(request), "has_sms": bool(settings.CHANNELS["sms"])}
    return render(request, f"people/{name}.html", context, status=status)


def _drawn(answer: HttpResponse) -> HttpResponse:
    """A form with errors is no 200: scripts and tests read the status."""
    form = (getattr(answer, "context_data", None) or {}).get("form")
    if getattr(form, "errors", None):
        answer.status_code = 422
    return answer
