import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from renda.ground.kernel.actor import Role, clock_actor
from renda.ground.people import services
from renda.ground.people.models import Post
from renda.ground.people.tests.factories import PASSWORD, SECRET, actor_of, make_post
from renda.ground.people.tests.test_sign_in import is_in, sign_in

SECOND = "/account/second/authenticate/"


def digits(secret=SECRET, shift=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


@pytest.fixture
def guarded(clerk):
    services.give_second_factor(clerk, actor=clock_actor(clerk.county_id), secret=SECRET)
    return clerk


@pytest.fixture(autouse=True)
def _no_used_codes():
    from django.core.cache import cache

    cache.clear()


def test_the_password_alone_is_half_the_way(client, guarded):
    assert sign_in(client).url == SECOND
    assert not is_in(client)


def test_the_six_digits_complete_it(client, guarded):
    sign_in(client)
    assert client.get(SECOND).status_code == 200
    assert client.post(SECOND, {"code": digits()}).status_code == 302
    assert is_in(client)


def test_wrong_digits_say_so(client, guarded):
    sign_in(client)
    answer = client.post(SECOND, {"code": "000000"})
    assert answer.status_code == 422
    assert "验证码不对" in answer.content.decode()


def test_the_same_digits_are_not_taken_twice(client, guarded):
    sign_in(client)
    code = digits()
    client.post(SECOND, {"code": code})
    client.post(reverse("people:sign-out"))
    sign_in(client)
    assert client.post(SECOND, {"code": code}).status_code == 429


def test_guessing_digits_has_an_end(client, guarded):
    sign_in(client)
    answers = [client.post(SECOND, {"code": f"{n:06d}"}).status_code for n in range(11)]
    assert answers[-1] == 429


def test_a_slip_does_not_walk_around_the_second_factor(client, guarded, admin):
    code = services.make_slip(guarded, actor=actor_of(admin))
    assert client.post(reverse("people:first-sign-in"), {"code": code}).url == SECOND
    assert not is_in(client)


def test_the_secret_is_sealed(guarded):
    assert SECRET not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_an_administrator_sets_up_a_second_factor_before_anything(client, clerk, water):
    make_post(clerk, water, Role.ADMIN)
    client.force_login(clerk)
    assert client.get(reverse("people:people")).url == reverse("mfa_index")
    assert client.get("/desk/").url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get("/api/v1/people/me").status_code == 401


def test_setting_it_up_opens_the_way(client, clerk, water):
    make_post(clerk, water, Role.ADMIN)
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert client.post(reverse("mfa_activate_totp"), {"code": digits(secret)}).status_code == 302
    assert client.get(reverse("people:people")).status_code == 200
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes.count("<li><code>") == 10


def test_the_password_is_asked_again_before_it_is_changed(as_clerk):
    answer = as_clerk.get(reverse("mfa_activate_totp"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert as_clerk.get(answer.url).status_code == 200
    assert as_clerk.post(answer.url, {"password": "不是这个"}).status_code == 422
    assert as_clerk.post(answer.url, {"password": PASSWORD}).status_code == 302
    assert as_clerk.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_six_digits_serve_to_confirm_too(client, guarded):
    client.force_login(guarded)
    assert client.get("/account/second/reauthenticate/").status_code == 200
    assert client.post("/account/second/reauthenticate/", {"code": "000000"}).status_code == 422
    assert client.post("/account/second/reauthenticate/", {"code": digits()}).status_code == 302


def test_a_visitor_confirms_nothing(client, county):
    assert client.post("/account/second/reauthenticate/", {"code": "1"}).url == "/sign-in/"
    assert client.post("/account/confirm/", {"password": "1"}).url == "/sign-in/"
    assert client.get("/account/password/").url == "/sign-in/"


def test_an_administrator_keeps_one(client, admin):
    sign_in(client, login=admin.login)
    client.post(SECOND, {"code": digits()})
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert answer.status_code in (200, 422)
    assert Authenticator.objects.filter(user=admin, type="totp").exists()


def test_others_may_close_it_again(client, guarded):
    sign_in(client)
    client.post(SECOND, {"code": digits()})
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=guarded).exists()


def test_an_administrator_resets_the_second_factor_of_others(as_admin, guarded):
    as_admin.post(reverse("people:reset-second-factor", args=[guarded.pk]))
    assert not Authenticator.objects.filter(user=guarded).exists()


def test_acting_in_a_smaller_post_leaves_the_second_factor_for_later(as_clerk, clerk, water):
    make_post(clerk, water, Role.ADMIN)
    small = Post.objects.get(user=clerk, role=Role.CLERK)
    session = as_clerk.session
    session["acting_post"] = small.pk
    session.save()
    assert as_clerk.get(reverse("people:account")).status_code == 200
    assert as_clerk.get(reverse("people:people")).status_code == 403


PAGES = ["mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_activate_totp", "account_reauthenticate"]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_the_library_are_ours(client, clerk, name):
    sign_in(client)
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert "回到我的账号" in page.content.decode()


def test_a_passkey_sign_in_that_is_none_goes_back(client, clerk):
    answer = client.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json")
    assert "challenge" in str(answer.json())
    assert client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).status_code in (302, 422)
    assert client.post(reverse("mfa_login_webauthn"), {"credential": "no json"}).status_code in (302, 422)
    assert not is_in(client)
