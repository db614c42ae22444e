"""Pages and JSON of the plan, the decisions, the map and what the county sets."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.ground.papers.excel import read_rows
from renda.ground.people.models import Organisation
from renda.network.deputies.models import Deputy
from renda.network.stations.models import Membership, Network, Opening, Placing, Station, Tagging
from renda.network.stations.tests.factories import excused, planned, tagged, unplaced, village

DAY = timedelta(days=1)
HOW = {"content_type": "application/json"}
HOME = {"live_town": "庆符镇", "live_village": "石门村"}
OUTLINE = {"type": "Polygon", "coordinates": [[[104, 28], [105, 28], [105, 29], [104, 28]]]}


@pytest.fixture
def large(county, cast):
    """As many places as the largest demo county, each with a point, most with a tag."""
    orgs = Organisation.objects.bulk_create(
        Organisation(county=county, kind="station", name=f"站{n:03}") for n in range(280)
    )
    rows = Station.objects.bulk_create(
        Station(county=county, org=org, name=org.name, kinds=["contact_point"], town=f"镇{n % 20:02}", villages=[f"村{n}"],
                lon=104.5, lat=28.4) for n, org in enumerate(orgs)
    )  # fmt: skip
    tag = tagged(cast)
    Tagging.objects.bulk_create(Tagging(county=county, station=row, tag=tag) for row in rows[:200])
    return rows


def test_the_map_shows_open_places_with_a_table_beside_it(client_of, cast, large, django_assert_max_num_queries):
    planned(cast)
    browser, address = client_of("resident"), reverse("stations:map")
    browser.get(address)
    with django_assert_max_num_queries(9):
        page = browser.get(address)
    assert "第九片区" not in page.text
    assert len(page.context["map"]["points"]) == 280
    assert page.context["map"]["unplaced"] == 2
    assert len(page.context["lines"]) == 60
    assert "茶产业链" in page.text
    assert len(browser.get(address, {"after": page.context["after"]}).context["lines"]) == 60


@pytest.mark.parametrize(
    ("asked", "count"),
    [({}, 282), ({"town": "镇03"}, 14), ({"kind": "town_home"}, 1), ({"kind": "station"}, 1), ({"q": "站007"}, 1),
     ({"kind": "palace", "state": "?", "tag": "x"}, 282), ({"q": "没有这个"}, 0)],
)  # fmt: skip
def test_the_map_is_narrowed_by_its_address(client_of, large, asked, count):
    page = client_of("resident").get(reverse("stations:map"), asked)
    drawn = page.context["map"]
    assert len(drawn["points"]) + drawn["unplaced"] == count
    if asked == {}:
        tag = page.context["tags"][0][0]
        drawn = client_of("resident").get(reverse("stations:map"), {"tag": tag}).context["map"]
        assert len(drawn["points"]) + drawn["unplaced"] == 201


def test_a_name_can_not_break_out_of_the_maps_json(client_of, cast):
    Station.objects.filter(pk=cast.places.station.pk).update(name="</script><b>站", lon=104.5, lat=28.4)
    assert "</script><b>" not in client_of("resident").get(reverse("stations:map")).text


def test_the_plan_is_counted_in_few_queries(client_of, cast, large, django_assert_max_num_queries):
    for n in range(5):
        planned(cast, name=f"新站{n}", begin_on=today() - DAY)
    browser, address = client_of("township"), reverse("stations:plan")
    browser.get(address)
    with django_assert_max_num_queries(6):
        page = browser.get(address)
    assert "5个晚了" in page.text
    assert "282 / 287" in page.text
    titles, rows = read_rows(browser.get(reverse("stations:export-plan")).content)
    assert titles[:2] == ["乡镇或者季度", "应有"]
    assert ["合计", 287.0, 282.0] in [row[:3] for row in rows]


def test_the_office_plans_a_place_and_the_town_builds_it(client_of, cast):
    office, town = client_of("office"), client_of("township")
    facts = {"name": "新站", "kinds": ["station"], "town": "庆符镇", "town_org": cast.orgs.presidium, "villages": "石门村、东村",
             "begin_on": today(), "target_on": today() - DAY}  # fmt: skip
    page = office.post(reverse("stations:plan-new"), facts)
    assert page.status_code == 422
    assert "启用不能早于开工" in page.text and 'value="新站"' in page.text
    made = office.post(reverse("stations:plan-new"), {**facts, "target_on": today() + 99 * DAY})
    row = Opening.objects.get()
    assert made["Location"] == row.get_absolute_url()
    assert "开工" in town.get(row.get_absolute_url()).text
    step = reverse("stations:opening-step", args=[row.pk, "begin"])
    assert town.post(step, {"began_on": today() + DAY}).status_code == 422
    assert town.post(step, {"began_on": today()}).status_code == 302
    assert client_of("liaison").post(step, {"began_on": today()}).status_code == 404


def test_a_place_from_before_gets_its_record_and_its_upgrades_are_shown(client_of, cast):
    office, code = client_of("office"), cast.places.station.code
    page = office.get(reverse("stations:life", args=[code]))
    assert "还没有登记" in page.text
    assert office.post(reverse("stations:record", args=[code])).status_code == 302
    assert office.post(reverse("stations:record", args=[code])).status_code == 302
    row = Opening.objects.get()
    office.post(reverse("stations:opening-step", args=[row.pk, "upgrade"]), {"kinds": ["station", "practice"]})
    assert "提标升级" in office.get(row.get_absolute_url()).text
    assert office.get(reverse("stations:life", args=[code]))["Location"] == row.get_absolute_url()


def test_proposals_are_accepted_one_by_one_or_as_ticked(client_of, cast, django_assert_max_num_queries):
    first, second = (unplaced(getattr(cast.seats, name), **HOME) for name in ("deputy", "deputy2"))
    third = unplaced(cast.seats.deputy3)
    office, address = client_of("office"), reverse("stations:placings")
    office.get(address)
    with django_assert_max_num_queries(9):
        page = office.get(address)
    assert "这里服务这个村" in page.text and "请另选" in page.text
    where, place = reverse("stations:accept-placings"), cast.places.station.pk
    page = office.post(
        where, {"pick": [f"{second.pk}-{place}", f"{third.pk}-{place}"], "one": [f"{first.pk}-{place}"]}, follow=True
    )
    assert "编入了1位代表" in page.text
    page = office.post(where, {"pick": [f"{second.pk}-{place}", f"{third.pk}-{place}", "9-x"]}, follow=True)
    assert "编入了1位代表" in page.text and "没有建议可采纳" in page.text
    assert Membership.objects.filter(station=place, deputy__in=[first, second]).count() == 2
    assert office.post(where, {}).status_code == 422


def test_a_town_accepts_nothing_for_a_county_deputy(client_of, cast):
    ours, theirs = unplaced(cast.seats.town_deputy, **HOME), unplaced(cast.seats.deputy, **HOME)
    town = client_of("township")
    assert theirs.name not in town.get(reverse("stations:placings")).text
    pairs = [f"{row.pk}-{cast.places.station.pk}" for row in (ours, theirs)]
    page = town.post(reverse("stations:accept-placings"), {"pick": pairs}, follow=True)
    assert "编入了1位代表" in page.text and "不由您来定" in page.text
    assert not Membership.objects.filter(deputy=theirs).exists()
    assert town.get(reverse("stations:place-one", args=[theirs.code])).status_code == 404


def test_another_place_is_chosen_or_an_exception_noted_and_nothing_typed_is_lost(client_of, cast):
    deputy, office = unplaced(cast.seats.deputy, **HOME), client_of("office")
    assert "石门村" in office.get(reverse("stations:place-one", args=[deputy.code])).text
    where = reverse("stations:excuse", args=[deputy.code])
    page = office.post(where, {"excuse": "other", "reason": "正在办理调动", "review_on": today()})
    assert page.status_code == 422
    assert "正在办理调动" in page.text and "复核日要在今天以后" in page.text
    choose = reverse("stations:choose-place", args=[deputy.code])
    assert office.post(choose, {"station": "", "from_on": today()}).status_code == 422
    assert office.post(choose, {"station": cast.places.home.pk, "from_on": today()}).status_code == 302
    row = Placing.objects.get()
    page = office.get(row.get_absolute_url())
    assert cast.places.home.name in page.text and "另外指定" in page.text
    step = reverse("stations:placing-step", args=[row.pk, "release"])
    said = {"excuse": "away", "reason": "在外务工", "review_on": today() + DAY}
    assert office.post(step, said).status_code == 302
    assert "在外务工" in office.get(reverse("stations:exceptions")).text
    assert "在外务工" not in client_of("township").get(reverse("stations:exceptions")).text


def test_an_exceptions_list_asks_few_queries(client_of, cast, django_assert_max_num_queries):
    for name in ("deputy", "deputy2", "deputy3"):
        excused(cast, getattr(cast.seats, name))
    office, address = client_of("office"), reverse("stations:exceptions")
    office.get(address)
    with django_assert_max_num_queries(5):
        assert office.get(address, {"kind": "away"}).text.count("长期在县外") >= 3


def test_where_a_deputy_lives_stands_on_no_public_page(client_of, cast):
    Deputy.objects.filter(pk=cast.seats.deputy.pk).update(live_village="石门村", workplace="某单位")
    browser, code = client_of("resident"), cast.seats.deputy.code
    for address in (f"/deputies/{code}/", f"/api/v1/deputies/{code}"):
        assert "某单位" not in browser.get(address).text


def test_the_list_of_villages_and_the_covering_kinds(client_of, cast, django_assert_max_num_queries):
    for n in range(70):
        village(cast, f"村{n:02}", lon=104.5, lat=28.4)
    office, address = client_of("office"), reverse("stations:villages")
    office.get(address)
    with django_assert_max_num_queries(6):
        page = office.get(address)
    assert len(page.context["rows"]) == 60
    assert len(office.get(address, {"after": page.context["after"], "town": "庆符镇"}).context["rows"]) == 10
    assert office.post(reverse("stations:covering"), {"kinds": ["town_home"]}).status_code == 302
    assert Network.objects.get().covering == ["town_home"]
    assert office.post(reverse("stations:covering"), {}).status_code == 422


def test_tags_are_kept_by_the_office_and_worn_by_places(client_of, cast):
    office = client_of("office")
    assert office.post(reverse("stations:tags"), {"sort": "chain", "name": "茶产业链"}).status_code == 302
    page = office.post(reverse("stations:tags"), {"sort": "chain", "name": "茶产业链"})
    assert page.status_code == 422 and "已经在名单里" in page.text
    assert client_of("township").post(reverse("stations:tags"), {"sort": "chain", "name": "酒"}).status_code == 403
    tag = office.get(reverse("stations:tags")).context["rows"][0]
    where = reverse("stations:station-tags", args=[cast.places.station.code])
    assert client_of("liaison").post(where, {"tags": [tag.pk]}).status_code == 302
    assert office.get(reverse("stations:tags")).context["rows"][0].places == 1
    assert client_of("liaison").post(where, {"tags": [tag.pk + 9]}).status_code == 422
    assert client_of("deputy").get(where).status_code == 403
    office.post(reverse("stations:keep-tag", args=[tag.pk]))
    assert "停用" in office.get(reverse("stations:tags")).text


def test_the_office_says_what_stands_above_a_place(client_of, cast):
    office, where = client_of("office"), reverse("stations:change", args=[cast.places.home.code])
    assert cast.places.station.name in office.get(where).text
    facts = {"town": "庆符镇", "town_org": cast.orgs.presidium, "hours": "每天"}
    page = office.post(where, {**facts, "parent": cast.places.station.pk})
    assert page.status_code == 422
    assert "下面的站" in page.text and 'value="每天"' in page.text
    assert office.post(where, {**facts, "lon": "104.5"}).status_code == 422
    assert office.post(where, {**facts, "lon": "104.5", "lat": "28.4"}).status_code == 302
    assert Station.objects.get(pk=cast.places.home.pk).town_org_id == cast.orgs.presidium


def test_the_outline_is_uploaded_and_taken_away(client_of):
    office, where = client_of("office"), reverse("stations:outline")
    bad = office.post(
        where, {"file": SimpleUploadedFile("a.geojson", b"{}"), "source": "县自然资源局", "approval": "1"}
    )
    assert bad.status_code == 422
    assert "县自然资源局" in bad.text
    file = SimpleUploadedFile("a.geojson", json.dumps(OUTLINE).encode())
    number = "川S〔2026〕001号"
    assert office.post(where, {"file": file, "source": "县自然资源局", "approval": number}).status_code == 302
    assert f"审图号：{number}" in office.get(reverse("stations:map")).text
    assert office.post(reverse("stations:drop-outline")).status_code == 302
    assert Network.objects.get().outline is None
    assert client_of("township").get(where).status_code == 403


def test_programs_read_the_map_the_villages_and_the_tags(client_of, cast):
    village(cast, "石门村")
    Station.objects.filter(pk=cast.places.station.pk).update(lon=104.5, lat=28.4)
    tag, browser = tagged(cast), client_of("resident")
    drawn = browser.get("/api/v1/network/map", {"tag": tag.pk}).json()
    assert [(point["name"], point["deputies"]) for point in drawn["points"]] == [(cast.places.station.name, 4)]
    assert drawn["without_point"] == 0 and "示意" in drawn["note"]
    assert browser.get("/api/v1/network/villages").json()["rows"][0]["name"] == "石门村"
    assert browser.get("/api/v1/network/tags").json()[0]["places"] == 1
    assert browser.get("/api/v1/network/plan").status_code == 401


def test_programs_plan_and_take_steps(client_of, cast):
    office = client_of("office")
    body = {"name": "新站", "kinds": ["station"], "town": "庆符镇", "town_org": cast.orgs.presidium,
            "begin_on": str(today()), "target_on": str(today() + 99 * DAY)}  # fmt: skip
    made = office.post("/api/v1/network/plan", body, **HOW)
    assert made.status_code == 201
    assert office.post("/api/v1/network/plan", body, **HOW).status_code == 409
    assert client_of("township").post("/api/v1/network/plan", {**body, "name": "又一站"}, **HOW).status_code == 403
    step = f"/api/v1/opening/{made.json()['id']}/steps/begin"
    assert client_of("township").post(step, {"began_on": str(today())}, **HOW).json()["state"] == "building"
    assert office.get("/api/v1/network/plan").json()["total"] == {
        "label": "合计", "all": 3, "open": 2, "building": 1, "planned": 0, "paused": 0, "late": 0,
    }  # fmt: skip


def test_programs_read_proposals_and_decide(client_of, cast):
    first, second, third = (unplaced(getattr(cast.seats, n), **HOME) for n in ("deputy", "deputy2", "town_deputy"))
    office, town = client_of("office"), client_of("township")
    found = office.get("/api/v1/network/proposals").json()
    assert (found["total"], found["rows"][0]["basis"]) == (3, "serves")
    assert [row["name"] for row in town.get("/api/v1/network/proposals").json()["rows"]] == [third.name]
    body = {"deputy": first.code, "station": found["rows"][0]["station"]}
    assert town.post("/api/v1/network/placings/accept", body, **HOW).status_code == 403
    assert office.post("/api/v1/network/placings/accept", body, **HOW).status_code == 201
    away = {"deputy": second.code, "excuse": "away", "reason": "在外务工", "review_on": str(today() + DAY)}
    assert office.post("/api/v1/network/placings/excuse", {**away, "excuse": "palace"}, **HOW).status_code == 422
    made = office.post("/api/v1/network/placings/excuse", away, **HOW).json()
    assert office.get("/api/v1/network/exceptions").json()[0]["reason"] == "在外务工"
    body = {"station": cast.places.home.pk, "from_on": str(today())}
    assert office.post(f"/api/v1/placing/{made['id']}/steps/move", body, **HOW).json()["state"] == "placed"
    chosen = {"deputy": third.code, "station": cast.places.home.code, "from_on": str(today())}
    assert town.post("/api/v1/network/placings/choose", chosen, **HOW).status_code == 201
