"""Stations and who belongs to them, from Excel."""

import pytest

from renda.ground.papers.excel import write_rows
from renda.network.deputies.services import draft_import, lines_of, load_import
from renda.network.stations.models import Membership, Station
from renda.network.stations.services import MEMBERS, PLACES

PLACE_TITLES = ["名称", "类别", "乡镇", "镇人大主席团", "上级家站", "服务的村", "地址", "启用日"]
PLACE_ROWS = [
    ["沙河镇人大代表之家", "镇人大代表之家、特色站点", "沙河镇", "", "", "", "", "2023-5-1"],
    [
        "沙河镇第一片区站",
        "代表联络站",
        "沙河镇",
        "庆符镇人大主席团",
        "沙河镇人大代表之家",
        "红光村、向阳村",
        "桥头2号",
        "",
    ],
    ["庆符镇第二片区代表联络站", "代表联络站", "庆符镇", "", "", "", "新址5号", ""],
    ["坏站一", "宫殿", "", "没有的主席团", "", "", "", "哪天"],
    ["坏站二", "代表联络站", "", "", "没有的上级", "", "", ""],
]
MEMBER_TITLES = ["代表", "选区", "家站", "编入日", "主要家站"]
MEMBER_ROWS = [
    ["罗秋禾", "", "庆符镇人大代表之家", "2026-6-1", "是"],
    ["严守田", "第十三选区", "庆符镇第二片区代表联络站", "", ""],
    ["没有这人", "", "庆符镇人大代表之家", "", ""],
    ["邱月桐", "", "没有这站", "", "也许"],
]


def _draft(sheet, titles, rows, county, cast):
    return draft_import(sheet, write_rows(titles, rows), county_id=county.pk, actor=cast.office, file_name="表.xlsx")


def test_stations_are_loaded_in_the_order_of_the_table(county, cast):
    draft = _draft(PLACES, PLACE_TITLES, PLACE_ROWS, county, cast)
    assert [len(line.faults) for line in lines_of(draft)] == [0, 0, 0, 3, 0]
    assert load_import(draft, PLACES, actor=cast.office) == 3
    station = Station.objects.get(name="沙河镇第一片区站")
    assert station.parent.name == "沙河镇人大代表之家"
    assert station.villages == ["红光村", "向阳村"]
    assert station.town_org_id == cast.orgs.presidium
    assert Station.objects.get(name="沙河镇人大代表之家").kinds == ["town_home", "themed"]
    assert Station.objects.get(pk=cast.places.station.pk).address == "新址5号"


def test_a_station_whose_higher_one_is_missing_keeps_its_reason(county, cast):
    draft = _draft(PLACES, PLACE_TITLES, PLACE_ROWS, county, cast)
    load_import(draft, PLACES, actor=cast.office)
    draft.refresh_from_db()
    assert "没有上级家站“没有的上级”" in lines_of(draft)[4].faults[0]


def test_members_are_loaded_and_moved(county, cast):
    draft = _draft(MEMBERS, MEMBER_TITLES, MEMBER_ROWS, county, cast)
    assert [len(line.faults) for line in lines_of(draft)] == [0, 0, 1, 2]
    assert load_import(draft, MEMBERS, actor=cast.office) == 2
    main = Membership.objects.get(deputy=cast.seats.deputy, to_on=None)
    assert main.station == cast.places.home
    assert Membership.objects.filter(deputy=cast.seats.deputy2).count() == 1


def test_two_of_one_name_need_their_district(county, cast):
    type(cast.seats.deputy).objects.filter(pk=cast.seats.deputy2.pk).update(name="罗秋禾")
    rows = [["罗秋禾", "", "庆符镇人大代表之家", "", ""], ["罗秋禾", "第十三选区", "庆符镇人大代表之家", "", "否"]]
    draft = _draft(MEMBERS, MEMBER_TITLES, rows, county, cast)
    lines = lines_of(draft)
    assert "有2位代表叫“罗秋禾”" in lines[0].faults[0]
    assert not lines[1].faults
    load_import(draft, MEMBERS, actor=cast.office)
    assert not Membership.objects.get(deputy=cast.seats.deputy2, station=cast.places.home).is_main


@pytest.mark.parametrize("sheet", [PLACES, MEMBERS])
def test_a_sheet_names_its_columns(sheet):
    assert sheet.titles[0] in ("名称", "代表")
