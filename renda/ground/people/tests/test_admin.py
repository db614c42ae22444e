from datetime import date

import pytest
from django.urls import reverse

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import Conflict, Invalid
from renda.ground.people import services
from renda.ground.people.models import Organisation, Post, User
from renda.ground.people.tests.factories import actor_of, make_org, make_user

PAGES = ["people", "open-account", "orgs", "open-org", "rosters", "stand-ins"]


@pytest.mark.parametrize("name", PAGES)
def test_an_administrator_opens_every_page(as_admin, clerk, name):
    assert as_admin.get(reverse(f"people:{name}")).status_code == 200


@pytest.mark.parametrize("name", PAGES[:-1])
def test_a_clerk_opens_none_of_them(as_clerk, name):
    assert as_clerk.get(reverse(f"people:{name}")).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_sent_to_sign_in(client, county, name):
    assert client.get(reverse(f"people:{name}")).url.startswith("/sign-in/")


def test_the_list_of_people_costs_the_same_however_many(as_admin, county, clerk, django_assert_max_num_queries):
    for _ in range(30):
        make_user(county)
    as_admin.get("/people/")
    with django_assert_max_num_queries(8):
        page = as_admin.get("/people/").content.decode()
    assert "许青禾" in page
    assert "138****5678" in page
    assert "13812345678" not in page


@pytest.mark.parametrize("q", ["许青", "xuq", "13812345678", "县水利局"])
def test_a_person_is_found_by_name_login_phone_or_organisation(as_admin, clerk, q):
    assert "许青禾" in as_admin.get("/people/", {"q": q}).content.decode()


def test_what_is_not_found_says_so(as_admin, clerk):
    assert "没有找到这个人" in as_admin.get("/people/", {"q": "没有此人"}).content.decode()


def test_the_next_page_begins_after_this_one(as_admin, county, monkeypatch):
    monkeypatch.setattr("renda.ground.people.views.people.PER_PAGE", 2)
    users = [make_user(county, f"人{n}") for n in range(4)]
    page = as_admin.get("/people/", {"after": users[0].pk}).content.decode()
    assert "人1" in page
    assert "人2" in page
    assert "人3" not in page
    assert f"after={users[2].pk}" in page


def test_people_of_another_county_are_not_found(as_admin, other_county):
    stranger = make_user(other_county, "外县人")
    assert "外县人" not in as_admin.get("/people/").content.decode()
    assert as_admin.get(f"/people/{stranger.pk}/").status_code == 404
    assert as_admin.post(f"/people/{stranger.pk}/close/").status_code == 404
    assert as_admin.get(f"/people/orgs/{make_org(other_county).pk}/").status_code == 404


def test_an_account_is_opened_and_corrected(as_admin, county):
    answer = as_admin.post("/people/new/", {"name": "田野", "login": "tian", "phone": "139 1111 2222"})
    user = User.objects.get(login="tian")
    assert answer.url == f"/people/{user.pk}/"
    assert (user.phone, user.must_change_password) == ("13911112222", True)
    as_admin.post(f"/people/{user.pk}/", {"name": "田也", "phone": "", "email": "tian@example.org"})
    user.refresh_from_db()
    assert (user.name, user.phone, user.phone_index) == ("田也", "", "")


def test_a_login_name_is_taken_once_in_a_county(as_admin, clerk, other_county):
    assert as_admin.post("/people/new/", {"name": "另一个", "login": "xuqinghe"}).status_code == 409
    assert make_user(other_county, login="xuqinghe").pk


@pytest.mark.parametrize("bad", [{}, {"name": "x", "login": "y", "phone": "123"}, {"name": "x" * 99, "login": "y"}])
def test_bad_input_keeps_what_was_typed(as_admin, bad):
    assert as_admin.post("/people/new/", bad).status_code == 422


def test_a_post_is_started_and_ended(as_admin, county, clerk):
    org = make_org(county, "县法院")
    as_admin.post(f"/people/{clerk.pk}/posts/start/",
                  {"org": org.pk, "role": Role.UNIT_LEADER, "from_on": "2026-01-05"})  # fmt: skip
    post = Post.objects.get(org=org)
    assert as_admin.get(f"/people/{clerk.pk}/").status_code == 200
    as_admin.post(f"/people/posts/{post.pk}/end/", {"on": "2026-02-01"})
    post.refresh_from_db()
    assert post.to_on == date(2026, 2, 1)
    assert as_admin.post(f"/people/{clerk.pk}/posts/start/", {"org": "x"}).status_code == 422
    assert as_admin.post(f"/people/posts/{post.pk}/end/", {"on": "x"}).status_code == 422


def test_an_account_is_closed_and_opened_again(as_admin, clerk):
    as_admin.post(f"/people/{clerk.pk}/close/")
    clerk.refresh_from_db()
    assert not clerk.is_active
    as_admin.post(f"/people/{clerk.pk}/reopen/")
    clerk.refresh_from_db()
    assert clerk.is_active


def test_nobody_closes_their_own_account(admin):
    with pytest.raises(Invalid):
        services.close_account(admin, actor=actor_of(admin))


def test_an_organisation_is_opened_corrected_and_closed(as_admin, county):
    as_admin.post("/people/orgs/new/", {"kind": "unit", "name": "县林业局", "short": "林业局", "code": "LY"})
    org = Organisation.objects.get(code="LY")
    as_admin.post(f"/people/orgs/{org.pk}/", {"name": "县林业和草原局", "short": "林草局", "code": "LC"})
    org.refresh_from_db()
    assert (org.name, org.code, org.kind) == ("县林业和草原局", "LC", "unit")
    assert "没有人任职" in as_admin.get(f"/people/orgs/{org.pk}/").content.decode()
    assert "林草局" in as_admin.get("/people/orgs/", {"kind": "unit"}).content.decode()
    as_admin.post(f"/people/orgs/{org.pk}/close/", {"on": "2026-03-01"})
    org.refresh_from_db()
    assert not org.is_open
    assert as_admin.post("/people/orgs/new/", {"kind": "nonsense"}).status_code == 422


def test_a_code_is_used_once(county, admin):
    services.open_org(county_id=county.pk, kind="unit", name="甲局", code="A", actor=actor_of(admin))
    with pytest.raises(Conflict):
        services.open_org(county_id=county.pk, kind="office", name="乙办", code="A", actor=actor_of(admin))
