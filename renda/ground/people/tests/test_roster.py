import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from renda.ground.people.models import Organisation, Post, RosterDraft, User
from renda.ground.people.services import write_table
from renda.ground.people.services.roster import HEADS, rows_of
from renda.ground.people.services.tables import cell_text
from renda.ground.people.states import RosterKind

PEOPLE, UNITS = HEADS[RosterKind.PEOPLE], HEADS[RosterKind.UNITS]
GOOD = ["田野", "13911112222", "", "县水利局", "承办单位经办人", "科员", "2026-03-01"]


def upload(client, rows, head=PEOPLE, kind="people"):
    file = SimpleUploadedFile("名册.xlsx", write_table(head, rows))
    return client.post("/people/rosters/", {"kind": kind, "file": file})


def draft():
    return RosterDraft.objects.get()


def test_nothing_is_loaded_before_somebody_says_so(as_admin, water):
    answer = upload(as_admin, [GOOD])
    assert answer.status_code == 302
    assert not User.objects.filter(name="田野").exists()
    assert "能导入1行" in as_admin.get(answer.url).content.decode()


def test_loading_makes_accounts_and_posts(as_admin, water):
    upload(as_admin, [GOOD])
    as_admin.post(f"/people/rosters/{draft().pk}/load/")
    post = Post.objects.get(user__name="田野")
    assert (post.org, post.title, post.from_on) == (water, "科员", date(2026, 3, 1))
    assert (post.user.login, post.user.phone) == ("13911112222", "13911112222")
    assert post.user.must_change_password


@pytest.mark.parametrize(("change", "words"), [
    ({"姓名": ""}, "没有姓名"),
    ({"手机号": "139"}, "不是11位数字"),
    ({"手机号": "", "登录名": ""}, "至少要有一个"),
    ({"机构": "没有的局"}, "没有机构"),
    ({"职责": "大王"}, "不在职责表里"),
    ({"任职日": "昨天"}, "不是日期"),
    ({"登录名": "xuqinghe"}, "已是许青禾的"),
    ({"姓名": "x" * 50}, "太长"),
])  # fmt: skip
def test_a_bad_row_is_marked_and_kept_and_the_others_are_loaded(as_admin, clerk, change, words):
    bad = [change.get(name, value) for name, value in zip(PEOPLE, GOOD, strict=True)]
    fine = ["何雨", "13922223333", "", "县水利局", "承办单位经办人", "", ""]
    page = as_admin.get(upload(as_admin, [bad, fine]).url).content.decode()
    assert words in page
    as_admin.post(f"/people/rosters/{draft().pk}/load/")
    assert User.objects.filter(name="何雨").exists()
    [first, second] = rows_of(draft())
    assert (first.line, first.is_loaded, second.is_loaded) == (2, False, True)
    assert words in "".join(first.faults)


def test_the_rows_to_correct_come_back_as_excel(as_admin, water):
    upload(as_admin, [GOOD, ["=1+1", *GOOD[1:3], "没有的局", *GOOD[4:]]])
    answer = as_admin.get(f"/people/rosters/{draft().pk}/rest/")
    cells = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.rows]
    assert cells[0] == [*PEOPLE, "问题"]
    assert cells[1][0] == "=1+1"
    assert len(cells) == 2


def test_loading_twice_loads_once(as_admin, water):
    upload(as_admin, [GOOD])
    for _ in range(2):
        as_admin.post(f"/people/rosters/{draft().pk}/load/")
    assert User.objects.filter(name="田野").count() == 1


def test_a_row_twice_in_a_file_is_marked(as_admin, water):
    page = as_admin.get(upload(as_admin, [GOOD, GOOD]).url).content.decode()
    assert "与第2行重复" in page


def test_a_corrected_organisation_lets_the_rest_be_loaded(as_admin, county):
    upload(as_admin, [GOOD])
    Organisation.objects.create(county=county, kind="unit", name="县水利局")
    as_admin.post(f"/people/rosters/{draft().pk}/load/")
    assert User.objects.filter(name="田野").exists()


def test_units_are_loaded_too(as_admin, water):
    rows = [
        ["县林业局", "林业局", "LY", "承办单位", "县水利局"],
        ["县水利局", "", "", "承办单位", ""],
        ["x", "", "", "y", "z"],
    ]
    upload(as_admin, rows, UNITS, "units")
    as_admin.post(f"/people/rosters/{draft().pk}/load/")
    assert Organisation.objects.get(code="LY").parent == water
    assert sum(1 for row in rows_of(draft()) if row.faults) == 2


def test_the_roster_is_sealed_and_can_be_dropped(as_admin, water):
    from django.db import connection

    upload(as_admin, [GOOD])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rows FROM people_rosterdraft"
            if connection.vendor == "sqlite"
            else 'SELECT "rows" FROM people_rosterdraft'
        )
        assert "田野" not in cursor.fetchone()[0]
    as_admin.post(f"/people/rosters/{draft().pk}/drop/")
    assert not RosterDraft.objects.exists()


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [
    b"", b"hello", b"PK\x03\x04 broken", b"%PDF-1.7", write_table(PEOPLE, []), write_table(["别的"], [["x"]]),
])  # fmt: skip
def test_what_is_no_roster_is_refused_with_a_sentence(as_admin, content):
    answer = as_admin.post("/people/rosters/", {"kind": "people", "file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 422
    assert not RosterDraft.objects.exists()


def test_bombs_and_big_files_are_refused(as_admin):
    for content in (bomb(), b"x" * (2 * 1024 * 1024 + 1)):
        answer = as_admin.post("/people/rosters/", {"kind": "people", "file": SimpleUploadedFile("x.xlsx", content)})
        assert answer.status_code == 422


def test_the_sample_has_the_columns(as_admin):
    sheet = load_workbook(io.BytesIO(as_admin.get("/people/rosters/sample/units/").content)).active
    assert [cell.value for cell in sheet[1]] == UNITS


@pytest.mark.parametrize(("cell", "text"), [
    (13812345678.0, "13812345678"), (1.5, "1.5"), (None, ""), (date(2026, 3, 1), "2026-03-01"), (True, "True"),
])  # fmt: skip
def test_cells_become_texts(cell, text):
    assert cell_text(cell) == text
