"""Pages: the menu, ordering without an account, the receipt, the lists, keeping the menu."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renda.ground.intake import services as proof
from renda.ground.kernel.clock import at, now, today
from renda.ground.kernel.keys import uuid7
from renda.ground.papers.excel import read_rows
from renda.ground.workflow.models import StepTaken
from renda.network.menus import services
from renda.network.menus.models import Order, OrderContact, ServiceItem
from renda.network.menus.states import S
from renda.network.menus.tests.factories import (
    PHONE,
    TEXT,
    bearer,
    elsewhere,
    entered,
    group,
    item,
    ordered,
    patient_token,
    served,
    solved,
    taken,
)

LIST, MATTER, SESSION = 7, 16, 4


@pytest.fixture
def visitor(client_of):
    return client_of("resident")


def place(cast):
    return reverse("menus:order-at-station", args=[cast.places.station.code, item(cast).pk])


def sent(**fields):
    return {"text": TEXT, "key": str(uuid7()), **fields}


def counted(client, address, most):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(asked) <= most, [query["sql"][:120] for query in asked]
    return answer.content.decode()


def test_the_menus_are_public_by_town_and_station(cast, visitor):
    line = item(cast)
    town = reverse("menus:of-town", args=[cast.orgs.presidium])
    for address in (town, reverse("menus:of-station", args=[cast.places.station.code])):
        page = counted(visitor, address, LIST)
        assert line.title in page and line.offer in page and "茶叶技术小组" in page
    assert town in visitor.get(reverse("menus:towns")).text
    services.change_item(line, actor=cast.township, title=line.title, offer=line.offer, is_open=False)
    assert line.title not in visitor.get(town).text
    assert visitor.get(place(cast)).status_code == 404


def test_an_item_of_another_town_is_not_on_this_menu(cast, visitor):
    there = elsewhere(cast)
    item(cast)
    assert "茶叶" not in visitor.get(reverse("menus:of-station", args=[there.station.code])).text
    assert visitor.get(reverse("menus:order-at-station", args=[there.station.code, item(cast).pk])).status_code == 404


def test_an_order_brings_the_receipt_and_its_steps(cast, visitor):
    page = visitor.post(place(cast), sent(altcha=solved(), phone=PHONE, wanted_on=today()), follow=True)
    order = Order.objects.get()
    assert order.code in page.redirect_chain[0][0] and len(order.code.replace("-", "")) >= 13
    text = page.text
    assert "收到了您的预约" in text and "138****6021" in text and PHONE not in text and "data:image/svg" in text
    assert "noindex" in text and page["Cache-Control"]
    assert order.code not in text.split("<title>")[1].split("</title>")[0]


def test_without_script_a_timed_token_does(cast, visitor):
    assert visitor.post(place(cast), sent(token=patient_token())).status_code == 302


@pytest.mark.parametrize("fields", [{}, {"token": "x"}, {"altcha": "x"}, {"token": "FRESH"}])
def test_a_robot_is_asked_again_and_nothing_typed_is_lost(cast, visitor, fields):
    fields = {**fields, **({"token": proof.make_token()} if fields.get("token") == "FRESH" else {})}
    page = visitor.post(place(cast), sent(**fields))
    assert page.status_code == 422 and TEXT in page.text
    assert not Order.objects.exists()


@pytest.mark.parametrize("make", [solved, patient_token])
def test_a_proof_is_good_once(cast, visitor, make):
    spent = {"altcha" if make is solved else "token": make()}
    assert visitor.post(place(cast), sent(**spent)).status_code == 302
    assert visitor.post(place(cast), sent(**spent)).status_code == 422
    assert Order.objects.count() == 1


def test_an_old_page_is_asked_again(cast, visitor):
    with at(now() - 2 * proof.PROOF_LIFE):
        old = solved()
    assert visitor.post(place(cast), sent(altcha=old)).status_code == 422
    token = patient_token()
    with at(now() + proof.TOKEN_LIFE):
        assert visitor.post(place(cast), sent(token=token)).status_code == 422


def test_pressing_twice_is_one_order(cast, visitor):
    fields = sent(altcha=solved())
    first = visitor.post(place(cast), fields)
    again = visitor.post(place(cast), fields)
    assert first.url == again.url and Order.objects.count() == 1
    other = visitor.post(place(cast), {**fields, "text": "另一件事情", "altcha": solved()})
    assert other.status_code == 409


def test_many_from_one_network_are_slowed_down(cast, visitor):
    codes = [visitor.post(place(cast), sent(token=patient_token())).status_code for _ in range(11)]
    assert codes[:10] == [302] * 10 and codes[10] == 429


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("text", "", "请写一写"), ("text", "！", "具体一点"), ("text", "长" * 501, "500字以内"), ("phone", "123", "不像手机号"),
        ("wanted_on", "2019-01-01", "今天起一年以内"), ("wanted_on", "明天", "日期"), ("key", "x", ""),
    ],
)  # fmt: skip
def test_bad_input_is_told_and_kept(cast, visitor, field, typed, said):
    page = visitor.post(place(cast), sent(**{"token": patient_token(), "name": "汪家", field: typed}))
    assert page.status_code == 422 and said in page.text and "汪家" in page.text


def test_the_resident_rates_cancels_and_erases_from_the_receipt(cast, visitor):
    done, open_ = served(cast), ordered(cast)
    assert visitor.get(f"/menus/r/{done.code.lower().replace('-', ' ')}/").status_code == 200
    assert visitor.post(f"/menus/r/{done.code}/rate/", {}).status_code == 422
    assert visitor.post(f"/menus/r/{done.code}/rate/", {"rating": "basic", "note": "还行"}).status_code == 302
    assert "基本满意" in visitor.get(f"/menus/r/{done.code}/").text
    assert visitor.post(f"/menus/r/{open_.code}/cancel/", {}).status_code == 302
    assert "这次预约取消了" in visitor.get(f"/menus/r/{open_.code}/").text
    assert "不能“评价”" in visitor.get(f"/menus/r/{open_.code}/rate/").text
    assert visitor.post(f"/menus/r/{open_.code}/erase/", {}).status_code == 422
    assert visitor.post(f"/menus/r/{open_.code}/erase/", {"is_sure": "on"}).status_code == 200
    assert visitor.get(f"/menus/r/{open_.code}/").status_code == 404


@pytest.mark.parametrize("name", ["take", "serve", "unmask", "x"])
def test_a_receipt_offers_no_step_of_others(cast, visitor, name):
    assert visitor.post(f"/menus/r/{taken(cast).code}/{name}/", {"note": "看看"}).status_code == 404


def test_a_wrong_code_is_told_and_a_typed_one_is_found(cast, visitor):
    order = ordered(cast)
    assert visitor.get("/menus/r/2222-2222-2222-2222/").status_code == 404
    found = visitor.post("/menus/r/", {"code": order.code.lower()})
    assert found.status_code == 302 and order.code in found.url
    assert visitor.get(f"/menus/r/{order.code}/qr.svg")["Content-Type"] == "image/svg+xml"


def test_an_unrated_service_is_never_satisfied(cast, visitor):
    order = services.lapse_order(served(cast), actor=_clock(cast))
    page = visitor.get(f"/menus/r/{order.code}/").text
    assert "未反馈" in page and "满意</" not in page.replace("说满不满意</", "")


def _clock(cast):
    from renda.ground.kernel.actor import clock_actor

    return clock_actor(cast.county.pk)


@pytest.mark.parametrize("who", ["liaison", "township", "office", "deputy"])
def test_the_list_and_the_page_ask_little(cast, client_of, who):
    for _ in range(3):
        ordered(cast)
    order = taken(cast, phone=PHONE)
    client = client_of(who)
    assert order.item_title in counted(client, reverse("menus:list"), LIST + SESSION)
    page = counted(client, order.get_absolute_url(), MATTER + SESSION)
    assert TEXT in page and "138****6021" in page and PHONE not in page and order.code not in page


def test_the_list_goes_on_behind_its_last_row(cast, client_of):
    for _ in range(33):
        ordered(cast)
    client, found, address = client_of("liaison"), [], "/menus/"
    while address:
        page = client.get(address)
        found += [row.pk for row in page.context["rows"]]
        address = f"/menus/{page.context['next_url']}" if page.context["next_url"] else ""
    assert len(found) == len(set(found)) == 33
    assert client.get("/menus/?after=x").status_code == 422
    assert not client.get("/menus/?state=rated").context["rows"]


def test_a_deputy_finds_what_waits_in_the_group_and_what_is_ones_own(cast, client_of):
    waits, own = ordered(cast), taken(cast)
    client = client_of("deputy")
    assert [row.pk for row in client.get("/menus/?scope=group").context["rows"]] == [waits.pk]
    assert [row.pk for row in client.get("/menus/?scope=mine").context["rows"]] == [own.pk]
    assert client.post(f"{waits.get_absolute_url()}take/", {}).status_code == 302
    assert client.post(f"{waits.get_absolute_url()}serve/", {}).status_code == 302
    assert Order.objects.get(pk=waits.pk).state == S.SERVED
    assert client.get("/menus/counts/").status_code == 403


def test_the_contact_is_shown_in_one_answer(cast, client_of):
    order = taken(cast, phone=PHONE)
    client, address = client_of("deputy"), order.get_absolute_url()
    page = client.post(f"{address}unmask/", {"note": "回电约时间"})
    assert PHONE in page.text and page["Cache-Control"] == "no-store"
    assert PHONE not in client.get(address).text
    assert client.post(f"{address}unmask/", {"note": ""}).status_code == 422
    assert StepTaken.objects.filter(step="unmask").count() == 1


def test_ordering_for_a_resident_gives_a_slip_on_that_day_only(cast, client_of):
    line, client = item(cast), client_of("liaison")
    assert line.title in client.get("/menus/enter/").text
    fields = {"station_id": cast.places.station.pk, "item_id": line.pk, "text": TEXT, "entry": "phone"}
    assert client.post("/menus/enter/", {**fields, "text": ""}).status_code == 422
    made = client.post("/menus/enter/", fields)
    assert made.status_code == 302
    order = Order.objects.get()
    assert order.entry == "phone" and order.code[:4] in client.get(made.url).text
    assert client_of("township").get(made.url).status_code == 404
    with at(now() + timedelta(days=1)):
        assert client_of("liaison").get(made.url).status_code == 404
    for who in ("office", "deputy", "clerk"):
        assert client_of(who).get("/menus/enter/").status_code == 403, who


def test_the_counts_are_served_of_ordered_and_silence_is_its_own(cast, client_of):
    done = served(cast)
    services.rate_order(done, actor=bearer(done), rating="satisfied")
    services.lapse_order(served(cast), actor=_clock(cast))
    services.refuse_order(ordered(cast), actor=cast.liaison, guidance="tender")
    entered(cast)
    client = client_of("township")
    page = counted(client, "/menus/counts/", LIST + SESSION)
    assert "2 / 4份" in page
    titles, rows = read_rows(BytesIO(client.get("/menus/counts/export.xlsx").content))
    line = dict(zip(titles, rows[0], strict=True))
    assert (line["预约"], line["已服务"], line["指路"], line["满意"], line["未反馈"], line["还没服务"]) == (
        4,
        2,
        1,
        1,
        1,
        1,
    )
    assert "代表" not in titles
    assert client.get("/menus/counts/?year=x").status_code == 422


def test_the_sheet_of_orders_has_no_contact(cast, client_of):
    ordered(cast, phone=PHONE, name="汪秀莲")
    titles, rows = read_rows(BytesIO(client_of("liaison").get("/menus/export.xlsx").content))
    assert len(rows) == 1 and PHONE not in str(rows) and "汪秀莲" not in str(rows) and "手机号" not in titles
    assert OrderContact.objects.count() == 1


def test_a_presidium_keeps_its_menu_on_pages(cast, client_of):
    client = client_of("township")
    page = client.get("/menus/groups/new/")
    assert "全县" not in page.text
    made = client.post("/menus/groups/new/", {"name": "法律小组", "field": "法律咨询", "town_org_id": cast.orgs.presidium,
                                              "deputy_ids": [cast.seats.town_deputy.pk]})  # fmt: skip
    assert made.status_code == 302
    assert client.post(f"{made.url}items/new/", {"title": "看合同", "offer": ""}).status_code == 422
    assert client.post(f"{made.url}items/new/", {"title": "看合同", "offer": "帮您看合同"}).status_code == 302
    again = client.post(f"{made.url}items/new/", {"title": "看合同", "offer": "又一项"})
    assert again.status_code == 422 and "已经有" in again.text and "又一项" in again.text
    line = ServiceItem.objects.get()
    change = client.post(f"/menus/items/{line.pk}/", {"title": "看合同", "offer": "看合同和借条", "is_open": "on"})
    assert change.status_code == 302
    assert "第2版" in client.get(made.url).text
    assert client.post(f"{made.url}change/", {"name": "法律小组", "field": "法律咨询"}).status_code == 302
    assert "不接受" in counted(client, "/menus/groups/", LIST + SESSION)
    assert client.get("/menus/fields/").status_code == 403


def test_nobody_else_keeps_it(cast, client_of):
    own = group(cast)
    for who in ("liaison", "deputy", "clerk"):
        assert client_of(who).get("/menus/groups/").status_code == 403, who
        assert client_of(who).get(own.get_absolute_url()).status_code == 404, who


def test_the_county_names_its_fields_of_service(cast, client_of):
    client = client_of("office")
    assert "农业技术" in client.get("/menus/fields/").text and "可修改" in client.get("/menus/fields/").text
    assert client.post("/menus/fields/", {"names": "养殖\n农机、养殖"}).status_code == 302
    assert "农机" in client.get("/menus/groups/new/").text
    assert client.post("/menus/fields/", {"names": " \n"}).status_code == 422
