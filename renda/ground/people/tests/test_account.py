from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from renda.ground.kernel.actor import Role
from renda.ground.kernel.clock import at, now
from renda.ground.kernel.errors import NotAllowed
from renda.ground.people import services
from renda.ground.people.models import ApiToken, Post, User
from renda.ground.people.tests.factories import PASSWORD, actor_of, make_org, make_post, make_user
from renda.ground.people.tests.test_sign_in import ACCOUNT, is_in, sign_in

ME = "/api/v1/people/me"


@pytest.fixture
def two_browsers(clerk):
    here, there = Client(), Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 15) MicroMessenger/8"})
    sign_in(here)
    sign_in(there)
    return here, there


def test_the_account_lists_where_one_is_signed_in(two_browsers, django_assert_max_num_queries):
    here, _ = two_browsers
    here.get(ACCOUNT)  # the counts in the rail are kept for some seconds
    with django_assert_max_num_queries(9):
        page = here.get(ACCOUNT).content.decode()
    assert "就是这里" in page
    assert "安卓手机 微信" in page


def test_one_session_is_ended_from_another(two_browsers):
    here, there = two_browsers
    other = UserSession.objects.exclude(session_key=here.session.session_key).get()
    here.post("/account/sessions/end/", {"session": other.pk})
    assert is_in(here)
    assert not is_in(there)


def test_all_but_this_session_end_at_once(two_browsers):
    here, there = two_browsers
    here.post("/account/sessions/end/")
    assert is_in(here)
    assert not is_in(there)


def test_nobody_ends_the_session_of_somebody_else(two_browsers, colleague):
    _, there = two_browsers
    mallory = Client()
    sign_in(mallory, login="cheng")
    target = UserSession.objects.get(session_key=there.session.session_key)
    mallory.post("/account/sessions/end/", {"session": target.pk})
    assert is_in(there)


def test_a_new_password_ends_the_other_sessions(two_browsers):
    here, there = two_browsers
    new = {"present_password": PASSWORD, "password": "另一条更长的小路2026", "password_again": "另一条更长的小路2026"}
    assert here.post("/account/password/", new).status_code == 302
    assert is_in(here)
    assert not is_in(there)
    assert "就是这里" in here.get(ACCOUNT).content.decode()


@pytest.mark.parametrize(("change", "words"), [
    ({"present_password": "不是这个"}, "现在的密码不对"),
    ({"password_again": "别的"}, "两遍不一样"),
    ({"password": "短", "password_again": "短"}, "密码"),
    ({"password": PASSWORD, "password_again": PASSWORD}, "请换一个"),
])  # fmt: skip
def test_a_password_that_will_not_do_says_why(as_clerk, clerk, change, words):
    typed = {
        "present_password": PASSWORD,
        "password": "另一条更长的小路2026",
        "password_again": "另一条更长的小路2026",
        **change,
    }
    answer = as_clerk.post("/account/password/", typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_settings_are_kept(as_clerk, clerk):
    as_clerk.post("/account/settings/", {"mode": "elder", "theme": "dark", "wants_email": "on"})
    clerk.refresh_from_db()
    assert (clerk.mode, clerk.theme, clerk.wants_email, clerk.wants_sms) == ("elder", "dark", True, False)
    assert as_clerk.post("/account/settings/", {"mode": "huge"}).status_code == 422


def test_a_visitor_is_asked_to_sign_in(client, county):
    assert client.get("/account/").url == "/sign-in/?next=/account/"


def test_one_acts_in_the_post_one_chose(as_clerk, clerk, county):
    second = make_post(clerk, make_org(county, "县法院"), Role.UNIT_LEADER)
    as_clerk.post("/account/posts/", {"post": second.pk})
    assert [p["post_id"] for p in as_clerk.get(ME).json()["posts"]] == [second.pk]
    as_clerk.post("/account/posts/", {"post": ""})
    assert len(as_clerk.get(ME).json()["posts"]) == 2


def test_a_post_of_another_can_not_be_chosen(as_clerk, colleague):
    as_clerk.post("/account/posts/", {"post": Post.objects.get(user=colleague).pk})
    assert len(as_clerk.get(ME).json()["posts"]) == 1
    assert as_clerk.get("/account/posts/").status_code == 200


# Tokens


def bearer(text, **more):
    return {"HTTP_AUTHORIZATION": f"Bearer {text}", **more}


@pytest.fixture
def token(clerk):
    return services.make_token(clerk, actor=actor_of(clerk), name="报表程序")[1]


def test_a_token_acts_as_its_person(client, token, clerk, water):
    me = client.get(ME, **bearer(token)).json()
    assert (me["user_id"], me["posts"][0]["org_id"]) == (clerk.pk, water.pk)
    assert ApiToken.objects.get().used_on


def test_the_token_is_not_in_the_database(token):
    assert token not in str(list(ApiToken.objects.values()))


def test_a_token_acts_in_one_post_if_told_so(client, token, clerk, county):
    second = make_post(clerk, make_org(county), Role.UNIT_LEADER)
    me = client.get(ME, **bearer(token, HTTP_RENDA_POST=str(second.pk))).json()
    assert [p["post_id"] for p in me["posts"]] == [second.pk]


@pytest.mark.parametrize("text", ["renda_wrong", "", "x" * 9000])
def test_a_wrong_token_is_nobody(client, token, text):
    assert client.get(ME, **bearer(text)).status_code == 401


def test_a_token_ends_with_its_day(client, token):
    with at(now() + timedelta(days=366)):
        assert client.get(ME, **bearer(token)).status_code == 401


def test_a_token_of_another_county_is_nobody_here(client, token, other_county):
    assert client.get(ME, **bearer(token, HTTP_HOST="other.example")).status_code == 401


def test_a_token_of_a_closed_account_is_dead(client, token, clerk, admin):
    services.close_account(clerk, actor=actor_of(admin))
    assert client.get(ME, **bearer(token)).status_code == 401


def test_the_page_shows_a_new_token_once(as_clerk, clerk):
    page = as_clerk.post("/account/tokens/new/", {"name": "报表", "days": 30}).content.decode()
    assert "renda_" in page
    assert "renda_" not in as_clerk.get(ACCOUNT).content.decode()
    as_clerk.post(f"/account/tokens/{ApiToken.objects.get().pk}/end/")
    assert not ApiToken.objects.exists()
    assert as_clerk.post("/account/tokens/new/", {"name": "", "days": 9999}).status_code == 422


def test_nobody_ends_the_token_of_somebody_else(client, token, colleague):
    client.force_login(colleague)
    assert client.post(f"/account/tokens/{ApiToken.objects.get().pk}/end/").status_code == 404
    with pytest.raises(NotAllowed):
        services.end_token(ApiToken.objects.get(), actor=actor_of(colleague))


def test_a_browser_needs_its_csrf_token_for_writing(clerk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    new = {"name": "x", "days": 3}
    assert client.post("/api/v1/people/tokens", new, content_type="application/json").status_code == 403
    assert client.get(ME).status_code == 200
    assert not ApiToken.objects.exists()


def program(client, **more):
    body = {"login": "xuqinghe", "password": PASSWORD, **more}
    return client.post("/api/v1/people/sign-in", body, content_type="application/json")


def test_a_program_signs_in_for_a_token_of_a_day(client, clerk):
    answer = program(client)
    assert answer.status_code == 201
    assert client.get(ME, **bearer(answer.json()["token"])).json()["name"] == "许青禾"
    [mine] = client.get("/api/v1/people/tokens", **bearer(answer.json()["token"])).json()
    assert "token" not in mine
    assert client.delete(f"/api/v1/people/tokens/{mine['id']}", **bearer(answer.json()["token"])).status_code == 204


def test_a_program_with_a_wrong_password_is_refused_and_counted(client, clerk):
    answers = [program(client, password="不是这个").status_code for _ in range(11)]
    assert answers == [403] * 10 + [429]


def test_a_program_needs_the_second_factor_too(client, clerk):
    from renda.ground.kernel.actor import clock_actor
    from renda.ground.people.tests.factories import SECRET
    from renda.ground.people.tests.test_second_factor import digits

    services.give_second_factor(clerk, actor=clock_actor(clerk.county_id), secret=SECRET)
    assert program(client).status_code == 403
    assert program(client, otp="000000").status_code == 403
    assert program(client, otp=digits()).status_code == 201


def test_no_token_for_an_administrator_without_second_factor(client, clerk, water):
    make_post(clerk, water, Role.ADMIN)
    assert program(client).status_code == 403
    assert not ApiToken.objects.exists()


# Standing in, as a page


def test_a_clerk_lets_a_colleague_stand_in(as_clerk, clerk, colleague, county):
    post = Post.objects.get(user=colleague)
    helper = make_user(county, "向晚晴", login="xiang")
    days = {"from_on": date.today(), "to_on": date.today() + timedelta(days=7)}
    assert as_clerk.get("/people/stand-ins/").status_code == 200
    answer = as_clerk.post("/people/stand-ins/", {"post": post.pk, "login": "xiang", **days})
    assert answer.status_code == 302
    named = Post.objects.get(user=helper)
    assert named.deputising_for == post
    assert "向晚晴" in as_clerk.get("/people/stand-ins/").content.decode()
    as_clerk.post(f"/people/stand-ins/{named.pk}/end/")
    assert not actor_of(helper).posts


def test_posts_of_another_office_are_out_of_reach(as_clerk, county, colleague):
    far = make_post(make_user(county), make_org(county))
    days = {"from_on": date.today(), "to_on": date.today()}
    assert as_clerk.post("/people/stand-ins/", {"post": far.pk, "login": "cheng", **days}).status_code == 422
    assert as_clerk.post("/people/stand-ins/", {"post": "x", "login": "", "from_on": "x"}).status_code == 422
    mine = Post.objects.get(user=colleague).pk
    assert as_clerk.post("/people/stand-ins/", {"post": mine, "login": "nobody", **days}).status_code == 404
    assert User.objects.count() == 3
