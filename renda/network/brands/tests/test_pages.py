"""Pages of brands, methods and cases: lists with few queries, one tap, what the public reads, bad input."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renda.ground.files.queries import files_of
from renda.ground.files.tests.factories import photo
from renda.ground.kernel import clock
from renda.ground.papers.excel import read_rows
from renda.network.brands import services
from renda.network.brands.models import Brand, Method, MethodCase
from renda.network.brands.tests.factories import (
    SUMMARY,
    TEXT,
    applied,
    begun,
    drafted,
    finished,
    fresh,
    method,
    named,
    of_station,
    published,
    ticked,
)

LIST, MATTER, SESSION = 6, 12, 4


def counted(client, address, most):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(asked) <= most, [query["sql"][:120] for query in asked]
    return answer.text


@pytest.mark.parametrize("who", ["liaison", "township", "office"])
def test_the_lists_and_the_pages_ask_little(cast, client_of, who):
    row = published(cast)
    for n in range(3):
        ticked(cast, title=f"又一件{n}")
        of_station(cast, title=f"站{n}")
    client = client_of(who)
    assert row.title in counted(client, "/brands/", LIST + SESSION)
    assert "办好2 / 12步" in counted(client, "/brands/cases/", LIST + SESSION)
    assert SUMMARY in counted(client, row.get_absolute_url(), MATTER + SESSION)
    assert row.title in counted(client, row.brand.get_absolute_url(), MATTER + SESSION)
    assert "3 / 4件" not in counted(client, row.method_version.method.get_absolute_url(), LIST + SESSION)


def test_the_lists_go_on_behind_their_last_rows(cast, client_of):
    own = method(cast)
    for n in range(32):
        begun(cast, title=f"事{n}", method=own.pk, deputy_ids=[])
        of_station(cast, title=f"站{n}")
    client = client_of("liaison")
    for address in ("/brands/cases/", "/brands/"):
        found, place = [], address
        while place:
            page = client.get(place)
            found += [getattr(line, "pk", None) or line["brand"].pk for line in page.context["lines"]]
            place = f"{address}?after={page.context['after']}" if page.context["after"] else ""
        assert len(found) == len(set(found)) == 32
        assert client.get(f"{address}?after=x").status_code == 422
        assert client.get(f"{address}?state=x&sort=x&town=%00&method=x&station=x&theme=x").status_code == 200


def test_a_step_is_one_tap_on_the_page_of_the_case(cast, client_of):
    row, client = begun(cast), client_of("liaison")
    page = client.get(row.get_absolute_url()).text
    assert page.count("办好了<span") == 12
    assert client.post(f"{row.get_absolute_url()}tick/", {"place": 3}).status_code == 302
    page = client.get(row.get_absolute_url()).text
    assert page.count("办好了<span") == 11 and "办好1 / 12步" in page
    again = client.post(f"{row.get_absolute_url()}tick/", {"place": 3, "line": "写了的话"})
    assert again.status_code == 422 and "已经办好" in again.text and "写了的话" in again.text


def test_a_photo_of_a_step_is_seen_inside_and_by_nobody_else(cast, client_of):
    row = ticked(cast, 1)
    services.tick_method_case(row, actor=cast.liaison, place=2, line="内部的话", photos=[photo()])
    row = services.finish_method_case(fresh(row), actor=cast.liaison, result="内部的结果")
    row = services.propose_method_case(row, actor=cast.liaison, brand=named(cast).pk, summary=SUMMARY)
    services.publish_method_case(row, actor=cast.office)
    address = reverse("brands:file", args=[row.pk, files_of(row).get().pk])
    for who in ("liaison", "deputy", "township", "office"):
        assert client_of(who).get(address).status_code == 200, who
    for who in ("deputy2", "clerk", "resident"):
        assert client_of(who).get(address).status_code == 404, who


def test_the_public_reads_brand_and_case_without_what_is_inside(cast, client_of):
    row = ticked(cast, 1, text="内部的事")
    services.tick_method_case(row, actor=cast.liaison, place=2, line="内部的话")
    row = services.finish_method_case(fresh(row), actor=cast.liaison, result="内部的结果")
    row = services.propose_method_case(row, actor=cast.liaison, brand=named(cast).pk, summary=SUMMARY)
    visitor = client_of("resident")
    assert visitor.get(row.get_absolute_url()).status_code == 404
    services.publish_method_case(row, actor=cast.office)
    assert row.title in visitor.get("/brands/").text
    assert row.title in visitor.get(row.brand.get_absolute_url()).text
    for who in ("resident", "clerk", "deputy2"):
        page = client_of(who).get(row.get_absolute_url()).text
        assert SUMMARY in page and "罗秋禾" in page and "办好2 / 12步" in page, who
        assert "内部的" not in page and "经过" not in page and "办好了<" not in page, who
    assert visitor.get(drafted(cast, title="草稿").get_absolute_url()).status_code == 404
    assert "草稿" not in visitor.get("/brands/").text


def test_a_brand_is_drafted_on_a_page_by_town_and_by_station(cast, client_of):
    said = {"title": "幸福庆符", "theme": "民生福祉", "text": TEXT}
    town, liaison = client_of("township"), client_of("liaison")
    assert town.post("/brands/new/", said).status_code == 302
    wrong = liaison.post("/brands/new/", {**said, "theme": "没有的"})
    assert wrong.status_code == 422 and TEXT in wrong.text
    assert liaison.post("/brands/new/", {**said, "station": cast.places.station.pk, "title": "站"}).status_code == 302
    assert liaison.post("/brands/new/", {**said, "station": cast.places.home.pk}).status_code == 422
    assert set(Brand.objects.values_list("sort", "title")) == {("town", "幸福庆符"), ("station", "站")}
    assert client_of("clerk").get("/brands/new/").status_code == 403


def test_a_case_is_begun_on_a_page_and_the_packaged_method_is_offered(cast, client_of):
    client, place = client_of("liaison"), cast.places.station
    assert client.get("/brands/cases/new/").url.endswith(f"/{place.code}/")
    address = reverse("brands:begin", args=[place.code])
    assert "平台建议，可修改" in client.get(address).text
    said = {
        "title": "路灯",
        "text": "不亮",
        "method": 0,
        "planned_on": clock.today(),
        "deputy_ids": [cast.seats.deputy.pk],
    }
    wrong = client.post(address, {**said, "text": "电话13800136021"})
    assert wrong.status_code == 422 and "不写手机号" in wrong.text
    assert client.post(address, said).status_code == 302
    assert MethodCase.objects.get().parts.get().deputy == cast.seats.deputy
    assert "平台建议" not in client.get(address).text
    assert client_of("township").get("/brands/cases/new/").status_code == 200
    for who in ("clerk", "deputy", "committee"):
        assert client_of(who).get(address).status_code == 403, who


def test_a_method_is_made_and_changed_on_pages_and_its_versions_are_shown(cast, client_of):
    office = client_of("office")
    assert "问：走访问需求、接待问难处、座谈问办法" in office.get("/brands/methods/new/").text
    assert office.post("/brands/methods/new/", {"name": "两步法", "groups": "问：上门\n办"}).status_code == 422
    assert office.post("/brands/methods/new/", {"name": "两步法", "groups": "问：上门\n办：当天"}).status_code == 302
    row = Method.objects.get()
    change = reverse("brands:change-method", args=[row.pk])
    stale = office.post(change, {"groups": "办：当场", "seen": 9})
    assert stale.status_code == 409 and "办：当场" in stale.text
    assert office.post(change, {"groups": "办：当场", "seen": 1}).status_code == 302
    page = office.get(row.get_absolute_url()).text
    assert "第2版" in page and "当场" in page
    assert "上门" in office.get(f"{row.get_absolute_url()}?version=1").text
    assert office.get(f"{row.get_absolute_url()}?version=7").status_code == 422
    assert client_of("liaison").get(change).status_code == 403
    assert client_of("township").post(reverse("brands:use-method", args=[row.pk]), {"is_used": "0"}).status_code == 403
    assert office.post(reverse("brands:use-method", args=[row.pk]), {"is_used": "0"}).status_code == 302
    assert not Method.objects.get().is_used


def test_a_towns_method_is_not_shown_to_another_town(cast, client_of):
    own = method(cast, "township")
    assert client_of("liaison").get(own.get_absolute_url()).status_code == 200
    assert client_of("clerk").get(own.get_absolute_url()).status_code == 404


def test_the_themes_are_set_on_a_page(cast, client_of):
    office = client_of("office")
    assert "乡村振兴" in office.get("/brands/themes/").text
    assert office.post("/brands/themes/", {"names": " \n "}).status_code == 422
    assert office.post("/brands/themes/", {"names": "茶产业\n基层治理"}).status_code == 302
    assert "茶产业" in office.get("/brands/").text
    assert client_of("township").get("/brands/themes/").status_code == 403


def test_the_sheets_have_what_the_lists_have(cast, client_of):
    row, chair = published(cast), client_of("chair")
    titles, rows = read_rows(BytesIO(chair.get("/brands/export.xlsx").content))
    assert (titles[3], rows[0][3], rows[0][8]) == ("品牌", row.brand.title, 1)
    titles, rows = read_rows(BytesIO(chair.get("/brands/cases/export.xlsx").content))
    assert (rows[0][2], rows[0][5], rows[0][6]) == (row.title, 2, 12)
    titles, rows = read_rows(
        BytesIO(chair.get(reverse("brands:export-method", args=[row.method_version.method_id])).content)
    )
    assert rows[0][:4] == ["庆符镇", 1, 1, 1] and rows[0][4] == 0 and rows[-1][0] == "合计"
    _, other = read_rows(BytesIO(chair.get("/brands/cases/export.xlsx?state=open").content))
    assert other == []


def test_the_way_of_a_brand_goes_on_pages(cast, client_of):
    row = applied(cast)
    office = client_of("office")
    assert office.post(f"{row.get_absolute_url()}send_back/", {"note": ""}).status_code == 422
    assert office.post(f"{row.get_absolute_url()}name/", {}).status_code == 302
    page = office.get(row.get_absolute_url()).text
    assert "复核后保留" in page and "撤下" in page
    assert office.post(f"{row.get_absolute_url()}rename/", {"title": "新名", "note": "更贴切"}).status_code == 302
    assert "新名" in client_of("resident").get(row.get_absolute_url()).text
    assert "更贴切" not in client_of("clerk").get(row.get_absolute_url()).text


def test_where_there_is_no_brand_yet_proposing_says_so(cast, client_of):
    row, client = finished(cast), client_of("liaison")
    assert "还没有命名的品牌" in client.get(f"{row.get_absolute_url()}propose/").text
    page = client.post(f"{row.get_absolute_url()}propose/", {"brand": "", "summary": SUMMARY})
    assert page.status_code == 422 and SUMMARY in page.text
