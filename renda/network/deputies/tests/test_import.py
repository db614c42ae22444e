"""The roster from Excel: bad rows are marked, good ones loaded, none is lost."""

import pytest

from renda.ground.kernel.errors import Invalid, NotAllowed
from renda.ground.papers.excel import write_rows
from renda.network.deputies.models import Deputy, ImportDraft
from renda.network.deputies.services import ROSTER, draft_import, drop_import, lines_of, load_import
from renda.network.deputies.states import Level

TITLES = ["姓名", "级别", "所属人大", "选区", "代表团", "性别", "任职日", "手机号", "登录名"]
GOOD = ["石林渡", "市代表", "", "高县", "高县代表团", "男", "2022-1-10", "", ""]
ROWS = [
    GOOD,
    ["万里溪", "镇代表", "庆符镇人民代表大会", "第五选区", "", "男", "", "", ""],
    ["罗秋禾", "县", "", "第十二选区", "庆符镇代表团", "女", "2022年1月10日", "", "deputy"],
    ["甲", "乡长", "", "", "", "", "", "", ""],
    ["乙", "镇代表", "没有的人大", "", "", "", "", "", ""],
    ["", "县代表", "", "", "", "", "", "", ""],
    ["丙", "县代表", "", "第九选区", "", "女男", "前年", "", "nobody"],
    GOOD,
]


@pytest.fixture
def draft(county, cast):
    return draft_import(ROSTER, write_rows(TITLES, ROWS), county_id=county.pk, actor=cast.office, file_name="名册.xlsx")


def test_the_preview_loads_nothing_and_marks_every_bad_row(draft):
    lines = lines_of(draft)
    assert [line.number for line in lines] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert [bool(line.faults) for line in lines] == [False, False, False, True, True, True, True, True]
    assert "级别“乡长”看不懂" in lines[3].faults[0]
    assert "没有“没有的人大”" in lines[4].faults[0]
    assert "“姓名”没有填" in lines[5].faults[0]
    assert len(lines[6].faults) == 3
    assert lines[7].faults == ["和第2行重复。"]
    assert not Deputy.objects.filter(name="石林渡").exists()


def test_good_rows_are_loaded_and_bad_ones_stay(draft, cast):
    assert load_import(draft, ROSTER, actor=cast.office) == 3
    draft.refresh_from_db()
    assert [line.is_loaded for line in lines_of(draft)] == [True, True, True, False, False, False, False, False]
    assert Deputy.objects.get(name="石林渡").level == Level.CITY
    assert Deputy.objects.get(name="万里溪").congress_id == cast.orgs.town_congress


def test_a_seat_already_on_the_roster_is_corrected_not_doubled(draft, cast):
    load_import(draft, ROSTER, actor=cast.office)
    assert Deputy.objects.get(name="罗秋禾") == cast.seats.deputy
    assert Deputy.objects.get(name="罗秋禾").gender == "f"


def test_loading_again_changes_nothing(draft, cast):
    load_import(draft, ROSTER, actor=cast.office)
    before = Deputy.objects.count()
    assert load_import(draft, ROSTER, actor=cast.office) == 0
    assert Deputy.objects.count() == before


def test_a_row_that_fails_while_loading_keeps_its_reason(county, cast, draft):
    Deputy.objects.filter(pk=cast.seats.deputy.pk).update(user_id=cast.deputy2.user_id)
    assert load_import(draft, ROSTER, actor=cast.office) == 2
    draft.refresh_from_db()
    assert "已经连着另一个账号" in lines_of(draft)[2].faults[0]


def test_an_account_is_found_by_its_phone(county, cast):
    rows = [["石林渡", "县代表", "", "第一选区", "", "", "", "199 0000 0001", ""]]
    draft = draft_import(ROSTER, write_rows(TITLES, rows), county_id=county.pk, actor=cast.office, file_name="a.xlsx")
    load_import(draft, ROSTER, actor=cast.office)
    assert Deputy.objects.get(name="石林渡").user_id == cast.liaison.user_id


def test_phones_in_a_draft_are_sealed(county, cast):
    from django.db import connection

    rows = [["石林渡", "县代表", "", "", "", "", "", "13812345678", ""]]
    draft_import(ROSTER, write_rows(TITLES, rows), county_id=county.pk, actor=cast.office, file_name="a.xlsx")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rows FROM deputies_importdraft")
        assert "13812345678" not in cursor.fetchone()[0]


def test_a_table_without_its_columns_is_refused(county, cast):
    with pytest.raises(Invalid, match="缺这几列：级别"):
        draft_import(ROSTER, write_rows(["姓名"], [["甲"]]), county_id=county.pk, actor=cast.office, file_name="a.xlsx")


def test_only_the_office_imports_and_sees_drafts(county, cast, draft):
    with pytest.raises(NotAllowed):
        draft_import(ROSTER, write_rows(TITLES, ROWS), county_id=county.pk, actor=cast.liaison, file_name="a.xlsx")
    with pytest.raises(NotAllowed):
        load_import(draft, ROSTER, actor=cast.other_office)
    assert ImportDraft.objects.visible_to(cast.office).count() == 1
    assert not ImportDraft.objects.visible_to(cast.liaison).exists()
    assert not ImportDraft.objects.visible_to(cast.other_office).exists()


def test_a_draft_is_thrown_away(cast, draft):
    drop_import(draft, actor=cast.office)
    assert not ImportDraft.objects.exists()
