"""Pages and JSON of the stations."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from renda.ground.papers.excel import read_rows, write_rows
from renda.ground.people.models import Organisation
from renda.network.stations.models import Membership, Station
from renda.network.stations.tests.test_import import MEMBER_ROWS, MEMBER_TITLES


@pytest.fixture
def page(cast):
    return cast.places.station.get_absolute_url()


def test_the_qr_code_is_a_picture_that_opens_the_intake(client_of, page):
    answer = client_of("resident").get(page + "qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


def test_the_poster_prints_name_and_code(client_of, cast, page):
    text = client_of("resident").get(page + "poster/").content.decode()
    assert cast.places.station.code in text


def test_the_list_is_narrowed_and_turns_pages(client_of, county, cast):
    orgs = Organisation.objects.bulk_create(
        Organisation(county=county, kind="station", name=f"站{n:03}") for n in range(100)
    )
    Station.objects.bulk_create(
        Station(county=county, org=org, name=org.name, kinds=["station"], town="沙河镇") for org in orgs
    )
    browser = client_of("resident")
    first = browser.get("/stations/")
    assert len(first.context["rows"]) == 60
    rest = browser.get("/stations/", {"after": first.context["after"]})
    assert len(rest.context["rows"]) == 42
    assert len(browser.get("/stations/", {"town": "庆符镇"}).context["rows"]) == 2
    assert len(browser.get("/stations/", {"q": "站099"}).context["rows"]) == 1
    assert len(browser.get("/stations/", {"q": "没有"}).context["rows"]) == 0


def test_a_deputy_leads_to_the_station(client_of, cast, page):
    browser = client_of("resident")
    assert browser.get(f"/stations/of/{cast.seats.deputy.code}/")["Location"] == page
    Membership.objects.all().delete()
    assert browser.get(f"/stations/of/{cast.seats.deputy.code}/").status_code == 404


def test_the_liaison_officer_keeps_the_stations_page(client_of, cast, page):
    browser = client_of("liaison")
    assert "kinds" not in browser.get(page + "change/").context["form"].fields
    facts = {"address": "新址5号", "hours": "每天", "reception": "每月1日", "villages": "石门村、红光村"}
    assert browser.post(page + "change/", facts).status_code == 302
    assert Station.objects.get(pk=cast.places.station.pk).villages == ["石门村", "红光村"]
    assert client_of("clerk").get(page + "change/").status_code == 403


def test_the_office_opens_changes_and_fills_a_station(client_of, cast):
    browser = client_of("office")
    facts = {"name": "沙河镇代表之家", "kinds": ["town_home"], "town": "沙河镇", "state": "opened"}
    assert browser.post("/stations/open/", {**facts, "kinds": []}).status_code == 422
    answer = browser.post("/stations/open/", facts)
    assert answer.status_code == 302
    assert browser.post("/stations/open/", facts).status_code == 422
    path = answer["Location"]
    assert browser.post(path + "change/", {**facts, "kinds": ["town_home", "themed"]}).status_code == 302
    join = {"deputy": cast.seats.deputy.pk, "from_on": "2026-06-01", "is_main": "on"}
    assert browser.post(path + "join/", join).status_code == 302
    assert browser.post(path + "join/", join).status_code == 422
    member = Membership.objects.get(station__name="沙河镇代表之家")
    assert browser.post(f"/stations/members/{member.pk}/leave/", {"on": "2020-01-01"}).status_code == 422
    assert browser.post(f"/stations/members/{member.pk}/leave/", {"on": "2026-06-30"}).status_code == 302


@pytest.mark.parametrize("path", ["open/", "unplaced/", "import/stations/", "import/members/", "members/1/leave/"])
@pytest.mark.parametrize("name", ["liaison", "deputy", "clerk"])
def test_others_do_not_keep_stations(client_of, path, name):
    assert client_of(name).get(f"/stations/{path}").status_code == 403


def test_members_are_imported_by_their_pages(client_of):
    browser = client_of("office")
    upload = SimpleUploadedFile("编组.xlsx", write_rows(MEMBER_TITLES, MEMBER_ROWS))
    answer = browser.post("/stations/import/members/", {"file": upload})
    page = answer["Location"]
    assert "能导入2行，已导入0行，有问题2行" in browser.get(page).content.decode()
    browser.post(page + "load/")
    assert len(read_rows(browser.get(page + "rest.xlsx").content)[1]) == 2
    assert browser.get(page.replace("members", "stations")).status_code == 404
    assert browser.post(page + "drop/").status_code == 302
    assert read_rows(browser.get("/stations/import/members/sample.xlsx").content)[0][0] == "代表"
    assert browser.get("/stations/import/nothing/").status_code == 404
    assert browser.post("/stations/import/members/", {"file": SimpleUploadedFile("a.xlsx", b"x")}).status_code == 422


def test_who_belongs_nowhere_is_shown(client_of):
    browser = client_of("office")
    assert "都编入了" in browser.get("/stations/unplaced/").content.decode()
    Membership.objects.all().delete()
    assert "罗秋禾" in browser.get("/stations/unplaced/").content.decode()


def test_programs_read_stations(client_of, cast):
    browser = client_of("resident")
    listed = browser.get("/api/v1/stations/", {"q": "第二片区"}).json()
    assert [row["name"] for row in listed["rows"]] == ["庆符镇第二片区代表联络站"]
    one = browser.get(f"/api/v1/stations/{cast.places.station.code}").json()
    assert "罗秋禾" in {deputy["name"] for deputy in one["deputies"]}
    assert one["is_invented_point"]
    assert browser.get("/api/v1/stations/none").status_code == 404
