import re
from datetime import timedelta

import pytest
from django.urls import reverse

from renda.ground.kernel.clock import at, now
from renda.ground.people import services
from renda.ground.people.models import OneTimeCode, Throttle, User
from renda.ground.people.tests.factories import PASSWORD, actor_of, make_user

SIGN_IN = "/sign-in/"
ACCOUNT = "/account/"


def sign_in(client, login="xuqinghe", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": login, "password": password, **more})


def is_in(client):
    return client.get(ACCOUNT).status_code == 200


def test_the_right_password_signs_in(client, clerk):
    assert sign_in(client).status_code == 302
    assert is_in(client)


def test_the_phone_number_stands_for_the_login_name(client, clerk):
    sign_in(client, login="138 1234 5678")
    assert is_in(client)


def test_a_wrong_password_says_what_to_do_and_keeps_the_name(client, clerk):
    answer = sign_in(client, password="不是这个")
    assert answer.status_code == 422
    assert "登录名或密码不对" in answer.content.decode()
    assert 'value="xuqinghe"' in answer.content.decode()
    assert not is_in(client)


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(client, clerk):
    unknown, wrong = sign_in(client, login="nobody"), sign_in(client, password="不是这个")
    assert unknown.status_code == wrong.status_code == 422


@pytest.mark.parametrize("typed", [{}, {"login": "", "password": ""}, {"login": "x" * 500, "password": "y" * 5000}])
def test_bad_input_is_no_error_of_ours(client, clerk, typed):
    assert client.post(SIGN_IN, typed).status_code in (200, 422)


def test_the_eleventh_try_for_an_account_has_to_wait(client, clerk):
    for _ in range(10):
        assert sign_in(client, password="不是这个").status_code == 422
    answer = sign_in(client)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert not is_in(client)


def test_the_wait_is_over_after_a_quarter_of_an_hour(client, clerk):
    for _ in range(11):
        sign_in(client, password="不是这个")
    with at(now() + timedelta(minutes=16)):
        assert sign_in(client).status_code == 302


def test_rightful_sign_ins_do_not_use_up_the_address(client, clerk):
    for _ in range(3):
        sign_in(client)
        client.post(reverse("people:sign-out"))
    assert set(Throttle.objects.values_list("count", flat=True)) == {0}


def test_the_table_of_attempts_names_nobody(client, clerk):
    sign_in(client, password="不是这个")
    assert not any("xuqinghe" in key or "127" in key for key in Throttle.objects.values_list("key", flat=True))


def test_an_account_of_another_county_is_nobody_here(client, county, other_county):
    make_user(other_county, login="stranger")
    assert sign_in(client, login="stranger").status_code == 422
    assert (
        client.post(SIGN_IN, {"login": "stranger", "password": PASSWORD}, HTTP_HOST="other.example").status_code == 302
    )


def test_a_session_of_another_county_counts_for_nothing(client, county, other_county):
    client.force_login(make_user(other_county, login="stranger"))
    assert client.get(ACCOUNT).status_code == 302
    assert client.get(ACCOUNT, HTTP_HOST="other.example").status_code == 200


def test_a_closed_account_is_out_at_once(as_clerk, clerk, admin):
    services.close_account(clerk, actor=actor_of(admin))
    assert not is_in(as_clerk)
    assert sign_in(as_clerk).status_code == 422


def test_after_signing_in_one_is_where_one_wanted_to_go(client, clerk):
    assert sign_in(client, next="/account/posts/").url == "/account/posts/"


def test_nobody_is_sent_to_another_site(client, clerk):
    assert sign_in(client, next="https://evil.example/").url.startswith("/")


def test_signing_out_needs_a_post(as_clerk):
    assert as_clerk.get(reverse("people:sign-out")).status_code == 405
    as_clerk.post(reverse("people:sign-out"))
    assert not is_in(as_clerk)


# Printed slips


@pytest.fixture
def newcomer(county, admin):
    return services.open_account(county_id=county.pk, login="tian", name="田野", actor=actor_of(admin))


@pytest.fixture
def slip(newcomer, admin):
    return services.make_slip(newcomer, actor=actor_of(admin))


def first(client, code):
    return client.post(reverse("people:first-sign-in"), {"code": code})


def test_a_slip_lets_in_and_asks_for_a_password_first(client, slip, newcomer):
    assert first(client, slip.lower().replace("-", " ")).status_code == 302
    assert client.get(ACCOUNT).status_code == 302
    typed = {"password": "三棵老槐树下面的石桥", "password_again": "三棵老槐树下面的石桥"}
    assert client.get("/desk/").url == reverse("people:password")
    client.post(reverse("people:password"), typed)
    assert client.post(reverse("people:password"), typed).status_code == 422
    assert is_in(client)
    newcomer.refresh_from_db()
    assert newcomer.check_password("三棵老槐树下面的石桥")


def test_a_slip_works_once(client, slip):
    first(client, slip)
    client.post(reverse("people:sign-out"))
    assert first(client, slip).status_code == 422


def test_a_slip_lasts_fourteen_days(client, slip):
    with at(now() + timedelta(days=15)):
        assert first(client, slip).status_code == 422


def test_a_new_slip_ends_the_old_one(client, slip, newcomer, admin):
    services.make_slip(newcomer, actor=actor_of(admin))
    assert first(client, slip).status_code == 422


def test_a_slip_of_another_county_is_wrong_here(client, slip, other_county):
    assert client.post(reverse("people:first-sign-in"), {"code": slip}, HTTP_HOST="other.example").status_code == 422


def test_the_database_does_not_hold_the_code(slip):
    assert slip not in str(list(OneTimeCode.objects.values()))


def test_an_administrator_prints_a_page_for_each_person(as_admin, newcomer, clerk):
    answer = as_admin.post(reverse("people:print-slips"), {"user": [newcomer.pk, clerk.pk, "x"]})
    page = answer.content.decode()
    codes = re.findall(r'class="rc-code">([^<]+)<', page)
    assert len(codes) == 2
    assert page.count("data:image/svg+xml") == 2
    assert "no-store" in answer["Cache-Control"]


def test_only_an_administrator_prints_slips(as_clerk, newcomer):
    assert as_clerk.post(reverse("people:print-slips"), {"user": [newcomer.pk]}).status_code == 403
    assert not OneTimeCode.objects.exists()


# Codes by SMS


@pytest.fixture
def sent(monkeypatch, settings):
    messages = []
    settings.CHANNELS = {**settings.CHANNELS, "sms": "https://sms.example"}
    settings.TELL_PHONE = "renda.ground.people.tests.test_sign_in.tell"
    monkeypatch.setattr("renda.ground.people.tests.test_sign_in.OUT", messages)
    return messages


OUT = []


def tell(county_id, phone, template, context):
    OUT.append((phone, context["code"]))


def ask(client, phone="13812345678"):
    return client.post(reverse("people:sms"), {"phone": phone})


def answer_sms(client, code, phone="13812345678"):
    return client.post(reverse("people:sms-code"), {"phone": phone, "code": code})


def test_the_code_by_sms_signs_in_once(client, clerk, sent):
    ask(client)
    [(phone, code)] = sent
    assert phone == "13812345678"
    assert answer_sms(client, code).status_code == 302
    assert is_in(client)
    client.post(reverse("people:sign-out"))
    assert answer_sms(client, code).status_code == 422


def test_without_a_channel_the_page_says_how_else(client, clerk, settings):
    settings.CHANNELS = {**settings.CHANNELS, "sms": ""}
    assert ask(client).status_code == 404
    assert "短信验证码" not in client.get(SIGN_IN).content.decode()


def test_the_message_goes_out_by_the_outbox_of_notices(client, clerk, settings):
    settings.CHANNELS = {**settings.CHANNELS, "sms": "https://sms.example"}
    assert ask(client).status_code == 200


def test_an_unknown_phone_gets_the_same_page_and_no_message(client, clerk, sent):
    known, unknown = ask(client), ask(client, "13900000000")
    assert known.status_code == unknown.status_code == 200
    assert len(sent) == 1
    assert answer_sms(client, "123456", "13900000000").status_code == 422


def test_five_wrong_codes_end_it(client, clerk, sent):
    ask(client)
    [(_, code)] = sent
    for _ in range(5):
        answer_sms(client, "000000" if code != "000000" else "111111")
    assert answer_sms(client, code).status_code == 422


def test_a_code_lasts_ten_minutes(client, clerk, sent):
    ask(client)
    with at(now() + timedelta(minutes=11)):
        assert answer_sms(client, sent[0][1]).status_code == 422


def test_three_messages_in_ten_minutes_are_enough(client, clerk, sent):
    answers = [ask(client).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert len(sent) == 3


def test_two_people_with_one_phone_sign_in_otherwise(client, clerk, sent, county):
    make_user(county, "同号", phone="13812345678")
    ask(client)
    assert sent == []


def test_the_phone_is_sealed_in_the_database(clerk):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_user WHERE id = %s", [clerk.pk])
        assert "138" not in cursor.fetchone()[0]
    assert User.objects.get(pk=clerk.pk).phone == "13812345678"
