import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from renda.ground.kernel.actor import Role
from renda.ground.kernel.errors import NotAllowed
from renda.ground.notices import services
from renda.ground.notices.models import Message, Outgoing
from renda.ground.notices.tests.factories import actor_of, give_post, make_org, make_user


@pytest.fixture
def told(clerk, water, matter):
    services.tell([f"clerk:{water.pk}"], "trial/assigned", matter)
    return Message.objects.get()


@pytest.fixture
def browser(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def letter(county, ways, gateway):
    ways(sms=gateway.url)
    services.tell_phone(county.pk, "13812345678", "trial/code", {"code": "123456"}, minutes=600)
    gateway.answer = {"code": 5}
    services.send_due()
    gateway.answer = {"code": 0}
    return Outgoing.objects.get()


@pytest.fixture
def admin_browser(client, county):
    user = make_user(county, "boss")
    give_post(user, make_org(county, "县人大代表工委", "office"), Role.ADMIN)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    return client


def test_only_the_reader_reads_a_message(told, county):
    other = actor_of(make_user(county, "other"), Role.ADMIN)
    assert not Message.objects.visible_to(other).exists()
    with pytest.raises(NotAllowed):
        services.read_message(told, actor=other)


def test_a_visitor_has_no_messages(told, client):
    assert client.get(reverse("notices:inbox")).status_code == 302
    assert client.get("/api/v1/notices/").status_code == 401


def test_the_page_lists_messages_and_changes_nothing(told, browser):
    page = browser.get(reverse("notices:inbox"))
    assert told.title in page.content.decode()
    told.refresh_from_db()
    assert told.read_at is None


def test_opening_a_message_marks_it_read_and_leads_to_the_matter(told, browser):
    answer = browser.post(reverse("notices:open", args=[told.pk]))
    assert answer.url == told.link
    told.refresh_from_db()
    assert told.read_at


def test_all_are_read_at_once(told, browser):
    browser.post(reverse("notices:read-all"))
    assert not Message.objects.unread().exists()


def test_pages_follow_each_other_without_gap_or_double(clerk, browser, county):
    for number in range(70):
        Message.objects.create(county=county, user=clerk, title=f"消息{number:03d}")
    seen, address = [], reverse("notices:inbox")
    while address:
        page = browser.get(address)
        seen += [row.title for row in page.context["rows"]]
        address = page.context["next_url"] and reverse("notices:inbox") + page.context["next_url"]
    assert seen == [f"消息{number:03d}" for number in reversed(range(70))]


def test_the_page_costs_few_queries(clerk, browser, county, django_assert_max_num_queries):
    for number in range(40):
        Message.objects.create(county=county, user=clerk, title=f"消息{number:03d}")
    with django_assert_max_num_queries(8):
        browser.get(reverse("notices:inbox"))


def test_programs_read_messages_too(told, browser):
    found = browser.get("/api/v1/notices/").json()
    assert [m["title"] for m in found["messages"]] == [told.title]
    assert found["next"] is None
    assert browser.get("/api/v1/notices/unread").json() == {"count": 1}
    assert browser.post(f"/api/v1/notices/{told.pk}/read").json()["read_at"]
    assert browser.get("/api/v1/notices/unread").json() == {"count": 0}
    assert browser.post("/api/v1/notices/read").json() == {"count": 0}


def test_an_administrator_sees_dead_letters_without_their_text(letter, admin_browser):
    page = admin_browser.get(reverse("notices:outbox"))
    text = page.content.decode()
    assert "138****5678" in text
    assert "短信平台回了5" in text
    assert "13812345678" not in text
    assert "123456" not in text


def test_dead_letters_are_resent_or_dropped_from_the_page(letter, admin_browser, gateway):
    admin_browser.post(reverse("notices:resend", args=[letter.pk]))
    assert services.send_due() == 1
    Outgoing.objects.update(state="dead")
    admin_browser.post(reverse("notices:discard", args=[letter.pk]))
    assert not Outgoing.objects.exists()


def test_others_are_refused_the_dead_letters(letter, browser):
    assert browser.get(reverse("notices:outbox")).status_code == 403
    assert browser.post(reverse("notices:resend", args=[letter.pk])).status_code == 404
    assert browser.get("/api/v1/notices/dead").json() == []
