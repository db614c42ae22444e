import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from renda.ground.kernel.errors import Invalid
from renda.ground.papers import excel
from renda.ground.papers.excel import Column, Field, preview, read_day, read_rows, write_rows


def test_what_is_written_is_read_back():
    moment = datetime(2026, 5, 26, 1, 30, tzinfo=ZoneInfo("UTC"))
    data = write_rows(
        [Column("编号", 10), "标题", "件数", "金额", "日期", "时间", "公开"],
        iter([["第034号", "打通断头路", 3, Decimal("12.50"), date(2026, 5, 26), moment, True]]),
    )
    titles, rows = read_rows(data)
    assert titles == ["编号", "标题", "件数", "金额", "日期", "时间", "公开"]
    read = [excel.cell_text(cell) for cell in rows[0]]
    assert read == ["第034号", "打通断头路", "3", "12.5", "2026-05-26", "2026-05-26 09:30", "是"]


@pytest.mark.parametrize("evil", ["=HYPERLINK(1)", "+1+1", "@SUM(A1)", "-cmd", "\t=1"])
def test_text_that_looks_like_a_formula_stays_text(evil):
    _, rows = read_rows(write_rows(["甲", "乙"], [[evil, "好"]]))
    assert rows[0][0].startswith("'")


def test_no_formula_reaches_the_file():
    data = write_rows(["甲", "乙"], [["{=1+1}", "=1"]])
    with zipfile.ZipFile(BytesIO(data)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_a_telephone_number_has_no_decimal_point():
    _, rows = read_rows(write_rows(["姓名", "电话"], [["郑知非", 13800000000]]))
    assert excel.cell_text(rows[0][1]) == "13800000000"


def test_a_caption_above_the_titles_is_skipped():
    titles, rows = read_rows(write_rows(["名册", ""], [["姓名", "电话"], ["郑知非", "1"]]))
    assert (titles, len(rows)) == (["姓名", "电话"], 1)


def bomb():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (excel.MOST_UNPACKED + 1))
    return out.getvalue()


@pytest.mark.parametrize(("data", "words"), [
    (b"", "空的"), (b"no table", "打不开"), (b"PK\x03\x04broken", "不完整"), (b"%PDF-1.7", "打不开"),
    (b"x" * (excel.MOST_BYTES + 1), "超过"),
])  # fmt: skip
def test_a_bad_file_gets_a_sentence(data, words):
    with pytest.raises(Invalid, match=words):
        read_rows(data)


def test_a_zip_bomb_is_refused_before_it_is_opened():
    with pytest.raises(Invalid, match="太大"):
        read_rows(bomb())


def test_too_many_rows_are_refused():
    with pytest.raises(Invalid, match="最多5行"):
        read_rows(write_rows(["甲", "乙"], [["1", "2"]] * 200), most_rows=5)


NAME = Field("name", "姓名", is_required=True, also=("代表姓名",))
BORN = Field("born_on", "出生日期", read=read_day)


def test_a_preview_says_what_is_wrong_in_which_row():
    data = write_rows(["代表姓名*", "出生日期（必填）", "备注"], [["郑知非", "1980年3月5日", "甲"], ["", "三月", "乙"]])
    shown = preview(data, [NAME, BORN])
    assert shown.good[0].values == {"name": "郑知非", "born_on": date(1980, 3, 5)}
    assert (shown.bad[0].number, set(shown.bad[0].errors)) == (3, {"name", "born_on"})
    assert shown.unknown == ("备注",)


def test_a_missing_column_is_named():
    with pytest.raises(Invalid, match="姓名"):
        preview(write_rows(["电话", "备注"], [["1", "2"]]), [NAME])


@pytest.mark.parametrize(
    "text", ["2026-5-26", "2026/05/26", "2026.5.26", "2026年5月26日", "20260526", "2026-5-26 08:00"]
)
def test_days_are_read_as_offices_type_them(text):
    assert read_day(text) == date(2026, 5, 26)


@pytest.mark.parametrize("text", ["", "昨天", "2026-13-1", "5月26日"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match="不是日期"):
        read_day(text)
