"""How far the network covers the county: counted against the lists, every gap opens to its rows."""

import pytest
from django.urls import reverse

from renda.ground.kernel.clock import today
from renda.ground.papers.excel import read_rows
from renda.ground.people.models import Organisation
from renda.network.deputies.models import Deputy
from renda.network.stations import services
from renda.network.stations.models import Membership, Station, Village
from renda.network.stations.tests.factories import excused, planned, unplaced, village
from renda.readings.dashboards.coverage import Share, coverage_of, gaps_behind
from renda.readings.dashboards.queries.network import read_facts


@pytest.fixture
def listed(cast):
    """石门村 and 滨江社区 are served by the cast's station; 远村 by none; the home alone has 家村."""
    for name in ("石门村", "滨江社区", "远村", "家村"):
        village(cast, name, lon=104.5, lat=28.4)
    village(cast, "石门村", town="沙河镇", lon=104.6, lat=28.4)
    village(cast, "旧村", is_current=False)
    Station.objects.filter(pk=cast.places.home.pk).update(villages=["家村"])
    return cast


def line(actor, town):
    return next(one for one in coverage_of(actor, today()).lines if one.town == town)


def names(actor, key, town=""):
    return [gap.name for gap in gaps_behind(read_facts(actor, today()), key, town)]


def test_villages_are_counted_against_the_countys_list(listed):
    assert line(listed.office, "庆符镇").shares["village"] == Share(2, 4)
    assert line(listed.office, "沙河镇").shares["village"] == Share(0, 1)
    assert names(listed.office, "village") == ["家村", "远村", "石门村"]
    assert coverage_of(listed.office, today()).total.shares["village"] == Share(2, 5)


def test_what_covers_a_village_is_the_countys_to_say(listed):
    services.set_covering(actor=listed.office, kinds=["town_home"])
    assert line(listed.office, "庆符镇").shares["village"] == Share(1, 4)


def test_a_planned_or_closed_place_covers_nothing(listed):
    planned(listed, villages=["远村"])
    Station.objects.filter(pk=listed.places.station.pk).update(state="closed")
    assert line(listed.office, "庆符镇").shares["village"] == Share(0, 4)


def test_deputies_without_a_main_station_and_exceptions(cast):
    unplaced(cast.seats.deputy, live_town="庆符镇")
    excused(cast, cast.seats.deputy2)
    Membership.objects.filter(deputy=cast.seats.deputy3).update(is_main=False)
    found = coverage_of(cast.office, today())
    assert found.total.shares["deputy"] == Share(1, 4)
    assert found.total.excused == 1
    assert set(names(cast.office, "deputy")) == {"罗秋禾", "严守田", "邱月桐"}
    assert names(cast.office, "excused") == ["严守田"]
    Deputy.objects.filter(pk=cast.seats.deputy.pk).update(serving=False)
    assert coverage_of(cast.office, today()).total.shares["deputy"] == Share(1, 3)


def test_places_without_point_hours_or_reception(cast):
    assert line(cast.office, "庆符镇").shares["point"] == Share(0, 2)
    assert names(cast.office, "reception") == [cast.places.home.name]
    Station.objects.filter(pk=cast.places.home.pk).update(lon=104.5, lat=28.4, hours="")
    assert names(cast.office, "point") == [cast.places.station.name]
    assert names(cast.office, "hours") == [cast.places.home.name]


def test_every_gap_has_as_many_rows_as_the_number_says(listed):
    unplaced(listed.seats.deputy, live_town="沙河镇")
    found = coverage_of(listed.office, today())
    for one in found.lines:
        for key, share in one.shares.items():
            assert len(gaps_behind(found.facts, key, one.town)) == share.missing, (one.town, key)


def test_a_town_reads_its_own_line(listed):
    assert {one.town for one in coverage_of(listed.township, today()).lines} == {"庆符镇"}
    assert names(listed.township, "village") == ["家村", "远村"]


@pytest.mark.parametrize(
    ("name", "status"),
    [("office", 200), ("chair", 200), ("committee", 200), ("township", 200), ("admin", 200), ("liaison", 403),
     ("deputy", 403), ("clerk", 403), ("resident", 302)],
)  # fmt: skip
def test_who_reads_the_coverage(client_of, name, status):
    for page in ("network", "network-map", "export-network"):
        assert client_of(name).get(reverse(f"dashboards:{page}")).status_code == status, page


@pytest.fixture
def large(county, cast):
    """A county of 282 places, 260 villages and 1,900 deputies."""
    orgs = Organisation.objects.bulk_create(
        Organisation(county=county, kind="station", name=f"站{n:03}") for n in range(280)
    )
    Station.objects.bulk_create(
        Station(county=county, org=org, name=org.name, kinds=["contact_point"], town=f"镇{n % 22:02}", villages=[f"村{n:03}"],
                lon=104.5, lat=28.4) for n, org in enumerate(orgs)
    )  # fmt: skip
    Village.objects.bulk_create(
        Village(county=county, town=f"镇{n % 22:02}", name=f"村{n:03}", lon=104.5, lat=28.4) for n in range(300)
    )
    Deputy.objects.bulk_create(
        [
            Deputy(county=county, name=f"代{n}", level=1, district=f"第{n}选区", live_town=f"镇{n % 22:02}")
            for n in range(1900)
        ],
        batch_size=500,
    )


def test_the_pages_ask_few_queries_in_a_large_county(client_of, large, django_assert_max_num_queries):
    office = client_of("office")
    for page, most in (("network", 9), ("network-map", 16), ("network-rows", 9)):
        address = reverse(f"dashboards:{page}") + "?what=deputy"
        office.get(address)
        with django_assert_max_num_queries(most):
            assert office.get(address).status_code == 200
    page = office.get(reverse("dashboards:network-rows"), {"what": "deputy"})
    assert len(page.context["rows"]) == 60
    rest = office.get(reverse("dashboards:network-rows"), {"what": "deputy", "after": page.context["after"]})
    assert rest.context["rows"][0].place > page.context["rows"][-1].place
    assert office.get(reverse("dashboards:network-rows"), {"what": "palace"}).status_code == 404


def test_the_desks_map_shows_all_states_and_the_gaps(client_of, listed):
    planned(listed)
    office = client_of("office")
    page = office.get(reverse("dashboards:network-map"))
    assert "第九片区" in page.text
    assert [gap[2] for gap in page.context["map"]["gaps"]] == ["庆符镇家村", "庆符镇远村", "沙河镇石门村"]
    page = office.get(reverse("dashboards:network-map"), {"state": "planned"})
    assert len(page.context["lines"]) == 1


def test_the_sheet_has_the_table_and_the_gaps(client_of, listed):
    titles, rows = read_rows(client_of("office").get(reverse("dashboards:export-network")).content)
    assert titles[:3] == ["乡镇", "村（社区）有家站", "应有"]
    assert ["合计", 2.0, 5.0] in [row[:3] for row in rows]
    assert any(row[2] == "远村" for row in rows)


def test_programs_read_the_coverage(client_of, listed):
    office = client_of("office")
    found = office.get("/api/v1/dashboards/network").json()
    assert found["total"]["shares"]["village"] == {"n": 2, "d": 5}
    gaps = office.get("/api/v1/dashboards/network/gaps/village", {"town": "沙河镇"}).json()
    assert (gaps["count"], gaps["rows"][0]["name"]) == (1, "石门村")
    assert office.get("/api/v1/dashboards/network/gaps/palace").status_code == 404
    assert client_of("liaison").get("/api/v1/dashboards/network").status_code == 403
