"""What a county sets: tags, covering kinds, its outline; the list of villages as a table."""

import json

import pytest

from renda.ground.kernel.errors import Conflict, Invalid, NotAllowed
from renda.ground.papers.excel import write_rows
from renda.network.deputies.services import draft_import, lines_of, load_import
from renda.network.stations import services
from renda.network.stations.models import Network, Tagging, Village
from renda.network.stations.queries import COVERING, network_of
from renda.network.stations.rules import MOST_OUTLINE_BYTES, read_outline
from renda.network.stations.shown import NO_LINES, map_for
from renda.network.stations.tests.factories import tagged

SQUARE = [[104.0, 28.0], [105.0, 28.0], [105.0, 29.0], [104.0, 29.0], [104.0, 28.0]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}


def as_file(value):
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    "value",
    [POLYGON, {"type": "Feature", "geometry": POLYGON}, {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
     {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "县"}, "geometry": POLYGON}]}],
)  # fmt: skip
def test_every_shape_of_an_outline_becomes_one(value):
    assert read_outline(as_file(value)) == {"type": "MultiPolygon", "coordinates": [[SQUARE]]}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x", "不是GeoJSON"),
        (b"[]", "不是GeoJSON"),
        (as_file({"type": "Point", "coordinates": [104, 28]}), "不是GeoJSON"),
        (as_file({"type": "Polygon"}), "不是GeoJSON"),
        (as_file({"type": "Polygon", "coordinates": [[["a", 28]]]}), "不是GeoJSON"),
        (as_file({"type": "Polygon", "coordinates": [[[True, 28]] * 4]}), "不是GeoJSON"),
        (as_file({"type": "MultiPolygon", "coordinates": []}), "没有一个完整的多边形"),
        (as_file({"type": "Polygon", "coordinates": [SQUARE[:3]]}), "没有一个完整的多边形"),
        (as_file({"type": "Polygon", "coordinates": [[[y, x] for x, y in SQUARE]]}), "经度在前"),
        (as_file({"type": "Polygon", "coordinates": [[[-3.0, 51.0]] * 4]}), "我国范围"),
        (as_file({"type": "Polygon", "coordinates": [SQUARE * 4001]}), "最多20,000"),
        (b" " * (MOST_OUTLINE_BYTES + 1), "超过1MB"),
        (b'{"type":"FeatureCollection","features":' + b"[" * 5000, "不是GeoJSON"),
    ],
)
def test_what_is_no_outline_is_said(data, said):
    with pytest.raises(Invalid, match=said) as caught:
        read_outline(data)
    assert caught.value.field == "file"


def test_the_line_stands_until_outline_and_number_are_there(cast):
    drawn = map_for(cast.county.pk, _places(cast), _today())
    assert (drawn["approval"], drawn["note"]) == ("", NO_LINES)
    services.set_outline(actor=cast.office, data=as_file(POLYGON), approval="", source="试")
    assert NO_LINES in map_for(cast.county.pk, _places(cast), _today())["note"]
    services.set_outline(actor=cast.office, data=None, approval="川S〔2026〕001号", source="试")
    drawn = map_for(cast.county.pk, _places(cast), _today())
    assert (drawn["approval"], drawn["note"], drawn["is_ground"]) == ("川S〔2026〕001号", "", False)
    services.drop_outline(actor=cast.office)
    assert NO_LINES in map_for(cast.county.pk, _places(cast), _today())["note"]


def _places(cast):
    from renda.network.stations.models import Station

    return Station.objects.filter(county=cast.county).order_by("pk")


def _today():
    from renda.ground.kernel.clock import today

    return today()


@pytest.mark.parametrize("number", ["001", "川S2026-001", "<b>（2026）1号"])
def test_a_number_that_is_none_is_said(cast, number):
    with pytest.raises(Invalid) as caught:
        services.set_outline(actor=cast.office, data=as_file(POLYGON), approval=number, source="试")
    assert caught.value.field == "approval"


@pytest.mark.parametrize("name", ["township", "liaison", "chair", "deputy", "resident", "clerk"])
def test_only_the_office_sets_the_network(cast, name):
    actor = getattr(cast, name)
    for call in (
        lambda: services.set_outline(actor=actor, data=as_file(POLYGON), approval="", source="试"),
        lambda: services.drop_outline(actor=actor),
        lambda: services.set_covering(actor=actor, kinds=["station"]),
        lambda: services.add_tag(actor=actor, sort="chain", name="茶"),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert not Network.objects.exists()


def test_the_covering_kinds_are_the_countys(cast):
    assert network_of(cast.county.pk).covering == list(COVERING)
    services.set_covering(actor=cast.office, kinds=["station"])
    assert network_of(cast.county.pk).covering == ["station"]
    with pytest.raises(Invalid):
        services.set_covering(actor=cast.office, kinds=[])


def test_a_tag_is_put_on_a_place_and_taken_off(cast):
    tag = tagged(cast)
    with pytest.raises(Conflict):
        services.add_tag(actor=cast.office, sort="chain", name=tag.name)
    services.tag_station(cast.places.station, actor=cast.liaison, tags=[])
    assert not Tagging.objects.exists()
    with pytest.raises(Invalid):
        services.tag_station(cast.places.station, actor=cast.township, tags=[tag.pk + 99])
    for name in ("deputy", "chair", "clerk", "other_office"):
        with pytest.raises(NotAllowed):
            services.tag_station(cast.places.station, actor=getattr(cast, name), tags=[tag.pk])


def test_villages_are_imported_corrected_and_taken_off(county, cast):
    titles = ["所属乡镇", "村（社区）", "区划代码", "经度", "纬度", "撤并"]
    rows = [
        ["庆符镇", "石门村", "511525101200", "104.52", "28.44", ""],
        ["庆符镇", "旧村", "", "", "", "是"],
        ["庆符镇", "石门村", "", "", "", ""],
        ["庆符镇", "东村", "甲", "28.44", "104.52", "也许"],
        ["", "西村", "", "", "", ""],
    ]
    sheet = services.VILLAGES
    draft = draft_import(sheet, write_rows(titles, rows), county_id=county.pk, actor=cast.office, file_name="村.xlsx")
    faults = ["".join(line.faults) for line in lines_of(draft)]
    assert faults[:2] == ["", ""]
    assert "重复" in faults[2]
    assert all(word in faults[3] for word in ("代码只写数字", "撤并请写", "经度、纬度"))
    assert faults[4]
    assert load_import(draft, sheet, actor=cast.office) == 2
    assert [(v.name, v.lon) for v in Village.objects.current()] == [("石门村", 104.52)]
    assert Village.objects.count() == 2
