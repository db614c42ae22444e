"""Pages: two taps on the deputy's phone, lists with few queries, bad input that loses nothing."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.network.contacts import services
from renda.network.contacts.models import ContactLog, KindWords, Pair
from renda.network.contacts.tests.factories import PHONE, ended, logged, with_deputy, with_resident, with_town

LIST, MATTER, SESSION = 6, 12, 4


def counted(client, address, most):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(asked) <= most, [query["sql"][:120] for query in asked]
    return answer.content.decode()


def test_two_taps_on_the_deputys_phone_write_a_contact_down(cast, client_of):
    with_resident(cast)
    client = client_of("deputy")
    row = re.search(r'href="(/contacts/[0-9a-f-]{36}/)"', client.get(reverse("contacts:mine")).content.decode()).group(
        1
    )
    page = client.get(row).content.decode()
    form = dict(re.findall(r'name="(once|seen)" value="([^"]+)"', page))
    assert 'name="outcome" value="visit"' in page
    for _ in range(2):
        assert client.post(f"{row}log/", {**form, "outcome": "visit"}).headers["Location"] == row
    log = ContactLog.objects.get()
    assert (log.on, log.outcome, log.entered_by_id) == (today(), "visit", cast.deputy.user_id)
    assert "这一季度联系过" in client.get(row).content.decode()


def test_after_an_opinion_the_way_to_its_entry_is_offered_and_after_a_visit_not(cast, client_of):
    pair, client = with_resident(cast), client_of("deputy")
    assert reverse("opinions:enter") not in client.get(pair.get_absolute_url()).content.decode()
    logged(cast, pair, outcome="opinion")
    assert reverse("opinions:enter") in client.get(pair.get_absolute_url()).content.decode()
    logged(cast, pair, outcome="nothing")
    assert reverse("opinions:enter") not in client.get(pair.get_absolute_url()).content.decode()


def test_the_deputys_home_leads_to_what_he_keeps_and_the_inbox_to_the_pair(cast, client_of):
    pair = with_resident(cast)
    page = client_of("deputy").get("/desk/").content.decode()
    assert reverse("contacts:mine") in page
    assert pair.get_absolute_url() in page and "联系一次，记一笔" in page
    assert "汪" not in page


def test_ones_own_list_is_ones_own(cast, client_of):
    mine, town, member = with_resident(cast), with_town(cast), with_deputy(cast)
    with_resident(cast, by="deputy2", of="deputy2")
    found = {who: [line["pair"] for line in client_of(who).get(reverse("contacts:mine")).context["lines"]]
             for who in ("deputy", "chair", "deputy3", "liaison")}  # fmt: skip
    assert found == {"deputy": [mine], "chair": [town], "deputy3": [member], "liaison": []}


@pytest.mark.parametrize("who", ["office", "township", "liaison", "committee"])
def test_the_list_and_the_pair_ask_little(cast, client_of, who):
    pair = logged(cast)
    for n in range(3):
        with_resident(cast, name=f"群众{n}")
    client = client_of(who)
    assert pair.title_line() in counted(client, reverse("contacts:list"), LIST + SESSION)
    counted(client, pair.get_absolute_url(), MATTER + SESSION)


def test_ones_own_list_asks_little(cast, client_of):
    for n in range(4):
        with_resident(cast, name=f"群众{n}")
    assert "第4户" in counted(client_of("deputy"), reverse("contacts:mine"), LIST + SESSION)


def test_the_list_goes_on_behind_its_last_row_and_is_narrowed(cast, client_of):
    for n in range(33):
        with_resident(cast, name=f"群众{n}")
    client, found, after = client_of("office"), [], ""
    while True:
        page = client.get(reverse("contacts:list"), {"after": after} if after else {})
        found += [line["pair"].pk for line in page.context["lines"]]
        if not (after := page.context["after"]):
            break
    assert len(found) == len(set(found)) == 33
    assert client.get(reverse("contacts:list"), {"after": "x"}).status_code == 422
    logged(cast, Pair.objects.get(pk=found[0]))
    assert found[0] not in [one["pair"].pk for one in client.get("/contacts/?state=unmet").context["lines"]]
    assert not client.get("/contacts/?sort=1").context["lines"]
    assert not client.get("/contacts/?state=ended").context["lines"]


def test_begin_by_the_deputy_asks_for_three_fields(cast, client_of):
    client, address = client_of("deputy"), reverse("contacts:begin", args=[3])
    assert "罗秋禾" in client.get(address).content.decode()
    said = {"sort": 3, "deputy": cast.seats.deputy.pk, "name": "汪秀莲", "village": "石门村", "phone": "123"}
    page = client.post(address, said)
    assert page.status_code == 422
    assert "不像手机号" in page.content.decode() and "石门村" in page.content.decode()
    assert client.post(address, {**said, "phone": f"+86 {PHONE}"}).status_code == 302
    assert Pair.objects.get().resident.phone == PHONE
    again = client.post(address, {**said, "phone": ""})
    assert again.status_code == 422 and "已经在联系" in again.content.decode()
    assert client.post(address, {**said, "deputy": cast.seats.deputy2.pk, "phone": ""}).status_code == 422


@pytest.mark.parametrize(("who", "sort", "status"), [
    ("office", 1, 200), ("office", 2, 200), ("office", 3, 403), ("liaison", 3, 200), ("liaison", 1, 403),
    ("township", 3, 200), ("town_deputy", 3, 403), ("clerk", 3, 403), ("office", 4, 404),
])  # fmt: skip
def test_the_page_to_begin_is_open_to_who_may(client_of, who, sort, status):
    assert client_of(who).get(reverse("contacts:begin", args=[sort])).status_code == status


def test_the_office_begins_the_other_two_kinds_on_pages(cast, client_of):
    client = client_of("office")
    town = {"sort": 1, "leader": cast.chair.user_id, "town_org": cast.orgs.presidium}
    assert client.post(reverse("contacts:begin", args=[1]), town).status_code == 302
    two = {"sort": 2, "member": cast.seats.deputy3.pk, "deputy": cast.seats.deputy.pk}
    assert client.post(reverse("contacts:begin", args=[2]), two).status_code == 302
    same = client.post(reverse("contacts:begin", args=[2]), {**two, "deputy": two["member"]})
    assert same.status_code == 422 and "自己不用联系自己" in same.content.decode()
    assert sorted(Pair.objects.values_list("sort", flat=True)) == [1, 2]


def test_the_words_of_a_contact_are_completed_on_its_page(cast, client_of):
    pair = logged(cast, logged(cast, topic="收成"), outcome="nothing")
    client, first = client_of("deputy"), pair.logs.order_by("pk")[0]
    address = f"{pair.get_absolute_url()}complete/"
    assert "收成" in client.get(f"{address}?log={first.pk}").content.decode()
    assert "收成" not in client.get(address).content.decode()
    said = {"log": first.pk, "outcome": "visit", "place": "院坝", "topic": "收成和看病"}
    assert client.post(address, said).status_code == 302
    first.refresh_from_db()
    assert (first.place, first.topic) == ("院坝", "收成和看病")
    assert client.post(address, {**said, "topic": "长" * 501}).status_code == 422
    assert client.post(address, {**said, "log": 999_999}).status_code == 422
    assert client.get(f"{address}?log=zwei").status_code == 200


def test_a_contact_of_another_day_goes_through_the_long_form(cast, client_of):
    pair, client = with_resident(cast), client_of("deputy")
    address = f"{pair.get_absolute_url()}log/"
    page = client.post(address, {"outcome": "visit", "on": "2031-01-01", "topic": "修路"})
    assert page.status_code == 422 and "修路" in page.content.decode()
    assert client.post(address, {"on": today()}).status_code == 422
    assert client.post(address, {"outcome": "visit", "on": today(), "topic": "修路"}).status_code == 302


def test_an_ended_and_an_erased_pair_still_have_their_page(cast, client_of):
    pair = ended(cast)
    assert "已结束" in client_of("deputy").get(pair.get_absolute_url()).content.decode()
    services.erase_pair(pair, actor=cast.deputy)
    assert "个人信息已按规定删除" in client_of("office").get(pair.get_absolute_url()).content.decode()


def test_the_office_sets_the_words_and_the_least_number_on_a_page(cast, client_of):
    client, address = client_of("office"), reverse("contacts:words")
    assert "可修改" in client.get(address).content.decode()
    words = {"sort": 3, "name": "县代表联系选民", "promotes": "促民生改善", "source": "县人大2026年1号文件"}
    assert client.post(address, words).status_code == 302
    assert client.post(address, {"number": 6, "source": "主任会议决定"}).status_code == 302
    page = client.get(address).content.decode()
    assert "县代表联系选民" in page and "至少6户" in page
    assert "县代表联系选民" in client.get(reverse("contacts:list")).content.decode()
    bad = client.post(address, {**words, "name": "", "promotes": "促什么呢"})
    assert bad.status_code == 422 and "促什么呢" in bad.content.decode()
    assert client.post(address, {"number": "许多", "source": "主任会议"}).status_code == 422
    assert client.post(address, {}).status_code == 422
    assert client_of("township").get(address).status_code == 403
    assert KindWords.objects.count() == 1


def test_a_deputy_who_opens_the_staffs_list_is_led_to_his_own(client_of):
    assert client_of("deputy").get(reverse("contacts:list")).headers["Location"] == reverse("contacts:mine")
    assert client_of("deputy").get(f"/contacts/{UUID(int=7)}/").status_code == 404
