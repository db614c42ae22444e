"""The operator's commands: a county with its first administrator, and rosters from a file."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from renda.ground.county.models import County
from renda.ground.people import services
from renda.ground.people.models import Organisation, Post, User


def run(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.fixture
def new_county(db):
    County.objects.all().delete()
    return run("new_county", "341125", "定远县", "--paper-code", "定", "--admin", "zhang", "张一")


def test_a_new_county_has_its_bodies_and_an_administrator(new_county):
    county = County.objects.get()
    assert county.is_default
    assert set(Organisation.objects.values_list("code", flat=True)) == {"congress", "office", "county_gov"}
    assert Post.objects.get().role == "admin"


def test_the_code_signs_the_administrator_in_once(new_county, client):
    code = new_county.strip().rpartition("：")[2]
    user = services.use_slip(code, county_id=County.objects.get().pk)
    assert user.login == "zhang"


def test_a_county_is_made_once(new_county):
    with pytest.raises(CommandError, match="已经有"):
        run("new_county", "341125", "定远县", "--admin", "li", "李二")


def test_units_come_from_a_sheet_and_bad_rows_are_named(new_county, tmp_path):
    from renda.ground.people.services.roster import HEADS
    from renda.ground.people.states import RosterKind

    head = HEADS[RosterKind.UNITS]
    good = {"全称": "定远县水利局", "类别": "承办单位"}
    bad = {"全称": "定远县交通局", "类别": "没有这一类"}
    sheet = tmp_path / "units.xlsx"
    sheet.write_bytes(services.write_table(head, [[row.get(name, "") for name in head] for row in (good, bad)]))
    said = run("import", "units", str(sheet))
    assert "装入1行，有问题1行" in said
    assert "第3行" in said
    assert Organisation.objects.filter(name="定远县水利局").exists()


def test_checking_loads_nothing(new_county, tmp_path):
    with pytest.raises(CommandError, match="没有这个文件"):
        run("import", "people", str(tmp_path / "none.xlsx"), "--check")
    assert User.objects.count() == 1
