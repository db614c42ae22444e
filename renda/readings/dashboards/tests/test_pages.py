"""What a reader sees, and that each number leads to exactly its rows."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renda.ground.kernel import clock
from renda.ground.papers.excel import read_rows
from renda.readings.dashboards.counting import read_units, read_year
from renda.readings.dashboards.figures import SUGGESTIONS, UNITS, Span
from renda.readings.dashboards.queries.rows import Drill, rows_behind
from renda.readings.dashboards.tests.factories import YEAR, five
from renda.readings.dashboards.tests.made_year import make_year
from renda.voice.suggestions.tests.factories import GOOD

TODAY = date(2026, 11, 25)


@pytest.fixture
def filled(year):
    rows = five(year)
    year.rated(rows[0], 4, 5, **GOOD)
    return rows


@pytest.fixture
def get(client_of):
    def ask(name, path):
        with clock.at(TODAY):
            return client_of(name).get(path)

    return ask


def words(answer):
    return re.sub(r"<[^>]+>|\s+", "", answer.content.decode())


def test_the_year_shows_done_beside_satisfied_and_silence_apart(get, filled):
    said = words(get("office", "/dashboards/suggestions/?year=2026&cut=2026-06-30"))
    assert "按期答复80%4/5件" in said
    assert "另有0件未反馈、3件还在等评价，不算满意" in said
    assert "其他1个单位" in said and "每家不足5件，不算比例" in said
    assert "按6月30日当天结束时的记录统计" in said


def test_a_number_opens_its_rows(get, filled):
    page = get("office", "/dashboards/suggestions/?year=2026&cut=2026-06-30").content.decode()
    href = re.search(
        r'href="([^"]*figure=overdue[^"]*)"',
        get("office", "/dashboards/suggestions/units/?cut=2026-06-30").content.decode(),
    )
    listed = get("office", href.group(1).replace("&amp;", "&"))
    assert "超期未答复" in words(listed) and str(filled[4].pk) in listed.content.decode()
    assert str(filled[0].pk) not in listed.content.decode()
    assert "figure=done" in page


def test_every_number_has_exactly_its_rows(cast, year):
    make_year(cast, 4, 8)
    span = Span(*YEAR, date(2026, 8, 31), 15)
    found = read_year(year.scope, span)
    for key, counted in found.totals.items():
        for of, number in ((False, counted.n), (True, counted.d)):
            assert rows_behind(year.scope, span, Drill(key, of)).count() == number, (key, of)
    for group in found.categories:
        for key in SUGGESTIONS:
            assert rows_behind(year.scope, span, Drill(key, category=group.key)).count() == group.figures[key].n
    for line in found.units:
        for key in UNITS:
            drill = Drill(key, is_part=True, unit=line.org_id)
            assert rows_behind(year.scope, span, drill).count() == line.figures[key].n, (line.name, key)


def test_rows_come_as_excel(get, filled):
    answer = get("office", "/dashboards/suggestions/rows.xlsx?figure=replied&cut=2026-06-30")
    head, rows = read_rows(BytesIO(answer.content))
    assert head[0] == "编号" and len(rows) == 4


def test_all_figures_come_as_excel(get, filled):
    head, rows = read_rows(BytesIO(get("office", "/dashboards/suggestions/export.xlsx?cut=2026-06-30").content))
    assert head == ["范围", "项目", "件数", "占什么", "其中", "比例%", "数据截至"]
    assert ["全部", "按期答复", 4, "应答复", 5, 80] in [list(row[:6]) for row in rows]


def test_a_unit_reads_its_own_and_no_other(get, filled, year, cast):
    year.assigned(3, 2, co=True)
    said = words(get("co_clerk", "/dashboards/suggestions/units/?cut=2026-06-30"))
    assert "县交通运输局" in said and "县水利局" not in said
    assert (
        get("co_clerk", f"/dashboards/suggestions/rows/?figure=handled&unit={cast.orgs.water}")
        .content.decode()
        .count("rd-list__title")
        == 0
    )
    own = get("clerk", "/dashboards/suggestions/?cut=2026-06-30")
    assert "本单位" in words(own) and "群众意见" not in re.sub(r"(?s)<nav.*?</nav>", "", own.content.decode())
    assert get("clerk", "/dashboards/suggestions/deputies/").status_code == 404


def test_a_unit_learns_no_word_before_all_have_spoken(get, year):
    row = year.replied(year.assigned(3, 2), 4, 1)
    assert read_units(year.scope, Span(*YEAR, date(2026, 4, 2), 15))[0].figures["result_open"].n == 1
    year.rated(row, 4, 5, **GOOD)
    assert read_units(year.scope, Span(*YEAR, date(2026, 4, 5), 15))[0].figures["result_satisfied"].n == 1


@pytest.mark.parametrize("name", ["deputy", "liaison", "admin"])
def test_others_are_told_whose_page_it_is(get, name):
    assert get(name, "/dashboards/suggestions/").status_code == 403


def test_a_town_reads_its_own_congress(get, filled):
    assert "还没有立案的建议" in words(get("township", "/dashboards/suggestions/?cut=2026-06-30"))


def test_deputies_stand_by_name_without_any_rate(get, filled):
    said = words(get("office", "/dashboards/suggestions/deputies/?cut=2026-06-30"))
    assert "罗秋禾" in said and "不打分、不排名" in said and "%" not in said


@pytest.mark.parametrize(
    "query", ["year=abc", "cut=gestern", "year=1999", "year=2031", "cut=2027-01-01", "cut=2025-01-01"]
)
def test_a_wrong_address_gets_a_sentence(get, query):
    answer = get("office", f"/dashboards/suggestions/?{query}")
    assert answer.status_code == 422 and ("截止日" in words(answer) or "年" in words(answer))


@pytest.mark.parametrize("query", ["", "figure=points", "figure=done&unit=x", "figure=done&after=x"])
def test_an_unknown_number_is_not_found(get, filled, query):
    assert get("office", f"/dashboards/suggestions/rows/?{query}").status_code in (200, 404)
    assert get("office", "/dashboards/suggestions/rows/?figure=points").status_code == 404


@pytest.mark.parametrize(
    ("path", "most"),
    [("suggestions", 17), ("units", 4), ("deputies", 5), ("years", 4), ("rows", 4), ("assessments", 6), ("reports", 4)],
)
def test_pages_ask_little(client_of, filled, path, most):
    client = client_of("office")
    address = reverse(f"dashboards:{path}") + "?cut=2026-06-30&figure=replied"
    with clock.at(TODAY):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
    assert len(asked) <= most


def test_json_says_what_the_page_says(get, filled):
    data = get("office", "/api/v1/dashboards/suggestions?year=2026&cut=2026-06-30").json()
    on_time = next(f for f in data["totals"] if f["key"] == "on_time")
    assert (on_time["n"], on_time["d"], on_time["percent"], data["cut"]) == (4, 5, 80, "2026-06-30")
    rows = get("office", "/api/v1/dashboards/suggestions/rows?figure=overdue&cut=2026-06-30").json()
    assert [row["href"] for row in rows["items"]] == [filled[4].get_absolute_url()]
    assert get("deputy", "/api/v1/dashboards/suggestions").status_code == 403
    assert get("office", "/api/v1/dashboards/suggestions?cut=2031-01-01").status_code == 422
