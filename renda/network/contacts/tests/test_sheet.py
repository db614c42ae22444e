"""The quarterly check sheet: numerators, denominators, gaps; a town sees its own."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse

from renda.ground.kernel.clock import at, today
from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.papers.excel import read_rows
from renda.ground.people.models import Organisation
from renda.ground.people.states import OrgKind
from renda.network.contacts import services
from renda.network.contacts.shown import sheet
from renda.network.contacts.tests.factories import logged, with_deputy, with_resident, with_town
from renda.network.stations.models import Membership, Station

SPRING, SUMMER, TODAY = date(2026, 2, 2), date(2026, 5, 4), date(2026, 5, 20)


@pytest.fixture
def year(cast):
    """A pair of each kind since February; in the second quarter only the one with a deputy had a contact."""
    with at(SPRING):
        pairs = with_town(cast), with_deputy(cast), with_resident(cast)
        for pair in (pairs[0], pairs[2]):
            logged(cast, pair, by="office" if pair is pairs[0] else "deputy")
    with at(SUMMER):
        logged(cast, pairs[1], by="office")
    return pairs


def figures(found):
    return [(line.met, line.whole) for part in found.parts for line in part.lines]


def test_each_quarter_counts_its_own_contacts(cast, year):
    with at(TODAY):
        first, second = sheet(cast.office, 2026, 1), sheet(cast.office, 2026, 2)
    assert figures(first) == [(1, 1), (0, 1), (1, 1)]
    assert figures(second) == [(0, 1), (1, 1), (0, 1)]
    assert (first.as_of, second.as_of) == (date(2026, 3, 31), TODAY)
    assert [gap.key for part in second.parts for line in part.lines for gap in line.gaps] == [year[0].pk, year[2].pk]


def test_the_towns_of_all_kinds_are_the_same_town(cast, year):
    with at(TODAY):
        found = sheet(cast.office, 2026, 2)
    assert {line.label for part in found.parts for line in part.lines} == {cast.places.station.town}


def test_a_pair_that_has_ended_or_not_begun_is_not_on_the_books(cast, year):
    with at(TODAY):
        services.end_pair(year[2], actor=cast.deputy, note="搬走")
        with_resident(cast, name="雷显贵")
        assert figures(sheet(cast.office, 2026, 2)) == [(0, 1), (1, 1), (0, 1)]
        assert figures(sheet(cast.office, 2026, 1))[-1] == (1, 1)


def test_deputies_with_too_few_residents_are_named_by_town_and_the_number_is_the_countys(cast):
    for n in range(5):
        with_resident(cast, name=f"群众{n}")
    (line,) = sheet(cast.office, today().year, 2).few if today().month > 3 else sheet(cast.office, today().year, 1).few
    assert (line.met, line.whole, sorted(line.names)) == (0, 3, sorted(["罗秋禾", "严守田", "邱月桐"]))


def test_five_residents_are_enough_and_six_if_the_county_says_so(cast):
    for n in range(5):
        with_resident(cast, name=f"群众{n}")
    this = (today().year, (today().month + 2) // 3)
    (line,) = sheet(cast.office, *this).few
    assert (line.met, line.whole, "罗秋禾" in line.names) == (1, 3, False)
    services.set_least(actor=cast.office, number=6, source="主任会议决定")
    found = sheet(cast.office, *this)
    assert (found.least, found.few[0].met, "主任会议决定" in found.least_source) == (6, 0, True)
    with pytest.raises(NotAllowed):
        services.set_least(actor=cast.committee, number=1, source="")


@pytest.fixture
def far_town(cast):
    """The deputy's main station is in another town."""
    presidium, org = (
        Organisation.objects.create(county=cast.county, kind=kind, name=f"月江镇{kind}")
        for kind in (OrgKind.PRESIDIUM, OrgKind.STATION)
    )
    station = Station.objects.create(county=cast.county, org=org, name="月江镇站", town="月江镇", town_org=presidium)
    Membership.objects.filter(deputy=cast.seats.deputy).update(station=station)


def test_a_town_sees_its_own_lines_and_gaps_only(cast, year, far_town, client_of):
    with at(TODAY):
        town, county = sheet(cast.township, 2026, 2), sheet(cast.office, 2026, 2)
    assert figures(county) == [(0, 1), (1, 1), (0, 1)]
    assert figures(town) == [(0, 1), (1, 1)]
    assert [line.label for line in town.few] == [cast.places.station.town]
    assert "罗秋禾" not in town.few[0].names
    text = client_of("township").get(reverse("contacts:sheet"), {"year": 2026, "quarter": 2}).content.decode()
    assert "罗秋禾" not in text and "月江镇" not in text


@pytest.mark.parametrize(("year_", "quarter"), [(2026, 3), (2026, 5), (1999, 1)])
def test_a_quarter_to_come_or_of_no_year_is_refused(cast, year_, quarter):
    with at(TODAY), pytest.raises(Invalid):
        sheet(cast.office, year_, quarter)


@pytest.mark.parametrize("who", ["liaison", "deputy", "station_master", "clerk", "publisher"])
def test_only_the_congress_side_sees_the_sheet(client_of, who):
    client = client_of(who)
    assert client.get(reverse("contacts:sheet")).status_code == 403
    assert client.get(reverse("contacts:export-sheet")).status_code == 403
    assert client.get("/api/v1/contacts/sheet/2026/1").status_code == 403


def test_page_excel_and_json_say_the_same_and_no_resident(cast, year, client_of, django_assert_max_num_queries):
    client, asked = client_of("committee"), {"year": 2026, "quarter": 2}
    with at(TODAY):
        client.get(reverse("contacts:sheet"), asked)
        with django_assert_max_num_queries(14):
            text = client.get(reverse("contacts:sheet"), asked).content.decode()
        titles, rows = read_rows(BytesIO(client.get(reverse("contacts:export-sheet"), asked).content))
        told = client.get("/api/v1/contacts/sheet/2026/2").json()
    assert "0 / 1" in text and "罗秋禾代表联系的第1户" in text
    assert [row[2:5] for row in rows[:6:2]] == [[1, 0, 1], [1, 1, 0], [1, 0, 1]]
    assert [part["lines"][0]["met"] for part in told["parts"]] == [0, 1, 0]
    assert told["parts"][2]["lines"][0]["missing"] == ["罗秋禾代表联系的第1户"]
    assert "汪" not in text + str(rows) + str(told)
    assert titles[2] == "在册"


def test_the_queries_of_the_sheet_do_not_grow_with_the_pairs(cast, django_assert_num_queries):
    with_resident(cast)
    now = (today().year, (today().month + 2) // 3)
    sheet(cast.office, *now)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        sheet(cast.office, *now)
    for n in range(4):
        with_resident(cast, name=f"群众{n}")
    with django_assert_num_queries(len(before)):
        sheet(cast.office, *now)
